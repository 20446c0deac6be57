"""Fonts -> what a press can set: static ones in thousandths of an em, the same bytes always.

Of a variable font a press makes an instance that holds the time of day. And WeasyPrint 70 rounds
the width of a letter to thousandths at the size that it is drawn in first, and half of one up or
down: in a copy that is put together letters would stand elsewhere than in one that is set whole.
"""

from __future__ import annotations

import io
from collections.abc import Collection
from functools import lru_cache

from fontTools.ttLib import TTFont

from handouts.brand.fonts import Location, font_to_save
from handouts.brand.typography import BrandFace

__all__ = ["instance", "is_settable", "plain_glyphs"]

THOUSANDTHS = 1000  # of an em

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
    font = font_to_save(data, lazy=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)) or font.getBestCmap())
    cutter.subset(font)
    return _saved(font)


def is_settable(face: BrandFace) -> bool:
    """Say whether a face can be set as it is: static, and in thousandths of an em."""
    return not face.location and THOUSANDTHS % _units(face.data) == 0


@lru_cache(maxsize=64)
def _units(data: bytes) -> int:
    with TTFont(io.BytesIO(data), lazy=True) as font:
        return int(font["head"].unitsPerEm)


def instance(data: bytes, location: Location) -> bytes:
    """Return the static font that a variable one is at a place of its axes, in thousandths.

    One that is static already has no place. Raises whatever fontTools raises of a damaged font.
    """
    from fontTools.ttLib.scaleUpem import scale_upem  # late: half a second
    from fontTools.varLib import instancer

    made = font_to_save(data)
    if location:
        instancer.instantiateVariableFont(
            made, dict(location), inplace=True, optimize=False, downgradeCFF2="CFF2" in made
        )
    if THOUSANDTHS % made["head"].unitsPerEm:
        scale_upem(made, THOUSANDTHS)
    for table in SPARE:
        if table in made:
            del made[table]
    return _saved(made)


def _saved(font: TTFont) -> bytes:
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
