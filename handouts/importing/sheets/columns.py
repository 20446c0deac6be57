"""Which column of a sheet holds what: by its heading, in any order and in five languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated

from handouts.diagnostics import HandoutsError, Place, Problems, cut
from handouts.importing.naming import plain_words
from handouts.importing.sheets.table import Grid, Marks, SheetCell, column_name
from handouts.reading import Doc, read_packaged

__all__ = ["NAME", "Column", "SheetHead", "find_head", "headings", "known_names"]

NAME, IDENTITY = "name", "id"
LAST_ROW_OF_HEAD = 15
NEARLY = 0.88  # of a heading that is misspelt, by difflib's measure
SHORTEST_NEARLY = 5  # letters
LISTED = "columns.yaml"


@dataclass(frozen=True)
class _Known:
    field: str
    names: tuple[str, ...]
    export: Annotated[bool, Doc("Has it a column in an export?")] = True


@dataclass(frozen=True)
class _Listed:
    columns: tuple[_Known, ...]


@dataclass(frozen=True)
class Column:
    """A column of a sheet, with the detail that is read from it, or why none is."""

    letter: str
    heading: str
    field: str = ""  # '' where it is not read
    why: str = ""


@dataclass(frozen=True)
class SheetHead:
    """The row that names the columns, and what stands in each."""

    row: int  # the last row of the head; clinics stand below
    fields: Mapping[str, int]  # the number of the column by its field
    columns: tuple[Column, ...]

    def heading(self, field: str) -> str:
        """Return what the sheet calls the column of a field."""
        return next(column.heading for column in self.columns if column.field == field)


def headings() -> dict[str, str]:
    """Return the heading of each column of an export, by its field."""
    return {known.field: known.names[0] for known in _listed() if known.export}


@cache
def known_names() -> Mapping[str, str]:
    """Return the field of each name that a column may have, in plain words."""
    return {plain_words(name): known.field for known in _listed() for name in known.names}


def find_head(table: Grid, marks: Marks) -> SheetHead:
    """Return what the columns hold, by the row of the first fifteen that names most of them.

    Raises HandoutsError where no row does, or where none names the clinics.
    """
    rows = table.rows[:LAST_ROW_OF_HEAD]
    best = max(range(len(rows)), key=lambda at: (_hits(rows[at]), -at), default=0)
    if not rows or not _hits(rows[best]) or _hits(rows[best]) + _misspelt(rows[best]) < 2:
        fact = f"no row of the first {LAST_ROW_OF_HEAD} names the columns"
        hint = "write names such as Name, Phone, Address and Opening hours over them"
        raise _refused(Place(table.file), fact, hint)
    named = {cell.column: cell for cell in rows[best] if not cell.is_empty}
    below = table.rows[best + 1] if best + 1 < len(table.rows) else ()
    last = best + 1
    if _hits(below) >= 2 and all(_field(cell) or cell.is_empty for cell in below):
        named |= {cell.column: cell for cell in below if not cell.is_empty}
        last += 1
    fields: dict[str, int] = {}
    columns = [_column(table, cell, fields, marks) for _, cell in sorted(named.items())]
    if NAME not in fields:
        shown = ", ".join(column.heading for column in columns)
        fact = f"no column holds the clinics' names; row {best + 1} names: {cut(shown, 120)}"
        raise _refused(Place(table.file, best + 1, 1), fact, "call a column Name, or Clinic")
    return SheetHead(last, fields, tuple(columns))


def _column(table: Grid, cell: SheetCell, fields: dict[str, int], marks: Marks) -> Column:
    """Return what a column holds; told is why it is not read, and what was only nearly known."""
    heading, letter = cut(str(cell.value)), column_name(cell.column)
    field, why = _field(cell), ""
    if not field and (near := _near(cell)):
        field = known_names()[near]
        marks.warn(cell, f"'{heading}' is taken for '{near}'", "look whether it is; else rename it")
    if cell.column in table.hidden:
        field, why = "", "it is hidden in the sheet"
    elif field in fields:
        other = column_name(fields[field])
        field, why = "", f"column {other} holds the same: '{headings().get(field, field)}'"
    elif not field:
        why = "it is none of a clinic's details"
    if why:
        marks.info(cell, f"the column '{heading}' is not read: {why}")
    else:
        fields[field] = cell.column
    return Column(letter, heading, field, why)


def _hits(cells: tuple[SheetCell, ...]) -> int:
    return sum(bool(_field(cell)) for cell in cells)


def _misspelt(cells: tuple[SheetCell, ...]) -> int:
    return sum(not _field(cell) and bool(_near(cell)) for cell in cells)


def _field(cell: SheetCell) -> str:
    """Return the field that a heading names, with or without what stands in brackets; or ''."""
    if not isinstance(cell.value, str):
        return ""
    short = re.sub(r"\(.*?\)|\[.*?\]", " ", cell.value)
    names = known_names()
    return names.get(plain_words(cell.value)) or names.get(plain_words(short), "")


def _near(cell: SheetCell) -> str:
    words = plain_words(str(cell.value))
    known = known_names() if len(words) >= SHORTEST_NEARLY else ()
    return next(iter(get_close_matches(words, known, n=1, cutoff=NEARLY)), "")


@cache
def _listed() -> tuple[_Known, ...]:
    return read_packaged(_Listed, __package__, LISTED).columns


def _refused(place: Place, fact: str, hint: str) -> HandoutsError:
    problems = Problems()
    problems.error("sheet", place, fact, hint)
    return HandoutsError(*problems)
