"""Object storage, such as S3, by fsspec; what it needs to get in stands in the environment."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from handouts.diagnostics import WrongUse
from handouts.store.extras import need
from handouts.store.storage import FileStat, is_copy

__all__ = ["Objects", "objects_at"]

# What puts an object in its place whole or not at all, and the package by which fsspec reaches it.
PACKAGES = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "az": "adlfs",
    "abfs": "adlfs",
    "abfss": "adlfs",
}
TIMES = ("LastModified", "last_modified", "mtime")  # what these call the time of the last change
SECRET = re.compile(r"(?<=//)[^/\s]*:[^/\s]*@")
SECOND = 1_000_000_000  # ns


def objects_at(address: str) -> Objects:
    """Return the objects under an address.

    Raises WrongUse where it cannot be used, HandoutsError where a package is missing.
    """
    kind, _, rest = address.partition("://")
    where = rest.strip("/")
    if kind not in PACKAGES:
        known = ", ".join(f"{name}://" for name in PACKAGES)
        raise WrongUse(
            f"'{kind}://' is no object storage that copies can be written to whole or not at all; "
            f"name a folder, or one of {known}"
        )
    if SECRET.search(address) or "?" in where:
        raise WrongUse(
            f"an address of {kind}:// may hold no password, key or query: "
            "they are taken from the environment"
        )
    if not where:
        raise WrongUse(f"'{address}' names no bucket; write {kind}://BUCKET/FOLDER")
    need(PACKAGES[kind], f"{kind}://{where}")
    return Objects(f"{kind}://{where}")


@dataclass(frozen=True)
class Objects:
    """The objects whose names begin with an address, or the single one at it."""

    address: str

    def shown(self, name: str = "") -> str:
        """Return an object's address."""
        return f"{self.address}/{name}" if name else self.address

    def stamp(self, name: str) -> FileStat | None:
        """Ask for an object's size and time; None where there is none. Raises OSError."""
        try:
            with self._told() as (store, root):
                store.invalidate_cache()
                details = store.info(_joined(root, name))
        except FileNotFoundError:
            return None
        return _stamp(details) if details["type"] == "file" else None

    def stamps(self, names: Iterable[str]) -> dict[str, FileStat]:
        """List all objects once, and return what was asked for. Raises OSError."""
        there = self._listed()
        return {name: _stamp(there[name]) for name in names if name in there}

    def read(self, name: str) -> bytes:
        """Return an object's bytes. Raises OSError."""
        with self._told() as (store, root):
            data: bytes = store.cat_file(_joined(root, name))
        return data

    def write_whole(self, name: str, data: bytes) -> Literal["made", "unchanged"]:
        """Put an object with one request; one that holds the same bytes is left alone.

        It is in its place when the whole request has arrived, and else the old one stays. Raises
        OSError.
        """
        former = self.stamp(name)
        if former and former[0] == len(data) and self.read(name) == data:
            return "unchanged"
        with self._told() as (store, root):
            store.pipe_file(_joined(root, name), data)
        return "made"

    def remove(self, name: str) -> None:
        """Delete an object, if it is there. Raises OSError."""
        with suppress(FileNotFoundError), self._told() as (store, root):
            store.rm_file(_joined(root, name))

    def names(self) -> list[str]:
        """List what may be copies. Raises OSError."""
        return [name for name in self._listed() if not name or is_copy(name)]

    def folders(self, names: Iterable[str]) -> set[Path]:
        """Return none: nothing is written beside an object."""
        return set()

    def _listed(self) -> dict[str, Mapping[str, Any]]:
        try:
            with self._told() as (store, root):
                store.invalidate_cache()
                listing = store.find(root, detail=True)
        except FileNotFoundError:
            return {}
        return {path.removeprefix(root).lstrip("/"): details for path, details in listing.items()}

    @contextmanager
    def _told(self) -> Iterator[tuple[Any, str]]:
        """Give the store and the path in it; whatever goes wrong meanwhile is an OSError."""
        from fsspec.core import url_to_fs  # late: half a second

        try:
            yield url_to_fs(self.address)  # one for each process, as it cannot be shared by forks
        except Exception as error:  # each store has exceptions of its own
            missing = isinstance(error, FileNotFoundError)
            number = (getattr(error, "errno", None) or errno.EIO) if not missing else errno.ENOENT
            raise OSError(number, _words(error), self.address) from None


def _joined(root: str, name: str) -> str:
    return f"{root}/{name}" if name else root


def _stamp(details: Mapping[str, Any]) -> FileStat:
    """Return a size and a time, in full seconds: some list milliseconds, and tell none for one."""
    time: datetime = next(details[name] for name in TIMES if name in details)
    return int(details["size"]), int(time.timestamp()) * SECOND


def _words(error: Exception) -> str:
    """Return what was said, on one line and without what could be a password."""
    message = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return SECRET.sub("", " ".join(message.split()))
