"""Filling the shelves: what goes on each, what changed there, and which must be written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any

from handouts.batch import (
    DRAFTS,
    Copy,
    Materials,
    Order,
    Stray,
    look_key,
    not_offered,
    plan,
    plan_packs,
    remove,
    unread,
)
from handouts.brand import brand_names
from handouts.content import plain
from handouts.counter.frontpages import FrontPages
from handouts.counter.shelfpage import ShelfPages
from handouts.counter.shelves import (
    BrandShelf,
    ClinicShelf,
    brand_shelf,
    clinic_shelf,
    codes_of,
    shelf_path,
)
from handouts.diagnostics import HandoutsError, Place, Problems
from handouts.files import way_out
from handouts.press import engine_key
from handouts.store import Change, Entry, FileStat, Ledger

__all__ = ["Shelved", "fill"]

Shelf = ClinicShelf | BrandShelf
Copies = list[tuple[Copy, Entry]]


@dataclass
class Shelved:
    """What came of the shelves: those that were written, and those that nothing is on any more."""

    written: list[str] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    known: dict[str, Any] = field(default_factory=dict)  # all that stand: key and stamp by path


def fill(
    materials: Materials,
    ledger: Ledger,
    known: Mapping[str, Any],
    *,
    processes: int,
    prune: bool,
) -> Shelved:
    """Write the shelves whose bytes would be others than those that are known; note what changed.

    known holds the key and the stamp of each shelf that was written before, by path. Raises
    OSError where the output cannot be listed.
    """
    done = Shelved()
    order = Order(formats=tuple(materials.formats))
    everything = [*plan(order, materials), *plan_packs(order, materials)]
    stamps = materials.storage.stamps([*(copy.path for copy in everything), *known])
    copies = _there(everything, ledger.entries(), stamps)
    refused = {copy.path: copy.edition.refused for copy in everything if copy.edition.refused}
    ledger.note([*_changes(copies, refused, ledger.changes(), materials)])
    shelves = {shelf.path: shelf for shelf in _shelves(copies, ledger.changes(), materials)}
    wanted = {  # an empty shelf only in the place of a full one
        path: shelf
        for path, shelf in shelves.items()
        if shelf.holds or (path in known and not prune)
    }
    try:
        _write(wanted, known, stamps, materials, done, processes)
    except HandoutsError as error:  # of a template, which all of them share
        done.problems.extend(error.diagnostics)
        done.known = {**known, **done.known}
    else:
        _tidy(known, materials, done, prune)
    return done


def _there(
    planned: Iterable[Copy], entries: Mapping[str, Entry], stamps: Mapping[str, FileStat]
) -> Copies:
    """Return the copies that are there and right: as they were made, and of today's text."""
    return [
        (copy, entry)
        for copy in planned
        if (entry := entries.get(copy.path))
        and entry.text_code == copy.edition.code
        and not copy.edition.refused
        and stamps.get(copy.path) == entry.stamp
    ]


def _changes(
    copies: Copies,
    refused: Mapping[str, str],
    before: Sequence[Change],
    materials: Materials,
) -> Iterator[Change]:
    """Yield what came on the shelves and what went since the last time; refused tells why.

    What belongs to something that cannot be read at the moment has not gone.
    """
    today = materials.workspace.today.isoformat()
    last = {change.path: change for change in before}
    now = {copy.path: copy for copy, _ in copies}
    for path in sorted(now.keys() | last.keys()):
        copy, was = now.get(path), last.get(path)
        old, new = was.new if was else "", codes_of(copy) if copy else ""
        if old == new or not (copy or not unread(path, materials)):
            continue
        title = plain(copy.handout.title) if copy else was.title if was else ""
        old = was.old if was and was.day == today else old
        language = copy.edition.language if copy else was.language if was else ""
        why = "" if copy else refused.get(path, "")
        yield Change(path, today, title, old, new, why, language)


def _shelves(copies: Copies, changes: Sequence[Change], materials: Materials) -> Iterator[Shelf]:
    """Yield all shelves of the brands that could be read, full or empty."""
    usual = materials.workspace.settings.formats[0]
    standing: dict[str, Copies] = {}
    for copy, entry in copies:
        standing.setdefault(_folder(copy.path), []).append((copy, entry))
    absent = _absent(materials)
    moved: dict[str, list[Change]] = {}
    for change in changes:
        moved.setdefault(_folder(change.path), []).append(change)
    for brand in materials.brands:
        for draft in (False, True):
            shelves = []
            for clinic in brand.clinics:
                at = _folder(shelf_path(brand, clinic, draft))
                there, log = standing.get(at, []), moved.get(at, [])
                shelf = clinic_shelf(brand, clinic, draft, there, log, usual)
                shelves.append(replace(shelf, absent=tuple(sorted(absent.get(at, ())))))
            yield from shelves
            if len(shelves) > 1:
                yield brand_shelf(brand, draft, shelves)


def _absent(materials: Materials) -> Mapping[str, set[str]]:
    """Return the titles of what clinics do not offer, by the folders of their shelves."""
    titles: dict[str, set[str]] = {}
    for copy in not_offered(Order(formats=materials.workspace.settings.formats[:1]), materials):
        titles.setdefault(_folder(copy.path), set()).add(plain(copy.handout.title))
    return titles


def _write(
    shelves: Mapping[str, Shelf],
    known: Mapping[str, Any],
    stamps: Mapping[str, FileStat],
    materials: Materials,
    done: Shelved,
    processes: int,
) -> None:
    """Write what is not as it should be."""
    made_of = engine_key(), look_key(materials.workspace)
    pages, storage = ShelfPages(materials), materials.storage
    wanted: list[tuple[str, Shelf, str]] = []
    for path, shelf in shelves.items():
        key = _key(*made_of, shelf)
        then, stamp = known.get(path, ("", ()))
        if then == key and stamps.get(path) == tuple(stamp):
            done.known[path] = known[path]
        else:
            wanted.append((path, shelf, key))
    with FrontPages(materials, processes, done.problems) as pictures:
        pictures.draw(file for _, shelf, _ in wanted for file in shelf.fronts)
        for path, shelf, key in wanted:
            try:
                storage.write_whole(path, pages.of(shelf, pictures.of(shelf.fronts)))
                now = storage.stamp(path)
            except OSError as error:
                fact = f"it cannot be written: {error.strerror}"
                done.problems.error("write", Place(path), fact, way_out(error))
                key, now = "", None
            else:
                done.written.append(path)
            done.known[path] = key, now or ()


def _tidy(known: Mapping[str, Any], materials: Materials, done: Shelved, prune: bool) -> None:
    """Tell of the shelves that stand from before and that nothing is on, or delete them."""
    unreadable = set(brand_names(materials.workspace)) - {b.id for b in materials.brands}
    for path in sorted(known.keys() - done.known.keys()):
        if path.removeprefix(f"{DRAFTS}/").partition("/")[0] not in unreadable:
            done.strays.append(Stray(path, "nothing stands on this shelf any more"))
        done.known[path] = known[path]
    if prune:
        for path in remove(materials.storage, done.strays, done.problems):
            del done.known[path]


def _key(engine: str, look: str, shelf: Shelf) -> str:
    """Return a hash of what decides the bytes of a shelf."""
    logo = hashlib.sha256(shelf.look.logo).hexdigest()
    return hashlib.sha256(repr((engine, look, logo, shelf)).encode()).hexdigest()


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)
