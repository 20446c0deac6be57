"""Files appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Literal

from handouts.batch.leftovers import BESIDE, owned

__all__ = ["digest", "write_new", "write_whole"]


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> Literal["made", "unchanged"]:
    """Put a file in its place by renaming; one that holds the same bytes is left alone.

    Raises OSError where the folder cannot be made or written; the old file is then untouched.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return "unchanged"
    with _beside(path, data) as written:
        written.chmod(mode)
        written.replace(path)
    return "made"


def write_new(path: Path, data: bytes) -> Path:
    """Put a file where nothing is, for its owner alone to read, and return where.

    Where something has its name, whatever it is, the file gets the first free number after it.
    Raises OSError where the folder cannot be made or written, or can hold no links.
    """
    with _beside(path, data) as written:
        for number in count(1):
            free = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
            try:
                free.hardlink_to(written)  # which replaces nothing
            except FileExistsError:
                continue
            return free
    raise AssertionError  # numbers do not end


@contextmanager
def _beside(path: Path, data: bytes) -> Iterator[Path]:
    """Write data beside a path, for its owner alone to read; what is still there then goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=owned(BESIDE), dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def digest(data: bytes) -> str:
    """Return the SHA-256 of data, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
