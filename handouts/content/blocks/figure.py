"""A drawing with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from handouts.content.blocks.base import Base, Sources
from handouts.content.fields import Alt, Drawing
from handouts.reading import Doc, Text

__all__ = ["Figure"]


@dataclass(frozen=True, kw_only=True)
class Figure(Base):
    """A drawing that explains, with its words."""

    tag: ClassVar[str] = "figure"
    file: Annotated[Text, Drawing(), Doc("a file in the handout's folder, or drawings/NAME")]
    alt: Annotated[Text, Alt(), Doc("what the drawing shows, for those who cannot see it")]
    caption: Text
    sources: Sources = ()
    width: Annotated[
        Literal["half"] | None, Doc("'half': beside the block that follows, where there is room")
    ] = None

    @property
    def half(self) -> bool:
        """Whether it takes half the width, and the block that follows stands beside it."""
        return self.width == "half"
