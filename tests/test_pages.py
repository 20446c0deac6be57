"""Pages come out right: no heading lies over another, nothing long leaves a page empty or alone."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from pdfstructure import Structure
from samples import MakeWorkspace, a_handout, a_library, with_blocks
from setpages import PAPERS, a_sheet, finished, set_pages

POINT = 72 / 25.4  # a millimetre
HEADINGS = (
    "Other languages",
    "Warm compresses",
    "Who should not have it at all",
    "Antihistamines",
    "Contraindications",
    "Hyperpigmentation",
    "Hydroxychloroquine",
    "Immunotherapies",
    "Medicine names",
)
LINE = "These words take a line of the page or two of them, but no more."
ROWS = "".join(f"      - [Thing {n} of 30, '{LINE}', 'Now']\n" for n in range(1, 31))
ITEMS = "".join(f"    - Thing {n} of 30 is told. {LINE}\n" for n in range(1, 31))
LONG = {
    "table": f"- table:\n    caption: Things\n    columns: [What, How, When]\n    rows:\n{ROWS}",
    "steps": f"- steps:\n{ITEMS}",
    "checklist": f"- checklist:\n{ITEMS}",
    "warning": f"- warning:\n    title: Do not\n    points:\n{ITEMS.replace('    - ', '      - ')}",
    "options": "- options:\n"
    + "".join(
        f"    - {{option: Thing {n} of 30, helps: '{LINE}', certainty: low}}\n"
        for n in range(1, 13)
    ),
}
SHORT = "- table:\n    caption: Few\n    columns: [A, B]\n    rows:\n" + "      - [Row, x]\n" * 5


def things(structure: Structure) -> list[int]:
    """Return how many of the numbered things begin on each page."""
    counts = [0] * len(structure.pages)
    for page in range(len(structure.pages)):
        text = " ".join(piece.text for piece in structure.shown if piece.page == page)
        counts[page] = len(re.findall(r"Thing\s+\d+", text))
    return counts


@pytest.mark.parametrize("face", ["", "Lato"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_headings_stand_clear_of_each_other_in_any_face(
    workspace: MakeWorkspace, face: str, paper: str
) -> None:
    sections = [{"heading": text, "blocks": [{"prose": "One line."}]} for text in HEADINGS]
    made = workspace(a_library(sun=a_handout(sections=sections)))
    found = set_pages(a_sheet(made, "standard", paper), face=face)
    assert found.layout.overflowing == ()
    structure = Structure(finished(found))
    heads = [element for element in structure.walk() if element.S == "/H2"]
    assert [structure.text_of(head).replace(" ", "") for head in heads][1:-1] == [
        text.replace(" ", "") for text in HEADINGS
    ]
    lines = [
        (piece.page, -piece.y)
        for head in heads
        for line in structure.walk(head)
        for key, pieces in structure.drawn.items()
        for piece in pieces[1:2]
        if structure.owners[key].objgen == line.objgen
    ]
    assert lines == sorted(lines)
    steps = [low - high for (one, high), (two, low) in pairwise(lines) if one == two]
    assert len(steps) > len(HEADINGS)
    assert min(steps) > 6 * POINT


@pytest.mark.parametrize("block", LONG)
@pytest.mark.parametrize(("form", "paper"), PAPERS)
def test_what_is_long_begins_where_it_is_and_leaves_nothing_alone(
    workspace: MakeWorkspace, form: str, paper: str, block: str
) -> None:
    made = workspace(a_library(sun=with_blocks(LONG[block])))
    found = set_pages(a_sheet(made, form, paper))
    assert (found.layout.stranded, found.layout.cut, found.layout.overflowing) == ((), (), ())
    counts = things(Structure(finished(found)))
    begun = [count for count in counts if count]
    assert counts[0] >= 2
    assert len(begun) > 1 and min(begun) >= 2
    assert 0 not in counts[: len(begun)]


def test_what_is_short_stays_whole(workspace: MakeWorkspace) -> None:
    filling = f"- prose: '{LINE * 26}'\n"
    made = workspace(a_library(sun=with_blocks(filling + SHORT)))
    structure = Structure(finished(set_pages(a_sheet(made, "standard", "A4"))))
    rows = {piece.page for piece in structure.shown if piece.text == "Row"}
    assert rows == {1}


@pytest.mark.parametrize("lines", range(20, 32, 2))
@pytest.mark.parametrize("form", ["standard", "large-print"])
def test_the_note_at_the_end_never_takes_a_page_alone(
    workspace: MakeWorkspace, form: str, lines: int
) -> None:
    blocks = f"- points: {[LINE] * lines}\n- prose: '[@shin2019]'"
    made = workspace(a_library(sun=with_blocks(blocks)))
    structure = Structure(finished(set_pages(a_sheet(made, form, "A4"), marked=True)))
    last = " ".join(
        text
        for e in structure.walk()
        if (text := structure._own_text(e)) and pages_of(structure, e)
    )
    assert "Talk to us" in last and "This is a draft" in last


def pages_of(structure: Structure, element: object) -> bool:
    """Say whether an element has words on the last page."""
    last = len(structure.pages) - 1
    return any(
        piece.page == last
        for key, pieces in structure.drawn.items()
        if structure.owners[key].objgen == element.objgen  # type: ignore[attr-defined]
        for piece in pieces
    )
