"""Pages of a PDF as pictures and as text, by pdfium: what a person would see and copy."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_double
from typing import Any

from PIL.Image import Image

from handouts.units import MM_PER_INCH, PT_PER_INCH

__all__ = ["Letter", "page_letters", "page_picture", "page_pictures", "page_size", "page_texts"]

Letter = tuple[str, float, float]  # and where its baseline begins, in pt from the lower left corner


def page_pictures(data: bytes, dpi: float, *, most: int | None = None) -> Iterator[Image]:
    """Yield the pages as RGB pictures, at most so many. Raises PdfiumError for what is no PDF."""
    import pypdfium2  # late: a build that compares nothing does without it

    with pypdfium2.PdfDocument(data) as opened:
        for number in range(min(len(opened), len(opened) if most is None else most)):
            yield _drawn(opened, number, dpi)


def page_picture(data: bytes, number: int, dpi: float) -> Image:
    """Return one page, counted from 0, as an RGB picture. Raises PdfiumError."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        return _drawn(opened, number, dpi)


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page, in the order in which it is drawn. Raises PdfiumError."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def page_letters(data: bytes) -> list[list[Letter]]:
    """Return the letters of each page, in the order in which they are drawn. Raises PdfiumError."""
    import pypdfium2
    from pypdfium2 import raw

    x, y = c_double(), c_double()
    pages: list[list[Letter]] = []
    with pypdfium2.PdfDocument(data) as opened:
        for page in opened:
            text, letters = page.get_textpage(), []
            for at in range(text.count_chars()):
                if not raw.FPDFText_IsGenerated(text, at):  # a space or a new line of pdfium's own
                    raw.FPDFText_GetCharOrigin(text, at, byref(x), byref(y))
                    letters.append((chr(raw.FPDFText_GetUnicode(text, at)), x.value, y.value))
            pages.append(letters)
    return pages


def page_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of the first page, in whole mm. Raises PdfiumError."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        width, height = opened.get_page_size(0)
    return round(width / PT_PER_INCH * MM_PER_INCH), round(height / PT_PER_INCH * MM_PER_INCH)


def _drawn(opened: Any, number: int, dpi: float) -> Image:
    page = opened[number]
    picture: Image = page.render(scale=dpi / PT_PER_INCH).to_pil().convert("RGB")
    page.close()
    return picture
