"""Small fonts, static or variable, in which every character is one box.

All characters share the box, or each has one of its own, so that a PDF tells them apart.
"""

from __future__ import annotations

import io

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.TupleVariation import TupleVariation

from handouts.brand.fonts import NEEDED

AXES = [("wght", 100, 400, 900, "Weight"), ("opsz", 8, 10, 40, "Size")]
CREATED = 3_800_000_000  # seconds since 1904, as fonts count
WIDER = [(0, 0), (0, 0), (90, 0), (90, 0), *[(0, 0)] * 4]  # of the box at the end of the weights


def a_font(
    glyphs: frozenset[str] = NEEDED,
    weight: int = 400,
    italic: bool = False,
    variable: bool = False,
    apart: bool = False,
) -> bytes:
    """Return a font that maps characters to a box, which a variable font widens with its weight.

    apart gives each character a box of its own.
    """
    names = {ord(c): f"u{ord(c):04X}" if apart else "any" for c in sorted(glyphs)}
    order = [".notdef", *dict.fromkeys(names.values())]
    builder = FontBuilder(1000, isTTF=True)
    builder.updateHead(created=CREATED, modified=CREATED)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    builder.setupGlyf(dict.fromkeys(order, _box()))
    builder.setupHorizontalMetrics(dict.fromkeys(order, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight, fsSelection=1 if italic else 64)
    builder.setupPost()
    if variable:
        builder.setupFvar(AXES, [])
        heavy = TupleVariation({"wght": (0, 1, 1)}, WIDER)
        builder.setupGvar({".notdef": [], "any": [heavy]})
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _box() -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 600), (400, 600), (400, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()
