"""Pages of a sheet as pictures, to be looked at: one page first, from as few sections as it takes.

A page depends on what stands before its end, and on what a break there keeps together: on the
sections that begin on it or before it, and the one after them. How many pages there are stands on
each page; it is told from the last time, and set right when all pages are set.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PIL.Image import Image

from handouts.diagnostics import Problems
from handouts.engine import Box, Pagination, Source, paginate
from handouts.page import Face
from handouts.pdf import page_pictures
from handouts.press.spots import WordSpot, named_spots, spots_of

__all__ = ["Outline", "draw_page", "draw_pages"]

DPI = 100  # A4 is 827 pixels wide
WORTH = 0.75  # of the sections: to set more of them alone, and all of them after, gains nothing
TAG = re.compile(r"<(/?)section\b([^>]*)>")
ID = re.compile(r"""\sid=["']([^"']*)""")
COUNT = re.compile(
    r"counter\(\s*pages\s*\)"
)  # https://www.w3.org/TR/css-page-3/#page-based-counters
END = '<div id="end">'  # closes every sheet


@dataclass(frozen=True)
class Outline:
    """How a sheet lay when all of it was set: its pages, and on which each section begins, from 1.

    last_page is as that of `Typeset`; tops are in mm from the top of the page. Spots tell where its
    words stand.
    """

    pages: int
    last_page: float
    begins: tuple[int, ...]
    tops: tuple[float, ...] = ()
    spots: tuple[WordSpot, ...] = field(default=(), repr=False)

    def needed(self, page: int) -> int:
        """Return how many sections it takes to set a page, from 0; 0 where all are needed."""
        count = sum(begin <= page + 1 for begin in self.begins) + 1
        return count if count <= WORTH * len(self.begins) else 0


def draw_pages(
    source: Source,
    faces: Sequence[Face],
    problems: Problems,
    only: Callable[[Outline], Sequence[int]],
) -> tuple[Outline, dict[int, Image]] | None:
    """Set all of a sheet, and return how it lies and those pages, from 0; None after an error."""
    html, names, _ = _named(source.html)
    html, named = named_spots(html)
    laid_out = paginate(replace(source, html=html), faces, problems)
    if laid_out is None:
        return None
    begins = list(_begins(names, laid_out.boxes))
    first, tops = tuple(page for page, _ in begins), tuple(top for _, top in begins)
    spots = tuple(spots_of(named, laid_out.boxes))
    outline = Outline(laid_out.pages, laid_out.last_page, first, tops, spots)
    chosen = only(outline)
    pictures = _pictures(laid_out, chosen, problems)
    return None if pictures is None else (outline, dict(zip(chosen, pictures, strict=True)))


def draw_page(
    source: Source, faces: Sequence[Face], problems: Problems, page: int, outline: Outline
) -> Image | None:
    """Return one page, from 0, of a sheet that lay so the last time, from its first sections.

    None where they do not tell: all of it is to be set.
    """
    html, names, ends = _named(source.html)
    needed = outline.needed(page)
    if not 0 < needed < len(names) or END not in html:
        return None
    cut = html[: ends[needed - 1]] + html[html.rindex(END) :]
    count = f"'{outline.pages}'"
    styles = [replace(style, text=COUNT.sub(count, style.text)) for style in source.styles]
    laid_out = paginate(replace(source, html=cut, styles=styles), faces, problems)
    after = laid_out.boxes.get(names[needed - 1]) if laid_out else None
    if laid_out is None or after is None or after.page <= page + 1:
        return None
    return next(iter(_pictures(laid_out, [page], problems) or ()), None)


def _pictures(
    laid_out: Pagination, numbers: Sequence[int], problems: Problems
) -> list[Image] | None:
    """Return some pages, from 0, as pictures; None after an error."""
    data = laid_out.draw_to_see(numbers, problems)
    return None if data is None else list(page_pictures(data, DPI)) if data else []


def _begins(names: Sequence[str], boxes: Mapping[str, Box]) -> Iterator[tuple[int, float]]:
    """Yield where each section begins; one that shows nothing begins with the last."""
    page, top = 1, 0.0
    for name in names:
        if name in boxes:
            page, top = boxes[name].page, boxes[name].top
        yield page, top


def _named(html: str) -> tuple[str, list[str], list[int]]:
    """Return a sheet whose outermost sections have a name each, the names, and where they end."""
    out, names, ends = list[str](), list[str](), list[int]()
    deep = at = length = 0
    for tag in TAG.finditer(html):
        if tag[1]:
            deep -= 1
            if not deep:
                ends.append(tag.end() + length)
            continue
        if not deep:
            own = ID.search(tag[2])
            names.append(own[1] if own else f"section-{len(names)}")
            if own is None:
                named = f' id="{names[-1]}"'
                start = tag.start() + len("<section")
                out += [html[at:start], named]
                at, length = start, length + len(named)
        deep += 1
    return "".join([*out, html[at:]]), names, ends
