"""Where a drawing ends, to the pixel of a large picture, of which only the edges are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PIL import Image

from handouts.brand.seen import PixelBox, box_of, shown, worth_cutting

__all__ = ["drawn_box"]

DOUBT_PX = 2  # pixels of the small picture that an edge of the large one may be off from it


def drawn_box(
    small: Image.Image,
    size: tuple[int, int],
    draw: Callable[[PixelBox | None], Image.Image],
) -> PixelBox | None:
    """Return what box_of returns of a drawing in so many pixels, told from few of them.

    Small is the same drawing in fewer; draw returns a part of the large one, or all with None.
    """
    there = shown(small)
    inner = _inside(there, small.size, size) if there else None
    if inner is None:
        return box_of(draw(None))
    if not worth_cutting(inner, size):
        return None
    boxes = [box for part in _around(inner, size) if (box := _shown_in(draw(part), part))]
    lefts, tops, rights, bottoms = zip(inner, *boxes, strict=True)
    box = min(lefts), min(tops), max(rights), max(bottoms)
    if any(edge == doubted for edge, doubted in zip(box, inner, strict=True)):
        return box_of(draw(None))
    return box if worth_cutting(box, size) else None


def _inside(box: PixelBox, small: tuple[int, int], size: tuple[int, int]) -> PixelBox | None:
    """Return what a box of a small picture is in a large one at least; None where that is none."""
    across, down = size[0] / small[0], size[1] / small[1]
    left, top = round((box[0] + DOUBT_PX) * across), round((box[1] + DOUBT_PX) * down)
    right, bottom = round((box[2] - DOUBT_PX) * across), round((box[3] - DOUBT_PX) * down)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _around(inner: PixelBox, size: tuple[int, int]) -> Iterator[PixelBox]:
    """Yield what of a picture stands around a box, in four parts."""
    left, top, right, bottom = inner
    yield 0, 0, left, size[1]
    yield right, 0, size[0], size[1]
    yield left, 0, right, top
    yield left, bottom, right, size[1]


def _shown_in(picture: Image.Image, part: PixelBox) -> PixelBox | None:
    box = shown(picture)
    left, top = part[:2]
    return (box[0] + left, box[1] + top, box[2] + left, box[3] + top) if box else None
