"""A drawing with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from handouts.content.blocks.base import Base, Sources
from handouts.content.fields import Alt, Drawing
from handouts.reading import Called, Doc, InWords, Text

__all__ = ["Figure"]


@dataclass(frozen=True, kw_only=True)
class Figure(Base):
    """A drawing that explains, with its words."""

    tag: ClassVar[str] = "figure"
    called: ClassVar[str] = "Drawing"
    file: Annotated[
        Text, Called("Drawing"), Drawing(), Doc("a file in the handout's folder, or drawings/NAME")
    ]
    alt: Annotated[
        Text,
        Called("What the drawing shows"),
        Alt(),
        Doc("what the drawing shows, for those who cannot see it"),
    ]
    caption: Text
    sources: Sources = ()
    width: Annotated[
        Literal["half"] | None,
        Called("How wide"),
        InWords((("half", "Half the width"),)),
        Doc("'half': beside the block that follows, where there is room"),
    ] = None

    @property
    def half(self) -> bool:
        """Whether it takes half the width, and the block that follows stands beside it."""
        return self.width == "half"
