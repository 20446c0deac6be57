"""Pages as pictures and as text, as a person would see and copy them."""

from __future__ import annotations

import pytest

from handouts.pdf.raster import page_pictures, page_size, page_texts

DPI = 50
A5 = (148, 210)  # mm
MM = 25.4  # in an inch


def test_each_page_is_a_picture_of_its_size_in_colour(everything: bytes) -> None:
    pictures = list(page_pictures(everything, DPI))
    assert [picture.mode for picture in pictures] == ["RGB", "RGB"]
    for picture in pictures:
        for pixels, side in zip(picture.size, A5, strict=True):
            assert pixels == pytest.approx(side / MM * DPI, abs=1)


def test_no_more_pages_are_drawn_than_asked_for(everything: bytes) -> None:
    assert len(list(page_pictures(everything, DPI, most=1))) == 1


def test_the_text_comes_page_by_page(everything: bytes) -> None:
    first, second = page_texts(everything)
    assert "Some words" in first
    assert "Second page" in second


def test_the_size_is_that_of_the_first_page_in_whole_millimetres(everything: bytes) -> None:
    assert page_size(everything) == A5
