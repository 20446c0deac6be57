"""A table of an original, cell by cell: its heads, its rows, what is said over several columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.importing.drafting.pieces import Piece
from handouts.importing.original import Grid, GridCell, Para, paragraphs

__all__ = ["Square", "Squares", "is_box", "is_layout", "squares"]

MOST_HEADS = 3  # rows


@dataclass(frozen=True)
class Square:
    """A place in a table, with the cell that it belongs to."""

    lines: tuple[Piece, ...] = ()
    dx: int = 0  # columns from the left of its cell
    dy: int = 0
    across: int = 1
    down: int = 1

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def begins(self) -> bool:
        """Whether its cell begins here."""
        return not self.dx and not self.dy


@dataclass(frozen=True)
class Squares:
    """A table as rows of equal length, and how many of them are heads."""

    rows: tuple[tuple[Square, ...], ...]
    heads: int

    @property
    def body(self) -> tuple[tuple[Square, ...], ...]:
        """The rows under the heads."""
        return self.rows[self.heads :]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.rows[0]) if self.rows else 0

    def heads_of(self, column: int) -> list[str]:
        """Return the words over a column, from above, each once."""
        texts = [row[column].text for row in self.rows[: self.heads]]
        return [text for text in dict.fromkeys(texts) if text]


def squares(grid: Grid, read: dict[int, list[Piece]]) -> Squares:
    """Lay a table out; read holds the lines of each of its cells, by identity."""
    width = max((sum(cell.across for cell in row) for row in grid.rows), default=0)
    out = [[Square() for _ in range(width)] for _ in grid.rows]
    for y, row in enumerate(grid.rows):
        x = 0
        for cell in row:
            lines = tuple(read.get(id(cell), ()))
            for dy in range(min(cell.down, len(out) - y)):
                for dx in range(min(cell.across, width - x)):
                    out[y + dy][x + dx] = Square(lines, dx, dy, cell.across, cell.down)
            x += cell.across
    return Squares(tuple(map(tuple, out)), _heads(grid, len(out)))


def _heads(grid: Grid, rows: int) -> int:
    """Return how many rows are heads: as the file says, or as far as a cell of the first reaches.

    Where a first row reaches over several columns and begins with nothing, the heads of those stand
    under it.
    """
    first = grid.rows[0] if grid.rows else ()
    reaching = max((cell.down for cell in first if cell.down), default=1)
    wide = any(cell.across > 1 for cell in first) and not any(
        para.text.strip() for para in paragraphs(first[0].blocks)
    )
    texts = max(grid.heads, reaching, 2 if wide and rows > 2 and not grid.heads else 1)
    return min(texts, MOST_HEADS, max(1, rows - 1))


def is_box(grid: Grid) -> bool:
    """Say whether a table is one cell: a box."""
    return len([cell for row in grid.rows for cell in row if cell.down]) == 1


def is_layout(grid: Grid) -> bool:
    """Say whether a table only sets things side by side."""
    cells: Sequence[GridCell] = [cell for row in grid.rows for cell in row if cell.down]
    nested = any(isinstance(block, Grid) for cell in cells for block in cell.blocks)
    one_row = len([row for row in grid.rows if any(cell.down for cell in row)]) == 1
    headless = any(map(_is_busy, grid.rows[0])) if grid.rows else False
    return nested or one_row or headless or (not grid.lined and any(map(_is_busy, cells)))


def _is_busy(cell: GridCell) -> bool:
    """Say whether a cell holds more than a few words."""
    texts = [para for para in paragraphs(cell.blocks) if para.text.strip() or para.graphics]
    return len(texts) > 1 or any(_is_more(para) for para in texts)


def _is_more(para: Para) -> bool:
    return bool(para.graphics or para.label)
