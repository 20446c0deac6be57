"""Pages come out right: no heading lies over another, nothing long leaves a page empty or alone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
import yaml
from pdfstructure import Structure
from samples import MakeWorkspace, a_handout, a_library, with_blocks
from setpages import PAPERS, Pages, set_pages

from handouts.page.phrases import PHRASES

HEADINGS = (
    "Other languages",
    "Warm compresses",
    "Who should not have it at all",
    "Antihistamines",
    "Hydroxychloroquine",
    "Immunotherapies",
    "Medikamentenunverträglichkeit",
)
LINE = "These words take a line of the page or two of them, but no more."
ROWS = "".join(f"      - [Thing {n} of 30, '{LINE}', 'Now']\n" for n in range(1, 31))
ITEMS = "".join(f"    - Thing {n} of 30 is told. {LINE}\n" for n in range(1, 31))
OPTION = "    - {{option: Thing {n} of 30, helps: '{line}', certainty: low}}\n"
LONG = {
    "table": f"- table:\n    caption: Things\n    columns: [What, How, When]\n    rows:\n{ROWS}",
    "steps": f"- steps:\n{ITEMS}",
    "warning": f"- warning:\n    title: Do not\n    points:\n{ITEMS.replace('    - ', '      - ')}",
    "options": "- options:\n" + "".join(OPTION.format(n=n, line=LINE * 3) for n in range(1, 13)),
}
WORDS = f"{LINE} " * 40
TALL = {
    "claim": f"- claim: {{question: Does it?, certainty: low, finding: '{WORDS}'}}\n",
    "note": f"- note: {{title: Read, text: '{WORDS}'}}\n",
    "quote": f"- quote: {{who: Ann, consent: given, text: '{WORDS}'}}\n",
    "item": f"- points: [One., '{WORDS}', Three.]\n",
    "row": f"- table: {{caption: C, columns: [A, B], rows: [[x, '{WORDS}'], [y, z]]}}\n",
}
UNKNOWN = "We do not know, as no study has asked."
LAST = "Talk to us"


def texts(pages: Pages) -> list[str]:
    """Return the words of each page that are read."""
    found = [""] * pages.found.pages
    for piece in Structure(pages.data).shown:
        if not piece.artifact:
            found[piece.page] += piece.text + " "
    return found


@pytest.mark.parametrize("face", ["", "Lato"])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_headings_stand_clear_of_what_follows_in_any_face(
    workspace: MakeWorkspace, face: str, paper: str
) -> None:
    sections = [{"heading": text, "blocks": [{"prose": "One line."}]} for text in HEADINGS]
    pages = set_pages(
        workspace(a_library(sun=a_handout(sections=sections))), "standard", paper, face
    )
    assert pages.found.layout.overflowing == ()
    structure = Structure(pages.data)
    heads = [element for element in structure.walk() if element.S == "/H2"]
    lines = [
        sorted(
            {
                (p.page, -p.y)
                for p in structure.shown
                if p.mark and p.text and owned(structure, p, head)
            }
        )
        for head in heads
    ]
    assert sum(len(found) > 1 for found in lines) > 2  # they are broken into lines
    for above, below in pairwise(lines):
        (page, foot), (other, top) = above[-1], below[0]
        assert page < other or top - foot > 16  # pt, more than a line of them


def owned(structure: Structure, piece: Any, head: Any) -> bool:
    """Say whether a heading holds a piece of a page."""
    owner = structure.owners.get(piece.mark)
    inside = {head.objgen, *(e.objgen for e in structure.walk(head))}
    return owner is not None and owner.objgen in inside


@pytest.mark.parametrize("block", LONG)
@pytest.mark.parametrize(("form", "paper"), PAPERS)
def test_what_is_long_begins_where_it_is_and_leaves_nothing_alone(
    workspace: MakeWorkspace, form: str, paper: str, block: str
) -> None:
    pages = set_pages(workspace(a_library(sun=with_blocks(LONG[block]))), form, paper)
    layout = pages.found.layout
    assert (layout.stranded, layout.cut, layout.overflowing) == ((), (), ())
    counts = [len(re.findall(r"Thing\s+\d+", text)) for text in texts(pages)]
    begun = [count for count in counts if count]
    assert counts[: len(begun)] == begun  # from the first page on, without a gap
    assert len(begun) > 1
    assert min(begun) > 1 or block == "options"  # its rows are high


@pytest.mark.parametrize("block", TALL)
@pytest.mark.parametrize(("form", "paper"), [("standard", "A4"), ("pocket", "A5")])
def test_what_can_stay_whole_on_no_page_begins_where_it_is(
    workspace: MakeWorkspace, form: str, paper: str, block: str
) -> None:
    pages = set_pages(
        workspace(a_library(sun=with_blocks("- prose: Some.\n" + TALL[block]))), form, paper
    )
    told = [text.count("line of") for text in texts(pages)]
    assert told[0] >= 5
    assert pages.found.layout.stranded == ()


def test_what_is_short_stays_whole(workspace: MakeWorkspace) -> None:
    rows = "      - [Row, x]\n" * 5
    table = f"- table:\n    caption: Few\n    columns: [A, B]\n    rows:\n{rows}"
    blocks = f"- prose: '{(LINE + ' ') * 27}'\n{table}"
    pages = set_pages(workspace(a_library(sun=with_blocks(blocks))), "standard", "A4")
    counts = [text.count("Row") for text in texts(pages)]
    assert counts[:2] == [0, 5]


@pytest.mark.parametrize("form", ["standard", "pocket"])
def test_signs_stand_on_one_axis_however_long_it_is_said_whom_to_call(
    workspace: MakeWorkspace, form: str
) -> None:
    long = {"en": {"worried": "Are you worried by something? Then telephone your own clinic"}}
    blocks = "- get-help: {emergency: [Breath.], worried: [Heat.], doctor: [Mole.]}\n"
    files = a_library(sun=with_blocks(blocks)) | {PHRASES: yaml.safe_dump(long)}
    pages = set_pages(workspace(files), form, "A4" if form == "standard" else "A5")
    signs = [p for p in Structure(pages.data).shown if p.text in ("Breath.", "Heat.", "Mole.")]
    assert len(signs) == 3
    assert len({round(piece.x, 1) for piece in signs}) == 1


@pytest.mark.parametrize("lines", range(17, 34, 2))
@pytest.mark.parametrize("form", ["standard", "large-print"])
def test_the_note_at_the_end_never_takes_a_page_alone(
    workspace: MakeWorkspace, form: str, lines: int
) -> None:
    blocks = f"- points: {[LINE] * lines}\n- prose: '[@shin2019]'"
    last = texts(set_pages(workspace(a_library(sun=with_blocks(blocks))), form, "A4"))[-1]
    assert "This is a draft" in last
    assert LAST in last


@pytest.mark.parametrize(
    ("blocks", "first", "second"),
    [
        (  # a list is not drawn along by what stands before it, nor the other way round
            [
                {"claim": {"question": "Does it?", "certainty": "very-low", "finding": UNKNOWN}},
                {"points": [f"Thing {n}. {LINE * 4}" for n in (1, 2, 3)]},
            ],
            "Does it?",
            "Thing 1",
        ),
        (  # of paragraphs the first stays with the heading, and the others follow
            [{"prose": "\n\n".join(f"Thing {n}. {LINE * 3}" for n in (1, 2, 3, 4))}],
            "Thing 1",
            "Thing 4",
        ),
    ],
)
def test_a_section_begins_where_it_is_though_not_all_of_it_has_room(
    workspace: MakeWorkspace, blocks: list[Any], first: str, second: str
) -> None:
    above = {"heading": "Before", "blocks": [{"prose": f"{LINE} " * 17}]}
    sections = [above, {"heading": "Here", "blocks": blocks}]
    pages = set_pages(workspace(a_library(sun=a_handout(sections=sections))), "standard", "A4")
    begun = " ".join(texts(pages)[0].split())
    assert first in begun
    assert second not in begun


def test_paragraphs_stand_as_near_under_a_high_heading_as_elsewhere(
    workspace: MakeWorkspace,
) -> None:
    paragraphs = "\n\n".join(["One line."] * 4)
    sections = [
        {"heading": heading, "blocks": [{"prose": paragraphs}]} for heading in HEADINGS[2:3]
    ]
    pages = set_pages(workspace(a_library(sun=a_handout(sections=sections))), "standard", "A4")
    lines = [p.y for p in Structure(pages.data).shown if p.text.startswith("One")]
    apart = [round(above - below, 1) for above, below in pairwise(lines)]
    assert len(set(apart)) == 1


def test_text_stands_close_under_two_figures_side_by_side(workspace: MakeWorkspace) -> None:
    figure = {"file": "layers.svg", "alt": "A cut.", "caption": LINE * 2}
    blocks = [{"figure": {**figure, "width": "half"}}, {"figure": figure}, {"prose": "Under it."}]
    above = {"heading": "Before", "blocks": [{"prose": f"{LINE} " * 24}]}  # so it begins a page
    handout = a_handout(sections=[above, {"heading": "Here", "blocks": blocks}])
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 59"><path d="M0 0h9"/></svg>'
    library = a_library(sun=handout) | {"content/sun/layers.svg": drawing}
    pages = set_pages(workspace(library), "standard", "A4")
    feet = [p.y for p in Structure(pages.data).shown if p.page == 1 and p.text.startswith("These")]
    [under] = [p.y for p in Structure(pages.data).shown if p.text.startswith("Under")]
    assert min(feet) - under < 60  # pt, some lines of the caption and a gap
