"""Sets of Chinese characters: a face with all of them is ten megabytes for each copy to handle.

So one is cut down: to those that a text has; where it is not known what else is to be set, to
those of most texts, else to those of nearly all and the few more that it has. GB 2312 has them by
how common they are: its rows 16 to 55 are the first set, 56 to 87 the second
(https://www.unicode.org/Public/MAPPINGS/OBSOLETE/EASTASIA/).
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

__all__ = ["enough_for"]

FIRST, ALL = range(16, 56), range(16, 88)  # rows
CELLS = range(1, 95)
OFFSET = 0xA0  # of a row and a cell, as bytes
IDEOGRAPHS = ((0x2E80, 0x3000), (0x3040, 0xFF00), (0x10000, 0x110000))  # with kana and hangul


def enough_for(
    letters: Collection[str], known: Collection[str], *, more: bool = False
) -> frozenset[str]:
    """Return which of the characters that a face has are kept, so that a text can be set in it.

    The signs and the letters of other scripts are all kept; more asks for common ideographs too.
    """
    signs = {letter for letter in known if not _is_ideograph(letter)}
    needed = {letter for letter in letters if _is_ideograph(letter)} & set(known)
    if more:
        common = _rows(FIRST) if needed <= _rows(FIRST) else _rows(ALL)
        needed |= common & set(known)
    return frozenset(signs | needed)


def _is_ideograph(letter: str) -> bool:
    return any(start <= ord(letter) < end for start, end in IDEOGRAPHS)


@cache
def _rows(rows: range) -> frozenset[str]:
    cells = (bytes((row + OFFSET, cell + OFFSET)) for row in rows for cell in CELLS)
    return frozenset(cell.decode("gb2312", "ignore") for cell in cells) - {""}
