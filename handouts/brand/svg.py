"""SVG pictures from outside: drawn as they were given, or refused; nothing is stripped."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO

from PIL import Image

from handouts.brand.drawing import ViewBox, draw_apart, draw_plain, sized, within
from handouts.brand.fonts import Unsuitable, house_characters
from handouts.brand.images import Raster, printable
from handouts.brand.margins import drawn_box
from handouts.brand.seen import LOST, SMALL_PX, PixelBox, Seen, box_of, seen
from handouts.brand.svg_plain import FIGURE, LOGO, Hard, first_hard
from handouts.brand.svg_safety import check_drawing, check_fetching, check_pictures
from handouts.brand.svg_tree import HINT, SvgElement, Unset, parse_svg
from handouts.brand.svg_variables import resolve
from handouts.brand.svg_words import set_words
from handouts.content import Locale
from handouts.units import PX_PER
from handouts.workspace import Refused

__all__ = ["SVG", "Lines", "Vector", "as_figure", "as_logo", "looks_like_svg", "read_svg"]

OUTLINES = "convert its text to outlines"
SVG, PNG = "image/svg+xml", "image/png"
LOGO_SIZE_PX = (1795, 567)  # px: 76 x 24 mm, as large print has it, at 600 dots an inch
LOOKED_AT_PX = (1000, 1000)  # px in which margins of lines are looked for
NARROW_PX = 100  # px of the shorter side; what is narrower is drawn in these at once
FIGURE_SIZE_PX = (2000, 2000)  # px: 170 mm at 300 dots an inch
MOST_LETTERS = 2_000  # of text
LEAST, MOST = 0.01, 1_000_000  # units of a side

_SIZE = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*(px|pt|pc|mm|cm|in|q)?\s*", re.IGNORECASE)
_TOKEN = "var(--"


@dataclass(frozen=True)
class Vector:
    """An SVG picture that is safe to draw: its elements, and what part of the plane it shows."""

    root: SvgElement
    box: ViewBox

    @property
    def has_text(self) -> bool:
        """Whether it sets text."""
        return any(element.tag == "text" for element in self.root.walk())

    @property
    def has_tokens(self) -> bool:
        """Whether it takes colours of the palette."""
        return _TOKEN in self.root.written()


@dataclass(frozen=True)
class Lines:
    """A logo that is set as lines: SVG without margins, and how much of it paper shows."""

    data: bytes
    width: float
    height: float
    seen: Seen


def looks_like_svg(data: bytes) -> bool:
    """Say whether bytes begin as XML does, in UTF-8 or UTF-16."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data[2:64].replace(b"\0", b"").lstrip()[:1] == b"<"
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def read_svg(data: bytes) -> Vector:
    """Return an SVG picture that is safe to draw.

    Raises Refused where it is damaged, runs or fetches anything, or draws without end; Unset where
    it does no harm, and cannot be drawn as it was meant.
    """
    root = parse_svg(data)
    css = "".join(element.text for element in root.walk() if element.tag == "style")
    check_fetching(root)
    check_drawing(root, css)
    check_pictures(root)
    resolve(root)
    _check_amount(root)
    return Vector(root, _natural_box(root))


@lru_cache(maxsize=64)
def as_logo(data: bytes) -> tuple[Lines | Raster, bool]:
    """Return a logo without its margins, and whether it sets text. Raises Refused, Unset.

    Flat shapes are set as lines; what printers draw each in their own way is drawn here.
    """
    vector = read_svg(data)
    _check_letters(vector.root)
    hard = first_hard(vector.root, LOGO)
    if hard is None:
        return _lines(vector), False
    _refuse_tokens(vector, hard)
    picture = draw_apart(vector.root, vector.box, within(vector.box, LOGO_SIZE_PX))
    return printable(picture, ".svg", LOGO_SIZE_PX), vector.has_text


@lru_cache(maxsize=128)
def as_figure(data: bytes, locale: Locale | None = None) -> tuple[str, bytes]:
    """Return the type and the bytes of a drawing as it is set in a language, if that is known.

    Raises Refused, Unset.
    """
    vector = read_svg(data)
    if locale is not None:
        try:
            set_words(vector.root, locale)
        except Unsuitable as unsuitable:
            raise Unset(str(unsuitable), unsuitable.hint) from None
        _check_letters(vector.root)
    hard = first_hard(vector.root, FIGURE)
    if hard is None:
        return SVG, vector.root.written().encode()
    _refuse_tokens(vector, hard)
    picture, out = (
        draw_apart(vector.root, vector.box, within(vector.box, FIGURE_SIZE_PX)),
        BytesIO(),
    )
    if not picture.getchannel("A").getbbox():
        fact = "the SVG draws nothing: what it is filled with may be missing from it"
        raise Unset(fact, HINT, hard.element.line, hard.element.column)
    picture.save(out, "PNG")
    return PNG, out.getvalue()


def _check_amount(root: SvgElement) -> None:
    """Raise Unset where a picture sets very much text."""
    letters = 0
    for element, text in _texts(root):
        letters += len(text)
        if letters > MOST_LETTERS:
            fact = f"the SVG sets more than {MOST_LETTERS:,} letters of text"
            raise Unset(fact, OUTLINES, element.line, element.column)


def _check_letters(root: SvgElement) -> None:
    """Raise Unset where a picture sets letters that no house face has."""
    for element, text in _texts(root):
        if lacking := sorted(set(text) - house_characters() - set(" \n\r\t")):
            letters = "".join(lacking[:12])
            fact = f"the SVG sets text in characters that no house face has: {letters}"
            raise Unset(fact, OUTLINES, element.line, element.column)


def _texts(root: SvgElement) -> Iterator[tuple[SvgElement, str]]:
    for element in root.walk():
        if element.tag in ("text", "tspan", "textpath"):
            yield element, element.text


def _lines(vector: Vector) -> Lines:
    size = within(vector.box, LOOKED_AT_PX)
    visible, cut = _looked_at(vector, size)
    left, top, width, height = vector.box
    if cut:
        across, down = width / size[0], height / size[1]
        left, top = left + max(cut[0] - 1, 0) * across, top + max(cut[1] - 1, 0) * down
        width = (min(cut[2] + 1, size[0]) - max(cut[0] - 1, 0)) * across
        height = (min(cut[3] + 1, size[1]) - max(cut[1] - 1, 0)) * down
    box = left, top, width, height
    return Lines(sized(vector.root, box).encode(), width, height, visible)


def _looked_at(vector: Vector, size: tuple[int, int]) -> tuple[Seen, PixelBox | None]:
    """Return what paper shows of a drawing, and its box in so many pixels, where that is less.

    Where a small drawing leaves no doubt that all is seen, only the edges are drawn in full size.
    """

    def draw(size: tuple[int, int], part: PixelBox | None = None) -> Image.Image:
        plain = draw_plain(vector.root, vector.box, size, part)
        if plain is not None:
            return plain
        whole = draw_apart(vector.root, vector.box, size)
        return whole.crop(part) if part else whole

    if min(size) > NARROW_PX:
        small = draw(within(vector.box, (SMALL_PX, SMALL_PX)))
        if seen(small, LOST / 2) == "all":
            return "all", drawn_box(small, size, partial(draw, size))
    picture = draw(size)
    visible = seen(picture)
    return visible, box_of(picture) if visible == "all" else None


def _refuse_tokens(vector: Vector, hard: Hard) -> None:
    if vector.has_tokens:
        fact = f"the SVG has {hard.what} beside the colours of the palette, which are set as lines"
        hint = "draw it with flat shapes, or give its colours as they are"
        raise Unset(fact, hint, hard.element.line, hard.element.column)


def _natural_box(root: SvgElement) -> ViewBox:
    """Return the view box, else that of the picture's width and height, in its units."""
    try:
        box = [float(part) for part in re.split(r"[\s,]+", root.get("viewbox").strip())]
    except ValueError:
        sides = [_SIZE.fullmatch(root.get(name)) for name in ("width", "height")]
        box = [
            0,
            0,
            *(float(side[1]) * PX_PER[(side[2] or "px").lower()] for side in sides if side),
        ]
    place = root.line, root.column
    if len(box) != 4 or not all(math.isfinite(n) for n in box) or min(box[2:]) <= 0:
        fact, hint = "the SVG does not say how large it is", "give its <svg> a viewBox"
        raise Refused(fact, hint, *place)
    left, top, width, height = box
    if not (min(width, height) >= LEAST and max(map(abs, box)) <= MOST):
        fact = f"the SVG is {width:g} x {height:g} units large"
        raise Refused(fact, f"draw it between {LEAST:g} and {MOST:,} units", *place)
    return left, top, width, height
