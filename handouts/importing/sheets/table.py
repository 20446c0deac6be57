"""A spreadsheet as it was read: cells that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from handouts.diagnostics import Place, Problems

__all__ = [
    "MOST_COLUMNS",
    "MOST_ROWS",
    "CellValue",
    "Grid",
    "Marks",
    "NoValue",
    "SheetCell",
    "cell_name",
    "column_name",
]

MOST_ROWS, MOST_COLUMNS = 5_000, 200


@dataclass(frozen=True)
class NoValue:
    """What stands in a cell that holds no value: an error of the spreadsheet, in words."""

    why: str


CellValue = str | int | float | bool | date | datetime | time | NoValue | None


@dataclass(frozen=True)
class SheetCell:
    """A value with its place, both from 1, and how the sheet shows a number."""

    row: int
    column: int
    value: CellValue
    shown: str = ""  # the number's format, such as 00000000000

    @property
    def name(self) -> str:
        """The cell as spreadsheets call it, such as C7."""
        return cell_name(self.row, self.column)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands in it."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet of a file that are not empty, row by row."""

    file: str
    sheet: str  # its name; '' in a file that is one sheet
    rows: tuple[tuple[SheetCell, ...], ...]
    hidden: frozenset[int] = frozenset()  # columns that the sheet does not show

    def cell(self, row: int, column: int) -> SheetCell:
        """Return a cell, an empty one where nothing stands."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return next((one for one in cells if one.column == column), SheetCell(row, column, None))


@dataclass(frozen=True)
class Marks:
    """Tells of cells: a problem's message begins with the cell's name."""

    file: str
    problems: Problems

    def place(self, cell: SheetCell) -> Place:
        """Return a cell as a place: its row as the line, its column as the column."""
        return Place(self.file, cell.row, cell.column)

    def error(self, cell: SheetCell, fact: str, hint: str = "") -> None:
        """Tell of what must be mended in the sheet."""
        self.problems.error("cell", self.place(cell), f"{cell.name}: {fact}", hint)

    def warn(self, cell: SheetCell, fact: str, hint: str = "") -> None:
        """Tell of what was taken in another way than it stands in the sheet."""
        self.problems.warn("cell", self.place(cell), f"{cell.name}: {fact}", hint)

    def info(self, cell: SheetCell, fact: str) -> None:
        """Tell of what was passed over."""
        self.problems.info("cell", self.place(cell), f"{cell.name}: {fact}")


def column_name(column: int) -> str:
    """Return a column, from 1, as spreadsheets call it: A to Z, AA and so on."""
    return "".join(reversed(list(_letters(column))))


def cell_name(row: int, column: int) -> str:
    """Return a cell as spreadsheets call it."""
    return f"{column_name(column)}{row}"


def _letters(column: int) -> Iterator[str]:
    while column:
        column, letter = divmod(column - 1, 26)
        yield chr(ord("A") + letter)
