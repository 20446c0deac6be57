"""Which columns of a table are so narrow that their cells need not be broken into lines."""

from __future__ import annotations

from handouts.content.blocks import Table
from handouts.content.prose import plain

__all__ = ["unbroken"]

ROOM = 52  # letters that stand beside each other in the narrowest table of any format
SHORT = 18  # letters of a cell that may stay on one line
OTHERS = 10  # letters that every other column keeps: a word of some length


def unbroken(table: Table) -> list[bool]:
    """Say of each column whether its cells stay on one line: short ones, while there is room.

    A column is as wide as its longest cell, or the longest word of its head, in letters.
    """
    columns = range(len(table.columns))
    widths = [
        max(
            *(len(plain(row[column])) for row in table.rows if column < len(row)),
            *(len(word) for word in plain(table.columns[column]).split()),
        )
        for column in columns
    ]
    room = ROOM - OTHERS * len(columns)
    found = [False for _ in columns]
    for column in sorted(columns, key=lambda one: widths[one]):
        room += OTHERS - widths[column]
        if widths[column] > SHORT or room < 0:
            break
        found[column] = True
    return found
