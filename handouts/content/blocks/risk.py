"""How many people have an outcome."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Certainty, Sources, sure
from handouts.content.fields import Label
from handouts.diagnostics import Place, Problems
from handouts.reading import Called, Doc, Length, Range, Start, Text

__all__ = ["Group", "Risk"]

SIDE_BY_SIDE = 3  # groups, from which on they do not stand under each other
SMALL = 100  # dots of an array that stands beside others


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group of a risk: so many people of the block's denominator."""

    who: Annotated[
        Text, Called("Which people"), Label(), Doc("which people, e.g. 'With tretinoin cream'")
    ]
    people: Annotated[int, Called("How many of them"), Range(0, 1_000_000)]
    otherwise: Annotated[
        Text | None, Called("What happened to the others"), Doc("completes 'The other 38 …'")
    ] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Risk(Base):
    """How many people have an outcome: words and icon arrays come from the same numbers."""

    tag: ClassVar[str] = "risk"
    what: Annotated[
        Text, Called("What may happen"), Label(), Doc("the outcome, e.g. 'Fine lines got better'")
    ]
    of: Annotated[
        int,
        Called("Out of how many"),
        Start(100),
        Range(2, 1_000_000),
        Doc("one denominator for all groups"),
    ]
    over: Annotated[
        Text | None, Called("In what time"), Label(), Doc("in what time, e.g. '24 weeks'")
    ] = None
    sources: Sources = ()
    groups: Annotated[tuple[Group, ...], Called("Groups of people"), Length(1, 4)]
    certainty: Annotated[Certainty | None, Called("How sure the research is")] = None
    note: Text | None = None

    @property
    def multiples(self) -> bool:
        """Whether its groups stand side by side, each a small icon array."""
        return len(self.groups) >= SIDE_BY_SIDE and self.of == SMALL

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words around its numbers."""
        keys = ["people_of", "array_alt"]
        keys += ["people_over"] if self.over else []
        keys += ["the_others"] if any(group.otherwise for group in self.groups) else []
        return (*keys, sure(self.certainty)) if self.certainty else tuple(keys)

    def faults(self, problems: Problems) -> None:
        """Tell of groups that are more than all."""
        for group in self.groups:
            if group.people > self.of:
                fact = f"{group.people} people are more than the {self.of} that they are of"
                problems.error("risk-numbers", group.place, fact)
