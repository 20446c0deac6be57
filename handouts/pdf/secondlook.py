"""Pages as another program draws them: poppler, where it is installed, beside pdfium.

It is run as a program, so nothing of it is in ours. https://poppler.freedesktop.org
"""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO

from PIL import Image

__all__ = ["PROGRAM", "second_look_is_there", "second_picture"]

PROGRAM = "pdftoppm"
PATIENCE_SECONDS = 60  # for one page


def second_look_is_there() -> bool:
    """Say whether the machine has the program."""
    return shutil.which(PROGRAM) is not None


def second_picture(data: bytes, number: int, dpi: float) -> Image.Image:
    """Return a page, counted from 0, as an RGB picture; an empty one where it cannot be drawn."""
    page = str(number + 1)
    words = [PROGRAM, "-r", f"{dpi:g}", "-f", page, "-l", page, "-singlefile", "-"]
    try:
        done = subprocess.run(
            words, input=data, capture_output=True, check=True, timeout=PATIENCE_SECONDS
        )
        with Image.open(BytesIO(done.stdout)) as picture:
            return picture.convert("RGB")
    except (OSError, subprocess.SubprocessError):
        return Image.new("RGB", (1, 1), "white")
