from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image

from handouts.brand.fonts import NEEDED
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

Files = dict[str, str | bytes]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, date(2026, 11, 22))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], None]:
    """Write files of the workspace, by their names."""

    def put(files: Files) -> None:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    return put


@pytest.fixture
def problems() -> Problems:
    return Problems()


@pytest.fixture
def font() -> Callable[..., bytes]:
    """Build a small font that maps characters to one empty glyph."""

    def build(
        glyphs: frozenset[str] = NEEDED,
        weight: int = 400,
        italic: bool = False,
        variable: bool = False,
    ) -> bytes:
        builder = FontBuilder(1000, isTTF=True)
        builder.setupGlyphOrder([".notdef", "any"])
        builder.setupCharacterMap(dict.fromkeys(map(ord, glyphs), "any"))
        builder.setupGlyf(dict.fromkeys((".notdef", "any"), TTGlyphPen(None).glyph()))
        builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "any"), (500, 0)))
        builder.setupHorizontalHeader(ascent=800, descent=-200)
        builder.setupNameTable({"familyName": "Tiny", "styleName": "Regular"})
        builder.setupOS2(usWeightClass=weight, fsSelection=1 if italic else 64)
        builder.setupPost()
        if variable:
            builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
        out = io.BytesIO()
        builder.save(out)
        return out.getvalue()

    return build


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Draw a picture of one colour, as the bytes of a file."""

    def draw(
        size: tuple[int, int] = (300, 100),
        colour: tuple[int, ...] | int = (30, 58, 95),
        mode: str = "RGB",
        kind: str = "PNG",
    ) -> bytes:
        out = io.BytesIO()
        Image.new(mode, size, colour).save(out, kind)
        return out.getvalue()

    return draw
