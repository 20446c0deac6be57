"""What there is in a workspace: each handout and pack, and how its text stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from handouts.batch import Editions, Review, is_in, read_editions
from handouts.content import Handout, Pack, load_library, load_packs
from handouts.counter.finding import find
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

__all__ = ["Listed", "list_all", "listed_as"]

WORST: tuple[Review, ...] = ("draft", "overdue", "changed", "approved")


@dataclass(frozen=True)
class Listed:
    """A handout or pack, how its text stands, and by when it must be reviewed.

    every is it in all languages, by whose names it is found.
    """

    handout: Handout | Pack
    review: Review = "draft"
    review_by: date | None = None
    every: tuple[Handout | Pack, ...] = ()
    note: str = ""  # of a translation: why it is behind its source, or no longer given


def listed_as(known: Sequence[Listed], words: str) -> list[Listed]:
    """Return the entries that have all words, the best first."""
    by_text = {(e.handout.id, e.handout.language): e for e in known}
    others = (one for entry in known for one in entry.every)
    hits = find((e.handout for e in known), words, others)
    return [by_text[handout.id, handout.language] for handout in hits]


def list_all(workspace: Workspace, problems: Problems, language: str = "") -> list[Listed]:
    """Read all handouts and packs; one that cannot be used in whole is shown as far as it can.

    With a language only those in it are listed, and those that are translated into it.
    """
    library = load_library(workspace, problems)
    asked = (language,) if language else ()
    editions = read_editions(library, workspace, problems, languages=asked)
    handouts = [
        Listed(editions[name].any, *editions[name].review(workspace))
        if name in editions
        else Listed(library.handouts[name])
        for name in library.ids
        if name in editions or name in library.handouts
    ]
    stands = {entry.handout.id: entry for entry in handouts}
    packs = load_packs(workspace, library, problems).values()
    ours = handouts + [_packed(p, [stands[n] for n in p.handouts if n in stands]) for p in packs]
    names: dict[str, tuple[Handout | Pack, ...]] = {
        **{name: tuple(texts.any for texts in every.every) for name, every in editions.items()},
        **{pack.id: pack.every for pack in packs},
    }
    if not language:
        return [replace(entry, every=names.get(entry.handout.id, ())) for entry in ours]
    others = [
        _listed(one, workspace)
        for every in editions.values()
        for one in every.translations.values()
    ]
    spoken = {(e.handout.id, str(e.handout.language)): e for e in others}
    for pack in (pack for every in packs for pack in every.every[1:]):
        parts = [spoken.get((name, str(pack.language))) for name in pack.handouts]
        if all(parts):
            others.append(_packed(pack, [part for part in parts if part]))
    return [
        replace(entry, every=names.get(entry.handout.id, ()))
        for entry in (*ours, *others)
        if is_in(entry.handout, asked)
    ]


def _listed(texts: Editions, workspace: Workspace) -> Listed:
    stands = texts.stands(workspace)
    return Listed(texts.any, stands.review, stands.review_by, note=stands.note)


def _packed(pack: Pack, parts: Sequence[Listed]) -> Listed:
    """Return a pack, which stands as the one of its texts that stands worst."""
    reviews = [part.review for part in parts]
    return Listed(pack, next((state for state in WORST if state in reviews), "draft"))
