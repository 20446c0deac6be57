"""The words in drawings of a translation, from the first step to what prints when they change."""

from __future__ import annotations

import pytest
from approved import HELP, approvable, approved
from samples import MakeWorkspace, a_library
from spoken import phrases
from twosteps import both, given, refusals, state, translated

from handouts.workspace import Workspace

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">'
    '<text x="1" y="9" font-size="4">Skin</text>'
    '<text x="1" y="15" font-size="4">{}</text></svg>'
)
FIGURE = {"figure": {"file": "skin.svg", "alt": "Two layers.", "caption": "Layers"}}
SECTIONS = [
    {"heading": "About", "blocks": [{"prose": "Skin is an organ."}, FIGURE]},
    {"heading": "Help", "part": "get-help", "blocks": [HELP]},
]
WORDS = {"Skin": "Skóra", "Thick": "Gruba", "Two layers.": "Dwie warstwy.", "Layers": "Warstwy"}


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    library = (
        a_library(sun=approvable(sections=SECTIONS))
        | phrases("pl")
        | {"content/sun/skin.svg": DRAWING.format("Thick")}
    )
    made = workspace(library)
    approved(made)
    return made


def redrawn(workspace: Workspace, words: str) -> None:
    (workspace.root / "content/sun/skin.svg").write_text(DRAWING.format(words), "utf-8")
    approved(workspace)


def test_they_are_asked_for_and_frozen_with_it(here: Workspace) -> None:
    translated(here, WORDS | {"Thick": ""})
    assert "not translated" in refusals(here)
    translated(here, WORDS)
    folder = f"content/sun/approved/{both(here).record.code}"
    frozen = (here.root / folder / "skin.svg").read_text("utf-8")
    assert ">Skóra</text>" in frozen
    assert ">Gruba</text>" in frozen
    assert [one.review for one in given(here)] == ["approved"]


def test_one_that_was_drawn_anew_is_frozen_as_it_is_drawn(here: Workspace) -> None:
    translated(here, WORDS | {"Thick": ""})
    drawn = here.root / "content/sun/translations/pl/skin.svg"
    drawn.parent.mkdir()
    drawn.write_text(DRAWING.format("Tłusta"), "utf-8")
    translated(here, WORDS)
    folder = here.root / f"content/sun/approved/{both(here).record.code}"
    assert (folder / "translations/pl/skin.svg").read_bytes() == drawn.read_bytes()
    assert [one.review for one in given(here)] == ["approved"]


def test_other_words_in_the_drawing_of_its_source_leave_it_behind(here: Workspace) -> None:
    translated(here, WORDS)
    both(here)
    redrawn(here, "Thin")
    assert state(here)[0] == "behind"
    [edition, *_] = given(here)
    assert (edition.review, edition.refused) == ("changed", "")


def test_another_number_in_it_ends_it_at_once(here: Workspace) -> None:
    translated(here, WORDS)
    both(here)
    redrawn(here, "2 layers")
    [edition, *_] = given(here)
    assert "'2 layers'" in edition.refused
