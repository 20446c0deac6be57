"""How long a block is, about, which decides whether it stays whole on a page or may be broken."""

from __future__ import annotations

from collections.abc import Iterator

from handouts.content.blocks import Block, Figure, Options, Table
from handouts.content.model import texts
from handouts.content.prose import plain

__all__ = ["breaking", "lines_of"]

LETTERS = 60  # on a full line, of the widest column of any format, about
WHOLE = 10  # lines that stay together: about a quarter of a page of A4, two fifths of one of A5
ITEM = 18  # lines of one item or row that stay together


def breaking(block: Block) -> list[str]:
    """Return the classes that let a block break: 'long', and 'tall' if its items must break too.

    There are none for a block that is short enough to stay whole.
    """
    lines = list(lines_of(block))
    if isinstance(block, Figure) or sum(lines) <= WHOLE:
        return []
    return ["long", "tall"] if max(lines) > ITEM else ["long"]


def lines_of(block: Block) -> Iterator[int]:
    """Yield how many lines the items of a block take, about: rows of a table, else its texts.

    Letters are counted, not measured: the page itself decides where it breaks.
    """
    if isinstance(block, Table):
        yield from (_lines(row) for row in (block.columns, *block.rows))
    elif isinstance(block, Options):
        yield from (_lines((row.option, row.helps, row.otherwise or "")) for row in block.rows)
    else:
        yield from (_lines((text,)) for text in texts(block))


def _lines(cells: tuple[str, ...]) -> int:
    """Return the lines of a row of columns of one width."""
    return max(-(-len(plain(cell)) * len(cells) // LETTERS) or 1 for cell in cells)
