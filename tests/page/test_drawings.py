from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Problems
from handouts.engine.typesetting import Source, typeset
from handouts.page.drawings import RADIUS, SMALL_STEP_MM, STEP_MM, array_columns, icon_array
from handouts.page.parts import Asset, Style
from handouts.pdf.raster import page_pictures
from handouts.press.rendering import inked

DPI = 300
CIRCLE = re.compile(r"M(\S+) (\S+)a(\S+) \3 0 0 0 (\S+) 0a\3 \3 0 0 0 -\4 0z")


class Dot(NamedTuple):
    x: float
    y: float
    r: float
    fill: str


@st.composite
def risks(draw: st.DrawFn) -> tuple[int, int]:
    of = draw(st.integers(2, 1000))
    return draw(st.integers(0, of)), of


@given(risks())
def test_exactly_so_many_dots_are_filled(risk: tuple[int, int]) -> None:
    people, of = risk
    dots = [dot.fill for dot in dots_of(people, of)]
    assert dots == ["var(--brand)"] * people + ["var(--paper)"] * (of - people)


@given(risks())
def test_no_dot_stands_outside_or_on_another(risk: tuple[int, int]) -> None:
    svg = ElementTree.fromstring(icon_array(*risk).data)
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    dots = dots_of(*risk)
    assert all(dot.r <= dot.x <= width - dot.r for dot in dots)
    assert all(dot.r <= dot.y <= height - dot.r for dot in dots)
    assert len({(dot.x, dot.y) for dot in dots}) == risk[1]


@given(risks())
def test_for_who_reads_from_the_right_it_fills_from_the_right(risk: tuple[int, int]) -> None:
    width = float(ElementTree.fromstring(icon_array(*risk).data).attrib["viewBox"].split()[2])
    dots, turned = dots_of(*risk), dots_in(icon_array(*risk, from_right=True))
    assert [(dot.y, dot.fill) for dot in turned] == [(dot.y, dot.fill) for dot in dots]
    assert [dot.x for dot in turned] == pytest.approx([width - dot.x for dot in dots], abs=0.01)


@pytest.mark.parametrize(("of", "columns"), [(9, 9), (20, 20), (100, 20), (101, 50), (1000, 50)])
def test_a_row_has_twenty_dots_or_fifty(of: int, columns: int) -> None:
    assert array_columns(of) == columns
    assert len({dot.x for dot in dots_of(0, of)}) == columns


@pytest.mark.parametrize(("people", "of"), [(0, 7), (3, 100), (41, 99), (120, 120), (15, 990)])
def test_the_printed_page_shows_each_dot_of_the_number_and_no_other(people: int, of: int) -> None:
    drawing = icon_array(people, of)
    [page] = page_pictures(printed(drawing), DPI)
    grey = page.convert("L").tobytes()
    columns, step = array_columns(of), STEP_MM if of <= 100 else SMALL_STEP_MM

    def dark(n: int, beside: float) -> bool:
        """Say whether ink stands in the place of a dot, so many steps beside its centre."""
        x, y = (n % columns + 0.5 + beside) * step, (n // columns + 0.5) * step
        return grey[int(y / 25.4 * DPI) * page.width + int(x / 25.4 * DPI)] < 128

    places = range(-(-of // columns) * columns)
    assert [dark(n, 0) for n in places] == [n < people for n in places]
    assert [dark(n, RADIUS) for n in places] == [n < of for n in places]
    assert not any(dark(n, 0.5) for n in places[:-1])


def dots_of(people: int, of: int) -> list[Dot]:
    return dots_in(icon_array(people, of))


def dots_in(drawing: Asset) -> list[Dot]:
    """Read the dots, beside which nothing is drawn."""
    dots = []
    [group] = ElementTree.fromstring(drawing.data)
    for path in group:
        assert CIRCLE.sub("", path.attrib["d"]) == ""
        for left, middle, radius, across in CIRCLE.findall(path.attrib["d"]):
            r = float(radius)
            assert float(across) == pytest.approx(2 * r, abs=0.002)
            dots.append(Dot(round(float(left) + r, 3), float(middle), r, path.attrib["fill"]))
    return dots


def printed(drawing: Asset) -> bytes:
    """Return a page with a drawing in its corner, in black ink on white paper."""
    colours = {"brand": "#000000", "paper": "#ffffff"}
    html = '<!doctype html><html lang="en"><title>Dots</title><img src="dots" alt="Dots">'
    style = Style(
        "page",
        "@page{size:A4;margin:0} html{font-family:'Atkinson Hyperlegible'}"
        "body{margin:0} img{display:block}",
    )
    found = typeset(
        Source(html, [style], {"dots": inked(drawing, colours)}, "dots"), [], Problems()
    )
    assert found
    return found.data
