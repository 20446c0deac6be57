"""What a reader fills in by hand: blanks and boxes, drawn in place of the signs that authors type.

No typeface of the house has a box, and underscores are read aloud one by one. So both are
pictures, with words for those who listen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markupsafe import Markup

from handouts.page.parts import Asset

__all__ = ["BOX", "Filler", "filler", "parted"]

BOX = "[ ]"
SIGN = re.compile(r"(_{4,}|(?<!\w)_{2,3}(?!\w)|\[ \](?: [^\s_\[]+)?)")
LONGEST = 60  # letters of a blank; its picture is never wider than its column
WIDE = 7  # how wide a letter of a blank is, where it is 10 high: hands write larger
HIGH = "10"
Filler = Callable[[str], Markup]


def parted(words: str) -> Iterator[tuple[str, bool]]:
    """Part words at blanks (``____``) and boxes (``[ ]``); say of each part whether it is one.

    The word that follows a box belongs to it: no line breaks between them.
    """
    for number, part in enumerate(SIGN.split(words)):
        if part:
            yield part, bool(number % 2)


def filler(keep: Callable[[Asset, str], str], say: Callable[[str], str]) -> Filler:
    """Return what draws a sign as a picture, given what keeps pictures and says phrases."""

    def fill(sign: str) -> Markup:
        if sign == BOX:
            kind, name, drawn = "box", "box", _box()
        else:
            length = min(len(sign), LONGEST)
            kind, name, drawn = "blank", f"blank-{length}", _line(length)
        picture = Markup('<img class="{}" src="{}" alt="{}">')
        return picture.format(kind, keep(drawn, name), say(kind))

    return fill


def _line(length: int) -> Asset:
    """Draw a line to write on, as long as so many letters."""
    width = length * WIDE
    return _drawn(width, f'M0 9.6h{width}" stroke-width="0.65')


def _box() -> Asset:
    """Draw a box to tick."""
    return _drawn(10, 'M0.5 0.5h9v9h-9z" stroke-width="1')


def _drawn(width: int, path: str) -> Asset:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HIGH}"'
        f' viewBox="0 0 {width} {HIGH}" preserveAspectRatio="none">'
        f'<path fill="none" stroke="var(--ink)" d="{path}"/></svg>'
    )
    return Asset("image/svg+xml", svg.encode())
