"""Typefaces: fontconfig sees the folders of the house's faces and nothing of the system."""

from __future__ import annotations

import atexit
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from html import escape
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from handouts.page import Face
from handouts.workspace import DRAWN_AS, TEXT_FACE, house_faces

FAMILY_NAMES = (1, 16)  # https://learn.microsoft.com/typography/opentype/spec/name#name-ids


@cache
def seal() -> Path:
    """Point fontconfig to a configuration of our own, and return the folder that it is in.

    Call it before anything loads Pango, and before workers are forked: they share the folder of
    their parent, and it goes when the process that made it ends, however they ended.
    """
    owner = os.getpid()
    prefix = f"handouts-fonts-{platform.node()}-{owner}-"  # by which leftovers are known
    folder = Path(tempfile.mkdtemp(prefix=prefix))

    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    configuration = folder / "fonts.conf"
    configuration.write_text(_configuration(house_faces(), folder / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(configuration)
    return folder


@contextmanager
def kept_together() -> Iterator[None]:
    """Have the folders for faces that WeasyPrint makes meanwhile stand in our own folder."""
    before, tempfile.tempdir = tempfile.tempdir, str(seal())
    try:
        yield
    finally:
        tempfile.tempdir = before


@cache
def house_families() -> frozenset[str]:
    """Return the families of the house's faces, by every name that a face file gives them."""
    return frozenset([DRAWN_AS, *(n for path in house_font_files() for n in _families(path))])


def house_font_files() -> list[Path]:
    """Return the files of the house's faces."""
    return [path for folder in house_faces() for path in sorted(folder.glob("*.[ot]tf"))]


@lru_cache(maxsize=64)
def fault(face: Face) -> str:
    """Return what is wrong with a brand's face, or '' where it can be used."""
    try:
        font = TTFont(BytesIO(face.data), lazy=True)
    except Exception as error:  # fontTools raises whatever a broken file makes it stumble over
        return f"is no TTF or OTF file: {error}"
    if "fvar" in font:  # WeasyPrint writes the time of day into the instance that it makes
        return "is variable; a static file for each weight is needed"
    return ""


def _families(path: Path) -> list[str]:
    with TTFont(path, lazy=True) as font:
        return [name.toUnicode() for name in font["name"].names if name.nameID in FAMILY_NAMES]


def _configuration(folders: list[Path], cache_folder: Path) -> str:
    folders_xml = "".join(f"<dir>{escape(str(folder), quote=False)}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><reset-dirs/>{folders_xml}"
        f'<match><test name="family"><string>{DRAWN_AS}</string></test><edit name="family" '
        f'mode="assign" binding="same"><string>{TEXT_FACE}</string></edit></match>'
        f"<cachedir>{escape(str(cache_folder), quote=False)}</cachedir></fontconfig>\n"
    )
