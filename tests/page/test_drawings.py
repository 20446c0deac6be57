from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.page.drawings import array_columns, icon_array

CIRCLE = "{http://www.w3.org/2000/svg}circle"


@st.composite
def risks(draw: st.DrawFn) -> tuple[int, int]:
    of = draw(st.integers(2, 1000))
    return draw(st.integers(0, of)), of


@given(risks())
def test_exactly_so_many_dots_are_filled(risk: tuple[int, int]) -> None:
    people, of = risk
    dots = [dot.get("fill") for dot in dots_of(people, of)]
    assert dots == ["var(--brand)"] * people + ["var(--paper)"] * (of - people)


@given(risks())
def test_no_dot_stands_outside_or_on_another(risk: tuple[int, int]) -> None:
    svg = ElementTree.fromstring(icon_array(*risk).data)
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    seen = set()
    for dot in svg.iter(CIRCLE):
        x, y, r = (float(dot.attrib[key]) for key in ("cx", "cy", "r"))
        assert r <= x <= width - r
        assert r <= y <= height - r
        seen.add((x, y))
    assert len(seen) == risk[1]


@pytest.mark.parametrize(("of", "columns"), [(9, 9), (20, 20), (100, 20), (101, 50), (1000, 50)])
def test_a_row_has_twenty_dots_or_fifty(of: int, columns: int) -> None:
    assert array_columns(of) == columns
    assert len({dot.get("cx") for dot in dots_of(0, of)}) == columns


def dots_of(people: int, of: int) -> list[ElementTree.Element]:
    return [*ElementTree.fromstring(icon_array(people, of).data).iter(CIRCLE)]
