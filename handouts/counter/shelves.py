"""What a shelf holds: the copies of a clinic by handout, and what changed among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, repeat
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from handouts.batch import DRAFTS, Copy, owner_of, size_in_words
from handouts.brand import Brand, Clinic
from handouts.content import Locale, plain
from handouts.counter.finding import Findable, findables
from handouts.counter.folding import fold
from handouts.counter.languages import choosable, locale_called
from handouts.store import INDEX, Change, Entry

__all__ = ["BrandShelf", "ClinicShelf", "Day", "File", "Move", "Room", "ShelfItem", "ShelfLook"]
__all__ += ["brand_shelf", "clinic_shelf", "codes_of", "shelf_path", "together", "words_of"]

DAYS = 6  # with changes, that a shelf tells of


class _Text(Protocol):
    """What stands on a shelf or in a list: a text of a handout."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


T = TypeVar("T", bound=_Text)


@dataclass(frozen=True)
class ShelfLook:
    """What a shelf takes from its brand: name, colours by token, and the logo."""

    name: str
    inks: Mapping[str, str]
    logo: bytes = field(repr=False)
    logo_type: str
    logo_alt: str

    @classmethod
    def of(cls, brand: Brand) -> ShelfLook:
        """Return the look of a brand."""
        logo = brand.logo
        picture = (logo.data, logo.media_type, logo.alt) if logo else (b"", "", "")
        return cls(brand.name, brand.palette.inks, *picture)


@dataclass(frozen=True)
class File:
    """A copy on a shelf: a handout in a format; pages are 0 where it is not on paper."""

    name: str  # of the file, beside the shelf's own
    path: str
    sha256: str
    format: str
    medium: str
    paper: str
    pages: int
    command: str
    label: str  # the name of the format as it is read: 'Large print'
    use_until: date | None = None  # the earlier of what is printed on it, and what holds today
    sheets: int = 0  # that a booklet is folded from
    landscape: bool = False

    @property
    def size(self) -> str:
        """What it takes of paper, in words; '' where it is not on paper."""
        return size_in_words(self.pages, self.sheets) if self.pages else ""


@dataclass(frozen=True)
class ShelfItem:
    """A handout in a language on a shelf, in all its formats; since is when its text came there."""

    id: str
    title: str
    words: Findable  # by which it is found
    kind: str
    language: str
    review: str
    codes: str  # of its texts: one, or those of a pack
    use_until: date | None
    since: str
    fresh: str  # 'new', 'changed', or '' where its text was there before the last changes
    files: tuple[File, ...]

    @property
    def locale(self) -> Locale:
        """Its language, which it is called by in itself."""
        return locale_called(self.language)

    @property
    def front(self) -> File:
        """The file whose first page is shown: one to read, not one to fold."""
        return next((file for file in self.files if file.medium == "pdf"), self.files[0])


@dataclass(frozen=True)
class Move:
    """A text that came, changed, went or was refused; codes are '' where there is none."""

    what: str
    title: str
    old: str
    new: str
    why: str
    language: str = ""  # '' where it is not known any more

    @property
    def locale(self) -> Locale:
        """Its language, which it is called by in itself."""
        return locale_called(self.language)


@dataclass(frozen=True)
class Day:
    """What changed on a day (ISO 8601)."""

    day: str
    moves: tuple[Move, ...]


@dataclass(frozen=True)
class ClinicShelf:
    """A clinic's shelf; owner is BRAND or BRAND/CLINIC."""

    path: str
    look: ShelfLook
    name: str
    owner: str
    draft: bool
    items: tuple[ShelfItem, ...]
    days: tuple[Day, ...]  # the latest first
    absent: tuple[str, ...] = ()  # titles of what may be given, and is not offered here

    @property
    def languages(self) -> list[tuple[str, Locale]]:
        """The languages on it, to choose from."""
        return choosable(item.language for item in self.items)

    @property
    def moved_in_several(self) -> bool:
        """Whether texts of several languages are on it, or came and went."""
        moves = {move.language for day in self.days for move in day.moves if move.language}
        return len(moves | {item.language for item in self.items}) > 1

    @property
    def fronts(self) -> list[File]:
        """The file of each handout whose first page is shown."""
        return [item.front for item in self.items]

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

    @property
    def words(self) -> Findable:
        """The words by which it is found."""
        return Findable((fold(self.name),), text=(fold(self.address),))


@dataclass(frozen=True)
class BrandShelf:
    """The list of a brand's clinics that have a shelf."""

    path: str
    look: ShelfLook
    name: str
    draft: bool
    rooms: tuple[Room, ...]
    fronts: tuple[File, ...] = ()

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
    copies: Iterable[tuple[Copy, Entry]],
    changes: Sequence[Change],
    usual: str,
) -> ClinicShelf:
    """Return the shelf of a clinic with its copies.

    changes are those of the shelf, by day; usual is the format that is printed where none is named.
    """
    owner = "/".join(owner_of(brand, clinic))
    asked = f" -b {owner}{' --draft' if draft else ''}"
    grouped: dict[tuple[str, str], list[tuple[Copy, Entry]]] = {}
    for copy, entry in copies:
        text = copy.handout.id, str(copy.handout.language)
        grouped.setdefault(text, []).append((copy, entry))
    texts = [group[0][0] for group in grouped.values()]
    several = len({language for _, language in grouped}) > 1
    files = [
        [_file(*one, asked + (f" -l {language}" if several else ""), usual) for one in group]
        for (_, language), group in grouped.items()
    ]
    items = together(map(_item, texts, words_of(texts), files, repeat(changes)))
    path = shelf_path(brand, clinic, draft)
    days = tuple(_days(changes, {f.path: item.language for item in items for f in item.files}))
    return ClinicShelf(path, ShelfLook.of(brand), clinic.name, owner, draft, tuple(items), days)


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
    return BrandShelf(path, ShelfLook.of(brand), brand.name, draft, tuple(rooms))


def codes_of(copy: Copy) -> str:
    """Return the code of the text of a copy, as it stands on its pages; of a pack, all codes."""
    return " and ".join(part.edition.code for part in copy.parts or (copy,))


def words_of(copies: Sequence[Copy]) -> list[Findable]:
    """Return the words by which each copy is found; of several languages also what it is in."""
    texts = [c.handout if not c.parts else replace(c.handout, sections=()) for c in copies]
    words = findables(texts)  # a cover has no text of its own
    if len({text.language for text in texts}) < 2:
        return words
    locales = [locale_called(str(text.language)) for text in texts]
    return [
        replace(one, text=(*one.text, fold(locale.name), fold(locale.english)))
        for one, locale in zip(words, locales, strict=True)
    ]


def together(texts: Iterable[T]) -> list[T]:
    """Return texts by title, those of one handout together: first what it is in by itself."""
    ours, titles = list(texts), dict[str, str]()
    for one in ours:
        titles.setdefault(one.id, one.title.casefold())
    return sorted(ours, key=lambda one: (titles[one.id], one.id))


def _item(
    copy: Copy, words: Findable, files: Sequence[File], changes: Sequence[Change]
) -> ShelfItem:
    """Return a handout in its formats; it is fresh where it came on the last day, not the first."""
    handout = copy.handout
    first, last = (changes[0].day, changes[-1].day) if changes else ("", "")
    paths = {file.path for file in files}
    known = {change.path: change for change in changes if change.path in paths}.values()
    newest = max(known, key=lambda change: change.day, default=None)
    return ShelfItem(
        handout.id,
        plain(handout.title),
        words,
        "pack" if copy.parts else handout.kind,
        str(handout.language),
        copy.edition.review,
        codes_of(copy),
        max((file.use_until for file in files if file.use_until), default=None),
        newest.day if newest else "",
        _kind(newest) if newest and first < newest.day == last else "",
        tuple(files),
    )


def _file(copy: Copy, entry: Entry, asked: str, usual: str) -> File:
    form = copy.format
    format_ = f" -f {form.name}" if form.name != usual else ""
    return File(
        PurePosixPath(copy.path).name,
        copy.path,
        entry.sha256,
        form.name,
        form.medium,
        copy.stock if form.medium == "booklet" else copy.paper,
        entry.pages,
        f"handouts print {copy.handout.id}{format_}{asked}",
        form.title,
        _until(copy.edition.use_until, entry.until),
        copy.sheets(entry.pages),
        form.orientation == "landscape",
    )


def _until(now: date | None, printed: str) -> date | None:
    """Return the day after which a copy may not be used: a renewal changes no sheet on a disk."""
    return min(now, date.fromisoformat(printed)) if now and printed else now


def _days(changes: Sequence[Change], languages: Mapping[str, str]) -> Iterator[Day]:
    """Yield the latest days, with one line for all formats of a text; languages are by path."""
    by_day = [(day, [*members]) for day, members in groupby(changes, key=lambda change: change.day)]
    for day, members in reversed(by_day[-DAYS:]):
        moves = {
            Move(_kind(c), c.title, c.old, c.new, c.why, c.language or languages.get(c.path, ""))
            for c in members
        }
        yield Day(day, tuple(sorted(moves, key=lambda m: (m.title.casefold(), m.old, m.new))))


def _kind(change: Change) -> str:
    if change.new:
        return "changed" if change.old else "new"
    return "refused" if change.why else "gone"
