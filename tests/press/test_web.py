"""Web pages that need nothing beside themselves."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont, newTable

from handouts.brand.housefaces import house_face
from handouts.content import locale_of
from handouts.page.parts import Asset, Face, Fragments, Sheet, Style, slot_mark
from handouts.press.look import Look
from handouts.press.web import STYLES, face_rule, web_page, with_faces
from handouts.workspace import TEXT_FACE

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


def test_a_drawing_in_another_language_has_the_face_that_it_names() -> None:
    faces = [Face(one.family, one.weight, one.data) for one in house_face(locale_of("uk")).faces]
    drawing = WORDS.replace(b"Week 0", "Тиждень 0".encode()) % (
        f' font-family="{faces[0].family}, Lato"'.encode()
    )
    with_them = with_faces(drawing, faces).decode()
    assert f'@font-face{{font-family:"{faces[0].family}";font-weight:400' in with_them
    [face] = fonts(with_them)
    assert set(map(ord, "Тиждень")) <= set(face.getBestCmap())


def test_a_drawing_without_words_stays_as_it_is() -> None:
    assert with_faces(DRAWING.data) == DRAWING.data


def test_the_same_input_gives_the_same_bytes() -> None:
    assert page("<p>words</p>") == page("<p>words</p>")


def test_a_face_whose_letters_are_shaped_by_their_neighbours_keeps_the_rules_for_that() -> None:
    one = house_face(locale_of("ar")).faces[0]
    face, letters = Face(one.family, one.weight, one.data), frozenset("سلام")

    def features(rule: str) -> set[str]:
        data = b64decode(rule.partition("base64,")[2].partition(")")[0])
        table = TTFont(BytesIO(data))["GSUB"].table
        return {record.FeatureTag for record in table.FeatureList.FeatureRecord}

    assert {"init", "medi", "fina"} <= features(face_rule(face, letters, shaped=True))


def test_a_face_is_cut_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    font, file = TTFont(BytesIO(house_face(locale_of("uk")).faces[0].data)), BytesIO()
    font["meta"] = newTable("meta")
    font["meta"].data = {"dlng": "Arab"}
    font.save(file)
    assert face_rule(Face("Cut", 400, file.getvalue()), frozenset("шкіра"))
    assert caplog.messages == []
