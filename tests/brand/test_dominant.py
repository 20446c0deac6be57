from __future__ import annotations

import io

import pytest
from PIL import Image

from handouts.brand.dominant import main_colour
from handouts.brand.images import read_raster
from handouts.brand.logo import Logo
from handouts.brand.svg import PNG, SVG, as_logo


def drawn(*shapes: str) -> Logo:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    lines, _ = as_logo(f"{head}{''.join(shapes)}</svg>".encode())
    return Logo(lines.data, SVG, lines.width, lines.height, "")


@pytest.mark.parametrize(
    ("shapes", "colour"),
    [
        (['<rect width="100" height="50" fill="#0f5c5c"/>'], "#0f5c5c"),
        (
            [
                '<rect width="90" height="50"/>',
                '<rect x="90" width="10" height="50" fill="#d98e04"/>',
            ],
            "#d98e04",
        ),
        (
            [
                '<rect width="60" height="50" fill="#333"/>',
                '<rect x="60" width="40" height="50" fill="#000"/>',
            ],
            "#333333",
        ),
    ],
)
def test_the_colour_that_covers_most_is_told_and_goes_before_a_grey(
    shapes: list[str], colour: str
) -> None:
    assert main_colour(drawn(*shapes)) == colour


def test_of_a_picture_white_is_no_colour() -> None:
    picture = Image.new("RGB", (400, 100), "white")
    picture.paste("#7a1f5c", (0, 0, 100, 100))
    out = io.BytesIO()
    picture.save(out, "PNG")
    raster = read_raster(out.getvalue())
    assert main_colour(Logo(raster.data, PNG, raster.width, raster.height, "")) == "#7a1f5c"
