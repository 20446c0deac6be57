"""Documents of all shapes that a format can have: stamped, they are as their whole renders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from machinery import Tool, Validate, Words
from pdfstructure import Structure
from pikepdf import Pdf
from PIL import Image
from stamping import META, NOBODY, document, judged, plate_for, whole

from handouts.diagnostics import Problems
from handouts.page.parts import Asset, Sheet
from handouts.pdf.comparing import differences
from handouts.press.look import Look
from handouts.press.proofing import judge, set_trial
from handouts.press.stamping import stamp

COLOURS = {"p": "#8a1c55", "q": "#2f7d4b"}
WORDS = f"<p>{'Some words of a paragraph. ' * 20}</p>"
INKED = "h1 { color: var(--p) } th { background: var(--p); color: #fff } img { width: 40mm } "
SHARP = "img, div { image-rendering: crisp-edges } "
WHERE = "li a::after { content: ' ' target-counter(attr(href), page) }"
CONTENTS = '<ul><li><a href="#a">First</a></li><li><a href="#b">Second</a></li></ul>'


def picture(form: str, mode: str = "RGB") -> Asset:
    """Return a picture of noise, partly transparent with RGBA."""
    image = Image.effect_noise((60, 40), 40).convert("RGB")
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    file = BytesIO()
    image.save(file, form)
    return Asset(f"image/{form.lower()}", file.getvalue())


PICTURES = {
    "photo.jpg": picture("JPEG"),
    "flat.png": picture("PNG"),
    "clear.png": picture("PNG", "RGBA"),
}


def shape(body: str, css: str = "") -> Sheet:
    """Return a sheet that may show the pictures; the last rules win."""
    return replace(document(body, INKED + css), assets=PICTURES)


SHAPES = {
    "one page": shape("<p>Short</p>"),
    "many pages": shape(WORDS * 30),
    "a contents list": shape(
        f'{CONTENTS}{WORDS * 3}<h2 id="a">First</h2>{WORDS * 4}<h2 id="b">Second</h2>{WORDS}',
        WHERE,
    ),
    "photograph and transparent picture": shape(
        '<p><img src="photo.jpg" alt="A photograph"></p>'
        '<p><img src="clear.png" alt="A picture"></p>',
        SHARP,
    ),
    "tiled background": shape(
        '<div class="t">Words</div>',
        SHARP + ".t { height: 20mm; background: url(flat.png) 0 0 / 10mm }",
    ),
    "landscape": shape(WORDS * 4, "@page { size: Letter landscape }"),
    "Letter": shape(WORDS * 4, "@page { size: Letter }"),
    "A5": shape(WORDS * 4, "@page { size: A5 }"),
    "paper with a tint": shape(WORDS * 4, "html { background: #f7f7f0 }"),
    "tinted pages": shape(WORDS * 4, "@page { background: var(--q) }"),
    "links": shape(
        '<p><a href="https://one.example/">One</a>, <a href="https://two.example/?a=(b)&amp;c">'
        'two</a> or <a href="tel:+442079460000">a phone</a>.</p>'
    ),
    "a table over pages": shape(
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>'
        + "<tr><td>1</td><td>2</td></tr>" * 60
        + "</tbody></table>"
    ),
    "nested lists and a figure": shape(
        "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>"
        '<figure><img src="photo.jpg" alt="A photograph"><figcaption>Seen</figcaption></figure>',
        SHARP,
    ),
    "margin boxes": shape(
        WORDS * 8,
        '@page { @bottom-right { content: "Page " counter(page) " of " counter(pages) } }',
    ),
    "footnotes": shape(
        f'<p>One<span class="n">A note</span>, two<span class="n">Another</span>.</p>{WORDS * 6}',
        ".n { float: footnote }",
    ),
    "definitions": shape("<dl><dt>Term</dt><dd>What it means</dd></dl>"),
    "no colour of a brand": shape("<p>Plain</p>", "h1 { color: #000 }"),
    "words in another language": shape('<p>Say <a lang="de" href="lang:de">Grüße</a>.</p>'),
}

REFUSED = {
    "a form to fill in": (shape('<input name="n">', "input { appearance: auto }"), "'/AcroForm'"),
    "a file attached": (shape('<link rel="attachment" href="photo.jpg">'), "files attached"),
    "a link to a file": (shape('<a href="photo.jpg">photo</a>'), "no web address"),
    "a group that is half clear": (
        shape('<div style="opacity: 0.5">x</div>'),
        "a group of its own",
    ),
    "Arabic": (shape('<p lang="ar" dir="rtl">مرحبا</p>'), "no typeface has the character 'م'"),
    "Chinese": (shape("<p>漢字</p>"), "no typeface has the character '漢'"),
    "a smiling face": (shape("<p>😀</p>"), "no typeface has the character '😀'"),
}


@dataclass(frozen=True)
class Pair:
    """A stamped copy and its whole render."""

    copy: bytes
    rendered: bytes


@pytest.fixture(scope="module")
def pairs() -> Mapping[str, Pair]:
    """All shapes, made once."""
    found = {}
    for name, sheet in SHAPES.items():
        verdict, plate = judged(sheet, COLOURS)
        assert verdict.kind == "open", name
        made = plate_for(sheet, COLOURS, verdict, plate)
        copy = stamp(made, NOBODY, tuple(COLOURS.values()), META)
        found[name] = Pair(copy, whole(sheet, COLOURS))
    return found


@pytest.mark.parametrize("name", SHAPES)
def test_a_document_of_any_shape_is_as_its_whole_render(
    name: str, pairs: Mapping[str, Pair], words: Words
) -> None:
    copy, rendered = pairs[name].copy, pairs[name].rendered
    assert [*differences(copy, rendered)] == []
    assert words(copy) == words(rendered)
    assert words(copy, "-raw") == words(rendered, "-raw")
    first, second = Structure(copy), Structure(rendered)
    assert first.faults() == []
    assert first.text() == second.text()
    assert first.labels() == second.labels()
    assert first.targets() == second.targets()
    assert outline(copy) == outline(rendered)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_printed_right_is_refused_with_its_reason(name: str) -> None:
    sheet, fact = REFUSED[name]
    problems, look = Problems(), Look(COLOURS)
    dark, light = (set_trial(sheet, look, problems, alike=alike) for alike in (False, True))
    if dark and light:
        assert judge(0, dark, light, sheet, look, problems) is None
    assert problems.failed
    assert any(fact in problem.message for problem in problems), [*map(str, problems)]


def outline(data: bytes) -> list[str]:
    """Return the bookmarks with the pages and places that they lead to."""
    with Pdf.open(BytesIO(data)) as pdf, pdf.open_outline() as opened:
        pages = {str(page.obj.objgen): str(number) for number, page in enumerate(pdf.pages)}
        return [f"{item.title} {_place(item.destination, pages)}" for item in opened.root]


def _place(destination: Any, pages: Mapping[str, str]) -> list[str]:
    return [pages[str(destination[0].objgen)], *map(str, list(destination)[1:])]


def test_documents_of_all_shapes_conform(
    pairs: Mapping[str, Pair], tmp_path: Path, validate: Validate, tool: Tool
) -> None:
    files = [tmp_path / f"{name}.pdf" for name in pairs]
    for file, pair in zip(files, pairs.values(), strict=True):
        file.write_bytes(pair.copy)
        tool("qpdf", "--check", file)
    assert {file.name: rules for file, rules in validate(files).items() if rules} == {}
