"""What a build tells while it runs, and when it is done."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence

import click

from handouts.batch import Build, Row
from handouts.store import Storage

__all__ = ["Progress", "summary"]

MOST_TOLD = 10  # lines
CLEAR = "\r\x1b[K"  # back to the start of the line, and erase it (ECMA-48, 8.3.41)


class Progress:
    """Tells of each copy on stderr, and with paths the path of each that is there on stdout."""

    def __init__(
        self,
        storage: Storage,
        *,
        paths: bool,
        terminal: bool,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin to count; a terminal gets one line that rewrites itself. clock tells seconds."""
        self._storage, self._paths, self._rewrites, self._clock = storage, paths, terminal, clock
        self._began = clock()
        self._told = self._worked = 0

    @property
    def seconds(self) -> float:
        """The time since the beginning."""
        return self._clock() - self._began

    def tell(self, row: Row, done: Build) -> None:
        """Tell of a copy that was just done."""
        self._told += 1
        self._worked += row.made.state in ("made", "failed")
        self.clear()
        if self._paths and row.made.state in ("planned", "made", "unchanged"):
            click.echo(self._storage.shown(row.path))
        line = f"[{self._told}/{done.planned}] {self._pace(done)}{row.made.state}: {row.path}"
        if self._rewrites:
            room = shutil.get_terminal_size().columns - 1
            click.echo(line[:room], err=True, nl=False)
        else:
            click.echo(line, err=True)

    def clear(self) -> None:
        """Make room for other lines."""
        if self._rewrites:
            click.echo(CLEAR, err=True, nl=False, color=True)

    def _pace(self, done: Build) -> str:
        """Return how many copies are made in a second, and the time that is left."""
        if not self._rewrites or not self._worked or not self.seconds:
            return ""
        rate = self._worked / self.seconds
        left = round((done.planned - self._told) / rate)
        return f"{rate:.1f} a second, {left // 60}:{left % 60:02} left, "


def summary(done: Build, folder: str, seconds: float) -> Iterator[str]:
    """Yield the lines that tell what a build came to."""
    states = [row.made.state for row in done.rows]
    counts = [f"{states.count(s)} {s}" for s in dict.fromkeys(sorted(states))]
    verified = sum(row.made.verified for row in done.rows)
    counts += [f"{verified} of them verified"] if verified else []
    yield f"{', '.join(counts) or 'nothing to make'}; in {folder}; {seconds:.1f} s"
    if done.shelves:
        shelves = "1 shelf" if done.shelves == 1 else f"{done.shelves} shelves"
        yield f"{shelves} written: index.html beside the copies, to open by double click"
    yield from _long_ones([row for row in done.rows if row.long])


def _long_ones(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    yield f"{len(rows)} on more sides than aimed at:"
    shown = rows if len(rows) <= MOST_TOLD else rows[: MOST_TOLD - 1]
    yield from (f"  {row.size}, not {_aim(row)}: {row.path}" for row in shown)
    if len(shown) < len(rows):
        yield f"  and {len(rows) - len(shown)} more: see --report"


def _aim(row: Row) -> str:
    """Say what a copy aims at: so many sides, or of a booklet the pages of it."""
    return f"{row.aim} pages" if row.sheets else str(row.aim)
