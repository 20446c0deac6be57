"""Logos and figures print as they were given, whichever program draws the page."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from renderers import DPI, NEAR, apart, drawn
from samples import BRAND, CLINIC, a_handout, a_library, a_workspace, with_blocks

from handouts.batch.order import Order
from handouts.batch.run import build
from handouts.brand.drawing import draw_apart, within
from handouts.brand.svg import read_svg
from handouts.diagnostics import Problems
from handouts.engine.typesetting import Source, typeset
from handouts.page.parts import Asset
from handouts.pdf.raster import page_texts
from handouts.workspace import Workspace

ONE_FIT = "standard: {sections: full, sources: full, style: standard.css, fits: [{size: 13}]}"
FIGURE = "- figure: {file: a.svg, alt: Some colours., caption: C.}"
STOPS = '<stop stop-color="#c00"/><stop offset="1" stop-color="#00c"/>'
SHAPES = {
    "flat": '<path d="M0 0h60v20H0z" fill="#084"/><circle cx="20" cy="10" r="8" fill="#fc0"/>',
    "linear": f'<linearGradient id="a">{STOPS}</linearGradient>'
    '<rect width="60" height="20" fill="url(#a)"/>',
    "radial": f'<radialGradient id="a">{STOPS}</radialGradient>'
    '<rect width="60" height="20" fill="url(#a)"/>',
    "pattern": '<pattern id="a" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<rect width="3" height="5" fill="#084"/></pattern>'
    '<rect width="60" height="20" fill="url(#a)"/>',
    "filter": '<filter id="a"><feGaussianBlur stdDeviation="1.5"/></filter>'
    '<rect x="6" y="5" width="48" height="10" fill="#084" filter="url(#a)"/>',
    "mask": '<mask id="a"><rect width="30" height="20" fill="#fff"/></mask>'
    '<rect width="60" height="20" fill="#084" mask="url(#a)"/>',
    "clip": '<clipPath id="a"><circle cx="30" cy="10" r="10"/></clipPath>'
    '<rect width="60" height="20" fill="#084" clip-path="url(#a)"/>',
    "use": '<defs><rect id="a" width="10" height="20" fill="#084"/></defs>'
    '<use href="#a"/><use href="#a" x="20"/><use href="#a" x="40"/>',
    "variable": "<style>:root{--mine:#084} .a{fill:var(--mine)}</style>"
    '<rect class="a" width="60" height="20"/>',
    "see-through": '<g opacity="0.5"><rect width="40" height="20" fill="#084"/>'
    '<rect x="20" width="40" height="20" fill="#c00"/></g>',
    "words": '<text y="16" font-size="18" fill="#084">Words</text>',
    "pale words": '<g opacity="0.5"><text y="16" font-size="18" fill="#040">Words</text></g>',
    "blend": '<rect width="40" height="20" fill="#08c"/>'
    '<rect x="20" width="40" height="20" fill="#fc0" style="mix-blend-mode:multiply"/>',
    "dashes": '<path d="M0 10h60" fill="none" stroke="#084" stroke-width="6"'
    ' stroke-dasharray="8 4"/>',
    "turned": '<rect x="20" width="12" height="20" fill="#084" transform="rotate(30 26 10)"/>',
    "damaged": '<rect width="60" height="9" fill="#084"/><path d="M0 10h60v10H0zL" fill="#c00"/>',
}


def svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">{inside}</svg>'.encode()


def picture() -> str:
    out = BytesIO()
    Image.new("RGB", (40, 20), (0, 136, 68)).save(out, "PNG")
    return base64.b64encode(out.getvalue()).decode()


SHAPES["picture"] = f'<image width="60" height="20" href="data:image/png;base64,{picture()}"/>'


def made(workspace: Workspace) -> dict[str, Path]:
    """Build all, and return the files by brand."""
    done = build(workspace, Order(), workspace.output, processes=2)
    assert {row.made.state for row in done.rows} == {"made"}, [*done.problems]
    return {row.brand: workspace.output / row.path for row in done.rows}


def printed(picture: Image.Image) -> Image.Image:
    """Return what stands on white, without the white around it."""
    dark = picture.convert("L").point(lambda level: 255 if level < 235 else 0)
    box = dark.getbbox()
    assert box, "nothing is drawn"
    return picture.crop(box)


def meant(inside: str) -> Image.Image:
    """Return a drawing as its maker meant it, on white, without the white around it."""
    vector = read_svg(svg(inside))
    found = draw_apart(vector.root, vector.box, within(vector.box, (600, 200)))
    paper = Image.new("RGB", found.size, "white")
    paper.paste(found, mask=found.getchannel("A"))
    return printed(paper)


def of_logo(page: Image.Image, ratio: float) -> Image.Image:
    """Return the logo of a masthead, without the name beside it and the rule below it."""
    left, top, right, bottom = (round(mm / 25.4 * DPI) for mm in (15, 15.8, 79, 32.5))
    found = printed(page.crop((left, top, right, bottom)))
    return found.crop((0, 0, min(round(found.height * ratio), found.width), found.height))


@pytest.fixture(scope="module")
def logos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    files: dict[str, str | bytes] = {"templates/formats.yaml": ONE_FIT}
    for number, inside in enumerate(SHAPES.values()):
        files[f"brands/b{number}/_brand.yml"] = BRAND + "logo: logo.svg\n" + CLINIC
        files[f"brands/b{number}/logo.svg"] = svg(inside)
    library = a_library(sun=a_handout())
    del library["brands/harbour/_brand.yml"]
    return made(a_workspace(tmp_path_factory.mktemp("logos"), library | files))


@pytest.mark.parametrize("name", SHAPES)
def test_logo_prints_as_it_was_given_whoever_draws_the_page(
    logos: dict[str, Path], name: str
) -> None:
    file = logos[f"b{list(SHAPES).index(name)}"]
    given = meant(SHAPES[name])
    for program, page in drawn(file, 0).items():
        logo = of_logo(page, given.width / given.height)
        assert apart(logo, given) < NEAR, program


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    files: dict[str, str | bytes] = {"templates/formats.yaml": ONE_FIT}
    for number, inside in enumerate(SHAPES.values()):
        files[f"content/s{number}/a.svg"] = svg(inside)
    handouts = {f"s{number}": with_blocks(FIGURE) for number in range(len(SHAPES))}
    there = a_workspace(tmp_path_factory.mktemp("figures"), a_library(**handouts) | files)
    done = build(there, Order(), there.output, processes=2)
    assert {row.made.state for row in done.rows} == {"made"}, [*done.problems]
    return {row.handout: there.output / row.path for row in done.rows}


@pytest.mark.parametrize("name", SHAPES)
def test_figure_prints_as_it_was_given_whoever_draws_the_page(
    figures: dict[str, Path], name: str
) -> None:
    pages = drawn(figures[f"s{list(SHAPES).index(name)}"], 0)
    left, top, right, bottom = (round(mm / 25.4 * DPI) for mm in (56.5, 92, 194, 138.6))
    seen = {
        program: printed(page.crop((left, top, right, bottom))) for program, page in pages.items()
    }
    given = seen["pdfium"] if "words" in name else meant(SHAPES[name])  # its letters stay letters
    for program, figure in seen.items():
        assert apart(figure, given) < NEAR, program


def test_words_of_a_figure_stay_letters(figures: dict[str, Path]) -> None:
    file = figures[f"s{list(SHAPES).index('words')}"]
    assert "Words" in page_texts(file.read_bytes())[0]


def test_gradient_that_the_engine_would_write_is_not_drawn_by_all(tmp_path: Path) -> None:
    """A guard of the tests above: they would find what they are there for."""
    asset = {"a.svg": Asset("image/svg+xml", svg(SHAPES["linear"]))}
    html = '<html lang="en"><title>T</title><img src="a.svg" alt="A" style="width: 100mm">'
    found = typeset(Source(html, (), asset, "x"), (), Problems())
    assert found
    (tmp_path / "a.pdf").write_bytes(found.data)
    pages = drawn(tmp_path / "a.pdf", 0)
    assert apart(pages["pdftoppm"], pages["pdfium"]) > 2 * NEAR
