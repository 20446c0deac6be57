"""The choices beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Certainty, Sources, sure
from handouts.content.fields import Label, Pointer
from handouts.diagnostics import Place, Problems
from handouts.reading import Doc, Length, Text

__all__ = ["Option", "Options"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice: what it helps with, and how sure the research is or what else to expect."""

    option: Annotated[Text, Label()]
    helps: Text
    sources: Sources = ()
    certainty: Certainty | None = None
    otherwise: Text | None = None
    handout: Annotated[Text | None, Pointer(), Doc("id of the handout that tells more")] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Options(Base):
    """The choices beside each other; doing nothing is always one."""

    tag: ClassVar[str] = "options"
    body: ClassVar[str] = "rows"
    rows: Annotated[tuple[Option, ...], Length(2, 12)]

    @property
    def wide(self) -> bool:
        """It takes the full width."""
        return True

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its columns, and how sure the research is of each row."""
        levels = dict.fromkeys(row.certainty for row in self.rows if row.certainty)
        heads = ("sure_note", "option", "helps", "how_sure")
        return (*heads, *(sure(level, "sure_short") for level in levels))

    def faults(self, problems: Problems) -> None:
        """Tell of a row that says neither how sure the research is nor what to expect, or both."""
        hint = "give 'certainty' (how sure the research is) or 'otherwise' (what to expect)"
        for row in self.rows:
            if (row.certainty is None) == (row.otherwise is None):
                fact = f"the option '{row.option}' needs one of two words"
                problems.error("option", row.place, fact, hint)
