"""The way as one function gives the bytes of a build, and tells what is wrong as a build does."""

from __future__ import annotations

import doctest
import shutil
from pathlib import Path

import pytest
from ruling import SOUND
from samples import MakeWorkspace, a_handout, a_library, a_workspace

from handouts import HandoutsError, Workspace, WrongOrder, make_copy
from handouts.batch.order import Order
from handouts.batch.run import build

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FORMATS = ("standard", "large-print", "booklet", "html", "text")
PACKS = """
visit:
  title: Your visit
  short_title: Visit
  language: en-GB
  summary: What you take home.
  handouts: [sun, shade]
"""
FILES = {
    **a_library(sun=a_handout(), shade=a_handout(title="Shade", short_title="Shade")),
    "brands/harbour/clinics/cork.yml": "name: Cork\nphone: 021 496 0000\ncountry: IE",
    "brands/harbour/clinics/york.yml": "name: York\nphone: 020 7946 0001\ncountry: US",
    "packs.yaml": PACKS,
}
Built = tuple[Workspace, dict[tuple[str, str, str], bytes]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A workspace and what was built of it, by handout, clinic and format."""
    made = a_workspace(tmp_path_factory.mktemp("built"), FILES)
    done = build(made, Order(formats=FORMATS), made.output, processes=1)
    assert not done.failed, [*map(str, done.problems)]
    copies = {
        (row.handout, row.clinic, row.format): (made.output / row.path).read_bytes()
        for row in done.rows
    }
    return made, copies


@pytest.fixture(scope="module")
def anew(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The same workspace, of which nothing was built or typeset."""
    root = tmp_path_factory.mktemp("anew") / "here"
    shutil.copytree(built[0].root, root, ignore=shutil.ignore_patterns("output", ".handouts"))
    return Workspace.open(root, built[0].today)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("clinic", ["cork", "york"])
@pytest.mark.parametrize("name", ["sun", "shade"])
def test_a_copy_has_the_bytes_of_a_build(
    built: Built, anew: Workspace, name: str, clinic: str, form: str
) -> None:
    assert make_copy(anew, name, f"harbour/{clinic}", form) == built[1][name, clinic, form]
    assert not anew.output.exists()


def test_a_pack_has_the_bytes_of_a_build(built: Built, anew: Workspace) -> None:
    assert make_copy(anew, "visit", "harbour/york") == built[1]["visit", "york", "standard"]


@pytest.mark.parametrize(
    ("asked", "fact"),
    [
        (("moon", "harbour/york"), "there is no handout 'moon'"),
        (("sun", "harbour/bath"), "there is no brand or clinic 'harbour/bath'"),
        (("sun", "harbour/york", "poster"), "there is no format 'poster'"),
        (("sun", "harbour"), "one clinic is needed.*names harbour/cork, harbour/york"),
        (("visit", "harbour/york", "html"), "a pack is bound as PDF; 'html' is not"),
    ],
)
def test_what_is_not_there_or_not_one_is_a_wrong_order(
    anew: Workspace, asked: tuple[str, ...], fact: str
) -> None:
    with pytest.raises(WrongOrder, match=fact):
        make_copy(anew, *asked)


def test_what_is_wrong_with_what_was_asked_for_is_told_at_its_place(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(a_library(sun=a_handout(title=None), shade=a_handout(sections=[])))
    with pytest.raises(HandoutsError) as told:
        make_copy(made, "sun", "harbour")
    assert {d.place.file for d in told.value.diagnostics} == {"content/sun/handout.yaml"}


def test_what_is_wrong_with_anything_else_stops_no_copy(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=a_handout(), shade=a_handout(title=None)))
    assert make_copy(made, "sun", "harbour", "text").startswith(b"DRAFT.")


def test_a_template_that_fails_is_told_at_its_line(workspace: MakeWorkspace) -> None:
    own = {"templates/blocks/prose.html.j2": "{{ clinic }}"}
    made = workspace(a_library(sun=a_handout()) | own)
    for form in ("standard", "text"):
        with pytest.raises(HandoutsError) as told:
            make_copy(made, "sun", "harbour", form)
        [problem] = told.value.diagnostics
        assert problem.place.file == "templates/blocks/prose.html.j2"


def test_pages_that_break_a_rule_as_an_error_are_not_given(workspace: MakeWorkspace) -> None:
    style = workspace({}).house_text("styles/type.css") + "html { font-size: 11pt !important }"
    made = workspace(a_library(sun=SOUND) | {"styles/type.css": style})
    done = build(made, Order(formats=("standard",)), made.output, processes=1)
    [row] = done.rows
    assert row.made.state == "failed"
    with pytest.raises(HandoutsError) as told:
        make_copy(made, "sun", "harbour")
    assert told.value.diagnostics == row.made.diagnostics


def test_the_examples_of_the_function_and_of_the_docs_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("content", "brands"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "handouts.toml").touch()
    monkeypatch.chdir(tmp_path)
    [example] = doctest.DocTestFinder(recurse=False).find(make_copy, globs={})
    assert len(example.examples) > 3
    assert doctest.DocTestRunner().run(example).failed == 0
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    exec(page.partition("```python\n")[2].partition("```")[0], {})
    assert (tmp_path / "sun.pdf").read_bytes().startswith(b"%PDF-")
