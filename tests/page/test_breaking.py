"""Which blocks may go on overleaf."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from samples import MakeWorkspace, a_library, loaded, with_blocks

from handouts.content.blocks import Block
from handouts.page.breaking import Breaking
from handouts.page.formats import load_formats

Make = Callable[[str], Block]
LINE = "x" * 50
PAGE = Breaking(half=10, letters=50)


@pytest.fixture
def block(workspace: MakeWorkspace) -> Make:
    def make(text: str) -> Block:
        return next(loaded(workspace(a_library(sun=with_blocks(text)))).blocks())

    return make


def points(*items: str) -> str:
    return "- points:\n" + "".join(f"    - '{item}'\n" for item in items)


def table(rows: int, cell: str) -> str:
    lines = f"      - [a, '{cell}']\n" * rows
    return f"- table:\n    caption: C\n    columns: [One, Two]\n    rows:\n{lines}"


@pytest.mark.parametrize(
    ("text", "long", "tall"),
    [
        (points(*["One."] * 7), False, False),
        (points(*["One."] * 8), True, False),  # with the space between them
        (points(LINE * 4, LINE * 5), False, False),
        (points("One.", LINE * 11), True, True),
        (
            points("One.", "Two. [@shin2019; @wan2013; @shin2019; @wan2013; @shin2019]" * 5),
            False,
            False,
        ),
        (table(6, "b"), False, False),
        (table(8, "b"), True, False),
        (table(2, LINE * 11), True, True),
        ("- prose: |\n    " + "\n    ".join(f"- {LINE}" for _ in range(8)), True, False),
        ("- prose: '" + LINE * 11 + "'", True, True),
    ],
)
def test_half_a_page_is_long_and_an_item_of_it_tall(
    block: Make, text: str, long: bool, tall: bool
) -> None:
    found = block(text)
    assert (PAGE.long(found), PAGE.tall(found)) == (long, tall)


def test_half_a_page_is_that_of_the_format_and_its_paper(workspace: MakeWorkspace) -> None:
    formats = load_formats(workspace({}))
    a4, letter = (Breaking.on(formats["standard"], paper) for paper in ("A4", "Letter"))
    pocket, large = (Breaking.on(formats[name], "") for name in ("pocket", "large-print"))
    assert 18 < letter.half < a4.half < 21
    assert a4.letters == letter.letters
    assert 13 < pocket.half < 16 and 13 < large.half < 16
