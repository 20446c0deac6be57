"""A small table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, NamedTuple

from handouts.content.blocks.base import Base, Sources
from handouts.content.fields import Cell, Echo, Label
from handouts.diagnostics import Place, Problems, did_you_mean
from handouts.reading import Called, Doc, Length, Text

__all__ = ["Span", "Table"]

HALF_WIDTH = 5  # columns that fit beside a hanging heading


@dataclass(frozen=True, kw_only=True)
class Span:
    """A head over several columns."""

    head: Annotated[Text, Called("Head"), Label()]
    first: Annotated[
        Text, Called("First column"), Echo(), Doc("the first of its columns, by its words")
    ]
    last: Annotated[Text, Called("Last column"), Echo(), Doc("the last of them")]
    place: Place = field(default=Place(""), compare=False, repr=False)


class Head(NamedTuple):
    """A head over columns, as it prints: how many, and whether it is a span's."""

    words: Text
    wide: int
    grouped: bool


COLUMNS = 3  # that stand in the column of the text
SHORT = 14  # letters of a cell that stays on one line
ROOM = 36  # letters of such cells, side by side, that leave room for longer ones


@dataclass(frozen=True, kw_only=True)
class Table(Base):
    """A small table; its first column heads the rows."""

    tag: ClassVar[str] = "table"
    caption: Text
    sources: Sources = ()
    columns: Annotated[tuple[Text, ...], Label(), Length(2, 7)]
    groups: Annotated[
        tuple[Span, ...],
        Called("Heads over several columns"),
        Doc("heads over several columns, from the left"),
    ] = ()
    rows: Annotated[tuple[Annotated[tuple[Text, ...], Length(2, 7)], ...], Cell(), Length(1, 40)]

    @property
    def broad(self) -> bool:
        """Whether it needs the whole width of a page, and is a list where that is narrow."""
        return len(self.columns) > HALF_WIDTH

    @property
    def names(self) -> tuple[tuple[Text | None, Text], ...]:
        """The words over each column: those of its group, if it has one, and its own."""
        groups = [h.words if h.grouped else None for h in self.heads for _ in range(h.wide)]
        return tuple(zip(groups, self.columns, strict=True))

    @property
    def heads(self) -> tuple[Head, ...]:
        """The upper row of its heads, where it has groups; what is not grouped reaches down."""
        heads: list[Head] = []
        at = 0
        while at < len(self.columns):
            span = next((s for s in self.groups if s.first == self.columns[at]), None)
            last = self.columns.index(span.last) if span and span.last in self.columns else at
            wide = max(last - at + 1, 1)
            heads.append(Head(span.head if span else self.columns[at], wide, span is not None))
            at += wide
        return tuple(heads)

    @property
    def grouped(self) -> tuple[Text, ...]:
        """The lower row of its heads: the columns of groups."""
        heads: list[Text] = []
        at = 0
        for head in self.heads:
            heads += self.columns[at : at + head.wide] if head.grouped else ()
            at += head.wide
        return tuple(heads)

    @property
    def kept(self) -> tuple[bool, ...]:
        """Whether the cells of each column stay on one line, as 'Weeks 2 and 3' does."""
        rows = (self.columns, *self.rows)
        longest = [max(map(len, column)) for column in zip(*rows, strict=False)]
        short = [letters for letters in longest if letters <= SHORT]
        room = sum(short) <= ROOM and len(short) < len(longest)
        return tuple(room and letters <= SHORT for letters in longest)

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
        """Tell of rows with more or fewer cells than columns, and of groups of no columns."""
        for row in self.rows:
            if len(row) != len(self.columns):
                fact = f"the row has {len(row)} cells and the table {len(self.columns)} columns"
                comma = 'put a text that holds a comma in quotes: ["Wash, then dry", 2 days]'
                hint = comma if len(row) > len(self.columns) else "give every column a cell"
                problems.error("table-rows", row[0].place, fact, hint)
        free = 0
        for span in self.groups:
            for name in (span.first, span.last):
                if name not in self.columns:
                    hint = did_you_mean(name, list(self.columns)) or "name a column of the table"
                    problems.error("table-groups", name.place, f"there is no column '{name}'", hint)
                    return
            first, last = self.columns.index(span.first), self.columns.index(span.last)
            if not max(free, 1) <= first < last:
                fact = f"'{span.head}' does not stand over two columns or more of its own"
                hint = "name the first and last of neighbours, after those of the group before"
                hint += "; the first column heads the rows"
                problems.error("table-groups", span.place, fact, hint)
            free = last + 1
