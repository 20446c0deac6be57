from __future__ import annotations

from datetime import date

from handouts.diagnostics import Problems
from handouts.page.parts import Asset, Fragments, Sheet, Style
from handouts.pdf.metadata import Meta
from handouts.press.look import Look
from handouts.press.rendering import inked, render, typeset_sheet

META = Meta("T", "Harbour", "About", "en", date(2026, 11, 22))
INKS = Look({"ink": "#102030", "brand": "#405060"})
HTML = (
    '<html lang="en"><title>T</title><h1>Title</h1>'
    '<div id="panel" style="height: 20mm"><!--slot:panel--><div id="end-panel"></div></div>'
    '<div id="end"></div></html>'
)
CSS = "html { font-family: var(--text-face); color: var(--ink) } h1 { color: var(--brand) }"
SVG = Asset("image/svg+xml", b'<svg fill="var(--brand)" stroke="var(--gone)"/>')


def sheet(html: str = HTML.replace(' style="height: 20mm"', "")) -> Sheet:
    height = Style("h.css", "#panel { height: 20mm }")
    return Sheet(html, (Style("t.css", CSS), height), {}, "content/x/handout.yaml")


def clinic(words: str) -> Fragments:
    return Fragments({"panel": words}, source="brands/b/_brand.yml", name=META.author)


def test_a_sheet_with_a_clinics_words_becomes_a_finished_pdf() -> None:
    problems = Problems()
    data = render(sheet(), clinic("<p>Harbour</p>"), INKS, META, problems)
    assert not list(problems)
    assert data is not None
    assert data.startswith(b"%PDF-")


def test_a_filling_that_leaves_its_slot_is_an_error_at_the_clinic() -> None:
    problems = Problems()
    assert render(sheet(), clinic("<p>Harbour</p>" * 9), INKS, META, problems) is None
    (problem,) = problems
    assert (problem.rule, problem.place.file) == ("slot-overflow", "brands/b/_brand.yml")
    assert META.author in problem.message


def test_an_empty_slot_keeps_its_size() -> None:
    empty, full = (
        typeset_sheet(sheet(), clinic(words), INKS, Problems()) for words in ("", "<p>Harbour</p>")
    )
    assert empty is not None
    assert full is not None
    assert empty.boxes["end"] == full.boxes["end"]


def test_the_tokens_of_a_drawing_get_the_palettes_colours() -> None:
    assert inked(SVG, INKS.colours).data == b'<svg fill="#405060" stroke="var(--gone)"/>'


def test_a_picture_of_pixels_is_left_alone() -> None:
    png = Asset("image/png", b"var(--brand)")
    assert inked(png, INKS.colours) is png


def test_a_brands_face_stands_before_the_houses() -> None:
    style = Look({}, (), {"text-face": "Own 1234"}).style
    assert "--text-face:'Own 1234', 'Hyperlegible Plain Zero'" in style.text
    assert "--heading-face:'Hyperlegible Plain Zero'" in style.text
