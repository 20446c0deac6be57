"""What a shelf holds: the copies of a clinic by handout, and what changed among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath

from handouts.batch.ledger import Change, Entry
from handouts.batch.plan import DRAFTS, STANDARD, Planned, owner_of
from handouts.brand import Brand, Clinic
from handouts.content.prose import plain

__all__ = ["INDEX", "BrandShelf", "ClinicShelf", "Day", "File", "Item", "Look", "Move", "Room"]
__all__ += ["brand_shelf", "clinic_shelf", "shelf_path"]

INDEX = "index.html"
DAYS = 6  # with changes, that a shelf tells of


@dataclass(frozen=True)
class Look:
    """What a shelf takes from its brand: name, colours by token, and the logo."""

    name: str
    inks: Mapping[str, str]
    logo: bytes = field(repr=False)
    logo_type: str
    logo_alt: str

    @classmethod
    def of(cls, brand: Brand) -> Look:
        """Return the look of a brand."""
        logo = brand.logo
        picture = (logo.data, logo.media_type, logo.alt) if logo else (b"", "", "")
        return cls(brand.name, brand.palette.inks, *picture)


@dataclass(frozen=True)
class File:
    """A copy on a shelf: a handout in a format; sides are 0 where it has no pages."""

    name: str  # of the file, beside the shelf's own
    path: str
    sha256: str
    format: str
    sides: int
    command: str

    @property
    def label(self) -> str:
        """The name of the format as it is read: 'Large print'."""
        return self.format.replace("-", " ").capitalize()


@dataclass(frozen=True)
class Item:
    """A handout on a shelf, in all its formats; since is the day on which its text came there."""

    id: str
    title: str
    names: tuple[str, ...]  # by which it is found, beside its title
    kind: str
    language: str
    review: str
    code: str
    use_until: date | None
    since: str
    fresh: str  # 'new', 'changed', or '' where its text was there before the last changes
    files: tuple[File, ...]


@dataclass(frozen=True)
class Move:
    """A text that came, changed, went or was refused; codes are '' where there is none."""

    what: str
    title: str
    old: str
    new: str
    why: str


@dataclass(frozen=True)
class Day:
    """What changed on a day (ISO 8601)."""

    day: str
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class ClinicShelf:
    """A clinic's shelf; owner is BRAND or BRAND/CLINIC."""

    path: str
    look: Look
    name: str
    owner: str
    draft: bool
    items: tuple[Item, ...]
    days: tuple[Day, ...]  # the latest first

    @property
    def files(self) -> list[File]:
        """The file of each handout whose first page is shown."""
        return [item.files[0] for item in self.items]

    @property
    def holds(self) -> bool:
        """Whether anything is on it."""
        return bool(self.items)


@dataclass(frozen=True)
class Room:
    """A clinic in its brand's list; href leads to its shelf."""

    name: str
    href: str
    address: str
    handouts: int


@dataclass(frozen=True)
class BrandShelf:
    """The list of a brand's clinics that have a shelf."""

    path: str
    look: Look
    name: str
    draft: bool
    rooms: tuple[Room, ...]
    files: tuple[File, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether anything is on it."""
        return bool(self.rooms)


def shelf_path(brand: Brand, clinic: Clinic | None, draft: bool) -> str:
    """Return where the shelf of a clinic, or of a brand, stands in the output."""
    owner = owner_of(brand, clinic) if clinic else [brand.id]
    return "/".join([*([DRAFTS] if draft else []), *owner, INDEX])


def clinic_shelf(
    brand: Brand,
    clinic: Clinic,
    draft: bool,
    copies: Iterable[tuple[Planned, Entry]],
    changes: Sequence[Change],
) -> ClinicShelf:
    """Return the shelf of a clinic with its copies; changes are those of the shelf, by day."""
    owner = "/".join(owner_of(brand, clinic))
    since = {change.path: change for change in changes}
    first, last = (changes[0].day, changes[-1].day) if changes else ("", "")
    grouped: dict[str, list[tuple[Planned, Entry]]] = {}
    for copy, entry in copies:
        grouped.setdefault(copy.handout.id, []).append((copy, entry))
    items = []
    for held in grouped.values():
        copy = held[0][0]
        handout, edition = copy.handout, copy.edition
        known = [since[copy.path] for copy, _ in held if copy.path in since]
        newest = max(known, key=lambda change: change.day, default=None)
        recent = newest is not None and first < newest.day == last
        items.append(
            Item(
                handout.id,
                plain(handout.title),
                (plain(handout.short_title), *handout.also),
                handout.kind,
                str(handout.language),
                edition.review,
                edition.code,
                edition.use_until,
                newest.day if newest else "",
                _kind(newest) if newest and recent else "",
                tuple(_file(copy, entry, owner, draft) for copy, entry in held),
            )
        )
    items.sort(key=lambda item: (item.title.casefold(), item.id))
    path = shelf_path(brand, clinic, draft)
    return ClinicShelf(
        path, Look.of(brand), clinic.name, owner, draft, tuple(items), tuple(_days(changes))
    )


def brand_shelf(brand: Brand, draft: bool, shelves: Sequence[ClinicShelf]) -> BrandShelf:
    """Return the list of the clinics of a brand, given their shelves in the brand's order."""
    rooms = [
        Room(
            clinic.name,
            "/".join(PurePosixPath(shelf.path).parts[-2:]),
            ", ".join(clinic.address),
            len(shelf.items),
        )
        for clinic, shelf in zip(brand.clinics, shelves, strict=True)
        if shelf.holds
    ]
    path = shelf_path(brand, None, draft)
    return BrandShelf(path, Look.of(brand), brand.name, draft, tuple(rooms))


def _file(copy: Planned, entry: Entry, owner: str, draft: bool) -> File:
    format_ = f" -f {copy.format.name}" if copy.format.name != STANDARD else ""
    command = f"handouts print {copy.handout.id} -b {owner}{format_}{' --draft' if draft else ''}"
    name = PurePosixPath(copy.path).name
    return File(name, copy.path, entry.sha256, copy.format.name, entry.pages, command)


def _days(changes: Sequence[Change]) -> Iterator[Day]:
    """Yield the latest days, with one line for all formats of a text."""
    by_day = [(day, [*held]) for day, held in groupby(changes, key=lambda change: change.day)]
    for day, held in reversed(by_day[-DAYS:]):
        moves = {Move(_kind(c), c.title, c.old, c.new, c.why) for c in held}
        yield Day(day, tuple(sorted(moves, key=lambda m: (m.title.casefold(), m.old, m.new))))


def _kind(change: Change) -> str:
    if change.new:
        return "changed" if change.old else "new"
    return "refused" if change.why else "gone"
