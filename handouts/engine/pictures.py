"""Pictures that may be typeset: PNG, JPEG and SVG that are whole, not too large, and not CMYK."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image, ImageFile

from handouts.page import Asset

MOST_PIXELS = 25_000_000  # of one picture: 5,000 x 5,000, about 42 cm at 300 dots an inch
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG"}
COLOURS = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA"})
SVG = "image/svg+xml"


@contextmanager
def limits() -> Iterator[None]:
    """Have Pillow refuse what has too many pixels instead of warning of it."""
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


@lru_cache(maxsize=128)
def fault(asset: Asset) -> str:
    """Return what is wrong with a picture, or '' where it can be typeset."""
    if asset.media_type == SVG:
        return _svg_fault(asset.data)
    if asset.media_type not in FORMATS:
        return f"is of the type '{asset.media_type}'; PNG, JPEG and SVG can be printed"
    return _raster_fault(asset.data, FORMATS[asset.media_type])


def _svg_fault(data: bytes) -> str:
    try:
        tag = ElementTree.fromstring(data).tag
    except ElementTree.ParseError as error:
        return f"is not whole SVG: {error}"
    return "" if tag == "{http://www.w3.org/2000/svg}svg" else "is XML, but no SVG"


def _raster_fault(data: bytes, wanted: str) -> str:
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES  # WeasyPrint turns it on, and prints half a picture
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with limits(), Image.open(BytesIO(data), formats=[wanted]) as picture:
            if picture.mode not in COLOURS:
                return f"has the colours '{picture.mode}'; RGB and grey can be printed"
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return f"has more than {MOST_PIXELS:,} pixels"
    except Exception as error:  # Pillow raises whatever a broken file makes it stumble over
        return f"cannot be read as {wanted}: {error or type(error).__name__}"
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return ""
