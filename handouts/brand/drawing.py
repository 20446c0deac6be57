"""Drawings as pictures: SVG by resvg, PDF by pdfium, as their makers meant them to look."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from PIL import Image

from handouts.apart import run_apart
from handouts.brand import easel
from handouts.brand.seen import PixelBox
from handouts.brand.svg_tree import SvgElement, Unset
from handouts.workspace import TEXT_FACE, Refused, house_faces

__all__ = ["ViewBox", "draw_apart", "draw_pdf", "draw_plain", "sized", "within"]

PATIENCE_SECONDS = 60.0  # seconds after which a process that does not answer is given up
HINT = "simplify it, or give it as PNG"

_SIZES = ("viewBox", "width", "height", "preserveAspectRatio", "x", "y")
ViewBox = tuple[float, float, float, float]  # left, top, width and height in units of the drawing


def draw_plain(
    root: SvgElement, box: ViewBox, size: tuple[int, int], part: PixelBox | None = None
) -> Image.Image | None:
    """Return a drawing of few plain shapes in so many pixels, or a part of these, drawn here.

    None where numbers are so odd that resvg panics, which is no Exception of Python.
    """
    import resvg_py

    svg = _window(root, box, size, part) if part else sized(root, box, size)
    try:
        data = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    except BaseException as error:
        if isinstance(error, ValueError) or type(error).__name__ == "PanicException":
            return None
        raise
    return _opened(data)


def draw_apart(root: SvgElement, box: ViewBox, size: tuple[int, int]) -> Image.Image:
    """Return any drawing that is safe in so many pixels. Raises Refused, Unset."""
    faces = [str(path) for folder in house_faces() for path in sorted(folder.glob("*.ttf"))]
    return _drawn(sized(root, box, size).encode(), "svg", TEXT_FACE, *faces)


@lru_cache(maxsize=64)
def draw_pdf(data: bytes, size: tuple[int, int]) -> Image.Image:
    """Return what stands on the one page of a PDF, in so many pixels. Raises Refused, Unset."""
    return _drawn(data, "pdf", *map(str, size))


def within(box: ViewBox, size: tuple[int, int]) -> tuple[int, int]:
    """Return the largest size in pixels, of the box's shape, that a size holds."""
    scale = min(size[0] / box[2], size[1] / box[3])
    return max(1, round(box[2] * scale)), max(1, round(box[3] * scale))


def sized(root: SvgElement, box: ViewBox, size: tuple[int, int] | None = None) -> str:
    """Return a drawing as SVG that shows a box, in so many pixels or in any size."""
    return _viewed(root, box, {"width": size[0], "height": size[1]} if size else {})


def _window(root: SvgElement, box: ViewBox, size: tuple[int, int], part: PixelBox) -> str:
    """Return an SVG of a part, in pixels, of what a drawing is in so many."""
    left, top, right, bottom = part
    place = {"x": -left, "y": -top, "width": size[0], "height": size[1], "overflow": "visible"}
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{right - left}" height="{bottom - top}">'
    )
    return f"{head}{_viewed(root, box, place)}</svg>"


def _viewed(root: SvgElement, box: ViewBox, also: Mapping[str, object]) -> str:
    given = {name: value for name, value in root.given.items() if name not in _SIZES}
    given["viewBox"] = " ".join(f"{side:.6g}" for side in box)
    given |= {name: str(value) for name, value in also.items()}
    return replace(root, given=given).written()


def _drawn(data: bytes, *arguments: str) -> Image.Image:
    """Have a drawing drawn in a process of its own."""
    program = ("-I", easel.__file__, *arguments)
    done = run_apart(*program, data=data, patience=PATIENCE_SECONDS)
    if done is None:
        raise Unset("drawing it takes too long", HINT)
    if done.returncode == easel.TOLD:
        raise Unset(done.stderr.decode(errors="replace"), HINT)
    if done.returncode:
        memory = easel.MEMORY_BYTES // 1_000_000
        limits = f"{easel.COMPUTING_SECONDS} s of computing or {memory} MB of memory"
        raise Unset(f"drawing it failed, or took more than {limits}", HINT)
    return _opened(done.stdout)


def _opened(data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            return picture.convert("RGBA")
    except (OSError, SyntaxError) as error:
        raise Refused(f"it cannot be drawn: {error}", HINT) from None
