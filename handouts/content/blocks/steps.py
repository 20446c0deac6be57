"""A list with numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import Alt, Drawing, Item
from handouts.diagnostics import Place, Problems
from handouts.reading import Called, Doc, Length, Range, Text

__all__ = ["Step", "StepFigure", "Steps"]


@dataclass(frozen=True, kw_only=True)
class StepFigure:
    """A drawing of a step, whose words are its caption."""

    file: Annotated[
        Text, Called("Drawing"), Drawing(), Doc("a file in the handout's folder, or drawings/NAME")
    ]
    alt: Annotated[
        Text,
        Called("What the drawing shows"),
        Alt(),
        Doc("what the drawing shows, for those who cannot see it"),
    ]
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A thing to do, with what belongs to it alone."""

    text: Annotated[Text, Item()]
    tip: Annotated[Text | None, Doc("what helps with this step, in a sentence or two")] = None
    figure: Annotated[StepFigure | None, Called("Drawing")] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Steps(Base):
    """A numbered list of things to do, in order."""

    tag: ClassVar[str] = "steps"
    body: ClassVar[str] = "items"
    outer: ClassVar[tuple[str, ...]] = ("detail", "start")
    items: Annotated[tuple[Text | Step, ...], Called("Steps"), Item(), Length(1, 40)]
    start: Annotated[
        int | None,
        Called("First number"),
        Range(2, 40),
        Doc("the first number, where steps go on after a break"),
    ] = None

    @property
    def more(self) -> tuple[Step, ...]:
        """The steps that hold more than their words."""
        return tuple(item for item in self.items if isinstance(item, Step))

    @property
    def phrases(self) -> tuple[str, ...]:
        """The word before a tip; steps without one name none."""
        return ("tip",) if any(step.tip for step in self.more) else ()

    def faults(self, problems: Problems) -> None:
        """Tell of a mapping that holds words alone: the same step would have two codes."""
        for step in self.more:
            if not (step.tip or step.figure):
                fact = "the step has neither 'tip' nor 'figure'"
                problems.error(self.tag, step.place, fact, "write its text alone, without 'text:'")
