"""What of SVG every printer draws alike: shapes in flat colours; and how much a drawing weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import tinycss2

from handouts.brand.color import opaque
from handouts.brand.svg_tree import SvgElement

__all__ = ["FIGURE", "LOGO", "DrawingLimits", "Hard", "first_hard"]

_UNDRAWN = {"title", "desc", "metadata"}
# All numbers are atomic groups, so that no text makes a pattern try again and again.
_NUMBER = r"[+-]?(?>\d{1,6}(?!\d)(?:\.\d*)?|\.\d+)(?>[eE]-\d{1,2})?"
_LENGTH = re.compile(rf"\s*{_NUMBER}(?:px|pt|pc|mm|cm|in)?\s*")
_NUMBERS = re.compile(rf"[\s,]*(?:{_NUMBER}[\s,]*)*")
_STEP = re.compile(rf"([a-zA-Z])((?:[\s,]*{_NUMBER})*)[\s,]*")
_MOVES = re.compile(
    rf"\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\(\s*{_NUMBER}"
    rf"(?:[\s,]+{_NUMBER})*\s*\)[\s,]*)*"
)
_WORD = re.compile(r"[\w\s'\",.-]*")
_TOKEN = re.compile(r"var\(--[a-z-]+\)")
_SELECTORS = re.compile(r"\s*+[.#:]?[\w-]++\s*+(?:,\s*+[.#:]?[\w-]++\s*+)*")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPERANDS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_LENGTHS = _names(
    """
    cx cy fill-opacity height opacity r rx ry stroke-dashoffset stroke-miterlimit stroke-opacity
    stroke-width width x x1 x2 y y1 y2
    """
)
_OF_TEXT = _names(
    """
    dx dy font-family font-size font-style font-weight letter-spacing space text-anchor
    word-spacing
    """
)
_WORDS = _names(
    """
    display fill-rule stroke-linecap stroke-linejoin visibility
    """
)
_OF_NO_CONSEQUENCE = _names(
    """
    clip-rule color-interpolation color-interpolation-filters color-rendering enable-background
    image-rendering overflow shape-rendering stop-color stop-opacity text-rendering
    """
)
# Attributes of SVG that change what is drawn, beside those above; another program's change nothing.
_OF_CONSEQUENCE = _names(
    """
    alignment-baseline baseline-shift clip clip-path clip-path-units clippathunits direction
    dominant-baseline externalresourcesrequired fill-image filter flood-color flood-opacity font
    glyph-orientation-vertical height href isolation kerning lengthadjust lighting-color marker
    marker-end marker-mid marker-start mask mix-blend-mode paint-order pathlength
    requiredextensions requiredfeatures rotate systemlanguage text-decoration text-overflow
    textlength transform-box transform-origin unicode-bidi vector-effect white-space width
    writing-mode
    """
)


@dataclass(frozen=True)
class DrawingLimits:
    """What a drawing may be made of, and how much of it, so that setting it takes a moment."""

    tags: frozenset[str]
    elements: int
    characters: int  # of attributes


_SHAPES = _names("svg g defs path rect circle ellipse line polyline polygon style")
LOGO = DrawingLimits(_SHAPES, 300, 30_000)  # 25 of them stand on one page
FIGURE = DrawingLimits(_SHAPES | {"text", "tspan", "use", "clippath"}, 2_000, 200_000)


@dataclass(frozen=True)
class Hard:
    """The first thing in a drawing that printers do not draw alike, and where it stands."""

    what: str
    element: SvgElement


def first_hard(root: SvgElement, kind: DrawingLimits) -> Hard | None:
    """Return the first thing that makes a drawing more than such shapes in flat colours.

    A drawing without any is known to the last number, so that setting it cannot fail.
    """
    length = 0
    for number, element in enumerate(_drawn(root), 1):
        if element.tag not in kind.tags:
            return Hard(f"<{element.name}>", element)
        length += len(element.text) + sum(len(value) for _, value in element.attributes)
        if number > kind.elements or length > kind.characters:
            return Hard("very many lines", element)
        for name, value, styled in _declared(element):
            if name == "opacity" and element.tag in ("svg", "g") and kind is LOGO:
                return Hard("a see-through group", element)
            if not _is_plain(name, value, styled, kind is FIGURE):
                return Hard(f"{name}: {value[:40]}", element)
    return None


def _drawn(element: SvgElement) -> Iterator[SvgElement]:
    """Walk through what may be drawn."""
    if element.name and element.tag not in _UNDRAWN:
        yield element
        for child in element.children:
            yield from _drawn(child)


def _declared(element: SvgElement) -> Iterator[tuple[str, str, bool]]:
    """Yield what an element says of how it is drawn, and whether it is CSS that says so.

    What is no plain rule or declaration stands as one of an unknown name.
    """
    if element.tag != "style":
        yield from ((name, value, False) for name, value in element.attributes)
        yield from _of_css(tinycss2.parse_blocks_contents(element.get("style"), True, True))
        return
    for rule in tinycss2.parse_stylesheet(element.text, True, True):
        if rule.type != "qualified-rule":
            yield "a style sheet of more than rules", "", True
        elif not _SELECTORS.fullmatch(tinycss2.serialize(rule.prelude)):
            yield "rules for more than elements and classes", "", True
        else:
            yield from _of_css(tinycss2.parse_blocks_contents(rule.content, True, True))


def _of_css(nodes: Sequence[Any]) -> Iterator[tuple[str, str, bool]]:
    for one in nodes:
        if one.type == "declaration":
            yield one.lower_name, tinycss2.serialize(one.value).strip(), True
        else:
            yield "CSS that cannot be read", "", True


def _is_plain(name: str, value: str, styled: bool, in_figure: bool) -> bool:
    if name in ("fill", "stroke", "color"):
        return value in ("none", "currentColor", "inherit", "transparent") or (
            bool(_TOKEN.fullmatch(value)) or opaque(value) is not None
        )
    if name == "d":
        return not styled and _is_path(value)
    if name == "points":
        return bool(_NUMBERS.fullmatch(value)) and len(re.findall(_NUMBER, value)) % 2 == 0
    if name == "transform":
        return not styled and bool(_MOVES.fullmatch(value))
    if name == "stroke-dasharray":
        few = in_figure and _NUMBERS.fullmatch(value.replace("px", ""))
        return value == "none" or bool(few)  # of a logo, all dashes are drawn to see its margins
    if name in _LENGTHS or (in_figure and name in ("dx", "dy", "font-size")):
        return bool(_LENGTH.fullmatch(value))
    if in_figure and name in ("href", "clip-path", "clippathunits"):
        return True
    if name in _WORDS or (in_figure and name in _OF_TEXT):
        return bool(_WORD.fullmatch(value))
    if styled:
        return name in _OF_NO_CONSEQUENCE or name.startswith(("-", "font-", "text-"))
    return name not in _OF_CONSEQUENCE


def _is_path(value: str) -> bool:
    """Say whether each command of a path has its numbers, and the flags of arcs stand apart."""
    at, first = 0, True
    stripped = value.strip()
    while at < len(stripped):
        step = _STEP.match(stripped, at)
        if step is None or step[1].lower() not in _OPERANDS or (first and step[1] not in "mM"):
            return False
        needed, numbers = _OPERANDS[step[1].lower()], re.findall(_NUMBER, step[2])
        if bool(numbers) != bool(needed) or (needed and len(numbers) % needed):
            return False
        flags = [n for at, n in enumerate(numbers) if at % 7 in (3, 4)] if needed == 7 else []
        if not set(flags) <= {"0", "1"}:
            return False
        at, first = step.end(), False
    return True
