"""A list with numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handouts.content.blocks.base import Base, Sentences

__all__ = ["Steps"]


@dataclass(frozen=True, kw_only=True)
class Steps(Base):
    """A numbered list of things to do, in order."""

    tag: ClassVar[str] = "steps"
    body: ClassVar[str] = "items"
    items: Sentences
