"""Draws what is from outside in a process of its own, within limits: a hang or a crash ends there.

It is run as a program, ``python easel.py svg|pdf …``, and imports nothing of ours: a drawing comes
in on standard input, its picture goes out as PNG. What it cannot draw it tells on standard error.
"""

from __future__ import annotations

import io
import resource
import sys

COMPUTING_SECONDS = 4  # seconds of processor time
MEMORY_BYTES = 600_000_000  # bytes
TOLD = 3  # the exit code where the reason stands on standard error
LARGEST_PAGE_PT = 14_400  # pt, a side of a page: the most that PDF 1.7 allows, annex C
PREVIEW_PX = 800  # px, the longer side of the page when its content is looked for
HOLLOW = "saved without PDF Content"  # what Illustrator writes where it was told to keep no PDF


def main(arguments: list[str]) -> int:
    """Draw standard input; return the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING_SECONDS, COMPUTING_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data = sys.stdin.buffer.read()
    picture = _svg(data, arguments[1:]) if arguments[0] == "svg" else _pdf(data, arguments[1:])
    if isinstance(picture, str):
        sys.stderr.write(picture)
        return TOLD
    sys.stdout.buffer.write(picture)
    return 0


def _svg(data: bytes, faces: list[str]) -> bytes | str:
    """Return a picture, or what keeps it from being drawn, in words for its owner.

    The first of faces is the name of the family where a drawing names none that is at hand.
    """
    import resvg_py

    family, *files = faces
    try:
        return resvg_py.svg_to_bytes(
            svg_string=data.decode(),
            skip_system_fonts=True,
            font_files=files,
            font_family=family,
            serif_family=family,
            sans_serif_family=family,
        )
    except ValueError as error:
        return f"it cannot be drawn: {error}"


def _pdf(data: bytes, box: list[str]) -> bytes | str:
    """Return a picture, or what keeps it from being drawn, in words for its owner."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return "it is encrypted" if locked else "it is damaged"
    if len(document) != 1:
        return f"it has {len(document)} pages, and a logo is one"
    page = document[0]
    width, height = page.get_size()
    if not (0 < width <= LARGEST_PAGE_PT and 0 < height <= LARGEST_PAGE_PT):
        return "its page is too large, or has no size"
    if HOLLOW in page.get_textpage().get_text_bounded():
        return "Illustrator saved it without a PDF in it"
    scale = PREVIEW_PX / max(width, height)
    bounds = _drawn(page, scale, (0, 0, 0, 0)).getchannel("A").getbbox()
    if bounds is None:
        return "its page is empty"
    left, top, right, bottom = (side / scale for side in bounds)
    crop = (left, max(height - bottom, 0), max(width - right, 0), top)
    most = [int(side) for side in box]
    scale = min(most[0] / (right - left), most[1] / (bottom - top))
    out = io.BytesIO()
    _drawn(page, scale, crop).save(out, "PNG")
    return out.getvalue()


def _drawn(page, scale: float, crop: tuple[float, ...]):  # type: ignore[no-untyped-def]
    """Return a page, on nothing, but for so many pt on its left, bottom, right and top."""
    clear = (255, 255, 255, 0)
    drawn = page.render(scale=scale, crop=crop, fill_color=clear, rev_byteorder=True)
    return drawn.to_pil().convert("RGBA")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
