"""The facts of pages, read by pdfium from what was typeset."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from handouts.brand.palette import grey_ink
from handouts.diagnostics import Problems
from handouts.engine.typesetting import Source, typeset
from handouts.page.parts import Asset, Style
from handouts.page.slots import marks
from handouts.press.measuring import Measures, measure

SENTINELS = {"ink": "#20406a", "band": "#52155e", "on-band": "#090c0f"}
PAGE = """
@page { size: 100mm 100mm; margin: 15mm }
html { font-family: "Atkinson Hyperlegible"; font-size: 12pt; color: #20406a }
body, p { margin: 0 }
"""


def measured(body: str, css: str = "", assets: dict[str, Asset] | None = None) -> Measures:
    problems = Problems()
    html = f'<!doctype html><html lang="en"><title>T</title><body>{body}'
    styles = [Style("t.css", PAGE + css)]
    found = typeset(Source(html, styles, assets or {}, "x.yaml"), [], problems, measured=True)
    assert found is not None, "\n".join(map(str, problems))
    return measure(found.data, found.layout, SENTINELS)


def test_sizes_are_those_on_paper_and_the_smallest_may_stand_in_a_drawing() -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 50" width="25mm" height="25mm">'
        b'<text y="20" font-size="5">tiny</text></svg>'
    )
    facts = measured("<p>An ox waits. An ox waits.</p>").facts
    assert (facts.body_size, facts.smallest_size) == (12, 12)
    facts = measured("<p>An ox waits.</p><small>so</small>", "small { font-size: 8pt }").facts
    assert (facts.body_size, facts.smallest_size) == (12, 8)
    picture = {"a.svg": Asset("image/svg+xml", drawing)}
    facts = measured("<p>An ox waits.</p><img src='a.svg' alt='x'>", assets=picture).facts
    assert facts.smallest_size == pytest.approx(5 * 25 / 50 * 72 / 25.4, abs=0.1)


def test_the_x_height_is_that_of_running_text_in_its_face() -> None:
    assert measured("<h1>Zoo</h1><p>An ox waits.</p>").facts.x_height == pytest.approx(
        2.1, abs=0.05
    )
    lato = measured("<p>An ox waits.</p>", 'html { font-family: "Lato" }').facts
    assert lato.x_height == pytest.approx(2.14, abs=0.05)
    assert measured("<p>HTML</p>").facts.x_height == 0


@pytest.mark.parametrize("side", ["top", "right", "bottom", "left"])
def test_the_margin_is_that_of_the_letter_nearest_to_an_edge(side: str) -> None:
    assert measured("<p>x</p>").facts.margin == pytest.approx(15, abs=3)
    css = f"i {{ position: absolute; line-height: 1; {side}: -11mm }}"
    assert measured("<div style='height: 69mm'></div><i>x</i>", css).facts.margin < 8


def test_ink_follows_the_palette_and_leaves_the_slots_out() -> None:
    css = ".box { height: 35mm; background: #52155e } img { width: 70mm; height: 35mm }"
    found = measured("<div class='box'></div><p>x</p>", css)
    assert found.shares["band"] == pytest.approx(70 * 35 / 100**2, abs=0.005)
    inks = {"ink": "#000000", "band": "#808080", "on-band": "#ffffff"}
    assert found.of(inks).ink == pytest.approx(0.245 * grey_ink("#808080"), abs=0.005)
    assert found.of(inks | {"band": "#ffffff"}).ink < 0.005
    slots = marks()
    filled = measured(f"<p>x</p>{slots.html['panel']}", css, dict(slots.assets))
    assert filled.fixed_ink < 0.005


def test_a_photo_costs_its_own_ink_in_any_palette() -> None:
    file = BytesIO()
    Image.new("RGB", (40, 20), (51, 51, 51)).save(file, "PNG")
    photo = {"a.png": Asset("image/png", file.getvalue())}
    css = "img { display: block; width: 70mm; height: 35mm }"
    found = measured("<p>x</p><img src='a.png' alt='x'>", css, photo)
    assert found.fixed_ink == pytest.approx(0.245 * 0.8, abs=0.005)


def test_contrast_in_grey_is_the_least_of_what_stands_on_what() -> None:
    body = "<p>x</p><div class='box'><b>On a band</b></div>"
    found = measured(body, ".box { background: #52155e } b { color: #090c0f }")
    assert found.pairs == (("on-band", "band"), ("ink", "#ffffff"))
    inks = {"ink": "#000000", "band": "#000000", "on-band": "#ffffff"}
    assert found.of(inks).grey_contrast == pytest.approx(21)
    assert found.of(inks | {"band": "#ff0000", "on-band": "#008000"}).grey_contrast < 1.1
