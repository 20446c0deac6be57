"""The house's own typeface is its designers', but for the zero; the recipe makes what we ship."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from runpy import run_path

import fontpkg_atkinson_hyperlegible as given
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from handouts.workspace import TEXT_FACE, house_faces

ROOT = Path(__file__).parent.parent
RECIPE = run_path(str(ROOT / "tools/plainzero.py"))
ZEROS = {"zero", "zero.tf"}
FACES = house_faces()[0]


def outlines(font: TTFont) -> dict[str, tuple[list[tuple[str, object]], int]]:
    """Return how each glyph is drawn, and how wide it is."""
    glyphs, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        drawn[name] = (pen.value, glyphs[name].width)
    return drawn


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_recipe_makes_what_we_ship(weight: str) -> None:
    shipped = (FACES / f"HyperlegiblePlainZero-{weight}.ttf").read_bytes()
    assert RECIPE["face"](weight) == shipped
    assert TTFont(BytesIO(shipped))["name"].getBestFamilyName() == TEXT_FACE


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_it_differs_from_its_designers_face_in_the_zero_alone(weight: str) -> None:
    theirs = outlines(
        TTFont(Path(given.__file__).parent / f"files/AtkinsonHyperlegible-{weight}.ttf")
    )
    ours = outlines(TTFont(FACES / f"HyperlegiblePlainZero-{weight}.ttf"))
    built_of_it = {name for name in ours if ours[name] != theirs[name]}
    assert ZEROS <= built_of_it <= ZEROS | {"zero.dnom", "zero.numr", "perthousand", "percent"}
    for name in ZEROS:
        (drawing, width), (before, wide) = ours[name], theirs[name]
        assert width == wide
        assert sum(step == "moveTo" for step, _ in drawing) == 2  # a ring and one counter
        assert sum(step == "moveTo" for step, _ in before) == 3


def test_its_licence_goes_along() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FACES / "OFL.txt").read_text("utf-8")
