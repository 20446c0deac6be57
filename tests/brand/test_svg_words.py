"""The words in drawings as they are set: as text, or as outlines where letters join."""

from __future__ import annotations

import re

import pytest

from handouts.brand.svg import as_figure
from handouts.brand.svg_tree import Unset
from handouts.content.locale import locale_of

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20" font-size="4"'
    ' font-family="Atkinson Hyperlegible" fill="var(--ink)">{}</svg>'
)
SKIN = "الجلد"


def made(inside: str, language: str) -> str:
    media, data = as_figure(SVG.format(inside).encode(), locale_of(language))
    assert media == "image/svg+xml"
    return data.decode()


def starts(drawing: str) -> list[float]:
    return [float(x) for x in re.findall(r"translate\(([-\d.]+) ", drawing)]


def paths(drawing: str) -> list[str]:
    return re.findall(r'<path d="([^"]+)"', drawing)


@pytest.mark.parametrize("language", ["en-GB", "en-US", "pl", "es"])
def test_a_language_of_our_first_face_changes_nothing(language: str) -> None:
    text = '<text x="1" y="9">Skin</text>'
    assert made(text, language) == SVG.format(text)


@pytest.mark.parametrize(("language", "words"), [("uk", "Шкіра"), ("de", "Haut"), ("tr", "Cilt")])
def test_other_letters_that_stand_by_themselves_are_text_in_their_face(
    language: str, words: str
) -> None:
    drawing = made(f'<text x="1" y="9">{words}</text>', language)
    assert f">{words}</text>" in drawing
    assert 'font-family="Handouts Sans' in drawing


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", SKIN),
        ("ur", "جلد"),
        ("hi", "त्वचा"),
        ("bn", "ত্বক"),
        ("zh-Hans", "皮肤"),
        ("he", "עור"),
    ],
)
def test_letters_that_join_are_outlines(language: str, words: str) -> None:
    strong = f'<tspan font-weight="700" fill="var(--brand)">{words}</tspan>'
    drawing = made(
        f'<text x="1" y="9">{strong} 12 <tspan x="1" y="15">{words}</tspan></text>', language
    )
    assert "<text" not in drawing
    assert "<tspan" not in drawing
    assert len(paths(drawing)) == 3
    assert re.findall(r'fill="([^"]+)"/>', drawing).count("var(--brand)") == 1


def test_from_right_to_left_the_first_word_stands_on_the_right() -> None:
    drawing = made(f'<text x="1" y="9">{SKIN} <tspan font-weight="700">12 mg</tspan></text>', "ar")
    dose, _ = paths(drawing)
    assert starts(drawing)[0] == 1  # the dose is seen first from the left
    strong = f'<tspan font-weight="700">12 mg {SKIN}</tspan>'
    assert paths(made(f'<text x="1" y="9">{SKIN} {strong}</text>', "ar"))[1] == dose  # not reversed


@pytest.mark.parametrize(("anchor", "share"), [("start", 0), ("middle", 0.5), ("end", 1)])
def test_a_line_keeps_its_anchor(anchor: str, share: float) -> None:
    at_end = f'<text x="0" y="9" text-anchor="end">{SKIN}</text>'
    [whole] = starts(made(at_end, "ar"))
    [start] = starts(made(at_end.replace('"0"', '"30"').replace('"end"', f'"{anchor}"'), "ar"))
    assert start == pytest.approx(30 + share * whole, abs=0.01)


def test_letters_that_no_face_has_are_refused_with_their_place() -> None:
    with pytest.raises(Unset, match="characters that no house face has: 皮") as refused:
        made('\n<text x="1" y="9">皮</text>', "ar")
    assert (refused.value.line, refused.value.column) == (2, 1)


def test_words_along_a_path_stay_as_they_are() -> None:
    inside = '<text>Skin <textPath href="#p">lasts</textPath></text><path id="p" d="M0 0h9"/>'
    drawing = SVG.format(inside).replace("var(--ink)", "#000")
    _, data = as_figure(drawing.encode(), locale_of("ar"))
    assert data.startswith(b"\x89PNG")  # drawn here, as it is no flat shape
