"""Raster pictures from outside: known by their content, capped, brought once to print size."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageFile, ImageOps, ImageStat

from handouts.units import MM_PER_INCH
from handouts.workspace import Refused

__all__ = ["BOX", "Raster", "check_pixels", "check_raster", "read_raster"]

BOX = (60.0, 16.0)  # mm, width and height: the largest that a logo is printed
LARGEST = 8_000_000  # bytes of a file
MOST_PIXELS = 25_000_000
PRINT_DPI = 300
NEARLY_WHITE = 0.85  # mean luminance of what is not transparent
KINDS = {"PNG": ".png", "JPEG": ".jpg .jpeg", "GIF": ".gif", "WEBP": ".webp"}

_PRINT_SIZE = (round(BOX[0] / MM_PER_INCH * PRINT_DPI), round(BOX[1] / MM_PER_INCH * PRINT_DPI))


@dataclass(frozen=True)
class Raster:
    """A picture at print size: PNG bytes, and what its file was like."""

    data: bytes
    width: int  # pixels, of the file
    height: int
    suffixes: str  # those that suit its content
    pale: bool  # nearly white on a transparent ground: invisible on paper


def check_pixels(data: bytes) -> None:
    """Raise Refused where bytes are no picture, or have too many pixels; nothing is decoded."""
    _open(data).close()


def check_raster(data: bytes, suffix: str) -> None:
    """Raise Refused where a picture cannot be printed as it is: damaged, too large, or CMYK."""
    picture = _open(data)
    suffixes = KINDS[picture.format or ""]
    if suffix not in suffixes.split():
        raise Refused(f"it is {suffixes} by its content", "rename it, or save it again as PNG")
    if picture.mode == "CMYK":
        raise Refused("it has the colours CMYK", "save it again in RGB")
    with _decoding():
        picture.load()


@lru_cache(maxsize=64)
def read_raster(data: bytes) -> Raster:
    """Return a picture at print size, as the same PNG bytes each time, without metadata.

    Raises Refused where it is damaged, or too large to be decoded safely.
    """
    picture = _open(data)
    (width, height), kind = picture.size, picture.format or ""
    with _decoding():
        printed = _colours(ImageOps.exif_transpose(picture))
    printed.thumbnail(_PRINT_SIZE, Image.Resampling.LANCZOS, reducing_gap=None)
    return Raster(_png(printed), width, height, KINDS[kind], _pale(printed))


@contextmanager
def _decoding() -> Iterator[None]:
    """Raise Refused for what Pillow's decoders raise, which is whatever the damage makes them."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # the engine turns it on, and prints half a picture
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    except Exception as error:
        raise Refused(f"the picture is damaged: {error}", "save it again as PNG") from None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _open(data: bytes) -> Image.Image:
    """Read the header of a picture, and refuse it where it is none or a bomb."""
    too_many = f"the picture has more than {MOST_PIXELS:,} pixels"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=tuple(KINDS))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refused(too_many, "save it smaller") from None
    except Exception:  # what is no picture makes Pillow raise almost anything
        raise Refused(
            "the file holds no PNG, JPEG, GIF, WebP or SVG picture", "save it again as PNG"
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


def _pale(picture: Image.Image) -> bool:
    """Say whether a picture would be invisible on paper: nearly white, on a transparent ground."""
    if picture.mode != "RGBA":
        return False
    seen = picture.getchannel("A").point(lambda alpha: 255 if alpha > 127 else 0)
    if not seen.getbbox():
        return True
    return ImageStat.Stat(picture.convert("L"), mask=seen).mean[0] > NEARLY_WHITE * 255


def _png(picture: Image.Image) -> bytes:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, "PNG", compress_level=9)
    return out.getvalue()
