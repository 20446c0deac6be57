"""The lines of text in a drawing, with how they are drawn."""

from __future__ import annotations

import pytest

from handouts.brand.svg_text import TextLine, text_lines
from handouts.brand.svg_tree import parse_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" font-size="4">{}</svg>'


def lines(inside: str) -> list[TextLine]:
    return [*text_lines(parse_svg(SVG.format(inside).encode()))]


@pytest.mark.parametrize(
    ("given", "size", "bold", "anchor", "fill"),
    [
        ('<text x="1" y="2">A</text>', 4, False, "start", ""),
        ('<text font-size="6px" font-weight="bold">A</text>', 6, True, "start", ""),
        ('<text style="font-size: 2em; text-anchor: middle">A</text>', 8, False, "middle", ""),
        (
            '<g font-size="50%" font-weight="700"><text font-weight="400">A</text></g>',
            2,
            False,
            "start",
            "",
        ),
        (
            '<style>text{fill:red} .a{font-weight:600}</style><text class="a">A</text>',
            4,
            True,
            "start",
            "red",
        ),
        (
            '<style>#i{fill:blue} text{fill:red}</style><text id="i">A</text>',
            4,
            False,
            "start",
            "blue",
        ),
        (
            '<style>.a{fill:red}</style><text class="a" style="fill:#000">A</text>',
            4,
            False,
            "start",
            "#000",
        ),
    ],
)
def test_looks_come_from_attributes_rules_and_styles(
    given: str, size: float, bold: bool, anchor: str, fill: str
) -> None:
    [line] = lines(given)
    look = line.parts[0].look
    assert (look.size, look.bold, look.anchor, look.fill) == (size, bold, anchor, fill)


def test_a_part_with_a_place_is_a_line_of_its_own() -> None:
    found = lines('<text x="1" y="2">A<tspan x="3" y="4">B</tspan><tspan y="6">C</tspan></text>')
    assert [(line.x, line.y, line.parts[0].words) for line in found] == [
        (1, 2, "A"),
        (3, 4, "B"),
        (1, 6, "C"),
    ]


def test_moves_are_followed_from_the_outside_in() -> None:
    [line] = lines(
        '<g transform="translate(10,5)"><text transform="scale(2)" x="1" y="1">A</text></g>'
    )
    assert line.move.transformPoint((line.x, line.y)) == (12, 7)


def test_what_is_no_text_makes_a_line_that_is_not_whole() -> None:
    [line] = lines('<text>A <textPath href="#p">B</textPath></text>')
    assert not line.whole
