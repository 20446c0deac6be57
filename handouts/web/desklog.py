"""The desk's log: who did what to which text, and no patient's word.

It is a file of JSON lines, ``records/desk.jsonl`` in the workspace, beside the print log.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
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


class DeskLog:
    """Adds lines to the desk's log, and reads them."""

    def __init__(self, root: Path) -> None:
        """Take the root of the workspace."""
        self._path = root / DESK_LOG
        self._read: tuple[tuple[int, int], list[dict[str, Any]]] = ((0, 0), [])

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

    def lines(self, since: str = "") -> list[dict[str, Any]]:
        """Return the lines from a time on (ISO 8601); what is no line of ours is left out."""
        return [line for line in self._lines() if str(line.get("at", "")) >= since]

    def _lines(self) -> list[dict[str, Any]]:
        """Return all lines; they are read anew where the file is another."""
        try:
            status = self._path.stat()
            stamp = status.st_size, status.st_mtime_ns
            if stamp == self._read[0]:
                return self._read[1]
            text = self._path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return []
        read = list[dict[str, Any]]()
        for line in text.splitlines():
            with suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    read.append(entry)
        self._read = stamp, read
        return read
