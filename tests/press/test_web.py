"""Web pages that need nothing beside themselves."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from handouts.page.parts import Asset, Face, Fragments, Sheet, Style, slot_mark
from handouts.press.look import Look
from handouts.press.web import STYLES, face_rule, web_page, with_faces
from handouts.workspace import TEXT_FACE, house

pytestmark = pytest.mark.slow

INKS = Look({"brand": "#123456"})
DRAWING = Asset("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" fill="var(--brand)"/>')
PHOTO = Asset("image/png", b"\x89PNG")


def page(body: str, **slots: str) -> str:
    sheet = Sheet(
        f"<html><head>{STYLES}</head><body>{body}</body></html>",
        (Style("a.css", "p { color: var(--brand) }"),),
        {"drawing.svg": DRAWING},
        "x.yaml",
    )
    return web_page(sheet, Fragments(slots, {"photo.png": PHOTO}), INKS).decode()


def fonts(html: str) -> list[TTFont]:
    found = re.findall(r"url\(data:font/woff;base64,([\w+/=]+)\)", html)
    return [TTFont(BytesIO(b64decode(data))) for data in found]


def test_styles_stand_in_the_page_with_the_colours_of_the_brand() -> None:
    html = page("<p>words</p>")
    assert "--brand:#123456" in html
    assert "p { color: var(--brand) }" in html
    assert STYLES not in html


def test_pictures_of_sheet_and_clinic_stand_in_the_page_in_its_colours() -> None:
    html = page(
        f'<img src="drawing.svg" alt="d">{slot_mark("panel")}',
        panel='<img src="photo.png" alt="p">',
    )
    drawing, photo = re.findall(r'src="data:([\w/+]+;base64,[\w+/=]+)"', html)
    assert b64decode(drawing.partition(",")[2]) == DRAWING.data.replace(b"var(--brand)", b"#123456")
    assert photo.startswith("image/png;")


def test_nothing_is_fetched_from_elsewhere() -> None:
    html = page('<img src="drawing.svg" alt="d"><a href="https://example.org/">a link</a>')
    assert re.findall(r'(?:src="|url\()(?!data:)', html) == []


def test_typefaces_have_the_letters_of_latin_and_those_that_the_page_has_more() -> None:
    plain, greek = fonts(page("<p>words</p>")), fonts(page("<p>κόλλα</p>"))
    assert len(plain) == 3
    assert all(ord("é") in font.getBestCmap() for font in plain)
    assert not any(ord("κ") in font.getBestCmap() for font in plain)
    assert any(ord("κ") in font.getBestCmap() for font in greek)


WORDS = b'<svg xmlns="http://www.w3.org/2000/svg"%s><text>Week 0</text></svg>'


@pytest.mark.parametrize("named", ["", "Atkinson Hyperlegible", TEXT_FACE])
def test_a_drawing_has_its_typeface_with_the_letters_that_it_needs(named: str) -> None:
    drawing = WORDS % (f' font-family="{named}"'.encode() if named else b"")
    found = with_faces(drawing).decode()
    assert f'@font-face{{font-family:"{named or TEXT_FACE}";font-weight:400' in found
    [face] = fonts(found)
    assert set(map(ord, "Week 0")) <= set(face.getBestCmap())
    assert ord("Q") not in face.getBestCmap()
    assert (
        len(fonts(with_faces(drawing.replace(b"<text", b'<text font-weight="700"')).decode())) == 2
    )


def test_a_drawing_without_words_stays_as_it_is() -> None:
    assert with_faces(DRAWING.data) == DRAWING.data


def test_the_same_input_gives_the_same_bytes() -> None:
    assert page("<p>words</p>") == page("<p>words</p>")


def test_a_face_keeps_what_joins_the_letters_that_it_has() -> None:
    data = (house() / "handouts/scriptfaces/NotoNaskhArabic-Regular.ttf").read_bytes()
    face = Face("Noto Naskh Arabic", 400, data)
    kept = {letters: features(face_rule(face, frozenset(letters))) for letters in ("شمس", "sun")}
    assert {"init", "medi", "fina"} <= kept["شمس"]
    assert kept["sun"] <= {"kern", "liga", "mark"}  # a page in Latin letters is no larger for it


def features(rule: str) -> set[str]:
    """Return the features by which the typeface of a rule exchanges its letters."""
    [font] = fonts(rule)
    table = font.get("GSUB")
    return {one.FeatureTag for one in table.table.FeatureList.FeatureRecord} if table else set()
