"""The print log: which clinic printed which text, how often and when; nothing of any person.

A line says that copies were sent to a printer, and a later one of the same job what became of them:
where there is none, nobody saw it.

It is a file of JSON lines, ``records/printed.jsonl`` in the workspace: a record, and so not in
``.handouts/``, which may be deleted.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from io import FileIO
from pathlib import Path
from typing import IO, Literal, get_args

from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.files import create, make_folder, way_out
from handouts.workspace import Workspace

__all__ = [
    "LOG",
    "PrintEntry",
    "PrintOutcome",
    "Recalled",
    "Unlogged",
    "add_line",
    "close_job",
    "in_the_stead",
    "open_log",
    "read_log",
    "recall",
]

PrintOutcome = Literal["sent", "printed", "failed", "opened"]  # opened: in a browser, to print it

LOG = "records/printed.jsonl"
OUTCOMES: dict[str, PrintOutcome] = {outcome: outcome for outcome in get_args(PrintOutcome)}
ROOM = 8_192  # bytes that must be free before anything is printed
UNPRINTED = "nothing was printed; to print it all the same, unlogged, add --unlogged"
MEANWHILE: dict[PrintOutcome, str] = {
    "sent": "it was sent",
    "printed": "it was printed",
    "failed": "it was not printed",
    "opened": "it was opened to print",
}
WORDS = ("clinic", "handout", "text_code", "language", "format")


@dataclass(frozen=True)
class PrintEntry:
    """That a clinic, as BRAND/CLINIC, had copies of a text printed on a day, and what became of it.

    job is the printing system's name for it; older lines have none, and count as printed.
    """

    date: date
    clinic: str
    handout: str
    text_code: str
    language: str
    format: str
    copies: int
    job: str = ""
    outcome: PrintOutcome = "printed"
    asked: str = ""  # the language that was asked for, where the text is in another one

    @property
    def line(self) -> bytes:
        """The line of the log."""
        words = {**self.__dict__, "date": self.date.isoformat()}
        if not self.asked:
            del words["asked"]
        return json.dumps(words, ensure_ascii=False).encode() + b"\n"


class Unlogged(HandoutsError):
    """The log takes nothing, so that nothing was printed."""


@dataclass(frozen=True)
class Recalled:
    """How many copies of a text a clinic printed, and the days of the first and the last.

    Of those sent, and of those opened in a browser to print, nobody knows whether they were
    printed; of those failed some pages may be out. ``asked`` counts, by language, all that were
    asked for in another one: they say so in a line over the text.
    """

    clinic: str
    copies: int
    first: date
    last: date
    sent: int = 0
    failed: int = 0
    opened: int = 0
    asked: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """Return the keys that ``recall --as json`` promises of a clinic."""
        days = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return {**self.__dict__, **days}


@contextmanager
def open_log(
    workspace: Workspace,
    instead: Callable[[PrintEntry], None] | None = None,
    meanwhile: str = UNPRINTED,
) -> Iterator[Callable[[PrintEntry], None]]:
    """Open the log before printing, and see that it has room: nothing prints that is not logged.

    What is yielded adds a line; instead takes it where the log cannot be opened, or its disk is
    full. Without that Unlogged is raised, and HandoutsError where a line cannot be added.
    """
    try:
        file = _opened(workspace.root / LOG)
    except OSError as error:
        if instead is not None:
            yield instead
            return
        way = way_out(error) or "make sure that you may write to it"
        raise Unlogged(_unwritten(error, f"{meanwhile}; {way}")) from None
    with file:
        yield partial(_add, file)


def close_job(workspace: Workspace, job: str, outcome: PrintOutcome) -> None:
    """Add to the log what became of a job that was sent, the last of that name.

    Raises HandoutsError where the system refuses.
    """
    sent = [e for e in read_log(workspace, Problems()) if (e.job, e.outcome) == (job, "sent")]
    with open_log(workspace, meanwhile=MEANWHILE[outcome]) as log:
        for entry in sent:
            if entry.date == sent[-1].date:
                log(replace(entry, outcome=outcome))


def read_log(workspace: Workspace, problems: Problems) -> list[PrintEntry]:
    """Return what was printed, each once; a line that is no record is left out, with a warning.

    Raises HandoutsError where the file cannot be read.
    """
    try:
        with (workspace.root / LOG).open("rb") as file:
            return _joined(_printed(file, problems))
    except FileNotFoundError:
        return []
    except OSError as error:
        fact = f"it cannot be read: {error.strerror}"
        raise HandoutsError(Diagnostic("error", "print-log", Place(LOG), fact)) from None


def recall(printed: list[PrintEntry]) -> list[Recalled]:
    """Add up what was printed, clinic by clinic."""
    clinics: dict[str, list[PrintEntry]] = {}
    for entry in sorted(printed, key=lambda entry: entry.clinic):
        clinics.setdefault(entry.clinic, []).append(entry)
    return [_added_up(clinic, entries) for clinic, entries in clinics.items()]


def _added_up(clinic: str, entries: list[PrintEntry]) -> Recalled:
    copies: dict[PrintOutcome, int] = dict.fromkeys(get_args(PrintOutcome), 0)
    for entry in entries:
        copies[entry.outcome] += entry.copies
    days = [entry.date for entry in entries]
    kept = copies["printed"], min(days), max(days), copies["sent"], copies["failed"]
    return Recalled(clinic, *kept, copies["opened"], in_the_stead(entries))


def in_the_stead(entries: Iterable[PrintEntry]) -> Mapping[str, int]:
    """Count the copies that were asked for in other languages than their text has, by language."""
    asked = Counter[str]()
    for entry in entries:
        asked.update({entry.asked: entry.copies} if entry.asked else {})
    return asked


def _joined(lines: Iterable[PrintEntry]) -> list[PrintEntry]:
    """Return what was printed with what became of it, out of the lines that tell of either."""
    joined: dict[PrintEntry | int, PrintEntry] = {}
    for number, entry in enumerate(lines):
        same = replace(entry, outcome="sent") if entry.job else number
        if entry.outcome != "sent" or same not in joined:
            joined[same] = entry
    return list(joined.values())


def _printed(file: IO[bytes], problems: Problems) -> Iterator[PrintEntry]:
    for number, line in enumerate(file, start=1):
        try:
            entry = json.loads(line)
            yield PrintEntry(
                date.fromisoformat(entry["date"]),
                **{name: str(entry[name]) for name in WORDS},
                copies=int(entry["copies"]),
                job=str(entry.get("job", "")),
                outcome=OUTCOMES[entry.get("outcome", "printed")],
                asked=str(entry.get("asked", "")),
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            hint = "it was torn when a machine stopped, or changed by hand; all others are read"
            problems.warn("print-log", Place(LOG, number, 1), "this line is no record", hint)


def add_line(file: FileIO, line: bytes) -> None:
    """Write a line at once, alone at the file, and on a line of its own after a torn one.

    The file is open to read and to append, without a buffer. Raises OSError; nothing of the line
    is then left.
    """
    fcntl.flock(file, fcntl.LOCK_EX)  # until the file is closed
    size = file.seek(0, os.SEEK_END)
    whole = size == 0 or os.pread(file.fileno(), 1, size - 1) == b"\n"
    data = line if whole else b"\n" + line
    try:
        if file.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            file.truncate(size)
        raise


def _opened(path: Path) -> FileIO:
    """Open the file to read and to append, and see that it has room. Raises OSError."""
    make_folder(path.parent)
    with suppress(FileExistsError):
        os.close(create(path))
    file = path.open("a+b", buffering=0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        size = file.seek(0, os.SEEK_END)
        try:
            os.posix_fallocate(file.fileno(), size, ROOM)
        finally:
            file.truncate(size)
            fcntl.flock(file, fcntl.LOCK_UN)
    except OSError:
        file.close()
        raise
    return file


def _add(file: FileIO, printed: PrintEntry) -> None:
    try:
        add_line(file, printed.line)
    except OSError as error:
        hint = f"{MEANWHILE[printed.outcome]}; add this line: {printed.line.decode()}"
        raise HandoutsError(_unwritten(error, hint)) from None


def _unwritten(error: OSError, hint: str) -> Diagnostic:
    fact = f"it cannot be written: {error.strerror}"
    return Diagnostic("error", "print-log", Place(LOG), fact, hint)
