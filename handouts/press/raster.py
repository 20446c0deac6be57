"""Pages of a PDF as pictures and as text, by pdfium: what a person would see and copy."""

from __future__ import annotations

from collections.abc import Iterator

from PIL.Image import Image

__all__ = ["page_pictures", "page_size", "page_texts"]

POINTS = 72  # in an inch
MILLIMETRES = 25.4  # in an inch


def page_pictures(data: bytes, dpi: float, *, most: int | None = None) -> Iterator[Image]:
    """Yield the pages as RGB pictures, at most so many. Raises PdfiumError for what is no PDF."""
    import pypdfium2  # late: a build that compares nothing does without it

    with pypdfium2.PdfDocument(data) as opened:
        for number in range(min(len(opened), len(opened) if most is None else most)):
            page = opened[number]
            yield page.render(scale=dpi / POINTS).to_pil().convert("RGB")
            page.close()


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page, in the order in which it is drawn. Raises PdfiumError."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        return [page.get_textpage().get_text_bounded() for page in opened]


def page_size(data: bytes) -> tuple[int, int]:
    """Return the width and height of the first page, in whole mm. Raises PdfiumError."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        width, height = opened.get_page_size(0)
    return round(width / POINTS * MILLIMETRES), round(height / POINTS * MILLIMETRES)
