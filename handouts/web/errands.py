"""What the desk asks the press process for, and how that is told where it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from handouts.counter import Printable, Wish, make
from handouts.diagnostics import HandoutsError, Unplaced
from handouts.files import way_out
from handouts.pdf import page_picture, page_size, page_texts
from handouts.preview import collection_in
from handouts.proof import webp
from handouts.review import Collection, lines_of, trace
from handouts.workers import Question

__all__ = [
    "DrawPages",
    "MakeCopy",
    "MakePage",
    "PublicPage",
    "Refusal",
    "SheetPage",
    "refusal_of",
]


@dataclass(frozen=True)
class MakeCopy(Question):
    """Make a copy where it is not there as it should be: a Printable."""

    day: date
    wish: Wish

    def answer(self, holding: Any) -> Printable:
        """Make it. Raises as make does."""
        return make(_on(holding, self.day), self.wish)


@dataclass(frozen=True)
class DrawPages(Question):
    """Draw pages of a PDF, counted from 1, all where none is named: a list of SheetPage.

    It is a file, or the bytes of a copy that stands in none.
    """

    source: Path | bytes
    dpi: int
    pages: tuple[int, ...] = ()

    def answer(self, holding: Any) -> Sequence[SheetPage]:
        """Draw them. Raises OSError where the file cannot be read."""
        data = self.source if isinstance(self.source, bytes) else self.source.read_bytes()
        pages = self.pages or range(1, len(page_texts(data)) + 1)
        drawn = list[SheetPage]()
        for number in pages:
            picture = page_picture(data, number - 1, _dpi(data, self.dpi))
            drawn.append(SheetPage(webp(picture), picture.width, picture.height))
        return drawn


@dataclass(frozen=True)
class MakePage(Question):
    """Make the patient's page of a text for a clinic: a PublicPage. code is that of the sheet."""

    day: date
    wish: Wish
    code: str

    def answer(self, holding: Any) -> PublicPage:
        """Make it. Raises as make does."""
        return _page(_on(holding, self.day), self.wish, self.code)


@dataclass(frozen=True)
class SheetPage:
    """A page as WebP; width and height in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class PublicPage:
    """The web format of a text, and what was said in the text of a sheet and is said in it now."""

    html: bytes
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Why something could not be done, and what to do about it."""

    fact: str
    hint: str = ""


def refusal_of(error: HandoutsError | OSError) -> Refusal:
    """Return what an exception says, as staff read it."""
    if isinstance(error, Unplaced):
        return Refusal(error.fact, error.hint)
    if isinstance(error, OSError):
        name = error.filename or "the system"
        return Refusal(f"{name}: {error.strerror or error}", way_out(error))
    worst = next((d for d in error.diagnostics if d.severity == "error"), error.diagnostics[0])
    return Refusal(f"{worst.place}: {worst.message}", worst.hint)


def _on(holding: Any, day: date) -> Collection:
    """Return what was read, on a day. Raises what reading it came to."""
    collection = collection_in(holding)
    workspace = replace(collection.workspace, today=day, clock=None)
    return replace(collection, materials=replace(collection.materials, workspace=workspace))


def _dpi(data: bytes, dpi: int) -> float:
    """Return the resolution at which a page is as wide as A4 would be: a small one is enlarged."""
    width, height = page_size(data)
    return dpi * min(2.0, max(1.0, 210 / min(width, height)))


def _page(collection: Collection, wish: Wish, code: str) -> PublicPage:
    copy: Printable = make(collection, wish)
    html = copy.file.read_bytes()
    if code in ("", copy.edition.code):
        return PublicPage(html)
    now = copy.edition
    old = replace(  # its words, and not what a sheet says of its text
        trace(collection, code).edition,
        use_until=now.use_until,
        review_by=now.review_by,
        overdue=now.overdue,
    )
    lines = (lines_of(edition, collection.materials) for edition in (old, now))
    before, after = map(tuple, lines)
    return PublicPage(html, before, after)
