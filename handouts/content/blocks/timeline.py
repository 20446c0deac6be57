"""What to expect, along a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import Label
from handouts.diagnostics import Place
from handouts.reading import Called, Length, Text

__all__ = ["Stage", "Timeline"]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stop on a timeline."""

    when: Annotated[Text, Label()]
    what: Annotated[Text, Called("What to expect")]
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Timeline(Base):
    """What to expect, along a line."""

    tag: ClassVar[str] = "timeline"
    called: ClassVar[str] = "What to expect"
    body: ClassVar[str] = "stages"
    stages: Annotated[tuple[Stage, ...], Length(2, 12)]
