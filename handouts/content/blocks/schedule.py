"""Doses of medicines, or of one that changes with the days."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sources
from handouts.content.fields import Cell, Label
from handouts.diagnostics import Place, Problems
from handouts.reading import Called, Doc, Length, Text

__all__ = ["Intake", "Schedule"]

COLUMNS = ("days", "what", "amount", "when", "most")  # in the order in which they print


@dataclass(frozen=True, kw_only=True)
class Intake:
    """One line of a schedule."""

    days: Annotated[Text | None, Label(), Doc("for a dose that changes: Days 1 to 5")] = None
    what: Annotated[
        Text | None, Called("Medicine"), Label(), Doc("the medicine, with its strength")
    ] = None
    amount: Annotated[Text, Called("How much"), Cell(), Doc("how much each time")]
    when: Annotated[
        Text | None, Called("How often"), Cell(), Doc("how often, or at what times")
    ] = None
    most: Annotated[
        Text | None, Called("At most in 24 hours"), Cell(), Doc("at most in 24 hours")
    ] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Schedule(Base):
    """How much of what to take and when, and the most in 24 hours."""

    tag: ClassVar[str] = "schedule"
    called: ClassVar[str] = "Doses"
    caption: Text
    sources: Sources = ()
    doses: Annotated[tuple[Intake, ...], Length(1, 31)]

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys that its doses have, in the order of its columns."""
        return tuple(key for key in COLUMNS if any(getattr(dose, key) for dose in self.doses))

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its columns."""
        return tuple(f"schedule_{key}" for key in self.columns)

    def faults(self, problems: Problems) -> None:
        """Tell of doses of nothing, and of keys that some of them have and others lack."""
        for dose in self.doses:
            if not dose.days and not dose.what:
                hint = "add 'what: …', or 'days: …' where the caption names the medicine"
                problems.error("schedule", dose.place, "the dose is of no medicine", hint)
                continue
            for key in self.columns:
                if not getattr(dose, key):
                    fact = f"the dose has no '{key}', and others have one"
                    hint = f"add '{key}: …'; ____ is a cell to fill in"
                    problems.error("schedule", dose.place, fact, hint)
