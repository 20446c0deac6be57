"""How set pages take their colours: shown as they are, or in another way than by showing them.

It reads WeasyPrint's boxes, which the engine hands over, by their names alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Colouring", "colouring_of"]

SIDES = ("top", "right", "bottom", "left")
LINES = (*(f"border_{side}" for side in SIDES), "outline", "column_rule")
SHADED = frozenset({"ridge", "groove", "inset", "outset"})  # drawn in lighter and darker colours
WHOLE = 3  # sides; of four round a box, the first and last page of those that it goes over show so
BARE = frozenset({"TextBox", "LineBox"})  # never drawn with more than a colour of their own
EngineBox = Any  # of WeasyPrint


@dataclass(frozen=True)
class Colouring:
    """Whether colours of pages are computed from others, and whether any box mixes several.

    A box that has one colour all around is drawn at one stroke, one that has several side by side:
    where these are equal in a palette, it is drawn in another way.
    """

    computed: bool = True  # or may be
    mixed: bool = True


def colouring_of(pages: Sequence[EngineBox]) -> Colouring:
    """Read the boxes of all pages of a document."""
    styles = {id(box.style): box for page in pages for box in _boxes(page)}
    return Colouring(
        any(_is_computed(box.style) for box in styles.values()),
        any(_is_mixed(box) for box in styles.values()),
    )


def _boxes(box: EngineBox) -> Iterator[EngineBox]:
    """Walk through all boxes that are drawn, those in the margins too."""
    box = getattr(box, "_box", box)  # a placeholder's
    if type(box).__name__ in BARE:
        yield from (one for child in getattr(box, "children", ()) for one in _boxes(child))
        return
    yield box
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _boxes(child)


def _is_computed(style: Any) -> bool:
    return bool(style["box_shadow"]) or any(
        style[f"{line}_style"] in SHADED and style[f"{line}_width"] for line in LINES
    )


def _is_mixed(box: EngineBox) -> bool:
    style = box.style
    if type(box).__name__.startswith("Table") and style["border_collapse"] == "collapse":
        return False  # the lines of such a table are drawn one by one
    sides = [f"border_{side}_color" for side in SIDES if style[f"border_{side}_width"]]
    colours = {style["color"] if style[key] == "currentcolor" else style[key] for key in sides}
    return len(sides) >= WHOLE and sum(colour.alpha > 0 for colour in colours) > 1
