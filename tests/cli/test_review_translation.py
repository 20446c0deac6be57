"""``handouts review -l``: what is left of a translation, and which step of its approval is next."""

from __future__ import annotations

import pytest
from approved import approvable, approved
from samples import MakeWorkspace, Run, a_library
from spoken import POLISH, phrases

from handouts.content.approvals import Proofreading
from handouts.reading.nodes import Text
from handouts.review.rendering import read_translation
from handouts.review.texts import open_collection
from handouts.review.translations import translate
from handouts.workspace import Workspace

PO = "content/sun/translations/pl.po"


@pytest.fixture
def here(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace with an approved handout and a whole translation of it."""
    made = workspace(a_library(sun=approvable()) | phrases("pl"))
    monkeypatch.chdir(made.root)
    approved(made)
    translate(open_collection(made), "sun", "pl")
    path = made.root / PO
    text = path.read_text("utf-8")
    for source, words in POLISH.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{words}"')
    path.write_text(text, "utf-8")
    return made


def test_what_is_next_is_the_first_step_then_the_second(run: Run, here: Workspace) -> None:
    said = run("review", "sun", "-l", "pl")
    assert said.code == 0
    assert "next: handouts approve sun -l pl --by NAME --role ROLE --step language" in said.err
    read = Proofreading(by=Text("Ola Example"), role=Text("Nurse"), on=here.today)
    shelf = open_collection(here, ["pl"])
    step = read_translation(shelf, "sun", "pl", read, "Jan Example")
    told = run("review", "sun", "-l", "pl").err
    assert f"--step clinical --review-by YYYY-MM-DD --code {step.code}" in told


def test_a_segment_that_changed_is_shown_with_its_source_and_no_step_is_next(
    run: Run, here: Workspace
) -> None:
    path = here.root / "content/sun/handout.yaml"
    path.write_text(path.read_text("utf-8").replace("Skin is an organ", "Skin is large"), "utf-8")
    said = run("review", "sun", "-l", "pl")
    assert "1.1 Text: Stale: the source was changed\n  Skin is large." in said.out
    assert "(translated from: Skin is an organ.)" in said.out
    assert "next:" not in said.err
    assert "A segment is stale: the source was changed since." in said.err


def test_changes_are_those_since_the_translation_was_approved(run: Run, here: Workspace) -> None:
    assert (
        "no text of 'sun' in pl was approved before"
        in run("review", "sun", "-l", "pl", "--changes").err
    )
