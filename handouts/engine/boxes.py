"""Where elements with an id stand on laid-out pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from handouts.units import MM_PER_PX

__all__ = ["Box", "boxes_of"]


@dataclass(frozen=True)
class Box:
    """Where an element with an id stands: its page, from 1, and its edges, in mm.

    They are told from the top of the page, and from its left.
    """

    page: int
    top: float
    bottom: float
    left: float = 0.0
    right: float = 0.0


def boxes_of(document: Any) -> dict[str, Box]:
    """Return the boxes of the elements that have an id; of one on several pages the first."""
    boxes: dict[str, Box] = {}
    for number, page in enumerate(document.pages, 1):
        for name, (left, top, right, bottom) in page.anchors.items():
            edges = (edge * MM_PER_PX for edge in (top, bottom, left, right))
            boxes.setdefault(name, Box(number, *edges))
    return boxes
