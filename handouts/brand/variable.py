"""Variable fonts -> static ones: at one place of their axes, the same bytes always.

A press needs static fonts: of a variable one it makes an instance that holds the time of day.
"""

from __future__ import annotations

import io
from collections.abc import Collection

from fontTools.ttLib import TTFont

from handouts.brand.fonts import Location

__all__ = ["instance", "plain_glyphs"]

# What is set without being asked for: https://learn.microsoft.com/typography/opentype/spec/featuretags
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "clig", "calt", "rlig", "rclt", "rvrn"]
SPARE = ("STAT", "DSIG")  # they say how a font varies, and that nobody touched it


def plain_glyphs(data: bytes, letters: Collection[str] = ()) -> bytes:
    """Return a font with the glyphs that text is set in, without small capitals and the like.

    Where letters are told, they are all that it has. Making an instance then takes half the time.
    """
    from fontTools import subset  # late: half a second

    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True, recalc_timestamp=False
    )
    font = TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)) or font.getBestCmap())
    cutter.subset(font)
    return _saved(font)


def instance(data: bytes, location: Location) -> bytes:
    """Return the static font that a variable one is at a place of its axes.

    Raises whatever fontTools raises of a damaged font.
    """
    from fontTools.varLib import instancer  # late: half a second

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    made = instancer.instantiateVariableFont(
        font, dict(location), inplace=True, optimize=False, downgradeCFF2="CFF2" in font
    )
    for table in SPARE:
        if table in made:
            del made[table]
    return _saved(made)


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
