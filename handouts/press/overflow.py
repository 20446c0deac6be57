"""Whether what fills a slot stays inside its box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.press.engine import Typeset
from handouts.units import HAIR

__all__ = ["overflow"]


def overflow(found: Typeset, slots: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield each slot of a typeset sheet whose filling leaves its box, and by how many mm."""
    for slot in slots:
        if slot in found.boxes:
            beyond = found.boxes[f"end-{slot}"].top - found.boxes[slot].bottom
            if beyond > HAIR:
                yield slot, beyond
