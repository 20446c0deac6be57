"""Whether a heading may hang in its column, told from the widths of letters."""

from __future__ import annotations

import re

from handouts.brand import BOLD, house_widths, text_width
from handouts.content import plain

__all__ = ["hangs", "heading_lines"]

COLUMN_MM = 33  # mm that a word may take of 36.5: a brand's own face may be a tenth wider
SIZE_PT = 15  # pt, of headings (styles/type.css)
PARTS = re.compile(r"[^\s-]+-?")  # what a line may end with


def hangs(heading: str) -> bool:
    """Say whether every word of a heading fits the column that it hangs in."""
    faces = [weights[BOLD] for weights in house_widths().values()]
    return all(
        text_width(word, faces, SIZE_PT) <= COLUMN_MM for word in PARTS.findall(plain(heading))
    )


def heading_lines(heading: str) -> int:
    """Return on about how many lines a heading hangs in its column."""
    faces = [weights[BOLD] for weights in house_widths().values()]
    lines, room = 0, 0.0
    for part in PARTS.findall(plain(heading)):
        wide = text_width(part, faces, SIZE_PT)
        if wide > room:
            lines, room = lines + 1, COLUMN_MM
        room -= wide + text_width(" ", faces, SIZE_PT)
    return lines
