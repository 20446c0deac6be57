"""A list with bullets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sentences
from handouts.reading import Called

__all__ = ["Points"]


@dataclass(frozen=True, kw_only=True)
class Points(Base):
    """A bulleted list."""

    tag: ClassVar[str] = "points"
    called: ClassVar[str] = "List"
    body: ClassVar[str] = "items"
    items: Annotated[Sentences, Called("Points")]
