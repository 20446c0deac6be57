"""Files appear whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import Literal

from handouts.batch.leftovers import BESIDE, owned

__all__ = ["digest", "write_whole"]


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> Literal["made", "unchanged"]:
    """Put a file in its place by renaming; one that holds the same bytes is left alone.

    Raises OSError where the folder cannot be made or written; the old file is then untouched.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return "unchanged"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=owned(BESIDE), dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return "made"


def digest(data: bytes) -> str:
    """Return the SHA-256 of data, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
