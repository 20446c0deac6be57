"""Where copies go: the one way in which a build touches its output."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.batch.files import write_whole

__all__ = ["Folder", "Stamp"]

Stamp = tuple[int, int]  # of a file: bytes, and the time of its last change in ns


@dataclass(frozen=True)
class Folder:
    """A folder whose files are named by their paths relative to it."""

    root: Path

    def stamp(self, name: str) -> Stamp | None:
        """Return a file's size and time; None where there is no such file."""
        try:
            found = (self.root / name).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises OSError where it cannot be read."""
        return (self.root / name).read_bytes()

    def write_whole(self, name: str, data: bytes) -> Literal["made", "unchanged"]:
        """Put a file in its place, whole or not at all. Raises OSError; the old file then stays."""
        return write_whole(self.root / name, data)

    def remove(self, name: str) -> None:
        """Delete a file, if it is there. Raises OSError where it cannot be deleted."""
        (self.root / name).unlink(missing_ok=True)
