"""Where copies go: the one way in which a build touches its output."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from handouts.store.whole import write_whole

__all__ = ["INDEX", "FileStat", "Folder", "Storage", "is_copy"]

INDEX = "index.html"  # a page by which the copies beside it are found
SUFFIXES = (".pdf", ".html", ".txt")  # of copies
FileStat = tuple[int, int]  # of a file: bytes, and the time of its last change in ns


class Storage(Protocol):
    """Files by their names: paths relative to the storage, with / between their parts.

    What the system or a server refuses is an OSError, its strerror for the user.
    """

    @property
    def address(self) -> str:
        """Where it is, the same wherever a command is typed; no password is in it."""

    def shown(self, name: str = "") -> str:
        """Return how a user names a file, or the storage itself."""

    def stamp(self, name: str) -> FileStat | None:
        """Return a file's size and time; None where there is no such file."""

    def stamps(self, names: Iterable[str]) -> Mapping[str, FileStat]:
        """Return the size and time of each of many files that is there."""

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises OSError where it cannot be read."""

    def write_whole(self, name: str, data: bytes) -> Literal["made", "unchanged"]:
        """Put a file in its place, whole or not at all. Raises OSError; the old file then stays."""

    def remove(self, name: str) -> None:
        """Delete a file, if it is there. Raises OSError where it cannot be deleted."""

    def names(self) -> Iterable[str]:
        """Return the names of all files that may be copies; '' is the storage, if that is one."""

    def folders(self, names: Iterable[str]) -> set[Path]:
        """Return the folders of this machine where writing these files may have left others."""


def is_copy(name: str) -> bool:
    """Say whether a file may be a copy, by its name: no page beside them, nothing hidden."""
    file = name.rpartition("/")[2]
    return file.endswith(SUFFIXES) and not file.startswith(".") and file != INDEX


@dataclass(frozen=True)
class Folder:
    """A folder, or a single file."""

    root: Path

    @property
    def address(self) -> str:
        """Its full path."""
        return self.root.resolve().as_posix()

    def shown(self, name: str = "") -> str:
        """Return a path that begins as the folder was given."""
        return str(self.root / name)

    def stamp(self, name: str) -> FileStat | None:
        """Return a file's size and time; None where there is no such file."""
        try:
            status = (self.root / name).stat()
        except OSError:
            return None
        return status.st_size, status.st_mtime_ns

    def stamps(self, names: Iterable[str]) -> dict[str, FileStat]:
        """Look at file by file, folder by folder: other people's may lie beside them."""
        asked: dict[str, set[str]] = {}
        for name in names:
            folder, _, file = name.rpartition("/")
            asked.setdefault(folder, set()).add(file)
        if "" in asked.get("", ()):  # the storage is a single file
            return {"": stat} if (stat := self.stamp("")) else {}
        stamps: dict[str, FileStat] = {}
        for folder, files in asked.items():
            with suppress(OSError), os.scandir(self.root / folder) as entries:
                for entry in entries:
                    if entry.name in files:
                        name = f"{folder}/{entry.name}" if folder else entry.name
                        with suppress(OSError):  # a link that leads nowhere
                            status = entry.stat()
                            stamps[name] = status.st_size, status.st_mtime_ns
        return stamps

    def read(self, name: str) -> bytes:
        """Return a file's bytes. Raises OSError where it cannot be read."""
        return (self.root / name).read_bytes()

    def write_whole(self, name: str, data: bytes) -> Literal["made", "unchanged"]:
        """Write a file beside its place, and rename it. Raises OSError; the old file then stays."""
        return write_whole(self.root / name, data)

    def remove(self, name: str) -> None:
        """Delete a file, and the folders that are then empty. Raises OSError."""
        path = self.root / name
        path.unlink(missing_ok=True)
        for folder in list(path.relative_to(self.root).parents)[:-1]:
            with suppress(OSError):  # it holds something else, or another build was quicker
                (self.root / folder).rmdir()

    def names(self) -> Iterator[str]:
        """Walk through what may be copies; no link to a folder is followed."""
        if self.root.is_file():
            yield ""
        yield from _copies(self.root, "")

    def folders(self, names: Iterable[str]) -> set[Path]:
        """Return the folders that hold the files, and the one that holds all."""
        return {self.root, *((self.root / name).parent for name in names)}


def _copies(folder: Path | str, above: str) -> Iterator[str]:
    """Walk through what may be copies in a folder; what cannot be listed holds none."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _copies(entry.path, f"{above}{entry.name}/")
            elif is_copy(entry.name) and entry.is_file():
                yield above + entry.name
