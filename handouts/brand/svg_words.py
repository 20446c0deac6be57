"""The words in drawings as they are set: in the face of their language, or as outlines of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from handouts.brand.housefaces import house_face, script_of
from handouts.brand.outlines import Extent, WordOutline, WordRun, outline
from handouts.brand.svg_text import TextLine, text_lines
from handouts.brand.svg_tree import SvgElement
from handouts.content import Locale

__all__ = ["ink_of", "set_words"]

BLANKS = re.compile(r"\s+")
OF_TEXT = frozenset({"x", "y", "dx", "dy", "rotate", "textLength", "lengthAdjust"})


def set_words(root: SvgElement, locale: Locale) -> None:
    """Have the words of a drawing set as those of a language are.

    Letters that join or change their places become outlines, since the engine sets the text of
    drawings letter by letter. Raises Unsuitable where the package of a face is not installed.
    """
    if script_of(locale):
        _draw(root, locale)
    else:
        _set_face(root, locale)


def ink_of(line: TextLine, locale: Locale) -> Extent | None:
    """Return what a line covers of its picture; None where no face has its letters.

    Raises Unsuitable where the package of a face is not installed.
    """
    drawn = outline(_runs(line), locale) or ()
    boxes = [one.box for one in drawn if one.box]
    if not boxes:
        return None
    x, y = _start(line, _width(drawn)), line.y
    left, top = min(box[0] for box in boxes) + x, min(box[1] for box in boxes) + y
    right, bottom = max(box[2] for box in boxes) + x, max(box[3] for box in boxes) + y
    corners = product((left, right), (top, bottom))
    across, down = zip(*map(line.move.transformPoint, corners), strict=True)
    return min(across), min(down), max(across), max(down)


def _draw(root: SvgElement, locale: Locale) -> None:
    """Put outlines in the places of all text that the faces of a language can draw."""
    lines = [*text_lines(root)]
    drawn = {id(line): outline(_runs(line), locale) for line in lines}
    for text in [one for one in root.walk() if one.tag == "text"]:
        inside = set(map(id, text.walk()))
        own = [line for line in lines if id(line.element) in inside]
        if any(drawn[id(line)] is None or not line.whole for line in own):
            continue
        for line in reversed(own):
            outlines = drawn[id(line)] or ()
            width = _width(outlines)
            parts = [_path(one, line, width) for one in outlines if one.path]
            line.element.parts[line.start : line.stop] = parts
        for element in text.walk():
            if element.tag in ("text", "tspan"):
                _as_group(element)


def _as_group(element: SvgElement) -> None:
    element.tag = element.name = "g"
    element.parts = [part for part in element.parts if isinstance(part, SvgElement)]
    for name in OF_TEXT & element.given.keys():
        del element.given[name]


def _path(one: WordOutline, line: TextLine, width: float) -> SvgElement:
    look = line.parts[one.run].look
    x = _start(line, width) + one.start
    given = {"d": one.path, "transform": f"translate({x:.3f} {line.y:g}) scale({one.scale:.6g})"}
    if look.fill:
        given["fill"] = look.fill
    return SvgElement("path", [], name="path", given=given)


def _start(line: TextLine, width: float) -> float:
    """Return where a line that is so wide begins, from the left."""
    return line.x - {"middle": width / 2, "end": width}.get(line.parts[0].look.anchor, 0)


def _width(outlines: Sequence[WordOutline]) -> float:
    return sum(one.width for one in outlines)


def _runs(line: TextLine) -> tuple[WordRun, ...]:
    runs = [BLANKS.sub(" ", part.words) for part in line.parts]
    runs[0], runs[-1] = runs[0].lstrip(), runs[-1].rstrip()
    looks = (part.look for part in line.parts)
    return tuple(WordRun(run, look.bold, look.size) for run, look in zip(runs, looks, strict=True))


def _set_face(root: SvgElement, locale: Locale) -> None:
    """Name the face of a language where a drawing names its own, if that is another."""
    face = house_face(locale)
    for element in root.walk() if face.faces else ():
        if "font-family" in element.given:
            element.given["font-family"] = ", ".join(face.families)
