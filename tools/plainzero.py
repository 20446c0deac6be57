"""Make the house's typeface: Atkinson Hyperlegible, whose zero has lost its bar.

The bar tells a zero from an O in codes, and crowds a page of numbers. The face has no other zero to
choose, so this keeps the ring that its designers drew, and closes the two halves of its counter to
one. Widths stay as they are. Its licence (OFL 1.1, with no reserved name) asks that it goes along;
the changed face has a name of its own all the same.

Run it with the package that pyproject.toml pins; a test compares what it makes with what we ship.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible as given
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from handouts.brand.fonts import font_to_save

FACES = Path(__file__).parent.parent / "handouts/faces"
NAME = "Hyperlegible Plain Zero"
NAMED = (1, 3, 4, 6, 16)  # https://learn.microsoft.com/typography/opentype/spec/name#name-ids
Point = tuple[float, float]
# The counter, clockwise from its top: points on the curve, and between them those that pull it.
COUNTER: dict[str, list[Point]] = {
    "Regular": [
        *[(324, 606), (412, 606), (454.5, 536), (497, 466)],
        *[(497, 335), (497, 204), (454.5, 133), (412, 62)],
        *[(324, 62), (236, 62), (193.5, 133), (151, 204)],
        *[(151, 335), (151, 466), (193.5, 536), (236, 606)],
    ],
    "Bold": [
        *[(331, 567), (390, 567), (425.5, 511.5), (461, 456)],
        *[(461, 334), (461, 214), (425.5, 157.5), (390, 101)],
        *[(331, 101), (273, 101), (237, 157.5), (201, 214)],
        *[(201, 334), (201, 456), (237, 511.5), (273, 567)],
    ],
}
TABULAR = {"Regular": -4, "Bold": -15}  # how far the counter of the tabular zero stands aside


def face(weight: str) -> bytes:
    """Return the face of a weight as a TrueType file; the same bytes each time."""
    path = Path(given.__file__).parent / f"files/AtkinsonHyperlegible-{weight}.ttf"
    font = font_to_save(path.read_bytes())
    for name, aside in (("zero", 0), ("zero.tf", TABULAR[weight])):
        _open(font, name, [(x + aside, y) for x, y in COUNTER[weight]])
    for record in font["name"].names:
        if record.nameID in NAMED:
            text = str(record).replace("Atkinson Hyperlegible", NAME)
            record.string = text.replace("AtkinsonHyperlegible", NAME.replace(" ", ""))
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def _open(font: TTFont, name: str, counter: list[Point]) -> None:
    """Draw a glyph anew: its outer ring, and one counter in place of two."""
    glyphs: Any = font["glyf"]
    points, ends, flags = glyphs[name].getCoordinates(glyphs)
    ring = list(zip(points, flags, strict=True))[: ends[0] + 1]
    start = next(at for at, (_, on) in enumerate(ring) if on)
    ring = ring[start:] + ring[:start]
    pen = TTGlyphPen(None)
    pen.moveTo(ring[0][0])
    pulls: list[Point] = []
    for point, on in [*ring[1:], ring[0]]:
        pulls.append(point)
        if on:
            pen.qCurveTo(*pulls)
            pulls = []
    pen.closePath()
    hole = [counter[0], *reversed(counter[1:])]  # the other way round than the ring
    pen.moveTo(hole[0])
    for at in range(1, len(hole), 2):
        pen.qCurveTo(hole[at], hole[(at + 1) % len(hole)])
    pen.closePath()
    glyphs[name] = glyph = pen.glyph()
    glyph.recalcBounds(glyphs)
    font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)


if __name__ == "__main__":
    for weight in COUNTER:
        (FACES / f"HyperlegiblePlainZero-{weight}.ttf").write_bytes(face(weight))
