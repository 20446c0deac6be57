"""A callout for what stands beside the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handouts.content.blocks.callout import Callout

__all__ = ["Note"]


@dataclass(frozen=True, kw_only=True)
class Note(Callout):
    """What is worth knowing beside the text."""

    tag: ClassVar[str] = "note"
