"""Copies of withdrawn texts: taken off the disk, each only if it is still as it was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.content import withdrawn_codes
from handouts.diagnostics import Place, Problems
from handouts.store import Entry, Ledger, digest

__all__ = ["take_away", "texts_of"]

BY_HAND = "look at it, and delete it by hand"


def take_away(
    materials: Materials, ledger: Ledger, problems: Problems, wanted: Iterable[Copy] = ()
) -> list[str]:
    """Delete the copies that the ledger has of withdrawn texts; return the paths that are gone.

    A copy whose bytes are others than those that were made is somebody else's: it is told, as is
    one that cannot be deleted. What is wanted now stays: drafts, which an order may ask for.
    """
    kept = {(copy.path, texts_of(copy)) for copy in wanted if not copy.edition.refused}
    gone = []
    for entry in _held(ledger.entries().values(), set(withdrawn_codes(materials.workspace))):
        if (entry.path, entry.texts) not in kept and _is_gone(entry, materials, problems):
            gone.append(entry.path)
    ledger.forget(gone)
    return gone


def texts_of(copy: Copy) -> str:
    """Return the codes of all that is said in a copy, as the ledger keeps them."""
    return " ".join(part.edition.code for part in copy.parts or (copy,))


def _held(entries: Iterable[Entry], codes: set[str]) -> Iterator[Entry]:
    """Walk through the copies that hold a text of some codes, packs among them."""
    return (entry for entry in entries if not codes.isdisjoint(entry.texts.split()))


def _is_gone(entry: Entry, materials: Materials, problems: Problems) -> bool:
    """Delete a file, if it is there and ours; say whether it is there no more."""
    place = Place(materials.storage.shown(entry.path))
    fact = "its text was withdrawn, and"
    try:
        data = materials.storage.read(entry.path)
        if digest(data) != entry.sha256:
            fact = f"{fact} it is no longer as it was made, so it is left alone"
            problems.error("withdrawn", place, fact, BY_HAND)
            return False
        materials.storage.remove(entry.path)
    except FileNotFoundError:
        return True
    except OSError as error:
        fact = f"{fact} it cannot be deleted: {error.strerror}"
        problems.error("withdrawn", place, fact, BY_HAND)
        return False
    return True
