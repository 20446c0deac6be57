"""What there is in a workspace: each handout and pack, and how its text stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handouts.batch import Review, read_editions
from handouts.content import Handout, Pack, load_library, load_packs
from handouts.counter.finding import find
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

__all__ = ["Listed", "list_all", "listed_as"]

WORST: tuple[Review, ...] = ("draft", "overdue", "changed", "approved")


@dataclass(frozen=True)
class Listed:
    """A handout or pack, how its text stands, and by when it must be reviewed."""

    handout: Handout | Pack
    review: Review = "draft"
    review_by: date | None = None


def listed_as(known: Sequence[Listed], words: str) -> list[Listed]:
    """Return the entries that have all words, the best first."""
    by_id = {entry.handout.id: entry for entry in known}
    return [by_id[handout.id] for handout in find((e.handout for e in known), words)]


def list_all(workspace: Workspace, problems: Problems) -> list[Listed]:
    """Read all handouts and packs; one that cannot be used in whole is shown as far as it can."""
    library = load_library(workspace, problems)
    editions = read_editions(library, workspace, problems)
    handouts = [
        Listed(editions[name].any, *editions[name].review(workspace))
        if name in editions
        else Listed(library.handouts[name])
        for name in library.ids
        if name in editions or name in library.handouts
    ]
    stands = {entry.handout.id: entry for entry in handouts}
    packs = load_packs(workspace, library, problems).values()
    return handouts + [_packed(p, [stands[n] for n in p.handouts if n in stands]) for p in packs]


def _packed(pack: Pack, parts: Sequence[Listed]) -> Listed:
    """Return a pack, which stands as the one of its texts that stands worst."""
    reviews = [part.review for part in parts]
    return Listed(pack, next((state for state in WORST if state in reviews), "draft"))
