"""What differs between two PDFs is found and told; what only is written otherwise is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from pikepdf import Pdf
from PIL import Image

from handouts.pdf.comparing import RESOLUTIONS_DPI, apart, differences
from handouts.pdf.raster import page_picture
from handouts.pdf.secondlook import second_look_is_there, second_picture

CSS = "@page { size: A6; margin: 10mm } html { font-family: 'Atkinson Hyperlegible' }"
LINK = '<p><a href="https://example.org/a">a link</a></p>'
FIRST = f'<h1>Title</h1><p id="ink">Some words</p>{LINK}'
INK = "#ink { color: #123456 } p { border-top: 1mm solid #123456 }"

Typeset = Callable[..., bytes]


def found(one: bytes, other: bytes) -> list[str]:
    return list(differences(one, other))


def shown(raw: Typeset, body: str = FIRST, css: str = INK) -> bytes:
    return raw(body, CSS + css)


def test_a_document_is_like_itself_however_it_is_written(raw: Typeset) -> None:
    one, other = shown(raw), BytesIO()
    with Pdf.open(BytesIO(one)) as pdf:
        pdf.save(other, normalize_content=True)
    assert other.getvalue() != one
    assert found(one, other.getvalue()) == []


def test_the_least_step_of_one_ink_is_seen(raw: Typeset) -> None:
    [fact] = found(shown(raw), shown(raw, css=INK.replace("#123456 }", "#123457 }", 1)))
    assert re.fullmatch(r"page 1: [1-9]\d* pixels differ, by up to 1 of 255", fact)


def test_a_wrong_word_is_told_with_its_page_even_where_nobody_sees_it(raw: Typeset) -> None:
    hidden = FIRST + '<h2 style="break-before: page; color: #fff">{}</h2>'
    [fact] = found(shown(raw, hidden.format("stab")), shown(raw, hidden.format("stub")))
    assert fact.startswith("page 2: the letters differ: 'a")
    assert "in the first alone, 'u" in fact


def test_letters_that_changed_places_are_found(raw: Typeset) -> None:
    white = '<p style="color: #fff">{}</p>'
    [fact] = found(shown(raw, white.format("not")), shown(raw, white.format("ton")))
    assert "the letters differ" in fact


def test_a_link_that_leads_elsewhere_is_found(raw: Typeset) -> None:
    other = FIRST.replace("example.org/a", "example.org/b")
    assert found(shown(raw), shown(raw, other)) == [
        "page 1: the links differ: 'https://example.org/a' in the first alone, "
        "'https://example.org/b' in the second"
    ]


def test_a_page_that_one_has_more_is_told(raw: Typeset) -> None:
    longer = FIRST + '<h2 style="break-before: page">More</h2>'
    assert found(shown(raw), shown(raw, longer)) == ["page 2 is there in the second only"]
    assert found(shown(raw, longer), shown(raw)) == ["page 2 is there in the first only"]


@pytest.mark.parametrize(("one", "other"), [((4, 4), (4, 6)), ((6, 4), (4, 4))])
def test_beyond_its_edge_a_picture_is_white(one: tuple[int, int], other: tuple[int, int]) -> None:
    white, dark = Image.new("RGB", one, "white"), Image.new("RGB", other, "black")
    shades = apart(white, dark)
    assert shades.size == (max(one[0], other[0]), max(one[1], other[1]))
    assert shades.histogram()[255] == other[0] * other[1]


def triangle(*low: float, high: int = 64) -> bytes:
    """Return a page with triangles so many points above its lower edge."""
    file = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(216, 216))
        for at in low:
            pdf.pages[0].contents_add(b"20 %f m 120 %f l 70 %f l f" % (at, at, at + high))
        pdf.save(file)
    return file.getvalue()


def test_an_edge_that_is_rounded_otherwise_at_one_resolution_is_no_difference() -> None:
    between = 36.0028125  # two steps of pdfium's, at 100 dpi
    one, other = triangle(between - 1e-5), triangle(between + 1e-5)
    first, second = (page_picture(data, 0, 100) for data in (one, other))
    assert apart(first, second).getextrema() == (0, 2)
    assert found(one, other) == []
    assert found(one, triangle(between + 1e-2)) != []


def test_edges_that_are_rounded_otherwise_each_at_one_resolution_are_no_difference() -> None:
    pixels = [(dpi, round((36 + 30 * n) * dpi / 72)) for n, dpi in enumerate(RESOLUTIONS_DPI)]
    between = [(up + 1 / 256) * 72 / dpi for dpi, up in pixels]
    one, other = (triangle(*(at + off for at in between), high=16) for off in (-5e-5, 5e-5))
    for dpi in RESOLUTIONS_DPI:
        assert apart(page_picture(one, 0, dpi), page_picture(other, 0, dpi)).getbbox()
    assert found(one, other) == []
    assert found(one, triangle(between[0] + 1e-2, *between[1:], high=16)) != []


def test_what_pdfium_does_not_see_is_told_as_poppler_draws_it(
    raw: Typeset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blind(data: bytes, number: int, dpi: float) -> Image.Image:
        return Image.new("RGB", (10, 10), "white")

    monkeypatch.setattr("handouts.pdf.comparing.page_picture", blind)
    [fact] = found(shown(raw), shown(raw, css=INK.replace("#123456 }", "#654321 }", 1)))
    assert re.fullmatch(
        r"page 1: \d+ pixels differ as pdftoppm draws it, by up to \d+ of 255", fact
    )


def test_without_poppler_pdfium_looks_alone(raw: Typeset, monkeypatch: pytest.MonkeyPatch) -> None:
    assert second_look_is_there()
    monkeypatch.setenv("PATH", "")
    assert not second_look_is_there()
    assert found(shown(raw), shown(raw)) == []


def test_a_page_that_poppler_cannot_draw_is_no_page() -> None:
    assert second_picture(b"no PDF", 0, 100).size == (1, 1)
