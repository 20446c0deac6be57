"""The choices beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Certainty, Sources, sure
from handouts.content.fields import Label, Pointer
from handouts.diagnostics import Place, Problems
from handouts.reading import Called, Doc, Length, Text

__all__ = ["Option", "Options"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice: what it helps with, what to weigh up, and how sure the research is of it."""

    option: Annotated[Text, Called("Choice"), Label()]
    helps: Annotated[Text, Called("What it helps with")]
    sources: Sources = ()
    certainty: Annotated[Certainty | None, Called("How sure the research is")] = None
    otherwise: Annotated[
        Text | None,
        Called("What else to expect"),
        Doc("what else to expect, where no research tells"),
    ] = None
    weigh: Annotated[
        Text | None,
        Called("What to weigh up"),
        Doc("harms, costs and effort: a column of its own"),
    ] = None
    handout: Annotated[
        Text | None,
        Called("Handout that tells more"),
        Pointer(),
        Doc("id of the handout that tells more"),
    ] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Options(Base):
    """The choices beside each other; doing nothing is always one."""

    tag: ClassVar[str] = "options"
    called: ClassVar[str] = "Choices"
    body: ClassVar[str] = "rows"
    rows: Annotated[tuple[Option, ...], Called("Choices"), Length(2, 12)]

    @property
    def weighed(self) -> bool:
        """Whether it has a column of what to weigh up."""
        return any(row.weigh for row in self.rows)

    @property
    def wide(self) -> bool:
        """It takes the full width."""
        return True

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its columns, and how sure the research is of each row."""
        levels = dict.fromkeys(row.certainty for row in self.rows if row.certainty)
        heads = ("sure_note", "option", "helps", "how_sure", *(("weigh",) if self.weighed else ()))
        return (*heads, *(sure(level, "sure_short") for level in levels))

    @property
    def beside(self) -> tuple[tuple[Text, ...], ...]:
        """The choices with what they help with, and what else to expect."""
        return tuple((row.option, row.helps, row.otherwise or Text("")) for row in self.rows)

    def faults(self, problems: Problems) -> None:
        """Tell of a row that says neither how sure the research is nor what to expect, or both."""
        hint = "give 'certainty' (how sure the research is) or 'otherwise' (what to expect)"
        for row in self.rows:
            answer = row.otherwise or row.weigh
            if (row.certainty and row.otherwise) or not (row.certainty or answer):
                fact = f"the option '{row.option}' needs one of two words"
                problems.error("option", row.place, fact, hint)
