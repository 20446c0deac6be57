"""A list of boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sentences
from handouts.reading import Called

__all__ = ["Checklist"]


@dataclass(frozen=True, kw_only=True)
class Checklist(Base):
    """Boxes to tick."""

    tag: ClassVar[str] = "checklist"
    called: ClassVar[str] = "Tick list"
    body: ClassVar[str] = "items"
    items: Annotated[Sentences, Called("Things to tick")]
