"""Whether what fills a slot stays inside its box, told from the widths of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cssselect2
import tinyhtml5

from handouts.brand import BOLD, REGULAR, Brand, Widths, house_widths, text_width, widths_of
from handouts.page.boxes import Boxes, class_of
from handouts.page.cascade import Cascade, Told, cascade, points
from handouts.page.parts import Style
from handouts.units import MM_PER_PT

__all__ = ["Gauge", "Misfit", "heights"]

BREAK = "\N{ZERO WIDTH SPACE}"  # in the words of a line: it may be broken here
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"  # in the words of a line
SLACK_MM = 0.5  # mm that kerning may save
EDGE_MM = 0.1  # mm that the engine may round up, of a line
BLOCKS = frozenset({"div", "p", "ul", "ol", "li", "section"})
LETTER = r"[^\W\d]|[#&=@~*]"
# Where a line may break, as far as addresses and details need it
# (https://www.unicode.org/reports/tr14): after a space, within addresses after a slash, a hyphen or
# a question mark, and at dashes.
CHANCES = re.compile(
    rf"(?<= )(?=[^\s?!/,.;:)])|(?<=/)(?={LETTER})|(?<=[^\d\s]/)(?=\d)|(?<=-)(?=[^\W\d])"
    r"|(?<=[?!])(?=\w)|(?<=[–—])(?=\w)|(?<=\w)(?=—)|(?<=\u200b)"
)
Faces = Mapping[str, Mapping[int, Widths]]  # by family and weight


@dataclass(frozen=True)
class Misfit:
    """A word that is wider than its column, in mm."""

    slot: str
    word: str
    width: float
    column: float


@dataclass(frozen=True)
class Gauge:
    """What fillings are measured with: stylesheets, faces, and a logo's width by its height."""

    cascade: Cascade
    faces: Faces
    letterhead: Sequence[str]  # families, the first one that has a letter sets it
    logo: float = 0

    @classmethod
    def of(cls, brand: Brand, styles: tuple[Style, ...]) -> Gauge:
        """Return what a brand's letterheads are set with, as some stylesheets tell it."""
        own, house, logo = brand.faces.headings or brand.faces.text, house_widths(), brand.logo
        weights = {face.weight: widths_of(face) for face in own}
        faces = {**house, **{face.family: weights for face in own}}
        letterhead = [*(face.family for face in own[:1]), *house]
        return cls(cascade(styles), faces, letterhead, logo.width / logo.height if logo else 0)


@dataclass
class _Line:
    """Words to set, each letter with its width in mm, and where no line may break."""

    text: str = ""
    widths: list[float] = field(default_factory=list)
    unbroken: set[int] = field(default_factory=set)  # offsets where no line breaks
    above: float = 0  # the foot of the letters, in pt
    below: float = 0


@dataclass
class _Flow:
    """A column that is filled from the top; all in mm."""

    width: float
    y: float = 0
    margin: float = 0
    floats: list[tuple[str, float, float]] = field(default_factory=list)  # side, bottom, width

    def room(self, top: float) -> float:
        """Return how much of the width is free at a height."""
        taken: dict[str, float] = {}
        for side, bottom, width in self.floats:
            if bottom > top + 0.01:
                taken[side] = max(taken.get(side, 0), width)
        return self.width - sum(taken.values())

    def below(self) -> float:
        """Return the next height at which a float ends."""
        return min((bottom for _, bottom, _ in self.floats if bottom > self.y + 0.01), default=0)


def heights(
    html: Mapping[str, str], boxes: Boxes, stock: Gauge
) -> tuple[dict[str, float], list[Misfit]]:
    """Return how high the fillings of slots are, in mm, and the words that no column can hold."""
    tops: dict[str, float] = {}
    wide: list[Misfit] = []
    for slot in html:
        setter = _Setter(stock, slot, wide)
        tops[slot] = setter.height(html[slot], boxes.width(slot))
    return tops, wide


class _Setter:
    def __init__(self, stock: Gauge, slot: str, wide: list[Misfit]) -> None:
        self._stock, self._slot, self._wide = stock, slot, wide

    def height(self, html: str, width: float) -> float:
        page = f'<!doctype html><body><div class="slot {class_of(self._slot)}">{html}</div>'
        root = tinyhtml5.parse(page, namespace_html_elements=False)
        style: Told = {}
        for element in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            style = self._stock.cascade.told(element, style)
            if self._slot in str(element.etree_element.get("class", "")) or (
                class_of(self._slot) in str(element.etree_element.get("class", ""))
            ):
                flow = _Flow(width)
                self._block(element, style, flow)
                bottoms = [bottom for _, bottom, _ in flow.floats]
                return max([flow.y + flow.margin, *bottoms])
        raise AssertionError(self._slot)

    def _block(self, element: Any, outer: Told, flow: _Flow) -> None:
        """Set what an element holds into a column."""
        flow.y += points(outer.get("padding-top", "0")) * MM_PER_PT
        line = _Line()
        self._text(element.etree_element.text, outer, line)
        for child in element.iter_children():
            style = self._stock.cascade.told(child, outer)
            tag = child.local_name
            if side := style.get("float", "").replace("none", ""):
                self._float(child, style, side, flow)
            elif tag in BLOCKS:
                self._set(line, outer, flow)
                line = _Line()
                self._boxed(child, style, flow)
            else:
                self._inline(child, style, line)
            self._text(child.etree_element.tail, outer, line)
        self._set(line, outer, flow)

    def _boxed(self, element: Any, style: Told, flow: _Flow) -> None:
        """Set a block below another: of their two margins the larger counts."""
        top = points(style.get("margin-top", "0")) * MM_PER_PT
        flow.y += max(flow.margin, top) if top >= 0 else flow.margin + top
        flow.margin = 0
        before = flow.y
        end = points(style.get("margin-inline-end", "0")) * MM_PER_PT
        flow.width -= end
        if style.get("display") == "flex":
            self._row(element, style, flow)
        else:
            self._block(element, style, flow)
        flow.width += end
        if style.get("height") and style.get("box-sizing") == "border-box":
            flow.y = before + points(style["height"]) * MM_PER_PT
        flow.margin = points(style.get("margin-bottom", "0")) * MM_PER_PT

    def _float(self, element: Any, style: Told, side: str, flow: _Flow) -> None:
        margins = sum(points(style.get(f"margin-inline-{end}", "0")) for end in ("start", "end"))
        top = flow.y + flow.margin
        if element.local_name == "img":
            width, height = self._picture(style)
        else:
            inner = _Flow(points(style.get("width", "")) * MM_PER_PT)
            self._block(element, style, inner)
            height, width = inner.y + inner.margin, inner.width
            height = points(style["height"]) * MM_PER_PT if "height" in style else height
        flow.floats.append((side, top + height, width + margins * MM_PER_PT))

    def _row(self, element: Any, outer: Told, flow: _Flow) -> None:
        """Set a picture and what stands beside it, which takes the width that is left."""
        room, high = flow.width, 0.0
        for child in element.iter_children():
            style = self._stock.cascade.told(child, outer)
            if child.local_name == "img":
                width, height = self._picture(style)
                room -= width + points(style.get("margin-inline-end", "0")) * MM_PER_PT
            else:
                inner = _Flow(room)
                self._block(child, style, inner)
                height = inner.y + inner.margin
            high = max(high, height)
        flow.y += high

    def _picture(self, style: Told) -> tuple[float, float]:
        """Return the width and height of a logo, in mm."""
        height = points(style["height"]) * MM_PER_PT
        return min(
            height * self._stock.logo, points(style.get("max-width", ""), 1e6) * MM_PER_PT
        ), height

    def _inline(self, element: Any, style: Told, line: _Line) -> None:
        if element.local_name == "wbr":
            line.text += BREAK
            line.widths.append(0)
            return
        if element.local_name == "img":
            line.text += PICTURE
            line.widths.append(points(style.get("width", "0")) * MM_PER_PT)
            line.above = max(line.above, points(style.get("height", "0")))
            return
        start = len(line.text)
        self._text(element.etree_element.text, style, line)
        for child in element.iter_children():
            self._inline(child, self._stock.cascade.told(child, style), line)
            self._text(child.etree_element.tail, style, line)
        if style.get("display") == "inline-block" and line.widths[start:]:
            used = sum(line.widths[start:])
            line.widths[-1] += max(points(style.get("width", "0")) * MM_PER_PT - used, 0)
        if style.get("white-space") == "nowrap":
            line.unbroken |= set(range(start + 1, len(line.text)))
        if (end := points(style.get("margin-inline-end", "0"))) and line.widths:
            line.widths[-1] += end * MM_PER_PT

    def _text(self, text: str | None, style: Told, line: _Line) -> None:
        words = re.sub(r"[ \t\r\n\f]+", " ", text or "")
        if not line.text or line.text.endswith(" "):
            words = words.lstrip(" ")
        if not words:
            return
        faces, size = self._faces(style), points(style["font-size"])
        line.text += words
        line.widths += [text_width(character, faces, size) for character in words]
        self._raise(line, style)

    def _set(self, line: _Line, style: Told, flow: _Flow) -> None:
        """Set a paragraph, line by line, each as high as the highest that may stand on one."""
        if not line.text.strip():
            return
        flow.y += flow.margin
        flow.margin = 0
        self._raise(line, style)
        high, used, room = (line.above + line.below) * MM_PER_PT, 0.0, flow.room(flow.y)
        for start, end in _pieces(line):
            wide = sum(line.widths[start:end])
            seen = wide - (line.widths[end - 1] if line.text[end - 1] == " " else 0)
            if used and used + seen > room - EDGE_MM:
                flow.y += high
                used, room = 0.0, flow.room(flow.y)
            while not used and seen > room and flow.below():
                flow.y = flow.below()
                room = flow.room(flow.y)
            cut = style.get("text-overflow") == "ellipsis" or line.text[start] == PICTURE
            if seen > room + SLACK_MM and not cut:
                word = line.text[start:end].strip()
                self._wide.append(Misfit(self._slot, word, seen, room))
            used += wide
        flow.y += high

    def _faces(self, style: Told) -> list[Widths]:
        names = [name.strip().strip("'\"") for name in style["font-family"].split(",")]
        if any(name.startswith("var(") for name in names):
            names = list(self._stock.letterhead)
        weight = BOLD if style.get("font-weight") in ("700", "bold") else REGULAR
        known = [*names, *house_widths()]
        return [self._stock.faces[name][weight] for name in known if name in self._stock.faces]

    def _raise(self, line: _Line, style: Told) -> None:
        """Make a line as high as words in a face and a size need it, above and below their foot."""
        face, size = self._faces(style)[0], points(style["font-size"])
        leading = float(style["line-height"]) - face.ascent - face.descent
        line.above = max(line.above, (face.ascent + leading / 2) * size)
        line.below = max(line.below, (face.descent + leading / 2) * size)


def _pieces(line: _Line) -> Iterator[tuple[int, int]]:
    """Walk through what no line break parts, as offsets."""
    ends = [m.start() for m in CHANCES.finditer(line.text) if m.start() not in line.unbroken]
    ends = [end for end in ends if 0 < end < len(line.text)]
    yield from zip([0, *ends], [*ends, len(line.text)], strict=True)
