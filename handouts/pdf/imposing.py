"""Pages two-up in folding order: to print on both sides, to fold once and to read as a booklet.

The result is for the printer alone: it keeps no structure to listen to, and says PDF/A-2b.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from handouts.papers import PAPERS
from handouts.pdf import metadata
from handouts.pdf.finishing import open_pdf, save_pdf
from handouts.pdf.metadata import Meta

__all__ = ["booklet", "folding_order"]

UP = ("/Left", "/Right")


def booklet(data: bytes, paper: str, meta: Meta) -> bytes:
    """Return the pages of a copy on sheets of a paper, padded with empty ones to four.

    One that is read from the right has its spine there. Pages keep their size; what a half of the
    sheet is too narrow for is cut from their margins.
    Raises Unfinished where the copy cannot be read.
    """
    source, made = open_pdf(data), Pdf.new()
    made.Root.OutputIntents = made.copy_foreign(source.make_indirect(source.Root.OutputIntents))
    pages = [made.copy_foreign(page.as_form_xobject()) for page in map(Page, source.pages)]
    from_right = metadata.runs_from_right(source)
    if from_right:
        metadata.run_from_right(made)
    for halves in folding_order(len(pages), from_right=from_right):
        drawn = {
            name: pages[number]
            for name, number in zip(UP, halves, strict=True)
            if number is not None
        }
        _add(made, drawn, PAPERS[paper].landscape_pt)
    metadata.write(made, meta, metadata.SEEN)
    return save_pdf(made)


def folding_order(
    pages: int, *, from_right: bool = False
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the pages, from 0, of the left and right half of each side; None for an empty one.

    What is read from the right has its spine there: the halves change places.
    """
    padded = -(-pages // 4) * 4

    def page(number: int) -> int | None:
        return number if number < pages else None

    for first in range(0, padded // 2, 2):
        last = padded - 1 - first
        for left, right in ((last, first), (first + 1, last - 1)):
            yield (page(right), page(left)) if from_right else (page(left), page(right))


def _add(made: Pdf, drawn: Mapping[str, Object], sheet: tuple[float, float]) -> None:
    width, height = sheet
    content = []
    for half, name in enumerate(UP):
        if name in drawn:
            form = drawn[name]
            left, low, right, high = map(float, form.BBox)
            x = width * (2 * half + 1) / 4 - (left + right) / 2
            y = (height - low - high) / 2
            clip = f"{half * width / 2:.2f} 0 {width / 2:.2f} {height:.2f} re W n"
            content.append(f"q {clip} 1 0 0 1 {x:.2f} {y:.2f} cm {name} Do Q")
    page = Page(made.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *sheet]))))
    page.Resources = Dictionary(XObject=Dictionary(dict(drawn)))
    page.Contents = made.make_stream("\n".join(content).encode())
    made.pages.append(page)
