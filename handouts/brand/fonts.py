"""Font files: known by their content, and what a press can make of them."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any

from fontTools.ttLib import TTFont

from handouts.diagnostics import Unplaced
from handouts.workspace import Refused, house_faces

__all__ = [
    "BOLD",
    "REGULAR",
    "Axis",
    "FontFile",
    "Location",
    "Unsuitable",
    "characters",
    "family_of",
    "font_to_save",
    "house_characters",
    "is_packaged",
    "packaged",
    "read_font",
    "slug",
]

LARGEST_BYTES = 4_000_000  # bytes
OWN_PACKING = {"fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER": False}
MOST_MAPPED = 0x110000 * 4  # characters: all of Unicode in as many tables as fonts have
REGULAR, BOLD = 400, 700
NEEDED = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("“”‘’–—")  # by nearly every text
SIZE_PT = 14  # pt; what optical sizes are taken for: text, and headings only a little larger

_GROUP = "fontpkg.family"  # the entry points of the packages that fontpkg.txt lists
_LIST = "fontpkg.txt"
_KINDS = (b"\x00\x01\x00\x00", b"true", b"OTTO")
_WEB = (b"wOFF", b"wOF2")

Location = tuple[tuple[str, float], ...]  # of a variable font: a value for each axis


class Unsuitable(Unplaced):
    """A sound font that cannot be used; its text is the fact, ``hint`` the way out."""


@dataclass(frozen=True)
class Axis:
    """What a variable font lets vary, from least to most.

    https://learn.microsoft.com/typography/opentype/spec/dvaraxisreg#registered-axis-tags
    """

    tag: str
    least: float
    usual: float
    most: float

    def near(self, value: float) -> float:
        """Return the value that the axis has nearest to one that is wanted."""
        return min(max(value, self.least), self.most)


@dataclass(frozen=True)
class FontFile:
    """An upright or italic face in one weight, or in all that its axes give."""

    data: bytes = field(repr=False)
    weight: int
    italic: bool
    axes: tuple[Axis, ...] = ()

    def at(self, weight: int) -> Location:
        """Return where a variable font has a weight: upright, of usual width, for text."""
        wanted = {"wght": weight, "opsz": SIZE_PT, "slnt": 0, "ital": 0}
        return tuple((a.tag, a.near(wanted.get(a.tag, a.usual))) for a in self.axes)

    def reaches(self, weight: int) -> bool:
        """Say whether its weight is, or can be made, one that passes for a weight."""
        nearest = next((axis.near(weight) for axis in self.axes if axis.tag == "wght"), self.weight)
        return abs(nearest - weight) < (BOLD - REGULAR) / 2


def slug(family: str) -> str:
    """Return a family's name as packages write it: 'PT Sans' is 'pt-sans'."""
    return "-".join(family.lower().split())


def packaged(family: str, weights: Sequence[int] = (REGULAR, BOLD)) -> Iterator[bytes] | None:
    """Return the upright files of a family's package; None where it is not installed.

    They are the static files of the weights, where it has one for each, else the variable ones.
    """
    module = _packages().get(slug(family).replace("-", "_"))
    if module is None:
        return None
    root = files(module)
    listed: list[dict[str, Any]] = json.loads(root.joinpath("metadata.json").read_bytes())["files"]
    upright = [file for file in listed if file["style"] == "normal"]
    static = [f for f in upright if not f["variable"] and f["weight"] in {*weights, REGULAR, BOLD}]
    whole = {REGULAR, BOLD} <= {file["weight"] for file in static}
    wanted = static if whole else [file for file in upright if file["variable"]] or static
    return (root.joinpath(file["path"]).read_bytes() for file in wanted)


@cache
def _packages() -> dict[str, str]:
    """Return the modules of the families that are installed, by the names of their packages."""
    return {entry.name: entry.module for entry in entry_points(group=_GROUP)}


@cache
def _listed() -> frozenset[str]:
    lines = files(__package__).joinpath(_LIST).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_packaged(family: str) -> bool:
    """Say whether there is known to be a package of a family, installed or not.

    A package's name is never made up: whoever registers one that a brand's file suggests could
    put anything into it.
    """
    return slug(family) in _listed()


@cache
def house_characters() -> frozenset[str]:
    """Return the characters that the house's faces have, in their regular weight."""
    known: set[int] = set()
    for path in (path for folder in house_faces() for path in folder.glob("*-Regular.ttf")):
        with TTFont(path, lazy=True) as font:
            known.update(font.getBestCmap())
    return frozenset(map(chr, known))


@lru_cache(maxsize=64)
def characters(data: bytes) -> frozenset[str]:
    """Return the characters that a font has, which does not claim too many."""
    with TTFont(io.BytesIO(data), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def font_to_save(data: bytes, *, lazy: bool = False) -> TTFont:
    """Return a font that is to be changed and saved, with the same bytes wherever it is.

    Left alone, fontTools packs tables with HarfBuzz where that is there, in a version or another.
    """
    return TTFont(io.BytesIO(data), recalcTimestamp=False, lazy=lazy, cfg=OWN_PACKING)


def family_of(data: bytes) -> str:
    """Return the family that a font, which read_font found sound, says it is of."""
    with TTFont(io.BytesIO(data), lazy=True) as font:
        names = font["name"]
        return str(names.getBestFamilyName() or "")


@lru_cache(maxsize=64)
def read_font(data: bytes) -> FontFile:
    """Return what a font file holds; brands that share a face share it here too.

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
        axes, known = tuple(_axes(font)), characters(data)
        italic = bool(font["OS/2"].fsSelection & 1)
        face = FontFile(data, font["OS/2"].usWeightClass, italic, axes)
    except Exception as error:  # fontTools raises whatever the damage makes it raise
        raise Refused(f"the font is damaged: {error}", "copy it again from its source") from None
    if lacking := sorted(NEEDED - known):
        count = f"{len(lacking)} characters" if len(lacking) > 1 else "a character"
        more = " …" if len(lacking) > 5 else ""
        shown = f"{' '.join(lacking[:5])}{more}"
        raise Unsuitable(f"it lacks {count} that nearly every text needs: {shown}")
    return face


def _axes(font: TTFont) -> Iterator[Axis]:
    for axis in font["fvar"].axes if "fvar" in font else ():
        yield Axis(axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue)


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
