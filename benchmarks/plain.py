"""A plain render: a program that loads WeasyPrint, and writes one page of HTML as a tagged PDF."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pikepdf import Pdf
from weasyprint import HTML


def main(page: Path) -> None:
    """Render a page once, and tell how many pages it came to."""
    made = page.with_suffix(".pdf")
    HTML(page).write_pdf(made, pdf_variant="pdf/ua-1")
    with Pdf.open(made) as printed:
        print(json.dumps({"pages": len(printed.pages)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
