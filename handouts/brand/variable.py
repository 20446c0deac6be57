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

__all__ = ["is_settable", "static_font"]

THOUSANDTHS = 1000  # of an em
UPRIGHT = ("vert", "vrt2")  # features of lines that run from top to bottom, whose glyphs stand high


def is_settable(face: BrandFace) -> bool:
    """Say whether a face can be set as it is: static, and in thousandths of an em."""
    return not face.location and THOUSANDTHS % _units(face.data) == 0


@lru_cache(maxsize=64)
def _units(data: bytes) -> int:
    with TTFont(io.BytesIO(data), lazy=True) as font:
        return int(font["head"].unitsPerEm)


def static_font(data: bytes, location: Location, letters: Collection[str] = ()) -> bytes:
    """Return the static font that a variable one is at a place of its axes, in thousandths.

    One that is static already has no place. Where letters are told, they are all that it has;
    small capitals and the like are left out. Raises RuntimeError where a font is damaged, and
    whatever fontTools raises of it.
    """
    import uharfbuzz as hb  # late: few faces are made

    font, wanted = hb.Face(data), hb.SubsetInput()
    wanted.unicode_set.set(set(map(ord, letters)) or set(font.unicodes))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    for tag in UPRIGHT:
        wanted.layout_feature_tag_set.discard(int.from_bytes(tag.encode("ascii")))
    cut = hb.subset(font, wanted)  # fails where it is damaged how a font varies; pinning does not
    wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.SET_OVERLAPS_FLAG
    for tag, value in location:
        wanted.pin_axis_location(cut, tag, value)
    made = hb.subset(cut, wanted) if location else cut
    return _in_thousandths(bytes(made.blob.data))


def _in_thousandths(data: bytes) -> bytes:
    if THOUSANDTHS % _units(data) == 0:
        return data
    from fontTools.ttLib.scaleUpem import scale_upem  # late: half a second

    font, out = font_to_save(data), io.BytesIO()
    scale_upem(font, THOUSANDTHS)
    font.save(out)
    return out.getvalue()
