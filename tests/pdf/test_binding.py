"""Copies bound to one PDF: all is there, heard in order, and conforms."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from machinery import Validate
from pdfstructure import Structure
from pikepdf import Array, Pdf
from stamping import META

from handouts.pdf.binding import bind
from handouts.pdf.finishing import save_pdf
from handouts.pdf.metadata import run_from_right
from handouts.pdf.raster import page_pictures, page_texts
from handouts.pdf.tree import Unfinished


@pytest.fixture(scope="module")
def single(finished: Callable[..., bytes]) -> bytes:
    """A copy on one page."""
    return finished("<h1>Alone</h1><p>One page.</p>")


@pytest.fixture(scope="module")
def double(finished: Callable[..., bytes]) -> bytes:
    """A copy on two pages, with a table and a link."""
    return finished(
        "<h1>Two</h1><p>Some <a href='https://example.org/'>words</a>.</p><ul><li>one</li></ul>"
        "<table><tr><th scope='col'>Name</th><th scope='col'>Value</th></tr>"
        "<tr><th scope='row'>height</th><td>1</td></tr></table><h2>Second page</h2><p>End.</p>"
    )


@pytest.fixture(scope="module")
def bound(single: bytes, double: bytes) -> bytes:
    return bind([single, double, double], META)


def test_each_copy_begins_on_a_fresh_sheet(bound: bytes) -> None:
    texts = page_texts(bound)
    assert ["One page" in texts[0], texts[1].strip()] == [True, ""]
    assert ["Some words" in texts[2], "Second page" in texts[3]] == [True, True]
    assert len(texts) == 6


def test_a_pack_is_read_from_the_side_that_its_copies_are(single: bytes, double: bytes) -> None:
    with Pdf.open(BytesIO(single)) as pdf:
        run_from_right(pdf)
        arabic = save_pdf(pdf)
    for copies, direction in (([single, double], None), ([arabic, arabic], "/R2L")):
        with Pdf.open(BytesIO(bind(copies, META))) as pdf:
            assert pdf.Root.ViewerPreferences.get("/Direction") == direction


def test_pages_look_as_they_do_alone(bound: bytes, double: bytes) -> None:
    alone = list(page_pictures(double, 50))
    assert [*page_pictures(bound, 50)][2:] == [*alone, *alone]


def test_all_is_heard_in_order_as_it_is_alone(bound: bytes, single: bytes, double: bytes) -> None:
    found = Structure(bound)
    assert found.faults() == []
    alone = [Structure(data).text() for data in (single, double, double)]
    assert found.text() == " ".join(alone)


def test_it_conforms(bound: bytes, tmp_path: Path, validate: Validate) -> None:
    file = tmp_path / "bound.pdf"
    file.write_bytes(bound)
    assert validate([file]) == {file: []}


def test_bookmarks_lead_to_the_pages_of_their_copy(bound: bytes, double: bytes) -> None:
    with Pdf.open(BytesIO(bound)) as pdf, pdf.open_outline() as outline:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        pages = [Array(item.destination)[0] for item in outline.root]  # type: ignore[arg-type]
        titles = [item.title for item in outline.root]
        places = [*zip(titles, [numbers[page.objgen] for page in pages], strict=True)]
    assert places == [("Alone", 0), ("Two", 2), ("Two", 4)]


def test_the_same_copies_give_the_same_bytes(single: bytes, bound: bytes, double: bytes) -> None:
    assert bind([single, double, double], META) == bound


def test_a_link_within_a_copy_is_refused(everything: bytes) -> None:
    with pytest.raises(Unfinished, match="a link leads to a place within its copy"):
        bind([everything], META)
