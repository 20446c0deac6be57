"""A callout for what helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handouts.content.blocks.callout import Callout

__all__ = ["Tip"]


@dataclass(frozen=True, kw_only=True)
class Tip(Callout):
    """What helps."""

    tag: ClassVar[str] = "tip"
