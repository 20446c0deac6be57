"""What the press process is asked for, and how one of its children does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from handouts.content import Approval
from handouts.counter import NotPrinted, Printable, Wish, make, settle
from handouts.diagnostics import HandoutsError
from handouts.pdf import page_picture, page_size, page_texts
from handouts.proof import webp
from handouts.review import (
    Approved,
    Collection,
    approve,
    lines_of,
    open_collection,
    renew,
    review_copy,
    trace,
    withdraw,
)
from handouts.workspace import Workspace

__all__ = [
    "Approve",
    "DrawPages",
    "Errand",
    "Lane",
    "MakeCopy",
    "MakePage",
    "PublicPage",
    "ReadAll",
    "Recorded",
    "Refusal",
    "Renew",
    "ReviewCopy",
    "SheetPage",
    "Withdraw",
    "do_errand",
    "refusal_of",
]


@dataclass(frozen=True)
class ReadAll:
    """Read the workspace on a day: a Collection."""

    day: date


@dataclass(frozen=True)
class MakeCopy:
    """Make a copy where it is not there as it should be: a Printable."""

    day: date
    wish: Wish


@dataclass(frozen=True)
class DrawPages:
    """Draw pages of a PDF, counted from 1, all where none is named: a list of SheetPage.

    It is a file, or the bytes of a copy that stands in none.
    """

    source: Path | bytes
    dpi: int
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class MakePage:
    """Make the patient's page of a text for a clinic: a PublicPage. code is that of the sheet."""

    day: date
    wish: Wish
    code: str


@dataclass(frozen=True)
class ReviewCopy:
    """Make the review copy of a working text: the bytes of a PDF."""

    day: date
    handout: str


@dataclass(frozen=True)
class Approve:
    """Record an approval of the working text that has a code: a Recorded."""

    day: date
    handout: str
    approval: Approval
    author: str
    code: str


@dataclass(frozen=True)
class Renew:
    """Record that the approved text with a code was read anew: a Recorded."""

    day: date
    code: str
    approval: Approval


@dataclass(frozen=True)
class Withdraw:
    """Record that the approved text with a code may be given no more: a Recorded."""

    day: date
    code: str
    why: str


Record = Approve | Renew | Withdraw
Errand = ReadAll | MakeCopy | DrawPages | MakePage | ReviewCopy | Record
Lane = Literal["desk", "pictures"]  # what somebody waits for, and what nobody does


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


@dataclass(frozen=True)
class Recorded:
    """A record as it was written, and what is worth knowing: of it, of disks and of shelves."""

    code: str
    notes: tuple[str, ...] = ()
    removed: int = 0  # files that were taken away


def do_errand(root: Path, collection: Collection | None, errand: Errand) -> object:
    """Do an errand in this process; what it refuses is a value."""
    try:
        return _do(root, collection, errand)
    except (HandoutsError, OSError) as error:
        return refusal_of(error)


def refusal_of(error: HandoutsError | OSError) -> Refusal:
    """Return what an exception says, as staff read it."""
    if isinstance(error, NotPrinted):
        return Refusal(error.fact, error.hint)
    if isinstance(error, OSError):
        return Refusal(f"{error.filename or 'the system'}: {error.strerror or error}")
    worst = next((d for d in error.diagnostics if d.severity == "error"), error.diagnostics[0])
    return Refusal(f"{worst.place}: {worst.message}", worst.hint)


def _do(root: Path, collection: Collection | None, errand: Errand) -> object:
    match errand:
        case ReadAll(day):
            return open_collection(Workspace.open(root, day))
        case MakeCopy(day, wish):
            return make(_on(root, collection, day), wish)
        case DrawPages():
            return _drawn(errand)
        case MakePage(day, wish, code):
            return _page(_on(root, collection, day), wish, code)
        case ReviewCopy(day, handout):
            return _review_copy(_on(root, collection, day), handout)
    return _recorded(open_collection(Workspace.open(root, errand.day)), errand)


def _review_copy(collection: Collection, handout: str) -> bytes:
    working = collection.editions[handout].working
    if working is None:
        raise HandoutsError(*collection.findings(handout))
    return review_copy(working, collection.materials)


def _recorded(collection: Collection, errand: Record) -> Recorded:
    """Write a record in the workspace as it is now, and have disks and shelves follow it."""
    done: Approved
    match errand:
        case Approve(_, handout, approval, author, code):
            done = approve(collection, handout, approval, author, code)
        case Renew(_, code, approval):
            done = renew(collection, collection.frozen(code), approval)
        case Withdraw(_, code, why):
            done = withdraw(collection, collection.kept(code), why)
    settled = settle(collection.workspace)
    notes = [f"{d.message}{f'; {d.hint}' if d.hint else ''}" for d in done.problems]
    notes += [str(problem) for problem in settled.problems]
    return Recorded(str(done.record.code), tuple(notes), len(settled.removed))


def _on(root: Path, collection: Collection | None, day: date) -> Collection:
    """Return what was read, on a day."""
    if collection is None:
        return open_collection(Workspace.open(root, day))
    workspace = replace(collection.workspace, today=day, clock=None)
    return replace(collection, materials=replace(collection.materials, workspace=workspace))


def _drawn(errand: DrawPages) -> Sequence[SheetPage]:
    data = errand.source if isinstance(errand.source, bytes) else errand.source.read_bytes()
    pages = errand.pages or range(1, len(page_texts(data)) + 1)
    drawn = list[SheetPage]()
    for number in pages:
        picture = page_picture(data, number - 1, _dpi(data, errand.dpi))
        drawn.append(SheetPage(webp(picture), picture.width, picture.height))
    return drawn


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
