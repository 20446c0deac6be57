"""Raster pictures from outside: known by their content, capped, brought once to print size."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageFile, ImageOps

from handouts.brand.seen import Seen, trim
from handouts.units import MM_PER_INCH
from handouts.workspace import Refused

__all__ = [
    "BOX_MM",
    "MOST_PIXELS",
    "Raster",
    "check_inside",
    "check_raster",
    "printable",
    "read_raster",
]

BOX_MM = (60.0, 16.0)  # mm, width and height: the largest that a logo is printed
LARGEST_BYTES = 8_000_000  # bytes of a file
MOST_PIXELS = 25_000_000
PRINT_DPI = 300
FIGURES = ("PNG", "JPEG")  # that print as they are
KINDS = {"PNG": ".png", "JPEG": ".jpg .jpeg", "GIF": ".gif", "WEBP": ".webp"}

_PRINT_SIZE = (
    round(BOX_MM[0] / MM_PER_INCH * PRINT_DPI),
    round(BOX_MM[1] / MM_PER_INCH * PRINT_DPI),
)
_ENOUGH_PX = (3000, 3000)  # pixels in which margins are looked for


@dataclass(frozen=True)
class Raster:
    """A picture at print size, upright and without its margins: PNG bytes, and what it is like."""

    data: bytes
    width: int  # pixels, before it was brought to print size
    height: int
    suffixes: str  # those that suit its content
    seen: Seen  # how much of it paper shows


def check_raster(data: bytes, suffix: str) -> None:
    """Raise Refused where a picture cannot be printed as it is: damaged, too large, or CMYK."""
    picture = _open(data)
    suffixes = KINDS[picture.format or ""]
    if suffix not in suffixes.split():
        rename = "rename it, or " if picture.format in FIGURES else ""
        raise Refused(f"it is {suffixes} by its content", f"{rename}save it again as PNG")
    _check_whole(picture)


def check_inside(data: bytes, most: int) -> int:
    """Return the pixels of a picture within a drawing. Raises Refused, as for one by itself."""
    picture = _open(data)
    pixels = picture.width * picture.height
    if picture.format not in FIGURES:
        raise Refused("it is no PNG or JPEG by its content")
    if pixels > most:
        raise Refused(f"all its pictures have more than {MOST_PIXELS:,} pixels")
    _check_whole(picture)
    return pixels


@lru_cache(maxsize=64)
def read_raster(data: bytes) -> Raster:
    """Return a picture at print size, as the same PNG bytes each time, without metadata.

    Raises Refused where it is damaged, or too large to be decoded safely.
    """
    picture = _open(data)
    suffixes = KINDS[picture.format or ""]
    with _decoding():
        upright = _colours(ImageOps.exif_transpose(picture))
    return printable(upright, suffixes)


def printable(picture: Image.Image, suffixes: str, size: tuple[int, int] = _PRINT_SIZE) -> Raster:
    """Return a picture, RGB or RGBA, without its margins, in so many pixels at most."""
    picture.thumbnail(_ENOUGH_PX, Image.Resampling.LANCZOS, reducing_gap=None)
    printed, seen = trim(picture)
    width, height = printed.size
    printed.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=None)
    return Raster(_png(printed), width, height, suffixes, seen)


def _check_whole(picture: Image.Image) -> None:
    if picture.mode == "CMYK":
        raise Refused("it has the colours CMYK", "save it again in RGB")
    with _decoding():
        picture.load()


@contextmanager
def _decoding() -> Iterator[None]:
    """Raise Refused for what Pillow's decoders raise, which is whatever the damage makes them."""
    try:
        with _strictly():
            yield
    except Exception as error:
        raise Refused(f"the picture is damaged: {error}", "save it again as PNG") from None


@contextmanager
def _strictly() -> Iterator[None]:
    """Take no half a picture for a whole one, whatever the engine told Pillow."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # the engine turns it on, and prints half a picture
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _open(data: bytes) -> Image.Image:
    """Read the header of a picture, and refuse it where it is none or a bomb."""
    too_many = f"the picture has more than {MOST_PIXELS:,} pixels"
    try:
        with warnings.catch_warnings(), _strictly():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=tuple(KINDS))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused(too_many, "save it smaller") from None
    except Exception:  # what is no picture makes Pillow raise almost anything
        raise Refused(
            "the file holds no PNG, JPEG, GIF, WebP, SVG or PDF picture", "save it again as PNG"
        ) from None
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused(too_many, "save it smaller")
    return picture


def _colours(picture: Image.Image) -> Image.Image:
    """Decode a picture to RGB, or to RGBA where some of it is transparent."""
    if picture.mode.startswith("I"):  # 16 bits of grey
        picture = picture.point(lambda value: value / 256).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    coloured = picture.convert("RGBA")
    opaque = coloured.getchannel("A").getextrema() == (255, 255)
    return coloured.convert("RGB") if opaque else coloured


def _png(picture: Image.Image) -> bytes:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "PNG", compress_level=9)
    return out.getvalue()
