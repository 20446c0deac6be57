"""The print log: which clinic printed which text, how often and when; nothing of any person.

It is a file of JSON lines, ``records/printed.jsonl`` in the workspace: a record, and so not in
``.handouts/``, which may be deleted.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import FileIO
from typing import IO

from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.files import create, make_folder
from handouts.workspace import Workspace

__all__ = ["LOG", "Printed", "Recalled", "open_log", "read_log", "recall"]

LOG = "records/printed.jsonl"
WORDS = ("clinic", "handout", "text_code", "language", "format")


@dataclass(frozen=True)
class Printed:
    """That a clinic, as BRAND/CLINIC, had copies of a text printed on a day."""

    date: date
    clinic: str
    handout: str
    text_code: str
    language: str
    format: str
    copies: int

    @property
    def line(self) -> bytes:
        """The line of the log."""
        words = {**self.__dict__, "date": self.date.isoformat()}
        return json.dumps(words, ensure_ascii=False).encode() + b"\n"


@dataclass(frozen=True)
class Recalled:
    """How many copies of a text a clinic printed, and the days of the first and the last."""

    clinic: str
    copies: int
    first: date
    last: date

    def as_json(self) -> dict[str, object]:
        """Return the keys that ``recall --as json`` promises of a clinic."""
        first, last = self.first.isoformat(), self.last.isoformat()
        return {"clinic": self.clinic, "copies": self.copies, "first": first, "last": last}


@contextmanager
def open_log(
    workspace: Workspace, instead: Callable[[Printed], None] | None = None
) -> Iterator[Callable[[Printed], None]]:
    """Open the log before printing, so that nothing prints that cannot be logged.

    What is yielded adds a line; instead takes it where the log cannot be opened. Without that,
    and where a line cannot be added, HandoutsError is raised.
    """
    path = workspace.root / LOG
    try:
        make_folder(path.parent)
        with suppress(FileExistsError):
            os.close(create(path))
        file = path.open("a+b", buffering=0)
    except OSError as error:
        if instead is not None:
            yield instead
            return
        hint = (
            "nothing was printed; `handouts recall` would not know of it: make sure that you "
            "may write to it, or print all the same with --unlogged"
        )
        raise _unwritten(error, hint) from None
    with file:
        yield partial(_add, file)


def read_log(workspace: Workspace, problems: Problems) -> Iterator[Printed]:
    """Yield what the log tells; a line that is no record is left out, with a warning.

    Raises HandoutsError where the file cannot be read.
    """
    try:
        with (workspace.root / LOG).open("rb") as file:
            yield from _printed(file, problems)
    except FileNotFoundError:
        return
    except OSError as error:
        fact = f"it cannot be read: {error.strerror}"
        raise HandoutsError(Diagnostic("error", "print-log", Place(LOG), fact)) from None


def recall(printed: list[Printed]) -> list[Recalled]:
    """Add up what was printed, clinic by clinic."""
    clinics = sorted({entry.clinic for entry in printed})
    return [
        Recalled(
            clinic,
            sum(entry.copies for entry in printed if entry.clinic == clinic),
            min(entry.date for entry in printed if entry.clinic == clinic),
            max(entry.date for entry in printed if entry.clinic == clinic),
        )
        for clinic in clinics
    ]


def _printed(file: IO[bytes], problems: Problems) -> Iterator[Printed]:
    for number, line in enumerate(file, start=1):
        try:
            entry = json.loads(line)
            yield Printed(
                date.fromisoformat(entry["date"]),
                **{name: str(entry[name]) for name in WORDS},
                copies=int(entry["copies"]),
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            hint = "it was torn when a machine stopped, or changed by hand; all others are read"
            problems.warn("print-log", Place(LOG, number, 1), "this line is no record", hint)


def _add(file: FileIO, printed: Printed) -> None:
    """Write a line at once, alone at the file, and on a line of its own after a torn one."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX)  # until the file is closed
        size = file.seek(0, os.SEEK_END)
        whole = size == 0 or os.pread(file.fileno(), 1, size - 1) == b"\n"
        data = printed.line if whole else b"\n" + printed.line
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())
    except OSError as error:
        raise _unwritten(error, f"it was printed; add this line: {printed.line.decode()}") from None


def _unwritten(error: OSError, hint: str) -> HandoutsError:
    fact = f"it cannot be written: {error.strerror}"
    return HandoutsError(Diagnostic("error", "print-log", Place(LOG), fact, hint))
