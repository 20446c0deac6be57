"""Drawings with other words, and whether they have room."""

from __future__ import annotations

import pytest

from handouts.brand.svg import read_svg
from handouts.brand.svg_text import text_lines
from handouts.brand.svg_words import ink_of
from handouts.content.locale import locale_of
from handouts.translation.labels import labels_of
from handouts.translation.relabelling import crowded, relabelled

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" font-size="4"'
    ' font-family="Atkinson Hyperlegible">{}</svg>'
)
STRONG = '<tspan font-weight="700" fill="var(--brand)">Skin</tspan>'
ENGLISH = locale_of("en-GB")


def said(drawing: str, words: dict[str, str]) -> str:
    return relabelled(SVG.format(drawing).encode(), words.__getitem__).decode()


def test_words_stand_where_those_of_the_source_stood() -> None:
    drawing = f'<text x="1" y="9">{STRONG} lasts</text><text x="1" y="15">?</text>'
    made = said(drawing, {"**Skin** lasts": "Tak trwa **skóra** tu"})
    assert '<text x="1" y="9">Tak trwa <tspan font-weight="700" fill="var(--brand)">skóra' in made
    assert '</tspan> tu</text><text x="1" y="15">?</text>' in made
    assert labels_of(made.encode()) == ("Tak trwa **skóra** tu",)


def test_lines_in_one_text_keep_their_places() -> None:
    drawing = '<text><tspan x="1" y="5">Outer</tspan><tspan x="1" y="9">skin</tspan></text>'
    made = said(drawing, {"Outer": "Äußere", "skin": "Haut"})
    assert '<tspan x="1" y="5">Äußere</tspan><tspan x="1" y="9">Haut</tspan>' in made


def test_what_nobody_said_stays() -> None:
    assert ">Skin</text>" in said('<text x="1" y="9">Skin</text>', {"Skin": " "})


def test_strong_words_that_the_source_has_not_are_set_as_the_others() -> None:
    assert ">Skóra</text>" in said('<text x="1" y="9">Skin</text>', {"Skin": "**Skóra**"})


CROWD = '<text x="1" y="9">Skin</text><text x="30" y="9">Bone</text>'


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"Skin": "Skóra", "Bone": "Kość"}, ()),
        ({"Skin": "Skóra i co pod nią", "Bone": "Kość"}, ("Skin", "Bone")),
        ({"Skin": "Skóra", "Bone": "Kość, najgłębsza warstwa"}, ("Bone",)),
    ],
)
def test_words_without_room_are_told(words: dict[str, str], told: tuple[str, ...]) -> None:
    data = SVG.format(CROWD).encode()
    assert crowded(data, words.__getitem__, ENGLISH, locale_of("pl")) == told


def test_what_has_no_room_in_the_source_is_not_told() -> None:
    data = SVG.format(CROWD.replace("30", "5")).encode()
    assert (
        crowded(data, {"Skin": "Skóra", "Bone": "Kość"}.__getitem__, ENGLISH, locale_of("pl")) == ()
    )


@pytest.mark.parametrize(
    "move", ["translate(40 0)", "scale(2)", "matrix(1 0 0 1 48 0)", "rotate(90)"]
)
def test_a_drawing_within_a_drawing_is_measured_where_it_stands(move: str) -> None:
    data = SVG.format(f'<g transform="{move}"><text x="1" y="9">Skin</text></g>').encode()
    long = {"Skin": "Skóra i co pod nią"}
    assert crowded(data, long.__getitem__, ENGLISH, locale_of("pl")) == (
        ("Skin",) if move != "rotate(90)" else ()  # that leaves the picture in English too
    )


def test_words_that_leave_their_drawing_by_a_hair_are_told() -> None:
    drawing = SVG.format('<text x="40" y="9">{}</text>')
    for count in range(10, 30):
        words = "i" * count
        [line] = text_lines(read_svg(drawing.format(words).encode()).root)
        ink = ink_of(line, locale_of("pl"))
        assert ink
        skin = drawing.format("Skin").encode()
        told = crowded(skin, {"Skin": words}.__getitem__, ENGLISH, locale_of("pl"))
        assert bool(told) == (ink[2] > 60), words
