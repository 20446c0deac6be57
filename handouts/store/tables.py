"""The tables of the ledger: its rows as values, and how they came from the version before."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields

from handouts.store.storage import FileStat

__all__ = ["BEFORE", "CHANGED", "NAMES", "TABLES", "VERSION", "Change", "Entry", "renew"]

VERSION = 5  # of the tables below
BEFORE = 4  # the version that knew no language of a change


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
    def stamp(self) -> FileStat:
        """What tells, without reading it, that the file is as it was made."""
        return self.size, self.time


@dataclass(frozen=True)
class Change:
    """A day (ISO 8601) on which another text of a copy came on its shelf, or none any more.

    old and new are text codes, '' where there was or is none; why tells the reason of a refusal.
    language is that of the text, also of one that is gone; '' where an older release noted it.
    """

    path: str
    day: str
    title: str
    old: str
    new: str
    why: str = ""
    language: str = ""


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


def renew(base: sqlite3.Connection) -> None:
    """Bring the tables of the version before up to date, unless another build was quicker."""
    with base:
        base.execute("BEGIN IMMEDIATE")
        if base.execute("PRAGMA user_version").fetchone()[0] == BEFORE:
            base.execute("ALTER TABLE changes ADD COLUMN language TEXT DEFAULT ''")
            base.execute(f"PRAGMA user_version = {VERSION}")
