"""The faces of scripts that we ship: made by our recipe, static, and each what it says it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.ttLib import TTFont

from handouts.brand.fonts import BOLD, REGULAR
from handouts.brand.housefaces import house_face
from handouts.content.locale import locales

ROOT = Path(__file__).parent.parent
RECIPE = run_path(str(ROOT / "tools/scriptfaces.py"))
SHIPPED: list[tuple[str, str, Path]] = list(RECIPE["shipped"]())
OWN = [tag for tag, locale in locales().items() if house_face(locale).faces]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("family", "weight", "path"), [s for s in SHIPPED if s[0] not in RECIPE["NPM"]]
)
def test_the_recipe_makes_what_we_ship(family: str, weight: str, path: Path) -> None:
    assert RECIPE["face"](family, weight) == path.read_bytes()


@pytest.mark.parametrize(("family", "weight", "path"), SHIPPED)
def test_what_we_ship_has_nothing_left_to_cut(family: str, weight: str, path: Path) -> None:
    assert RECIPE["cut"](path.read_bytes(), family, weight) == path.read_bytes()


def test_their_licence_goes_along() -> None:
    licence = (RECIPE["FACES"] / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for _, _, path in SHIPPED:
        assert TTFont(BytesIO(path.read_bytes()))["name"].getDebugName(0).strip() in licence


@pytest.mark.parametrize("tag", OWN)
def test_each_face_of_a_script_is_regular_and_bold_and_bold_is_bolder(tag: str) -> None:
    faces = house_face(locales()[tag]).faces[:2]
    assert [face.weight for face in faces] == [REGULAR, BOLD]
    if any(face.location for face in faces):
        assert [dict(face.location)["wght"] for face in faces] == [REGULAR, BOLD]
        return  # one file, of which both are made
    regular, bold = (TTFont(BytesIO(face.data), lazy=True) for face in faces)
    assert [font["OS/2"].usWeightClass for font in (regular, bold)] == [REGULAR, BOLD]
    assert not any("fvar" in font for font in (regular, bold))
    assert ink(bold) > 1.1 * ink(regular)


def test_ink_tells_a_regular_face_that_calls_itself_bold() -> None:
    _, _, path = SHIPPED[0]
    font = TTFont(BytesIO(path.read_bytes()))
    font["OS/2"].usWeightClass = BOLD
    assert not ink(font) > 1.1 * ink(TTFont(BytesIO(path.read_bytes())))


def ink(font: Any) -> float:
    """Return how much ink the letters that both weights have take together."""
    glyphs, total = font.getGlyphSet(), 0.0
    for glyph in list(font.getBestCmap().values())[:300]:
        pen = AreaPen(glyphs)
        glyphs[glyph].draw(pen)
        total += abs(pen.value)
    return total
