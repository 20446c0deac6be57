from __future__ import annotations

from collections.abc import Callable

import pytest
from samples import MakeWorkspace, a_library, loaded, with_blocks

from handouts.content.blocks import Block
from handouts.page.breaking import ITEM, LETTERS, WHOLE, breaking, lines_of

Make = Callable[[str], Block]

LINE = "x" * LETTERS


@pytest.fixture
def block(workspace: MakeWorkspace) -> Make:
    def make(text: str) -> Block:
        return next(loaded(workspace(a_library(sun=with_blocks(text)))).blocks())

    return make


def points(*items: str) -> str:
    return "- points:\n" + "".join(f"    - '{item}'\n" for item in items)


def table(rows: int, cell: str = "b") -> str:
    lines = "".join(f"      - [a, '{cell}']\n" for _ in range(rows))
    return f"- table:\n    caption: C\n    columns: [One, Two]\n    rows:\n{lines}"


def test_items_take_a_line_or_more(block: Make) -> None:
    assert list(lines_of(block(points("One.", LINE, LINE + "x")))) == [1, 1, 2]


def test_a_row_is_as_high_as_its_longest_cell(block: Make) -> None:
    assert list(lines_of(block(table(1, LINE)))) == [1, 2]


def test_sources_and_marks_take_no_room(block: Make) -> None:
    words = f"**{LINE[:-1]}** [@shin2019; @wan2013]"
    assert list(lines_of(block(points(words)))) == [1]


def test_what_is_short_stays_whole(block: Make) -> None:
    assert breaking(block(points(*["One."] * WHOLE))) == []
    assert breaking(block(table(WHOLE - 1))) == []


def test_what_is_long_may_break(block: Make) -> None:
    assert breaking(block(points(*["One."] * (WHOLE + 1)))) == ["long"]
    assert breaking(block(table(WHOLE))) == ["long"]


def test_an_item_breaks_only_if_it_is_very_long(block: Make) -> None:
    assert breaking(block(points(LINE * ITEM))) == ["long"]
    assert breaking(block(points(LINE * (ITEM + 1)))) == ["long", "tall"]
    assert breaking(block(table(1, LINE * ITEM))) == ["long", "tall"]
