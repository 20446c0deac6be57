"""A build, by one of two ways: nothing changed since the last one, or all is read and looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from handouts.batch.fingerprints import fingerprints
from handouts.batch.order import BuildOptions, Order
from handouts.batch.reporting import Build, Row, read_report, report
from handouts.store import Ledger, storage_at
from handouts.workspace import Workspace

__all__ = ["Build", "build"]

USUAL = BuildOptions()


def build(
    workspace: Workspace,
    order: Order,
    output: Path | str,
    *,
    processes: int,
    options: BuildOptions = USUAL,
    watch: Callable[[Row, Build], None] = lambda _row, _build: None,
) -> Build:
    """Make what an order asks for; one bad handout or brand does not stop the others.

    What the ledger and the files agree on is not made again, unless forced. watch is told of each
    copy as it is done. Raises WrongOrder for names that are not there, and HandoutsError where
    nothing at all can be made.
    """
    with Ledger(workspace.root, output) as ledger:
        prints = fingerprints(workspace)
        seen = prints.whole
        before = None
        if replace(options, cluster="") == USUAL:
            before = _as_before(ledger, order, seen, output)
        if before is not None:
            done = before
            for row in done.rows:
                watch(row, done)
        else:
            from handouts.batch.building import BuildRun  # late: it brings all that reads

            run = BuildRun(workspace, order, output, ledger, prints, processes, options, watch)
            done = run.build()
            if not (options.dry or done.failed or done.interrupted or done.strays):
                ledger.remember(repr(order), seen, report(done.rows, done.problems))
    done.problems.extend(ledger.problems)
    done.noted = not ledger.problems.failed
    return done


def _as_before(ledger: Ledger, order: Order, seen: str, output: Path | str) -> Build | None:
    """Return what the last build of this order said, where neither sources nor files changed."""
    document = ledger.recall(repr(order), seen)
    if document is None:
        return None
    rows, problems = read_report(document)
    known = ledger.stamps()
    made = [row.path for row in rows if row.made.state != "refused"]
    try:
        there = storage_at(output).stamps(made)
    except OSError:  # the other way tells of it
        return None
    if any(name not in known or there.get(name) != known[name] for name in made):
        return None
    return Build(rows, problems, len(rows))
