"""SVG pictures from outside: passed on as they are, or refused; nothing is stripped."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from handouts.brand.color import opaque
from handouts.brand.palette import nearly_white
from handouts.brand.svg_drawn import check_drawn, check_figure, check_logo
from handouts.brand.svg_safety import check_drawing, check_fetching
from handouts.brand.svg_tree import Element, parse_svg
from handouts.workspace import Refused

__all__ = ["Vector", "read_svg"]

_SHAPES = {"path", "rect", "circle", "ellipse", "polygon", "polyline", "text", "stop"}
_PAINTS = ("fill", "stroke", "stop-color")
_PAINT = re.compile(r"(?:fill|stroke|stop-color)\s*:\s*([^;}]+)", re.IGNORECASE)
_NO_PAINT = re.compile(r"\s*(none|url\(.*)\s*", re.IGNORECASE)
_SIZE = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Vector:
    """What is known of an SVG picture: its natural size, and what a printer must know."""

    width: float
    height: float
    has_text: bool
    pale: bool  # nothing but near white: invisible on paper


def read_svg(data: bytes, use: Literal["logo", "figure"] = "logo") -> Vector:
    """Return what is known of an SVG picture that is safe to draw, and drawn as it was given.

    Raises Refused where it is damaged, runs or fetches anything, draws without end, or holds what
    the press would leave out or cannot set where it is used.
    """
    root = parse_svg(data)
    css = "".join(
        text for element in root.walk() if element.tag == "style" for text in element.text
    )
    check_fetching(root)
    drawn = check_drawing(root, css)
    check_drawn(root)
    if use == "logo":
        check_logo(root, drawn)
    else:
        check_figure(root)
    width, height = _natural_size(root)
    has_text = any(element.tag == "text" for element in root.walk())
    return Vector(width, height, has_text, _is_pale(root, css))


def _natural_size(root: Element) -> tuple[float, float]:
    """Return the width and height of the view box, else those of the picture, in its units."""
    try:
        box = [float(part) for part in re.split(r"[\s,]+", root.get("viewbox").strip())]
    except ValueError:
        sides = [_SIZE.fullmatch(root.get(name)) for name in ("width", "height")]
        box = [0, 0, *(float(side[1]) for side in sides if side)]
    if len(box) != 4 or not all(math.isfinite(n) for n in box) or min(box[2:]) <= 0:
        raise Refused("the SVG does not say how large it is", "give its <svg> a viewBox")
    return box[2], box[3]


def _is_pale(root: Element, css: str) -> bool:
    """Say whether nothing is painted but near white. What is not filled by anyone is black."""
    paints = {*_PAINT.findall(css), *_paints(root, filled=False)}
    colours = [opaque(paint.strip()) for paint in paints if not _NO_PAINT.fullmatch(paint)]
    return all(colour is not None and nearly_white(colour) for colour in colours)


def _paints(element: Element, *, filled: bool) -> Iterator[str]:
    """Walk through the paints of an element and those below it; ``filled`` by what is around."""
    style = element.get("style")
    given = [value for name, value in element.attributes if name in _PAINTS]
    yield from (*given, *_PAINT.findall(style))
    filled = filled or bool(element.get("class") or element.get("fill") or "fill" in style)
    seen = bool(element.get("class") or given or style) if element.tag == "stop" else filled
    if element.tag == "image" or (element.tag in _SHAPES and not seen):
        yield "black"
    for child in element.children:
        yield from _paints(child, filled=filled)
