from __future__ import annotations

import pytest

from handouts.content.blocks import Table
from handouts.page.columns import ROOM, SHORT, unbroken


def table(*rows: tuple[str, ...], head: tuple[str, ...] = ("A", "B", "C")) -> Table:
    return Table(caption="C", columns=head, rows=rows)  # type: ignore[arg-type]


LONG = "Words that go on for a good while"


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (("3 to 6 months", "1 cm", LONG), [True, True, False]),
        (("x" * SHORT, "1 cm", LONG), [True, True, False]),
        (("x" * (SHORT + 1), "1 cm", LONG), [False, True, False]),
        (("**3** to 6 [@shin2019]", LONG, LONG), [True, False, False]),
        (("x" * SHORT, "y" * (SHORT - 1), "z" * SHORT), [True, True, False]),
    ],
)
def test_short_columns_stay_on_one_line_while_there_is_room(
    cells: tuple[str, ...], found: list[bool]
) -> None:
    assert unbroken(table(cells)) == found


def test_a_column_is_as_wide_as_its_longest_cell() -> None:
    assert unbroken(table(("a", "b", "c"), ("a", LONG, "c"))) == [True, False, True]


def test_a_long_word_in_a_head_makes_its_column_wide() -> None:
    assert unbroken(table(("a", "b", "c"), head=("x" * (SHORT + 1), "B", "C")))[0] is False


def test_five_columns_leave_room_for_each_other() -> None:
    row = ("12 to 14 mg", "1 cm", "2 cm", "3 cm", LONG)
    found = unbroken(table(row, head=("A", "B", "C", "D", "E")))
    assert sum(len(cell) for cell, one in zip(row, found, strict=True) if one) <= ROOM
    assert found[1:4] == [True, True, True]
