"""The text of an SVG, line by line: what stands on each, where, and how it is drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import tinycss2
from fontTools.misc.transform import Transform

from handouts.brand.fonts import BOLD, REGULAR
from handouts.brand.svg_tree import SvgElement

__all__ = ["TextLine", "TextLook", "TextPart", "text_lines"]

MEDIUM = 16.0  # units: https://www.w3.org/TR/css-fonts-4/#valdef-font-size-medium in CSS pixels
HEAVY = (BOLD + REGULAR) / 2
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_MOVE = re.compile(r"(\w+)\s*\(([^)]*)\)")
_Rules = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class TextLook:
    """How text is drawn: its size in units of the drawing, its weight, its anchor and its fill."""

    size: float = MEDIUM
    bold: bool = False
    anchor: str = "start"
    fill: str = ""


@dataclass(frozen=True)
class TextPart:
    """What stands on a line in one look: in an element of its own, or in that of the line."""

    words: str
    look: TextLook
    element: SvgElement | None = None


@dataclass(frozen=True)
class TextLine:
    """What is set from one point on: some of the parts of an element, those from start to stop.

    It is whole where nothing else than text and spans of text stands in it.
    """

    element: SvgElement
    start: int
    stop: int
    x: float
    y: float
    parts: tuple[TextPart, ...]
    move: Transform = field(default_factory=Transform)
    whole: bool = True


@dataclass(frozen=True)
class _Around:
    """What holds for an element by those around it."""

    look: TextLook
    move: Transform
    x: float = 0
    y: float = 0


def text_lines(root: SvgElement) -> Iterator[TextLine]:
    """Walk through the lines of text of a drawing, as they stand in it."""
    yield from _lines(root, _Around(TextLook(), Transform()), _rules(root))


def _lines(element: SvgElement, around: _Around, rules: _Rules) -> Iterator[TextLine]:
    here = _within(element, around, rules)
    if element.tag in ("text", "tspan"):
        yield from _lines_of(element, here, rules)
        return
    for child in element.children:
        yield from _lines(child, here, rules)


def _lines_of(element: SvgElement, here: _Around, rules: _Rules) -> Iterator[TextLine]:
    """Walk through the lines of a text, or of a part of it that has a place of its own."""
    start, parts, whole = 0, list[TextPart](), True
    for at, part in enumerate([*element.parts, None]):
        apart = isinstance(part, SvgElement) and bool(part.get("x") or part.get("y"))
        if apart or part is None:
            if any(one.words.strip() for one in parts):
                where = here.x, here.y
                yield TextLine(element, start, at, *where, tuple(parts), here.move, whole)
            start, parts, whole = at + 1, [], True
            if isinstance(part, SvgElement):
                yield from _lines(part, here, rules)
        elif isinstance(part, SvgElement):
            inner = [*part.walk()]
            whole = whole and all(one.tag == "tspan" for one in inner)
            words = _words(part)
            parts.append(TextPart(words, _within(part, here, rules).look, part))
        elif parts and parts[-1].element is None:  # a parser may give one text in pieces
            parts[-1] = replace(parts[-1], words=parts[-1].words + part)
        else:
            parts.append(TextPart(part, here.look))


def _words(element: SvgElement) -> str:
    return "".join(part if isinstance(part, str) else _words(part) for part in element.parts)


def _within(element: SvgElement, around: _Around, rules: _Rules) -> _Around:
    properties = _declared(element, rules)
    size = _size(properties.get("font-size", ""), around.look.size)
    weight = properties.get("font-weight", "")
    bold = around.look.bold
    if weight and weight != "inherit":
        bold = weight in ("bold", "bolder") or _number(weight, REGULAR) >= HEAVY
    anchor, fill = properties.get("text-anchor", ""), properties.get("fill", "")
    look = TextLook(size, bold, anchor or around.look.anchor, fill or around.look.fill)
    x, y = (
        _number(element.get(name), before) for name, before in (("x", around.x), ("y", around.y))
    )
    return _Around(look, around.move.transform(_move(element.get("transform"))), x, y)


def _declared(element: SvgElement, rules: _Rules) -> Mapping[str, str]:
    """Return the properties of an element: by attributes, by rules, then by its own style."""
    properties = {name: value.strip() for name, value in element.attributes}
    names = [element.tag, *(f".{name}" for name in element.get("class").split())]
    for name in [*names, f"#{element.get('id')}"]:
        properties |= rules.get(name, {})
    return properties | _properties(
        tinycss2.parse_blocks_contents(element.get("style"), True, True)
    )


def _rules(root: SvgElement) -> _Rules:
    """Return what stylesheets say, by what they say it of: an element, a class or an id."""
    rules: dict[str, dict[str, str]] = {}
    for element in root.walk():
        sheet = element.text if element.tag == "style" else ""
        for rule in tinycss2.parse_stylesheet(sheet, True, True):
            if rule.type == "qualified-rule":
                properties = _properties(tinycss2.parse_blocks_contents(rule.content, True, True))
                for name in tinycss2.serialize(rule.prelude).split(","):
                    rules.setdefault(name.strip(), {}).update(properties)
    return rules


def _properties(nodes: Iterable[tinycss2.ast.Node]) -> dict[str, str]:
    return {
        one.lower_name: tinycss2.serialize(one.value).strip()
        for one in nodes
        if one.type == "declaration"
    }


def _size(text: str, around: float) -> float:
    """Return a size of a font in units of the drawing, given that around it."""
    share = {"em": around, "%": around / 100}.get(text.lstrip("+-.0123456789"), 1.0)
    return _number(text, around / share) * share


def _number(text: str, otherwise: float) -> float:
    match = _NUMBER.match(text.strip())
    return float(match[0]) if match else otherwise


def _move(text: str) -> Transform:
    """Return a transformation: https://www.w3.org/TR/css-transforms-1/#svg-transform."""
    move = Transform()
    for name, inside in _MOVE.findall(text):
        numbers = [*map(float, _NUMBER.findall(inside))] or [0.0]
        first = numbers[0]
        if name == "matrix" and len(numbers) == 6:
            move = move.transform(tuple(numbers))
        elif name == "translate":
            move = move.translate(first, *numbers[1:2])
        elif name == "scale":
            move = move.scale(first, *numbers[1:2])
        elif name == "rotate":
            x, y = numbers[1:3] if len(numbers) == 3 else (0, 0)
            move = move.translate(x, y).rotate(math.radians(first)).translate(-x, -y)
        elif name in ("skewX", "skewY"):
            angle = math.radians(first)
            move = move.skew(*((angle, 0) if name == "skewX" else (0, angle)))
    return move
