"""A list with bullets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handouts.content.blocks.base import Base, Sentences

__all__ = ["Points"]


@dataclass(frozen=True, kw_only=True)
class Points(Base):
    """A bulleted list."""

    tag: ClassVar[str] = "points"
    body: ClassVar[str] = "items"
    items: Sentences
