"""Where a drawing ends is the same from its edges alone as from all of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from handouts.brand.drawing import draw_plain, within
from handouts.brand.margins import drawn_box
from handouts.brand.seen import SMALL_PX, PixelBox, box_of, shown
from handouts.brand.svg import LOOKED_AT_PX, Vector, read_svg

SHIPPED = sorted((Path(__file__).parents[2] / "brands").rglob("*.svg"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}">{}</svg>'


def whole(vector: Vector) -> Image.Image:
    picture = draw_plain(vector.root, vector.box, within(vector.box, LOOKED_AT_PX))
    assert picture is not None
    return picture


def boxes(data: bytes) -> tuple[PixelBox | None, PixelBox | None, list[PixelBox | None]]:
    """Return the box of all of a drawing, that of its edges, and what was drawn for the latter."""
    vector, drawn = read_svg(data), list[PixelBox | None]()
    size = within(vector.box, LOOKED_AT_PX)

    def draw(part: PixelBox | None) -> Image.Image:
        drawn.append(part)
        picture = draw_plain(vector.root, vector.box, size, part)
        assert picture is not None
        return picture

    small = draw_plain(vector.root, vector.box, within(vector.box, (SMALL_PX, SMALL_PX)))
    assert small is not None
    return box_of(whole(vector)), drawn_box(small, size, draw), drawn


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        ("0 0 120 32", '<circle cx="16" cy="16" r="15"/><path d="M40 12H112" stroke="#345"/>'),
        ("0 0 100 100", '<rect x="20.3" y="30.7" width="50" height="9" transform="rotate(7)"/>'),
        ("-10 5 60 60", '<path d="M0 20Q20 10 40 20Z" fill="#ff0"/>'),
        (
            "0 0 100 50",
            '<path d="M0 0h100v50h-100z" fill="#f8f8f8"/><circle cx="50" cy="20" r="9"/>',
        ),
    ],
    ids=["a logo", "turned", "off the origin", "on a faint ground"],
)
def test_a_box_told_from_the_edges_is_that_of_all(box: str, inside: str) -> None:
    of_all, of_edges, drawn = boxes(SVG.format(box, inside).encode())
    assert of_edges == of_all is not None
    assert None not in drawn


def test_a_needle_too_thin_for_the_small_drawing_is_kept_but_for_a_pixel() -> None:
    needle = '<path d="M2 25L50 24.9L50 25.1Z"/><path d="M40 5h40v40h-40z"/>'
    of_all, of_edges, _ = boxes(SVG.format("0 0 100 50", needle).encode())
    assert of_all is not None
    assert of_edges == pytest.approx(of_all, abs=1)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_logos_that_we_ship_end_where_all_of_them_does(path: Path) -> None:
    of_all, of_edges, _ = boxes(path.read_bytes())
    assert of_edges == of_all


def test_what_fills_its_view_is_drawn_small_alone() -> None:
    of_all, of_edges, drawn = boxes(SVG.format("0 0 90 60", '<path d="M0 0h90v60z"/>').encode())
    assert (of_all, of_edges, drawn) == (None, None, [])


def test_what_is_too_small_to_be_sure_of_is_drawn_whole() -> None:
    of_all, of_edges, drawn = boxes(SVG.format("0 0 90 60", '<path d="M9 9h.4v.4z"/>').encode())
    assert of_edges == of_all is not None
    assert drawn == [None]


def test_a_part_of_a_drawing_is_that_part_of_all() -> None:
    vector = read_svg(SVG.format("0 0 60 40", '<circle cx="25" cy="20" r="15"/>').encode())
    size, part = within(vector.box, LOOKED_AT_PX), (200, 300, 800, 340)
    draw = partial(draw_plain, vector.root, vector.box, size)
    picture, of_all = draw(part), draw()
    assert picture is not None
    assert of_all is not None
    assert picture.size == (600, 40)
    assert shown(picture) == shown(of_all.crop(part)) == (0, 0, 467, 40)
