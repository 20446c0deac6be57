"""The ledger: what was made, so that only what changed is made again.

It is SQLite, in ``.handouts/ledger.sqlite3``. A copy's row is written after its file, in groups;
what a crash loses is made again. A damaged ledger is put aside and begun anew, told as a warning.
One that may only be read is read. What could then not be noted is told as an error, unless it
belongs to an output elsewhere: of that, a user keeps a ledger of their own.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import stat
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, fields
from pathlib import Path
from types import TracebackType
from typing import Any

from handouts.diagnostics import Place, Problems, Unplaced
from handouts.files import bar, create, give_back, make_folder, owner_of
from handouts.keeping import FOLDER, own_folder
from handouts.store.output import storage_at
from handouts.store.storage import FileStat
from handouts.store.tables import BEFORE, CHANGED, NAMES, TABLES, VERSION, Change, Entry, renew

__all__ = ["Change", "Entry", "Ledger"]

FILE = "ledger.sqlite3"
GROUP = 50  # rows that are written together
ATTEMPTS = 20  # at opening, while another build holds the file
PAUSE_SECONDS = 0.02  # seconds before the second attempt; each waits longer
PATIENCE_SECONDS = 30.0  # seconds that one build waits for another to finish writing
SIDES = ("", "-wal", "-shm")  # of the file's name: what SQLite keeps beside it
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class _Unusable(Unplaced):
    """A file that is no ledger of ours, or no longer one."""


class Ledger:
    """The rows of a workspace, and first of all those of one output."""

    def __init__(self, root: Path, output: Path | str) -> None:
        """Open the ledger of a workspace, or begin one; what is wrong with it is in problems.

        Raises as storage_at does for the output.
        """
        self.problems = Problems()
        self._root, self._output = root, storage_at(output).address
        self._waiting: list[Entry] = []
        self._bar = ""  # why the file cannot be written
        self._base = self._chosen()

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

    @property
    def kept(self) -> bool:
        """Whether what is noted stays; else it is there for the time being."""
        return not self._bar

    def entries(self) -> dict[str, Entry]:
        """Return all rows of the output, by path."""
        rows = self._base.execute(f"SELECT {NAMES} FROM copies WHERE output = ?", (self._output,))
        return {row[0]: Entry(*row) for row in rows}

    def stamps(self) -> dict[str, FileStat]:
        """Return what tells that files are as they were made, of all rows of the output."""
        query = "SELECT path, size, time FROM copies WHERE output = ?"
        rows = self._base.execute(query, (self._output,))
        return {path: (size, time) for path, size, time in rows}

    def everywhere(self) -> dict[str, Entry]:
        """Return the rows of all outputs, by the file's full path or address."""
        own = [] if self.kept else [_read(own_folder(self._root))]  # of outputs elsewhere
        query = f"SELECT output, {NAMES} FROM copies"
        rows = [row for base in (*own, self._base) for row in base.execute(query)]
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

    def remember(self, order: str, fingerprint: str, report: Mapping[str, object]) -> None:
        """Keep what a whole build said, for the next one that finds nothing changed."""
        row = (self._output, order, fingerprint, json.dumps(report))
        if self.kept:  # it saves time, and no more
            self._write("INSERT OR REPLACE INTO builds VALUES (?, ?, ?, ?)", [row])

    def recall(self, order: str, fingerprint: str) -> dict[str, Any] | None:
        """Return what the last build of an order said, if its fingerprint is the same."""
        then, report = self.last(order)
        return report if then == fingerprint else None

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

    def tell(self) -> None:
        """Tell that something could not be noted, what that means, and what to do."""
        fact = f"the ledger cannot be written: {self._bar}"
        hint = (
            "all copies that were made are right, but nothing was noted of them: they stand on no "
            f"shelf, audit does not know them, and a build makes them again; {self._mend()}"
        )
        self.problems.error("ledger", Place(f"{FOLDER}/{FILE}"), fact, hint)

    def _write(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        try:
            with self._base:
                self._base.executemany(statement, rows)
        except sqlite3.Error as error:
            self._bar = str(error)
        if self._bar and rows:
            self.tell()

    def _chosen(self) -> sqlite3.Connection:
        """Return the database of the workspace, or a user's own; one in memory where neither is."""
        folder = self._root / FOLDER
        barred = next(filter(None, map(bar, _files(folder))), "")
        if not barred:
            return self._opened(folder)
        read = _read(folder)
        known = read.execute("SELECT 1 FROM copies WHERE output = ?", (self._output,)).fetchone()
        if known or Path(self._output).is_relative_to(self._root.resolve()):
            self._bar = barred
            return read
        read.close()
        return self._opened(own_folder(self._root))

    def _opened(self, folder: Path) -> sqlite3.Connection:
        """Return the database in a folder; one in memory where there can be none."""
        try:
            make_folder(folder)
            try:
                return _open(folder / FILE)
            except _Unusable as reason:
                _put_aside(folder)
                fact = f"the ledger {reason}; it was put aside as '{FILE}.damaged'"
                hint = "copies are right all the same; the next build makes them again"
                self.problems.warn("ledger", Place(f"{FOLDER}/{FILE}"), fact, hint)
                return _open(folder / FILE)
        except (OSError, sqlite3.Error) as error:
            self._bar = str(error)
            return _open(Path(":memory:"))

    def _mend(self) -> str:
        """Return what to do, so that the next build can note what it makes."""
        folder = self._root / FOLDER
        if "belongs to" not in self._bar:
            return "build again when that is mended"
        if not folder.exists():
            return "name an output outside of the workspace: -o FOLDER"
        name = shlex.quote(str(folder))
        shared = self._root.stat().st_mode & stat.S_IWGRP
        also = f" && sudo chmod -R g+rwX {name}" if shared else ""
        return f"mend it, and build again: sudo chown -R {owner_of(self._root)} {name}{also}"


def _files(folder: Path) -> list[Path]:
    """Return what must be writable, so that a ledger can be kept in a folder."""
    return [folder, *(folder / f"{FILE}{side}" for side in SIDES)]


def _read(folder: Path) -> sqlite3.Connection:
    """Return a database in memory with what a ledger holds that may only be read.

    It is read from copies of its files: SQLite would leave others beside it, for its owner to
    stumble over.
    """
    base = _open(Path(":memory:"))
    with tempfile.TemporaryDirectory() as beside, suppress(OSError, sqlite3.Error, _Unusable):
        for side in SIDES[:2]:
            if (folder / f"{FILE}{side}").exists():
                shutil.copyfile(folder / f"{FILE}{side}", Path(beside, f"{FILE}{side}"))
        copied = _open_once(Path(beside, FILE))
        try:
            copied.backup(base)
        finally:
            copied.close()
    return base


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
            time.sleep(PAUSE_SECONDS * attempt)
    return _open_once(path)


def _open_once(path: Path) -> sqlite3.Connection:
    """Open a ledger and look through all its pages (16 ms for 10 000 copies).

    Raises _Unusable where it is damaged or another version's, sqlite3.Error where the system
    refuses.
    """
    if path.name == FILE:
        with suppress(FileExistsError):
            os.close(create(path))  # SQLite would make it 0644; what it makes beside it is alike
        for file in _files(path.parent)[1:]:
            give_back(file)
    base = sqlite3.connect(path, timeout=PATIENCE_SECONDS)
    try:
        version = base.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, BEFORE, VERSION):
            raise _Unusable(f"has the format {version}, which is not ours")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        if base.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise _Unusable("is damaged")
        if version == 0:
            for statement in TABLES:
                base.execute(statement)
        elif version == BEFORE:
            renew(base)
    except sqlite3.DatabaseError as error:
        base.close()
        if error.sqlite_errorcode & 0xFF in DAMAGED:
            raise _Unusable("is damaged") from None
        raise
    except (_Unusable, UnicodeDecodeError) as error:  # in words that tell of the damage
        base.close()
        raise error if isinstance(error, _Unusable) else _Unusable("is damaged") from None
    return base


def _put_aside(folder: Path) -> None:
    for name in (f"{FILE}{side}" for side in SIDES):
        with suppress(FileNotFoundError):  # another build was quicker
            (folder / name).replace(folder / f"{name}.damaged")
