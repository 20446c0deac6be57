"""Font files: known by their content, and only those that a press can use as they are."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any

from fontTools.ttLib import TTFont

from handouts.diagnostics import Unplaced
from handouts.workspace import Refused, house_faces

__all__ = [
    "BOLD",
    "REGULAR",
    "FontFile",
    "Unsuitable",
    "house_characters",
    "packaged",
    "read_font",
    "slug",
]

LARGEST = 4_000_000  # bytes
MOST_MAPPED = 0x110000 * 4  # characters: all of Unicode in as many tables as fonts have
WEIGHTS = REGULAR, BOLD = 400, 700
NEEDED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("“”‘’–—…•£€é°½×\u00a0")

_GROUP = "fontpkg.family"  # the entry points of the packages https://pypi.org/search/?q=fontpkg
_KINDS = (b"\x00\x01\x00\x00", b"true", b"OTTO")
_WEB = (b"wOFF", b"wOF2")


class Unsuitable(Unplaced):
    """A sound font that cannot be used; its text is the fact, ``hint`` the way out."""


@dataclass(frozen=True)
class FontFile:
    """An upright or italic face in one weight, with the glyphs that handouts need."""

    data: bytes = field(repr=False)
    weight: int
    italic: bool


def slug(family: str) -> str:
    """Return a family's name as packages write it: 'PT Sans' is 'pt-sans'."""
    return "-".join(family.lower().split())


def packaged(family: str) -> Iterator[bytes] | None:
    """Return regular and bold from a family's package; None where it is not installed.

    Raises Unsuitable where the package holds variable fonts only.
    """
    name = slug(family).replace("-", "_")
    module = _packages().get(name)
    if module is None:
        return None
    root = files(module)
    listed: list[dict[str, Any]] = json.loads(root.joinpath("metadata.json").read_bytes())["files"]
    static = [file for file in listed if not file["variable"]]
    if not static:
        raise Unsuitable(f"the package of '{family}' holds variable fonts only")
    wanted = [file for file in static if file["style"] == "normal" and file["weight"] in WEIGHTS]
    return (root.joinpath(file["path"]).read_bytes() for file in wanted)


@cache
def _packages() -> dict[str, str]:
    """Return the modules of the families that are installed, by the names of their packages."""
    return {found.name: found.module for found in entry_points(group=_GROUP)}


@cache
def house_characters() -> frozenset[str]:
    """Return the characters that the house's faces have, in their regular weight."""
    known: set[int] = set()
    for path in (path for folder in house_faces() for path in folder.glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(map(chr, known))


def read_font(data: bytes) -> FontFile:
    """Return what a font file holds.

    Raises Refused where it is no font or damaged, Unsuitable where it cannot be used.
    """
    if data[:4] in _WEB:
        raise Unsuitable(
            "it is a web font, packed for browsers", "give the .ttf or .otf file of the face"
        )
    if data[:4] not in _KINDS:
        raise Refused("the file holds no TrueType or OpenType font", "give the .ttf or .otf file")
    try:
        font = TTFont(io.BytesIO(data), lazy=True)
        if _mapped(font.reader["cmap"]) > MOST_MAPPED:
            raise ValueError("it claims more characters than there are")
        variable, glyphs = "fvar" in font, set(map(chr, font.getBestCmap()))
        face = FontFile(data, font["OS/2"].usWeightClass, bool(font["OS/2"].fsSelection & 1))
    except Exception as error:  # fontTools raises whatever the damage makes it raise
        raise Refused(f"the font is damaged: {error}", "copy it again from its source") from None
    if variable:
        raise Unsuitable("it is a variable font", "give a static file for each weight")
    if lacking := NEEDED - glyphs:
        shown = " ".join(sorted(lacking)[:5])
        raise Unsuitable(f"it lacks {len(lacking)} characters that handouts need: {shown}")
    return face


def _mapped(cmap: bytes) -> int:
    """Count the characters that a font's ranges claim, without unpacking them.

    https://learn.microsoft.com/en-us/typography/opentype/spec/cmap#format-12-segmented-coverage
    """
    (tables,) = struct.unpack_from(">2xH", cmap)
    offsets = {struct.unpack_from(">4xL", cmap, 4 + 8 * table)[0] for table in range(tables)}
    count = 0
    for offset in offsets:
        if struct.unpack_from(">H", cmap, offset)[0] in (12, 13):
            (groups,) = struct.unpack_from(">12xL", cmap, offset)
            end = min(offset + 16 + 12 * groups, len(cmap))
            for first, last, _ in struct.iter_unpack(">3L", cmap[offset + 16 : end]):
                count += last - first + 1
    return count
