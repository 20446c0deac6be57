"""Pages as three programs draw them: pdfium, and the two ways in which poppler draws."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from handouts.pdf.raster import page_picture

DPI = 120
BLUR = 6  # px, over which edges may lie elsewhere
EDGE = 6  # px along the borders, where programs put edges on other pixels
NEAR = 40  # of 255 that a blurred pixel may be apart


def drawn(file: Path, page: int, dpi: float = DPI) -> dict[str, Image.Image]:
    """Return a page of a PDF, from 0, by the program that drew it."""
    pictures = {"pdfium": page_picture(file.read_bytes(), page, dpi)}
    for program in ("pdftoppm", "pdftocairo"):
        number = str(page + 1)
        words = ["-png", "-r", str(dpi), "-f", number, "-l", number, "-singlefile", str(file), "-"]
        if program == "pdftoppm":
            words.remove("-")
        done = subprocess.run([program, *words], capture_output=True, check=True)
        assert not done.stderr, done.stderr.decode()
        pictures[program] = Image.open(BytesIO(done.stdout)).convert("RGB")
    return pictures


def apart(one: Image.Image, other: Image.Image) -> int:
    """Return how far two pictures are apart where they are most, edges left aside."""
    inner = EDGE, EDGE, one.width - EDGE, one.height - EDGE
    blurred = [
        picture.convert("RGB").resize(one.size).crop(inner).filter(ImageFilter.GaussianBlur(BLUR))
        for picture in (one, other)
    ]
    bands = ImageChops.difference(*blurred).split()
    return max(level for band in bands for level, n in enumerate(band.histogram()) if n)
