"""What paper shows of a picture: its margins, and what is as white as the paper."""

from __future__ import annotations

from functools import reduce
from typing import Literal

from PIL import Image, ImageChops

__all__ = [
    "LOST",
    "SMALL_PX",
    "PixelBox",
    "Seen",
    "box_of",
    "seen",
    "shown",
    "trim",
    "worth_cutting",
]

Seen = Literal["all", "part", "nothing"]
PixelBox = tuple[int, int, int, int]  # left, top, right and bottom in pixels

WHITE = 12  # of 255 that a channel may be off from paper, as JPEG leaves it
NEARLY_WHITE = 0.85  # of full luminance; what is lighter is not read on paper
DRAWN = 64  # of 255: alpha above which something is there
SMALL_PX = 400  # px; a picture is looked at in that size at most
MOST_STEPS = 3 * SMALL_PX  # that something hangs together over; a spiral is not followed further
LOST = 0.02  # share of what is drawn that may vanish: a gleam in a mark is no word of it
MARGIN = 0.02  # of the longer side, that a margin may be without being cut off


def trim(picture: Image.Image) -> tuple[Image.Image, Seen]:
    """Return a picture without margins, transparent or white, and how much of it paper shows."""
    visible = seen(picture)
    box = box_of(picture) if visible == "all" else None
    return (picture.crop(box) if box else picture), visible


def box_of(picture: Image.Image) -> PixelBox | None:
    """Return the box of what differs from paper; None where there is no margin worth cutting."""
    box = shown(picture)
    return box if box and worth_cutting(box, picture.size) else None


def shown(picture: Image.Image) -> PixelBox | None:
    """Return the box of what differs from paper; None where nothing does."""
    paper = _on_paper(picture)
    apart = ImageChops.difference(paper, Image.new("RGB", paper.size, "white"))
    return _most(apart).point(lambda level: 255 if level > WHITE else 0).getbbox()


def worth_cutting(box: PixelBox, size: tuple[int, int]) -> bool:
    """Say whether a margin around a box, in a picture of a size, is worth cutting off."""
    left, top, right, bottom = box
    margins = left, top, size[0] - right, size[1] - bottom
    return max(margins) > MARGIN * max(size)


def seen(picture: Image.Image, lost: float = LOST) -> Seen:
    """Say how much of a picture can be seen on paper.

    What is drawn nearly white is seen where it hangs together with something darker, as a letter
    in a dark field or the field around a dark letter does; by itself it vanishes. Lost is the
    share of what is drawn that may.
    """
    small = picture.convert("RGBA")
    small.thumbnail((SMALL_PX, SMALL_PX))
    small = small.crop(small.getchannel("A").getbbox())
    drawn = small.getchannel("A").point(lambda alpha: 255 if alpha > DRAWN else 0)
    grey = _on_paper(small).convert("L")
    dark = grey.point(lambda level: 255 if level <= NEARLY_WHITE * 255 else 0)
    reached = ImageChops.darker(dark, drawn)
    if not reached.getbbox():
        return "nothing"
    most = lost * drawn.histogram()[255]
    for _ in range(MOST_STEPS):
        if ImageChops.subtract(drawn, reached).histogram()[255] <= most:
            return "all"  # and what is reached only grows
        wider = ImageChops.darker(_widened(reached), drawn)
        if wider == reached:
            return "part"
        reached = wider
    return "all"


def _widened(picture: Image.Image) -> Image.Image:
    """Return a picture in which each pixel is as light as the lightest of those that touch it."""
    width, height = picture.size
    for right, down in ((1, 0), (0, 1)):
        shifted = (
            picture.crop((by * right, by * down, width + by * right, height + by * down))
            for by in (-1, 1)
        )
        picture = reduce(ImageChops.lighter, shifted, picture)
    return picture


def _on_paper(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _most(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
