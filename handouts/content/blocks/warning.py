"""A callout for what must not be missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handouts.content.blocks.callout import Callout

__all__ = ["Warning"]

POINTS = 5  # of one column


@dataclass(frozen=True, kw_only=True)
class Warning(Callout):  # noqa: A001  (the word that authors type)
    """What a reader must not miss."""

    tag: ClassVar[str] = "warning"

    @property
    def wide(self) -> bool:
        """Whether it has so many points that they stand in two columns."""
        return len(self.points) > POINTS
