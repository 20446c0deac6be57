from __future__ import annotations

import pytest
from approved import shelf_of
from samples import MakeWorkspace, a_library, with_blocks

from handouts.review.words import lines_of

BLOCKS = """
- prose: "One **strong** word. [@shin2019]\\n\\n- An item."
- claim: {question: So?, certainty: very-low, finding: We do not know.}
- table: {caption: Table, columns: [A, B], rows: [["1", "2"]]}
- figure: {file: a.svg, alt: A triangle., caption: Skin.}
- quote: {text: Spoken., who: A. Person, consent: none, unnamed: Some say so.}
- prose: Told in full.
  detail: full
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture
def lines(workspace: MakeWorkspace) -> list[str]:
    made = workspace(a_library(sun=with_blocks(BLOCKS)) | {"content/sun/a.svg": DRAWING})
    shelf = shelf_of(made)
    working = shelf.editions["sun"].working
    assert working is not None
    return lines_of(working, shelf.materials)


@pytest.mark.parametrize(
    "line",
    [
        "Sun and your skin",
        "Shade helps.",
        "One strong word. [1]",
        "An item.",
        "We are very unsure. We do not know.",
        "A | B",
        "1 | 2",
        "[A triangle.] Skin.",
        "Told in full.",
    ],
)
def test_each_paragraph_item_and_row_is_a_line(lines: list[str], line: str) -> None:
    assert line in lines


def test_sources_are_told_in_full(lines: list[str]) -> None:
    assert "Shin JW. Ageing of skin. 2019." in lines


def test_words_without_consent_and_the_margins_are_not_told(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "Some say so." in text
    assert "Spoken." not in text
    assert "DRAFT." not in text
