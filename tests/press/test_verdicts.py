"""What may be concluded from one sheet for another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stamping import document

from handouts.page.parts import Asset, Sheet, Style
from handouts.press.look import Look
from handouts.press.verdicts import shape_key

LOOK = Look({"brand": "#123456"})
BODY = '<p class="a">Shade <b>helps</b>.</p><p></p><div class="slot panel"></div>'
SHEET = document(BODY, ".a { color: var(--brand) }")


def shape(sheet: Sheet) -> str:
    return shape_key(sheet, LOOK)


def with_html(old: str, new: str) -> Sheet:
    assert old in SHEET.html
    return replace(SHEET, html=SHEET.html.replace(old, new))


def test_words_make_no_other_shape() -> None:
    assert shape(with_html("Shade", "A hat")) == shape(SHEET)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('class="a"', 'class="b"'),
        ("<b>helps</b>", "<i>helps</i>"),
        ("<p></p>", "<p>Words.</p>"),  # a rule may tell what is empty
        ("<p></p>", ""),
    ],
)
def test_other_elements_make_another_shape(old: str, new: str) -> None:
    assert shape(with_html(old, new)) != shape(SHEET)


def test_other_styles_and_drawings_make_another_shape() -> None:
    styles = (*SHEET.styles, Style("own.css", "p { border: 1mm ridge var(--brand) }"))
    assert shape(replace(SHEET, styles=styles)) != shape(SHEET)
    drawing = Asset("image/svg+xml", b"<svg/>")
    assert shape(replace(SHEET, assets={"a.svg": drawing})) != shape(SHEET)
