"""A title with a text or points: the common shape of warning, tip and note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from handouts.content.blocks.base import Base
from handouts.content.fields import START, Item, Label, Paragraphs
from handouts.diagnostics import Problems
from handouts.reading import Called, Start, Text

__all__ = ["Callout"]


@dataclass(frozen=True, kw_only=True)
class Callout(Base):
    """What warning, tip and note have in common."""

    title: Annotated[Text, Label()]
    text: Annotated[Text | None, Called("Text"), Start(START), Paragraphs()] = None
    points: Annotated[tuple[Text, ...], Item()] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """What kind of callout it is."""
        return (self.tag,)

    def faults(self, problems: Problems) -> None:
        """Tell of a title with nothing under it."""
        if not (self.text or self.points):
            fact = "the block has a title and nothing else"
            problems.error("empty-block", self.place, fact, "give it a text or points")
