"""What is known of the pages of a copy once they are set: plain values, from whoever sets them."""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.diagnostics import Place

__all__ = ["PageFacts", "Spot"]


@dataclass(frozen=True)
class Spot:
    """Something on a page: which page, from 1, and words to find it by."""

    page: int
    words: str


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """The measures of a handout's pages in a format, on a paper, in the colours of a brand.

    Sizes in pt after scaling, lengths in mm, shares from 0 to 1. What a clinic's slots hold is not
    counted.
    """

    format: str = "standard"
    paper: str = "A4"
    brand: str = ""
    pages: int = 2
    body_size: float = 12  # pt, of running text; 0 without any
    smallest_size: float = 10  # pt, of any text
    x_height: float = 2.0  # mm, of running text; 0 where it has no such letter
    leading: float = 1.35  # line height as a multiple of the size; 0 without running text
    measure: float = 66  # characters in a full line of running text, on average; 0 without one
    margin: float = 15  # mm, from the nearest text to the edge of the sheet
    last_page_fill: float = 0.8  # share of the height of the last page's text area
    ink: float = 0.06  # mean share of black over all pages, in grey
    grey_contrast: float = 7  # the least of text against what it stands on, in grey
    stranded: tuple[Spot, ...] = ()  # headings at the foot of a page, away from their text
    cut: tuple[Spot, ...] = ()  # steps, rows and boxes that a page break cuts
    overflowing: tuple[Spot, ...] = ()  # words that leave their column, or lie over others
    place: Place = field(default=Place(""), compare=False)  # the handout's file
