"""The ledger: what was made, so that only what changed is made again.

It is SQLite, in ``.handouts/ledger.sqlite3``. A copy's row is written after its file, in groups;
what a crash loses is made again. A damaged ledger is put aside and begun anew, and one that cannot
be written is done without: both are told as warnings, and cost no more than time.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any

from handouts.batch.output import storage_at
from handouts.batch.storage import Stamp
from handouts.diagnostics import Place, Problems

__all__ = ["Change", "Entry", "Ledger"]

FOLDER = ".handouts"
FILE = "ledger.sqlite3"
VERSION = 4  # of the tables below
GROUP = 50  # rows that are written together
ATTEMPTS = 20  # at opening, while another build holds the file
PAUSE = 0.02  # seconds before the second attempt; each waits longer
PATIENCE = 30.0  # seconds that one build waits for another to finish writing
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@dataclass(frozen=True)
class Entry:
    """A copy that was made; path is relative to the output, size in bytes, time in ns.

    versions names the engine and the libraries that made it. text_code is that of a pack's cover;
    texts holds the codes of all that is said in the copy, and until the day (ISO 8601) after
    which it may not be used, as is printed on it: '' for a draft.
    """

    path: str
    key: str
    sha256: str
    size: int
    time: int
    pages: int
    text_code: str
    review: str
    versions: str
    texts: str = ""
    until: str = ""

    @property
    def stamp(self) -> Stamp:
        """What tells, without reading it, that the file is as it was made."""
        return self.size, self.time


@dataclass(frozen=True)
class Change:
    """A day (ISO 8601) on which another text of a copy came on its shelf, or none any more.

    old and new are text codes, '' where there was or is none; why tells the reason of a refusal.
    """

    path: str
    day: str
    title: str
    old: str
    new: str
    why: str = ""


class _Unusable(Exception):
    """A file that is no ledger of ours, or no longer one."""


class Ledger:
    """The rows of a workspace, and first of all those of one output."""

    def __init__(self, root: Path, output: Path | str) -> None:
        """Open the ledger of a workspace, or begin one; what is wrong with it is in problems.

        Raises as storage_at does for the output.
        """
        self.problems = Problems()
        self._output = storage_at(output).address
        self._waiting: list[Entry] = []
        self._base = self._opened(root / FOLDER)

    def __enter__(self) -> Ledger:
        """Keep the file open."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write what waits, and let go of the file."""
        self.flush()
        self._base.close()

    def entries(self) -> dict[str, Entry]:
        """Return all rows of the output, by path."""
        rows = self._base.execute(f"SELECT {NAMES} FROM copies WHERE output = ?", (self._output,))
        return {row[0]: Entry(*row) for row in rows}

    def everywhere(self) -> dict[str, Entry]:
        """Return the rows of all outputs, by the file's full path or address."""
        rows = self._base.execute(f"SELECT output, {NAMES} FROM copies")
        return {f"{output}/{path}": Entry(path, *rest) for output, path, *rest in rows}

    def outputs(self) -> list[str]:
        """Return the addresses of all outputs that have rows."""
        return [row[0] for row in self._base.execute("SELECT DISTINCT output FROM copies")]

    def put(self, entry: Entry) -> None:
        """Keep a row, with the next group."""
        self._waiting.append(entry)
        if len(self._waiting) >= GROUP:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait."""
        marks = ", ".join("?" * (len(fields(Entry)) + 1))
        rows = [(self._output, *astuple(entry)) for entry in self._waiting]
        self._write(f"INSERT OR REPLACE INTO copies VALUES ({marks})", rows)
        self._waiting.clear()

    def forget(self, paths: Iterable[str]) -> None:
        """Strike out rows whose files are gone."""
        rows = [(self._output, path) for path in paths]
        self._write("DELETE FROM copies WHERE output = ? AND path = ?", rows)

    def remember(self, order: str, fingerprint: str, said: Mapping[str, object]) -> None:
        """Keep what a whole build said, for the next one that finds nothing changed."""
        row = (self._output, order, fingerprint, json.dumps(said))
        self._write("INSERT OR REPLACE INTO builds VALUES (?, ?, ?, ?)", [row])

    def recall(self, order: str, fingerprint: str) -> dict[str, Any] | None:
        """Return what the last build of an order said, if its fingerprint is the same."""
        then, said = self.last(order)
        return said if then == fingerprint else None

    def last(self, order: str) -> tuple[str, dict[str, Any]]:
        """Return the fingerprint of the last build of an order, and what it said."""
        row = self._base.execute(
            "SELECT fingerprint, said FROM builds WHERE output = ? AND orders = ?",
            (self._output, order),
        ).fetchone()
        return (row[0], json.loads(row[1])) if row else ("", {})

    def changes(self) -> list[Change]:
        """Return what changed on the shelves of the output, by day and path."""
        rows = self._base.execute(
            f"SELECT {CHANGED} FROM changes WHERE output = ? ORDER BY day, path", (self._output,)
        )
        return [Change(*row) for row in rows]

    def note(self, changes: Sequence[Change]) -> None:
        """Keep changes, one a path and day; one that was taken back on its day is struck out."""
        marks = ", ".join("?" * (len(fields(Change)) + 1))
        rows = [(self._output, *astuple(c)) for c in changes if c.old != c.new]
        self._write(f"INSERT OR REPLACE INTO changes VALUES ({marks})", rows)
        undone = [(self._output, c.path, c.day) for c in changes if c.old == c.new]
        self._write("DELETE FROM changes WHERE output = ? AND path = ? AND day = ?", undone)

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            with self._base:
                self._base.executemany(statement, rows)
        except sqlite3.Error as error:
            self._warn(f"the ledger cannot be written: {error}")

    def _opened(self, folder: Path) -> sqlite3.Connection:
        """Return the database; one in memory where there can be none in the folder."""
        try:
            folder.mkdir(exist_ok=True)
            try:
                return _open(folder / FILE)
            except _Unusable as reason:
                _put_aside(folder)
                self._warn(f"the ledger {reason}; it was put aside as '{FILE}.damaged'")
                return _open(folder / FILE)
        except (OSError, sqlite3.Error) as error:
            self._warn(f"the ledger cannot be used: {error}")
            return _open(Path(":memory:"))

    def _warn(self, fact: str) -> None:
        hint = "copies are right all the same; the next build may make more of them than it needs"
        self.problems.warn("ledger", Place(f"{FOLDER}/{FILE}"), fact, hint)


def _open(path: Path) -> sqlite3.Connection:
    """Open a ledger, again where another build is just beginning or ending with it.

    SQLite refuses some of these moments at once, without the patience that it has for writing.
    Raises as _open_once does.
    """
    for attempt in range(1, ATTEMPTS):
        try:
            return _open_once(path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(PAUSE * attempt)
    return _open_once(path)


def _open_once(path: Path) -> sqlite3.Connection:
    """Open a ledger and look through all its pages (16 ms for 10 000 copies).

    Raises _Unusable where it is damaged or another version's, sqlite3.Error where the system
    refuses.
    """
    base = sqlite3.connect(path, timeout=PATIENCE)
    try:
        version = base.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, VERSION):
            raise _Unusable(f"has the format {version}, which is not ours")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        if base.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise _Unusable("is damaged")
        if version == 0:
            for statement in TABLES:
                base.execute(statement)
    except sqlite3.DatabaseError as error:
        base.close()
        if error.sqlite_errorcode & 0xFF in DAMAGED:
            raise _Unusable("is damaged") from None
        raise
    except _Unusable:
        base.close()
        raise
    return base


def _put_aside(folder: Path) -> None:
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        with suppress(FileNotFoundError):  # another build was quicker
            (folder / name).replace(folder / f"{name}.damaged")


KINDS = {"str": "TEXT", "int": "INTEGER"}
NAMES = ", ".join(field.name for field in fields(Entry))
COLUMNS = ", ".join(f"{field.name} {KINDS[str(field.type)]}" for field in fields(Entry))
CHANGED = ", ".join(field.name for field in fields(Change))
TABLES = (
    f"CREATE TABLE IF NOT EXISTS copies (output TEXT, {COLUMNS}, PRIMARY KEY (output, path)) "
    "WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS builds (output TEXT, orders TEXT, fingerprint TEXT, said TEXT, "
    "PRIMARY KEY (output, orders))",
    f"CREATE TABLE IF NOT EXISTS changes (output TEXT, {CHANGED}, PRIMARY KEY (output, path, day)) "
    "WITHOUT ROWID",
    f"PRAGMA user_version = {VERSION}",
)
