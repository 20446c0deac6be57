"""The line over a text that is not in the language that somebody reads, in that language.

It stands outside the text: it is no part of what the text code names.
"""

from __future__ import annotations

from typing import NamedTuple

from handouts.brand import script_of
from handouts.content import Direction, locale_of
from handouts.page.parts import Style
from handouts.page.scripts import ROOM

__all__ = ["FALLBACK", "Fallback", "line_style"]

FALLBACK = "styles/fallback.css"
LINE_HEIGHT = 1.3  # of the box, as of what stands in slots


class Fallback(NamedTuple):
    """What a sheet says in a language that it is not in: that, and whom to ask.

    unsaid is why the line may not be printed, or cannot be, where that is so, and mend what to do
    about it; it may have no words.
    """

    language: str
    direction: Direction = "ltr"
    words: str = ""
    unsaid: str = ""
    mend: str = ""


def line_style(line: Fallback) -> Style:
    """Return how high a line of a language is, as a stylesheet."""
    room = ROOM.get(script_of(locale_of(line.language)), 1)
    return Style("the line", f".fallback{{line-height:{LINE_HEIGHT * room:.3g}}}")
