"""Which blocks may go on overleaf: those that take half a page, by a count of their letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handouts.content import CITATION, Block, texts
from handouts.page.formats import Format
from handouts.papers import PAPERS, USUAL
from handouts.units import MM_PER_PT

__all__ = ["Breaking"]

HEADING_MM = 40  # mm, the column of the headings beside the text (styles/sections.css)
MARGINS_MM = 46  # mm over and under the text together (styles/page.css)
LETTER = 0.5  # of the size: how wide a letter is, on average
APART = 0.3  # of a line: the space between items or rows
PART = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")  # before a paragraph, or an item


@dataclass(frozen=True)
class Breaking:
    """How much stays whole on the pages of a format: lines, and letters on each of them."""

    half: float
    letters: float

    @classmethod
    def on(cls, format_: Format, paper: str) -> Breaking:
        """Return what half a page holds in the roomiest fit of a format on a paper."""
        fit = format_.fits[0]
        size = fit.size * MM_PER_PT
        _, height = PAPERS[paper or format_.paper or USUAL].sides(format_.orientation)
        wide = format_.slots.width("masthead") - HEADING_MM
        return cls((height - MARGINS_MM) / 2 / (size * fit.leading), wide / (size * LETTER))

    def long(self, block: Block) -> bool:
        """Say whether a block begins where it is and may go on overleaf, between its items."""
        return sum(lines + APART for lines in self._lines(block)) > self.half

    def tall(self, block: Block) -> bool:
        """Say whether an item or row of a block is so high that it may itself go on overleaf."""
        return max(self._lines(block), default=0) > self.half

    def lines(self, block: Block) -> int:
        """Return about how many lines a block takes."""
        return sum(self._lines(block))

    def _lines(self, block: Block) -> Iterator[int]:
        """Yield about how many lines the items or rows of a block take."""
        rows = [[CITATION.sub("", cell) for cell in row] for row in block.beside]
        if rows:
            yield from self._rows(rows)
            return
        for text in texts(block):
            for part in PART.split(CITATION.sub("", text)):
                yield -(-len(part) // int(self.letters)) or 1

    def _rows(self, rows: Sequence[Sequence[str]]) -> Iterator[int]:
        """Yield the lines of rows; a column is as wide as its longest cell asks for."""
        longest = [max(map(len, column)) or 1 for column in zip(*rows, strict=False)]
        for row in rows:
            share = max(len(cell) / most for cell, most in zip(row, longest, strict=False))
            yield -(-int(share * sum(longest)) // int(self.letters)) or 1
