"""Words as outlines: for drawings, whose text the engine sets letter by letter, joining none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.brand.fonts import BOLD, REGULAR, Location
from handouts.brand.housefaces import house_face
from handouts.brand.typography import BrandFace
from handouts.content import Locale
from handouts.workspace import house_faces

if TYPE_CHECKING:
    import uharfbuzz as hb

__all__ = ["Extent", "WordOutline", "WordRun", "outline"]

Extent = tuple[float, float, float, float]  # left, top, right, bottom; y down
FACES_EM = 1000  # units of an em that outlines are outlines in

# What runs from left to right in a line from right to left: Latin words, and numbers with the signs
# between them. One level within another is all that a label of a drawing has; the whole rule is
# https://www.unicode.org/reports/tr9/.
_FROM_LEFT = r"[A-Za-zÀ-ɏ0-9٠-٩۰-۹]"
_AGAINST = re.compile(rf"{_FROM_LEFT}+(?:[ ,.:/%+–-]*{_FROM_LEFT}+)*%?")


@dataclass(frozen=True)
class WordRun:
    """Words in one weight, at a size in the units of a drawing."""

    words: str
    bold: bool
    size: float


@dataclass(frozen=True)
class WordOutline:
    """A run, or a part of one, as it is outlines."""

    run: int  # its number
    path: str  # data of an SVG path, in thousandths of an em, y down
    scale: float  # units of the drawing in one of the path
    start: float  # where it begins on its line, in units of the drawing, as all that follows
    width: float
    box: Extent | None  # what ink covers; None where it draws nothing


@lru_cache(maxsize=512)
def outline(runs: tuple[WordRun, ...], locale: Locale) -> tuple[WordOutline, ...] | None:
    """Return runs that follow one another on a line as outlines, in the faces of a language.

    They stand from left to right as they are seen. None where no face has one of their letters.
    Raises Unsuitable where the package of a face is not installed.
    """
    outlines, at = list[WordOutline](), 0.0
    for number, words in _as_seen(runs, from_right=locale.direction == "rtl"):
        run = runs[number]
        for part, font in _in_faces(words, _fonts(locale, BOLD if run.bold else REGULAR)):
            if font is None:
                return None
            path, width, box = _shaped(part, font, locale.tag)
            scale = run.size / FACES_EM
            ink = None
            if box is not None:
                left, top, right, bottom = (edge * scale for edge in box)
                ink = at + left, top, at + right, bottom
            outlines.append(WordOutline(number, path, scale, at, width * scale, ink))
            at += width * scale
    return tuple(outlines)


def _as_seen(runs: Sequence[WordRun], *, from_right: bool) -> Iterator[tuple[int, str]]:
    """Walk through the parts of runs from left to right, with the number of the run of each."""
    if not from_right:
        yield from ((number, run.words) for number, run in enumerate(runs))
        return
    for number in reversed(range(len(runs))):
        words, parts, last = runs[number].words, list[str](), 0
        for match in _AGAINST.finditer(words):
            parts += [words[last : match.start()], match[0]]
            last = match.end()
        yield from ((number, part) for part in reversed([*parts, words[last:]]) if part)


@lru_cache(maxsize=32)
def _fonts(locale: Locale, weight: int) -> tuple[hb.Font, ...]:
    """Return the faces that set a language in a weight, the first that has a word sets it."""
    face = house_face(locale)
    family = face.lines or face.families[0]
    own = [one for one in face.faces if one.weight == weight and one.family == family]
    name = "Bold" if weight == BOLD else "Regular"
    house = [next(folder.glob(f"*-{name}.ttf")).read_bytes() for folder in house_faces()]
    return tuple(_font(one) for one in [*own, *(BrandFace("", weight, data) for data in house)])


def _font(face: BrandFace) -> hb.Font:
    import uharfbuzz as hb  # late: few texts have words in drawings that are set so

    font = hb.Font(hb.Face(face.data))
    location: Location = face.location
    font.set_variations(dict(location))
    font.scale = (FACES_EM, FACES_EM)
    return font


def _in_faces(words: str, fonts: Sequence[hb.Font]) -> Iterator[tuple[str, hb.Font | None]]:
    """Walk through the parts of a text that one face sets; a word is never in two."""
    parts: list[tuple[str, hb.Font | None]] = []
    for word in re.findall(r"\s+|\S+", words):
        needed = "".join(c for c in word.strip() if unicodedata.category(c) != "Cf")
        font = next((f for f in fonts if all(f.get_nominal_glyph(ord(c)) for c in needed)), None)
        if parts and (not needed or parts[-1][1] is font):
            parts[-1] = (parts[-1][0] + word, parts[-1][1])
        else:
            parts.append((word, font))
    yield from parts


def _shaped(words: str, font: hb.Font, tag: str) -> tuple[str, float, Extent | None]:
    """Return the path of words, their width and what ink covers, in thousandths of an em."""
    import uharfbuzz as hb
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    line = hb.Buffer()
    line.add_str(words)
    line.guess_segment_properties()
    line.language = str(tag)
    hb.shape(font, line)
    x = y = 0
    glyphs = RecordingPen()
    for glyph, place in zip(line.glyph_infos, line.glyph_positions, strict=True):
        moved = (1, 0, 0, -1, x + place.x_offset, -(y + place.y_offset))
        font.draw_glyph_with_pen(glyph.codepoint, TransformPen(glyphs, moved))
        x, y = x + place.x_advance, y + place.y_advance
    path, bounds = SVGPathPen(None, lambda number: f"{round(number)}"), BoundsPen(None)
    glyphs.replay(path)
    glyphs.replay(bounds)
    return path.getCommands(), x, bounds.bounds
