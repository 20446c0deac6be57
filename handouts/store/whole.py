"""Files appear whole or not at all, and never in the place of one that nobody has looked at."""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Literal

from handouts import files
from handouts.diagnostics import Unplaced
from handouts.store.leftovers import BESIDE, owned

__all__ = ["Changed", "digest", "put_in_place_of", "write_new", "write_whole"]

OWN = 0o600  # for its owner alone


class Changed(Unplaced):
    """A file that is not any more what somebody took it for."""


def write_whole(
    path: Path, data: bytes, mode: int = files.READ_AND_WRITE
) -> Literal["made", "unchanged"]:
    """Put a file in its place by renaming; one that holds the same bytes is left alone.

    What is no file, such as /dev/stdout, is written to. The mode is that before the umask. Raises
    OSError where the folder cannot be made or written; the old file is then untouched.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return "unchanged"
    if path.exists() and not (path.is_file() or path.is_dir()):
        path.write_bytes(data)
    else:
        files.put(path, data, owned(BESIDE), mode)
    return "made"


def write_new(path: Path, data: bytes) -> Path:
    """Put a file where nothing is, for its owner alone to read, and return where.

    Where something has its name, whatever it is, the file gets the first free number after it.
    Raises OSError where the folder cannot be made or written, or can hold no links.
    """
    with files.beside(path, owned(BESIDE)) as folder:
        written = folder / path.name
        with os.fdopen(files.create(written, OWN), "wb") as file:
            file.write(data)
        for number in count(1):
            free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
            with suppress(FileExistsError):
                free.hardlink_to(written)  # which replaces nothing
                return free
    raise AssertionError  # numbers do not end


def put_in_place_of(path: Path, before: bytes | None, data: bytes) -> None:
    """Put a file in the place of one that holds these bytes; with None there must be none.

    Others of us who do so in the same folder wait meanwhile. An editor does not: what it saves
    between the last look and the renaming, well under a millisecond later, is lost. Raises Changed
    where the file holds something else, OSError where it cannot be written.
    """
    path = Path(os.path.realpath(path))  # a link stays one
    files.make_folder(path.parent)
    with _alone(path.parent):
        try:
            now, mode = path.read_bytes(), stat.S_IMODE(path.stat().st_mode)
        except FileNotFoundError:
            now, mode = None, files.READ_AND_WRITE
        if now != before:
            raise Changed
        files.put(path, data, owned(BESIDE), mode, exact=now is not None)


def digest(data: bytes) -> str:
    """Return the SHA-256 of data, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, where its disk has such locks."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)  # until the handle is closed
        yield
    finally:
        os.close(handle)
