"""The papers: their names, sizes, and what printers call them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from handouts.units import MM_PER_INCH, PT_PER_INCH

__all__ = ["PAPERS", "STOCKS", "USUAL", "Orientation", "Paper", "PaperName", "Stock", "page_name"]

PaperName = Literal["A3", "A4", "A5", "Letter"]  # what a format may be set on
Stock = Literal["A4", "Letter"]  # what is in a clinic's printer, by its country
Orientation = Literal["portrait", "landscape"]

STOCKS: tuple[Stock, ...] = get_args(Stock)
USUAL: Stock = "A4"  # where a clinic's country is not known


@dataclass(frozen=True)
class Paper:
    """A sheet of paper, upright; width and height in mm.

    Sizes are those of ISO 216 and, of Letter, 8.5 by 11 inches. media is its name in PWG 5101.1
    (https://ftp.pwg.org/pub/pwg/candidates/cs-pwgmsn20-20130328-5101.1.pdf).
    """

    name: PaperName
    width: float
    height: float
    media: str

    def sides(self, orientation: Orientation = "portrait") -> tuple[float, float]:
        """Return the width and height of a page, in mm."""
        upright = self.width, self.height
        return upright if orientation == "portrait" else (self.height, self.width)

    @property
    def landscape_pt(self) -> tuple[float, float]:
        """Its width and height in pt, to a hundredth, when it lies on its side."""
        width, height = (round(s / MM_PER_INCH * PT_PER_INCH, 2) for s in self.sides("landscape"))
        return width, height

    @property
    def whole_mm(self) -> tuple[int, int]:
        """Its width and height in whole mm, by which a page that was made is known."""
        return round(self.width), round(self.height)

    @property
    def hundredths(self) -> tuple[int, int]:
        """Its width and height in 1/100 mm, as printers are told."""
        return round(100 * self.width), round(100 * self.height)


PAPERS: dict[str, Paper] = {
    paper.name: paper
    for paper in (
        Paper("A3", 297, 420, "iso_a3_297x420mm"),
        Paper("A4", 210, 297, "iso_a4_210x297mm"),
        Paper("A5", 148, 210, "iso_a5_148x210mm"),
        Paper("Letter", 215.9, 279.4, "na_letter_8.5x11in"),
    )
}


def page_name(paper: str, orientation: Orientation) -> str:
    """Return what a page is called: 'A4', 'A3 landscape'."""
    return paper if orientation == "portrait" else f"{paper} {orientation}"
