"""A leaflet as its file says it, whatever kind of file that is: paragraphs and grids, with places.

Paragraphs count from 1, in the order in which the file holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from handouts.diagnostics import Refused

__all__ = [
    "Annotation",
    "Aside",
    "Graphic",
    "Grid",
    "GridCell",
    "Original",
    "Para",
    "Stretch",
    "Tracked",
    "Unreadable",
    "paragraphs",
]

MOST_PARAGRAPHS = 5_000
Tracked = Literal["", "in", "out", "to", "from"]  # put in, taken out; moved to here, from here
Aside = Literal["", "hidden", "struck through", "a prompt to fill in"]


class Unreadable(Refused):
    """A file that no leaflet can be read from: the fact as text, the way out as ``hint``."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters in a row that are alike in all that matters here."""

    text: str
    strong: bool = False
    raised: Literal["", "sup", "sub"] = ""
    state: Tracked = ""  # of a tracked change
    aside: Aside = ""  # what is in the file and not for its reader
    link: str = ""  # the address that it leads to
    remark: str = ""  # the key of a note or comment that hangs here
    size: float = 0.0  # pt, where it is known
    coloured: bool = False


@dataclass(frozen=True, slots=True)
class Graphic:
    """A picture: its bytes, or the address that it was left at."""

    name: str
    data: bytes = b""
    alt: str = ""
    away: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, with what hangs on it."""

    number: int
    where: str  # body, table, text box, header, …
    stretches: tuple[Stretch, ...] = ()
    role: str = ""  # title, subtitle, caption or contents, where its style says so
    level: int = 0  # of a heading, from 1
    label: str = ""  # the number or sign before an item of a list
    bullet: bool = False
    depth: int = 0  # of a list in a list
    leader: bool = False  # its tabs draw a line to write on
    graphics: tuple[Graphic, ...] = ()
    boxes: tuple[tuple[Para | Grid, ...], ...] = ()

    @property
    def text(self) -> str:
        """Its words, with those of changes that are not settled."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell, over so many columns and rows; a cell over no rows is covered by one above."""

    blocks: tuple[Para | Grid, ...]
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as the file has it."""

    number: int  # of its first paragraph
    where: str
    rows: tuple[tuple[GridCell, ...], ...]
    lined: bool = True
    heads: int = 0  # rows that the file says are heads


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note or a comment: what kind, and its words."""

    kind: str  # footnote, endnote, comment
    number: int
    words: str


@dataclass(frozen=True)
class Original:
    """A leaflet as its file says it."""

    blocks: tuple[Para | Grid, ...]
    margins: tuple[Para, ...] = ()  # its headers and footers
    remarks: Mapping[str, Annotation] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()  # what was left aside, in sentences
    title: str = ""  # that the file gives itself
    language: str = ""
    size: float = 11.0  # pt, of its text


def paragraphs(blocks: Iterable[Para | Grid]) -> Iterator[Para]:
    """Walk through all paragraphs, those in cells and boxes too."""
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs(cell.blocks)
        else:
            yield block
            for box in block.boxes:
                yield from paragraphs(box)
