"""Making copies, and with them the shelves that show them: one act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from handouts.batch import Build, BuildOptions, Order, Row, build
from handouts.counter.shelf import shelve
from handouts.workspace import Workspace

__all__ = ["build_and_shelve"]

USUAL = BuildOptions()


def build_and_shelve(
    workspace: Workspace,
    order: Order,
    output: Path | str,
    *,
    processes: int,
    options: BuildOptions = USUAL,
    watch: Callable[[Row, Build], None] = lambda _row, _build: None,
) -> Build:
    """Make what an order asks for, bring the shelves up to date, and return what came of both.

    The shelves stay where nothing was to be made, nothing could be noted, or somebody interrupted
    it. Raises as build and shelve do.
    """
    done = build(workspace, order, output, processes=processes, options=options, watch=watch)
    if not done.noted or options.dry or done.interrupted:
        return done
    try:
        shelved = shelve(
            workspace, output, done.materials, processes=processes, prune=options.prune
        )
    except KeyboardInterrupt:  # what was made is told all the same
        done.interrupted = True
        return done
    if shelved is not None:
        done.problems.extend(shelved.problems)
        done.strays.extend(shelved.strays)
        done.shelves = len(shelved.written)
    return done
