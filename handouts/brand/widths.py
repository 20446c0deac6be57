"""How wide words are in a typeface, told from its table of widths, without typesetting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont

from handouts.brand.fonts import BOLD, REGULAR, Unsuitable
from handouts.brand.housefaces import house_face
from handouts.brand.typography import BrandFace
from handouts.content import Locale
from handouts.units import MM_PER_PT
from handouts.workspace import house_faces

__all__ = ["Widths", "house_widths", "script_widths", "text_width", "widths_of"]

NOTDEF_EM = 0.5  # em, of a character that no face has


@dataclass(frozen=True)
class Widths:
    """What a face takes of a line, in em: each character's advance, and what is below the line."""

    advances: Mapping[str, float]
    ascent: float
    descent: float


def text_width(text: str, faces: Sequence[Widths], size: float) -> float:
    """Return the width of a text in mm at a size in pt; the first face that has it sets a letter.

    Kerning is left out, which mostly makes a line a little narrower
    (https://learn.microsoft.com/en-us/typography/opentype/spec/hmtx).
    """
    return sum(_advance(character, faces) for character in text) * size * MM_PER_PT


def widths_of(face: BrandFace) -> Widths:
    """Return the widths of a brand's face."""
    return _widths(face.data)


@cache
def house_widths() -> Mapping[str, Mapping[int, Widths]]:
    """Return the widths of the house's faces, by family and weight."""
    widths: dict[str, dict[int, Widths]] = {}
    for folder in house_faces():
        for weight, name in ((REGULAR, "Regular"), (BOLD, "Bold")):
            [path] = folder.glob(f"*-{name}.ttf")
            data = path.read_bytes()
            with TTFont(BytesIO(data), lazy=True) as font:
                family = font["name"].getBestFamilyName()
            widths.setdefault(family, {})[weight] = _widths(data)
    return widths


def script_widths(locale: Locale, weight: int) -> list[Widths]:
    """Return the widths of the face of a language's script in a weight; none for Latin.

    Letters that join, or stand upon each other, take a little less.
    """
    try:
        return [widths_of(face) for face in house_face(locale).faces if face.weight == weight]
    except Unsuitable:  # its check tells
        return []


@lru_cache(maxsize=64)
def _widths(data: bytes) -> Widths:
    with TTFont(BytesIO(data), lazy=True) as font:
        em, head, advances = font["head"].unitsPerEm, font["hhea"], font["hmtx"]
        table = {chr(code): advances[glyph][0] / em for code, glyph in font.getBestCmap().items()}
        return Widths(table, head.ascent / em, -head.descent / em)


def _advance(character: str, faces: Sequence[Widths]) -> float:
    return next(
        (face.advances[character] for face in faces if character in face.advances), NOTDEF_EM
    )
