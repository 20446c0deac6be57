"""The desk's log: who did what to which text, and no patient's word.

It is a file of JSON lines, ``records/desk.jsonl`` in the workspace, beside the print log.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

from handouts.counter import add_line
from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import create, make_folder, way_out

__all__ = ["DESK_LOG", "DeskLog"]

DESK_LOG = "records/desk.jsonl"
KEYS = (  # what a line may say; nothing else is ever written
    "at",
    "who",
    "did",
    "slip",
    "clinic",
    "handout",
    "title",
    "codes",
    "language",
    "asked_language",
    "format",
    "copies",
    "sides",
    "printer",
    "job",
    "personal",
    "record",
    "outcome",
    "claim",
)
PASSING = ("signed in", "saved", "opened to print")  # which no page asks for


class DeskLog:
    """Adds lines to the desk's log, and reads them."""

    def __init__(self, root: Path) -> None:
        """Take the root of the workspace."""
        self._path = root / DESK_LOG
        self._size, self._held = 0, list[dict[str, Any]]()  # bytes that were read, and their lines
        self._turn = Lock()

    def add(self, did: str, who: str, **facts: Any) -> None:
        """Add a line at once. Raises HandoutsError where the system refuses."""
        line = {"at": datetime.now().astimezone().isoformat(timespec="seconds"), "who": who}
        line |= {"did": did, **facts}
        assert set(line) <= set(KEYS), sorted(line)
        try:
            make_folder(self._path.parent)
            with suppress(FileExistsError):
                os.close(create(self._path))
            with self._path.open("a+b", buffering=0) as file:
                add_line(file, json.dumps(line, ensure_ascii=False).encode() + b"\n")
        except OSError as error:
            fact, place = f"it cannot be written: {error.strerror}", Place(DESK_LOG)
            problem = Diagnostic("error", "desk-log", place, fact, way_out(error))
            raise HandoutsError(problem) from None

    def note(self, did: str, who: str, **facts: Any) -> None:
        """Add a line about what is done already; that it cannot be written now undoes nothing."""
        try:
            self.add(did, who, **facts)
        except HandoutsError as error:
            logging.getLogger("handouts.web").warning("'%s' was not logged: %s", did, error)

    def lines(self) -> list[dict[str, Any]]:
        """Return what pages ask for: all lines but those on prints, saves and signing in.

        What is no line of ours is left out. A file that grew is read from where it ended before.
        """
        with self._turn:
            try:
                size = self._path.stat().st_size
                if size < self._size:  # another file, or lines that were taken back
                    self._size, self._held = 0, []
                if size > self._size:
                    with self._path.open("rb") as file:
                        file.seek(self._size)
                        new = file.read(size - self._size)
                    whole = new[: new.rfind(b"\n") + 1]
                    self._size += len(whole)
                    self._held += [line for line in _lines(whole) if _is_held(line)]
            except OSError:
                return []
            return list(self._held)

    def of_slips(self, since: str) -> list[dict[str, Any]]:
        """Return the lines on slips, which are prints, from a time on (ISO 8601)."""
        try:
            lines = _lines(self._path.read_bytes())
        except OSError:
            return []
        return [line for line in lines if line.get("slip") and str(line.get("at", "")) >= since]


def _is_held(line: Mapping[str, Any]) -> bool:
    return not line.get("slip") and line.get("did") not in PASSING


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    for line in data.splitlines():
        with suppress(ValueError, RecursionError):
            entry = json.loads(line.decode("utf-8", "replace"))
            if isinstance(entry, dict):
                yield entry
