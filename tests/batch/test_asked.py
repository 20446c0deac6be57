"""A command is judged by what it was asked for, and tells of all else in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pytest
from ruling import SOUND, a_brand
from samples import REFERENCES, MakeWorkspace, Run, a_library, with_blocks

from handouts.workspace import Workspace

CITES = "- prose: 'Shade helps [@shin2019].'"
OTHER = "the workspace: info: {} errors: handouts check [others]\n"
BROKEN_SOURCE = REFERENCES + "  - id: odd2020\n    title: [a list]\n"
PACK = "{name}:\n  title: A visit\n  short_title: Visit\n  language: en-GB\n  summary: All of it.\n"
PACK += "  handouts: [{handout}]\n"

FILES: Mapping[str, str] = {
    **a_library(
        cream=SOUND,
        citing=with_blocks(CITES, title="Citing"),
        odd=with_blocks(CITES.replace("shin2019", "odd2020"), title="Odd"),
        broken="title: [",
        worse="title: 3",
    ),
    "content/references.yaml": BROKEN_SOURCE,
    "brands/harbour/_brand.yml": a_brand(),
    "brands/wrong/_brand.yml": "color: [",
    "brands/group/_brand.yml": a_brand(),
    "brands/group/clinics/north.yml": "name: North\n",
    "brands/group/clinics/south.yml": "country: Narnia\n",
    "packs.yaml": PACK.format(name="visit", handout="cream")
    + PACK.format(name="wide", handout="broken")
    + PACK.format(name="lost", handout="nothing"),
}


@pytest.fixture
def here(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace with something sound and something broken of each kind."""
    made = workspace(FILES)
    monkeypatch.chdir(made.root)
    return made


@pytest.mark.usefixtures("here", "press")
class TestBuild:
    """What a build tells, and its exit code."""

    def test_what_was_asked_for_is_sound_and_all_else_is_one_line(self, run: Run) -> None:
        run("build")  # what is wrong with all else is known from a build that has read it
        said = run("build", "cream", "-b", "harbour", "--force")
        assert said.code == 0
        assert ": error: " not in said.err
        others = "2 other handouts, 2 other brands, 1 other pack and 1 other source have"
        assert OTHER.format(others) in said.err

    def test_the_line_stays_where_nothing_changed(self, run: Run) -> None:
        first, second = (run("build", "cream", "-b", "harbour") for _ in range(2))
        assert "unchanged: " in second.err
        assert "[others]" in first.err
        assert "[others]" in second.err

    def test_the_report_tells_the_same(self, run: Run) -> None:
        told = json.loads(run("build", "cream", "-b", "harbour", "--report", "-").out)
        assert "others" in [d["rule"] for d in told["diagnostics"]]
        assert "error" not in [d["severity"] for d in told["diagnostics"]]

    @pytest.mark.parametrize(
        ("words", "file"),
        [
            (["broken", "-b", "harbour"], "content/broken/handout.yaml"),
            (["cream", "-b", "wrong"], "brands/wrong/_brand.yml"),
            (["cream", "-b", "group/south"], "brands/group/clinics/south.yml"),
            (["cream"], "brands/wrong/_brand.yml"),
            (["-b", "harbour"], "content/broken/handout.yaml"),
            (["odd", "-b", "harbour"], "content/references.yaml"),
            (["wide", "-b", "harbour"], "content/broken/handout.yaml"),
            (["lost", "-b", "harbour"], "packs.yaml"),
        ],
    )
    def test_what_is_needed_and_broken_is_told_and_fails(
        self, run: Run, words: list[str], file: str
    ) -> None:
        said = run("build", *words)
        assert said.code == 1
        assert f"\n{file}:" in f"\n{said.err}"

    @pytest.mark.parametrize(
        "words",
        [
            ["citing", "-b", "harbour"],
            ["cream", "-b", "group/north"],
            ["visit", "-b", "harbour"],
        ],
    )
    def test_what_is_not_needed_fails_nothing(self, run: Run, words: list[str]) -> None:
        assert run("build", *words).code == 0

    def test_what_is_not_there_is_wrong_use(self, run: Run) -> None:
        said = run("build", "craem", "-b", "harbour")
        assert said.code == 2
        assert "did you mean 'cream'?" in said.err


@pytest.mark.usefixtures("here", "press")
@pytest.mark.parametrize("words", [["list", "cream"], ["check", "cream"], ["check", "group/north"]])
def test_other_commands_are_judged_by_what_they_were_asked_for(run: Run, words: list[str]) -> None:
    said = run(*words)
    assert said.code == 0
    assert ": error: " not in said.out + said.err
    assert "[others]" in said.out + said.err


@pytest.mark.usefixtures("here", "press")
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("broken", "content/broken/handout.yaml"),
        ("odd", "content/references.yaml"),
        ("wrong", "brands/wrong/_brand.yml"),
        ("wide", "content/broken/handout.yaml"),
        ("lost", "packs.yaml"),
    ],
)
def test_check_tells_what_is_wrong_with_one(run: Run, name: str, file: str) -> None:
    said = run("check", name)
    assert said.code == 1
    ours = (file, f"content/{name}/", "the workspace: info: ", "    hint: ")
    assert [line for line in said.out.splitlines() if not line.startswith(ours)] == []
    assert re.search(rf"^{file}:\d+:\d+: error: ", said.out, re.MULTILINE)


@pytest.mark.usefixtures("here")
def test_check_counts_what_it_checked_and_knows_what_was_meant(run: Run) -> None:
    assert run("check", "cream", "harbour").err.endswith(
        "1 handout, 1 brand: 0 errors, 0 warnings\n"
    )
    said = run("check", "craem")
    assert said.code == 2
    assert "there is no handout, pack or brand 'craem'; did you mean 'cream'?" in said.err


@pytest.mark.usefixtures("here", "press")
def test_a_broken_source_of_another_handout_stops_no_approval(run: Run) -> None:
    words = ["--by", "Ann", "--role", "Clinical lead", "--author", "Ben", "--review-by"]
    said = run("approve", "citing", *words, "2027-11-01")
    assert "references.yaml" not in said.err
    said = run("approve", "odd", *words, "2027-11-01")
    assert "content/references.yaml" in said.err


@pytest.mark.usefixtures("here", "press")
def test_print_tells_of_the_brand_that_was_asked_for(run: Run) -> None:
    said = run("print", "cream", "-b", "wrong")
    assert said.code == 1
    assert said.err.startswith("brands/wrong/_brand.yml:")
    assert "content/broken" not in said.err
