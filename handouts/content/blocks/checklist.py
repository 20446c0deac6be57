"""A list of boxes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handouts.content.blocks.base import Base, Sentences

__all__ = ["Checklist"]


@dataclass(frozen=True, kw_only=True)
class Checklist(Base):
    """Boxes to tick."""

    tag: ClassVar[str] = "checklist"
    body: ClassVar[str] = "items"
    items: Sentences
