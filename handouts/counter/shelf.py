"""The shelf: a page for each clinic by which its handouts are found, opened and printed.

It is an ``index.html`` beside the copies, whole in itself: a double click opens it, without a
server or the network. Only shelves whose bytes would be others are written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handouts.batch import fingerprint
from handouts.diagnostics import Place, Problems
from handouts.store import Ledger, Storage, storage_at
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from handouts.batch import Materials
    from handouts.counter.shelving import Shelved

__all__ = ["SHELVES", "shelve"]

SHELVES = "shelves"  # in the ledger, where orders stand too


def shelve(
    workspace: Workspace,
    output: Path | str,
    materials: Materials | None = None,
    *,
    processes: int,
    prune: bool = False,
) -> Shelved | None:
    """Write the shelves that changed since the last time; None where all are as they should be.

    They show what the ledger says is there and may be given on the day that it is now: midnight
    may have passed since materials were read for a build. Without them it is read here, where
    anything changed. With prune, shelves that hold nothing any more are deleted; else those of
    clinics that are gone are told. Raises HandoutsError where nothing at all can be read.
    """
    workspace = workspace.now
    with Ledger(workspace.root, output) as ledger:
        state = _state(workspace, ledger)
        then, known = ledger.last(SHELVES)
        storage = storage_at(output)
        try:
            if then == state and not prune and _stand(known, storage):
                return None
            if not ledger.kept:
                return _untouched(ledger)
            from handouts.batch import read_all  # late: they bring all that reads
            from handouts.counter.shelving import fill

            materials = materials or read_all(workspace, output, Problems())
            materials = replace(materials, workspace=workspace)
            done = fill(materials, ledger, known, processes=processes, prune=prune)
        except OSError as error:
            from handouts.counter.shelving import Shelved

            done = Shelved(known={**known})
            fact = f"the shelves cannot be seen to: {error.strerror}"
            done.problems.error("output", Place(storage.shown()), fact)
        sound = not (done.strays or done.problems.failed)
        ledger.remember(SHELVES, state if sound else "", done.known)
    return done


def _untouched(ledger: Ledger) -> Shelved:
    """Leave the shelves as they are, where what is put there could not be noted."""
    from handouts.counter.shelving import Shelved

    ledger.tell()
    return Shelved(problems=ledger.problems)


def _state(workspace: Workspace, ledger: Ledger) -> str:
    """Return a hash of all that decides what is on the shelves; no copy is looked at."""
    rows = [(e.path, e.sha256, e.time, e.text_code, e.until) for e in ledger.entries().values()]
    return hashlib.sha256(repr((fingerprint(workspace), rows)).encode()).hexdigest()


def _stand(known: Mapping[str, Any], storage: Storage) -> bool:
    """Say whether each shelf is there as it was written. Raises OSError as the storage does."""
    there = storage.stamps(known)
    return all(there.get(path) == tuple(stamp) for path, (_, stamp) in known.items())
