"""PDFs of empty pages."""

from __future__ import annotations

from io import BytesIO

import pikepdf

POINTS = 72 / 25.4  # in a mm


def a_pdf(width: float = 210, height: float = 297, *, pages: int = 2) -> bytes:
    """Return a PDF of empty pages of a size in mm."""
    file = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(width * POINTS, height * POINTS))
        pdf.save(file)
    return file.getvalue()
