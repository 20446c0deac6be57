"""What paper shows of a picture: its margins, and what is as white as the paper."""

from __future__ import annotations

from typing import Literal

from PIL import Image, ImageChops, ImageFilter

__all__ = ["Seen", "box_of", "seen", "trim"]

Seen = Literal["all", "part", "nothing"]

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


def box_of(picture: Image.Image) -> tuple[int, int, int, int] | None:
    """Return the box of what differs from paper; None where there is no margin worth cutting."""
    paper = _on_paper(picture)
    apart = ImageChops.difference(paper, Image.new("RGB", paper.size, "white"))
    box = _most(apart).point(lambda level: 255 if level > WHITE else 0).getbbox()
    if box is None:
        return None
    width, height = picture.size
    least = MARGIN * max(width, height)
    left, top, right, bottom = box
    margins = left, top, width - right, height - bottom
    return box if max(margins) > least else None


def seen(picture: Image.Image) -> Seen:
    """Say how much of a picture can be seen on paper.

    What is drawn nearly white is seen where it hangs together with something darker, as a letter
    in a dark field or the field around a dark letter does; by itself it vanishes.
    """
    small = picture.convert("RGBA")
    small.thumbnail((SMALL_PX, SMALL_PX))
    drawn = small.getchannel("A").point(lambda alpha: 255 if alpha > DRAWN else 0)
    grey = _on_paper(small).convert("L")
    dark = grey.point(lambda level: 255 if level <= NEARLY_WHITE * 255 else 0)
    reached = ImageChops.darker(dark, drawn)
    if not reached.getbbox():
        return "nothing"
    for _ in range(MOST_STEPS):
        wider = ImageChops.darker(reached.filter(ImageFilter.MaxFilter(3)), drawn)
        if wider == reached:
            break
        reached = wider
    else:
        return "all"
    lost = ImageChops.subtract(drawn, reached).histogram()[255]
    return "part" if lost > LOST * drawn.histogram()[255] else "all"


def _on_paper(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


def _most(picture: Image.Image) -> Image.Image:
    red, green, blue = picture.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)
