"""The colour that a logo is mostly drawn in: with it begins a brand that gives none."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from PIL import Image

from handouts.brand.drawing import draw_plain
from handouts.brand.logo import Logo
from handouts.brand.palette import chromatic, nearly_white
from handouts.brand.svg import SVG
from handouts.brand.svg_tree import parse_svg

__all__ = ["main_colour"]

SIZE_PX = (240, 240)  # px in which a logo is looked at
SOLID = 200  # of 255: alpha of what is no edge
MOST_INKS = 200  # those that most pixels have; a photograph has thousands
STEP = 32  # of 255: shades that are taken for one colour


def main_colour(logo: Logo) -> str:
    """Return the colour that covers most of a logo, as '#rrggbb'; '' where it cannot be told.

    A colour goes before a grey, and white is none.
    """
    picture = _picture(logo)
    if picture is None:
        return ""
    picture.thumbnail(SIZE_PX, Image.Resampling.NEAREST)
    counted: Any = picture.convert("RGBA").getcolors(SIZE_PX[0] * SIZE_PX[1])
    inks = Counter({ink[:3]: count for count, ink in sorted(counted) if ink[3] >= SOLID})
    seen = [(_hex(*ink), count) for ink, count in inks.most_common(MOST_INKS)]
    drawn = {ink: count for ink, count in seen if not nearly_white(ink)}
    drawn = {ink: count for ink, count in drawn.items() if chromatic(ink)} or drawn
    shades: Counter[tuple[int, ...]] = Counter()
    for ink, count in drawn.items():
        shades[_shade(ink)] += count
    most = max(shades, key=lambda shade: (shades[shade], shade), default=None)
    inside = [ink for ink in drawn if _shade(ink) == most]
    return max(inside, key=lambda ink: (drawn[ink], ink), default="")


def _shade(ink: str) -> tuple[int, ...]:
    return tuple(int(ink[at : at + 2], 16) // STEP for at in (1, 3, 5))


def _picture(logo: Logo) -> Image.Image | None:
    if logo.media_type != SVG:
        return Image.open(io.BytesIO(logo.data), formats=("PNG",))
    root = parse_svg(logo.data)
    left, top, width, height = map(float, root.given["viewBox"].split())
    return draw_plain(root, (left, top, width, height), SIZE_PX)


def _hex(red: int, green: int, blue: int) -> str:
    return f"#{red:02x}{green:02x}{blue:02x}"
