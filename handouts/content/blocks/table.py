"""A small table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sources
from handouts.content.fields import Cell, Label
from handouts.diagnostics import Problems
from handouts.reading import Length, Text

__all__ = ["Table"]

COLUMNS = 3  # that stand in the column of the text


@dataclass(frozen=True, kw_only=True)
class Table(Base):
    """A small table; its first column heads the rows."""

    tag: ClassVar[str] = "table"
    caption: Text
    sources: Sources = ()
    columns: Annotated[tuple[Text, ...], Label(), Length(2, 5)]
    rows: Annotated[tuple[Annotated[tuple[Text, ...], Length(2, 5)], ...], Cell(), Length(1, 40)]

    @property
    def headings(self) -> tuple[Text, ...]:
        """The words over its columns and before its rows."""
        return (*self.columns, *(row[0] for row in self.rows))

    @property
    def beside(self) -> tuple[tuple[Text, ...], ...]:
        """Its rows, that of the heads first."""
        return (self.columns, *self.rows)

    @property
    def wide(self) -> bool:
        """Whether it has more columns than the column of the text holds."""
        return len(self.columns) > COLUMNS

    def faults(self, problems: Problems) -> None:
        """Tell of rows with more or fewer cells than there are columns."""
        for row in self.rows:
            if len(row) != len(self.columns):
                fact = f"the row has {len(row)} cells and the table {len(self.columns)} columns"
                comma = 'put a text that holds a comma in quotes: ["Wash, then dry", 2 days]'
                hint = comma if len(row) > len(self.columns) else "give every column a cell"
                problems.error("table-rows", row[0].place, fact, hint)
