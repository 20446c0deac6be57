"""After a record was written: what was withdrawn leaves every disk, and the shelves tell it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts.batch import Materials, find_strays, read_all, take_away
from handouts.counter.shelf import SHELVES, shelve
from handouts.diagnostics import HandoutsError, Place, Problems, WrongUse
from handouts.store import Ledger, storage_at
from handouts.workspace import Workspace

__all__ = ["Settled", "settle"]


@dataclass
class Settled:
    """The files that were removed and the shelves that were written, as a user names them."""

    removed: list[str] = field(default_factory=list)
    shelves: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)


def settle(workspace: Workspace) -> Settled:
    """Remove the copies of withdrawn texts, and bring the shelves that stand up to date.

    It does so in every output that the ledger knows. What cannot be done is told, and done by the
    next build of that output.
    """
    workspace, done = workspace.now, Settled()
    try:
        materials = read_all(workspace, workspace.output, Problems())
        with Ledger(workspace.root, workspace.output) as ledger:
            outputs = ledger.outputs()
        done.problems.extend(ledger.problems)
        here = storage_at(workspace.output).address
        for output in dict.fromkeys([here, *outputs]):
            if output != here or workspace.output.is_dir():
                _settle(output, materials, done)
    except HandoutsError as error:
        done.problems.extend(error.diagnostics)
    return done


def _settle(output: str, materials: Materials, done: Settled) -> None:
    """Settle one output; one that cannot be reached does not stop the others."""
    if "://" not in output and not Path(output).is_dir():
        hint = "if it was moved, or is not connected, remove there what was withdrawn"
        done.problems.warn("output", Place(output), "copies were made here, and it is gone", hint)
        return
    try:
        there = replace(materials, storage=storage_at(output))
        with Ledger(there.workspace.root, output) as ledger:
            gone = take_away(there, ledger, done.problems)
            stood, known = bool(ledger.last(SHELVES)[1]), ledger.entries()
        for stray in find_strays(there):
            if stray.refused and stray.path not in known:  # the ledger may be a new one
                place, hint = Place(there.storage.shown(stray.path)), "handouts build --prune"
                done.problems.error("withdrawn", place, f"it is still there: {stray.why}", hint)
        done.removed += [there.storage.shown(path) for path in gone]
        if stood and (shelved := shelve(there.workspace, output, there, processes=1)):
            done.shelves += [there.storage.shown(path) for path in shelved.written]
            done.problems.extend(shelved.problems)
    except OSError as error:
        done.problems.error("output", Place(output), f"it cannot be listed: {error.strerror}")
    except WrongUse as error:
        done.problems.error("output", Place(output), str(error))
    except HandoutsError as error:
        done.problems.extend(error.diagnostics)
