"""Gradients of drawings as plain shadings, which every printer and reader draws.

WeasyPrint writes a gradient as a tile that is laid once. Poppler leaves such a tile out at many
sizes, and what it makes of it for PostScript printers stops them. ISO 32000-1, 8.7.4.3 has a
pattern for a shading itself.
"""

from __future__ import annotations

import re

from pikepdf import Dictionary, Name, Object, Pdf, Stream

__all__ = ["as_shadings"]

_TILE = re.compile(rb"\s*(?:/\w+ gs\s+)?/(?P<name>\w+) Do\s*")
_SHADED = re.compile(rb"\s*/(?P<name>\w+) sh\s*")


def as_shadings(pdf: Pdf) -> None:
    """Exchange each tile that holds an opaque gradient and nothing else for its shading."""
    made: dict[int, Object] = {}
    for holder in pdf.objects:
        if not isinstance(holder, Stream | Dictionary) or "/Resources" not in holder:
            continue
        patterns = holder.Resources.get("/Pattern", Dictionary())
        for name, tile in list(patterns.items()):
            shading = _shading(tile)
            if shading is not None:
                number = tile.objgen[0]
                if number not in made:
                    made[number] = pdf.make_indirect(_pattern(tile, shading))
                patterns[name] = made[number]


def _pattern(tile: Object, shading: Object) -> Dictionary:
    """Return the pattern of a shading, in the colours that the pages are in."""
    plain = Dictionary({key: value for key, value in shading.items() if key != "/ColorSpace"})
    plain.ColorSpace = Name.DeviceRGB
    return Dictionary(Type=Name.Pattern, PatternType=2, Matrix=tile.Matrix, Shading=plain)


def _shading(tile: Object) -> Object | None:
    """Return the shading that a tile holds; None where it holds anything else."""
    if not isinstance(tile, Stream) or tile.get("/PatternType") != 1:
        return None
    drawn = _TILE.fullmatch(tile.read_bytes())
    if not drawn:
        return None
    group = tile.Resources.XObject[f"/{drawn['name'].decode()}"]
    held = _SHADED.fullmatch(group.read_bytes())
    return group.Resources.Shading[f"/{held['name'].decode()}"] if held else None
