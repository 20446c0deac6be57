"""Booklets: pages two-up, so that a folded sheet is read in order."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machinery import Validate
from pikepdf import Pdf

from handouts.papers import PAPERS
from handouts.pdf.finishing import save_pdf
from handouts.pdf.imposing import booklet, folding_order
from handouts.pdf.metadata import Meta, run_from_right
from handouts.pdf.raster import page_texts


@pytest.fixture(scope="module")
def a4(everything: bytes) -> bytes:
    meta = Meta("A title", "Harbour Clinic", "", "en-GB", date(2026, 11, 22))
    return booklet(everything, "A4", meta)


def test_two_pages_stand_on_both_sides_of_one_sheet() -> None:
    assert list(folding_order(2)) == [(None, 0), (1, None)]


def test_eight_pages_stand_on_two_sheets() -> None:
    assert list(folding_order(8)) == [(7, 0), (1, 6), (5, 2), (3, 4)]


@given(st.integers(1, 200))
def test_a_folded_pile_of_sheets_is_read_in_order(pages: int) -> None:
    sides = list(folding_order(pages))
    assert len(sides) % 2 == 0
    leaves = [(front[1], back[0]) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    rest = [(back[1], front[0]) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    read = [page for leaf in (*leaves, *reversed(rest)) for page in leaf]
    assert read[:pages] == list(range(pages))
    assert set(read[pages:]) <= {None}
    assert len(read) == -(-pages // 4) * 4


@given(st.integers(1, 200))
def test_a_booklet_that_is_read_from_the_right_has_its_spine_there(pages: int) -> None:
    mirrored = [(right, left) for left, right in folding_order(pages)]
    assert list(folding_order(pages, from_right=True)) == mirrored
    assert mirrored[0][0] == 0  # the first page stands on the left half, and opens to the right


def test_the_halves_of_a_booklet_are_as_its_pages_are_read(everything: bytes, meta: Meta) -> None:
    with Pdf.open(BytesIO(everything)) as pdf:
        run_from_right(pdf)
        arabic = save_pdf(pdf)
    for data, first, direction in ((everything, "/Right", None), (arabic, "/Left", "/R2L")):
        with Pdf.open(BytesIO(booklet(data, "A4", meta))) as pdf:
            assert list(pdf.pages[0].Resources.XObject) == [first]
            assert pdf.Root.ViewerPreferences.get("/Direction") == direction


def test_every_page_is_there_at_its_size_on_sheets_of_the_paper(a4: bytes) -> None:
    with Pdf.open(BytesIO(a4)) as pdf:
        boxes = [tuple(map(float, page.MediaBox)) for page in pdf.pages]
        scales = [page.Contents.read_bytes().count(b" 1 0 0 1 ") for page in pdf.pages]
    assert boxes == [(0, 0, *PAPERS["A4"].landscape_pt)] * 2
    assert scales == [1, 1]
    front, back = page_texts(a4)
    assert "Some words" in front
    assert "Second page" in back


def test_a_booklet_says_that_it_is_to_look_at_and_conforms_to_that(
    a4: bytes, everything: bytes, meta: Meta, tmp_path: Path, validate: Validate
) -> None:
    file, other = tmp_path / "a4.pdf", tmp_path / "letter.pdf"
    file.write_bytes(a4)
    other.write_bytes(booklet(everything, "Letter", meta))
    assert validate([file, other], "2b") == {file: [], other: []}
    assert any(validate([file], "ua1")[file])


def test_the_same_copy_gives_the_same_bytes(everything: bytes, meta: Meta) -> None:
    assert booklet(everything, "A4", meta) == booklet(everything, "A4", meta)
