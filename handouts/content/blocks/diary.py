"""A grid to keep a diary in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import Cell
from handouts.reading import Called, Doc, Length, Range, Text

__all__ = ["Diary"]

WEEK = 7  # columns of days; more days stand below one another


@dataclass(frozen=True, kw_only=True)
class Diary(Base):
    """Days and what to note on each, to fill in by hand."""

    tag: ClassVar[str] = "diary"
    caption: Text
    days: Annotated[
        int,
        Called("How many days"),
        Range(1, 31),
        Doc("from day 1 on; more than 7 stand below one another"),
    ]
    note: Annotated[
        tuple[Annotated[Text, Length(1, 40)], ...],
        Called("What to note"),
        Cell(),
        Length(1, 6),
        Doc("what to note on each day: 6 things at most"),
    ]

    @property
    def across(self) -> bool:
        """Whether the days head its columns; else they head its rows."""
        return self.days <= WEEK

    @property
    def phrases(self) -> tuple[str, ...]:
        """What heads its first column, and each day."""
        return "to_note" if self.across else "diary_day", "diary_day_of"
