"""Documents that are typeset for real, for the tests of the press."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from handouts.diagnostics import Problems
from handouts.engine.typesetting import Source, typeset
from handouts.page.parts import Asset, Style
from handouts.pdf.finishing import finish
from handouts.pdf.metadata import Meta
from handouts.workspace import house_faces

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
)
CSS = """
@page {
    size: A5;
    margin: 20mm;
    @top-left { content: element(head) }
    @bottom-right { content: "Page " counter(page) " of " counter(pages) }
}
html { font-family: "Atkinson Hyperlegible"; font-size: 12pt }
#head { position: running(head) }
a[href^="lang:"] { color: inherit; text-decoration: none }
img { width: 10mm; height: 10mm }
h2 { break-before: page }
"""
EVERYTHING = """
<div id="head">Harbour Clinic <a href="https://example.org/head">example.org</a></div>
<h1 id="top">Title</h1>
<p>Some <strong>words</strong> and <a href="lang:de">ein deutsches <b>Wort</b></a>.</p>
<ul><li><p>See <a href="https://example.org/nested"><b>one <i>link</i></b></a></p></li>
<li>two<ul><li>inner</li></ul></li></ul>
<ol><li>first</li><li>second</li></ol>
<ul style="list-style: none"><li>plain</li></ul>
<p><img src="box.png" alt=""> <img src="box.png" alt="A red box">
<img src="sign.svg" alt="A sign"></p>
<table>
<tr><th scope="col">Name</th><th scope="col">Value</th></tr>
<tr><th scope="row">height</th><td>1</td></tr>
</table>
<p>Go on with <a href="https://example.org/wrap">a link that is so very long that it
cannot stand on one line of a small page</a>.</p>
<h2>Second page</h2>
<div></div>
<p>Back <a href="#top">to the top</a>, or <a href="tel:+442079460000">phone us</a>.</p>
"""
LATO = next(path for folder in house_faces() for path in folder.glob("Lato-Regular.ttf"))
META = Meta(
    title="A title & <more>",
    author="Harbour Clinic",
    subject="What a test asks for",
    language="en-GB",
    created=date(2026, 11, 22),
    keywords=("one", "two & three"),
)
LABELS = {"https://example.org/nested": "An invented site"}

Typeset = Callable[..., bytes]


def png(mode: str = "RGBA", size: tuple[int, int] = (20, 20)) -> bytes:
    """Return a picture of one colour as PNG."""
    file = BytesIO()
    Image.new(mode, size).save(file, "PNG")
    return file.getvalue()


def document(body: str) -> str:
    """Return a whole document around a body."""
    return f'<!doctype html><html lang="en"><head><title>T</title></head><body>{body}</body></html>'


ASSETS = {"box.png": Asset("image/png", png()), "sign.svg": Asset("image/svg+xml", SVG)}


def well_typeset(body: str, css: str = CSS, assets: Mapping[str, Asset] = ASSETS) -> bytes:
    """Typeset a body that has no faults."""
    problems = Problems()
    found = typeset(Source(document(body), [Style("t.css", css)], assets, "x.yaml"), [], problems)
    assert [str(problem) for problem in problems] == []
    assert found is not None
    return found.data


@pytest.fixture
def meta() -> Meta:
    """What the finished documents say of themselves."""
    return META


@pytest.fixture(name="raw", scope="session")
def raw_fixture() -> Typeset:
    """Typeset a body, not yet finished."""
    return well_typeset


@pytest.fixture(scope="session")
def finished() -> Typeset:
    """Typeset a body and finish it."""

    def make(body: str, css: str = CSS, labels: Mapping[str, str] = LABELS) -> bytes:
        return finish(well_typeset(body, css), META, labels)

    return make


@pytest.fixture(scope="session")
def everything_raw() -> bytes:
    """A document with all that finishing repairs, before it does."""
    return well_typeset(EVERYTHING)


@pytest.fixture(scope="session")
def everything(everything_raw: bytes) -> bytes:
    """A document with all that finishing repairs, after it did."""
    return finish(everything_raw, META, LABELS)
