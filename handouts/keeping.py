"""Where is kept what a workspace remembers: in it, or with the user where it may only be read."""

from __future__ import annotations

import atexit
import os
import platform
import shutil
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path

from handouts.files import may_write

__all__ = ["FOLDER", "KEPT", "is_passing", "kept_in", "own_folder"]

FOLDER = ".handouts"  # in the workspace
KEPT = "handouts-kept-"  # a folder among the system's temporary files


def kept_in(root: Path) -> Path:
    """Return the folder that keeps what can be made again: in the workspace, or the user's own."""
    folder = root / FOLDER
    return folder if may_write(folder / "cache") else own_folder(root)


@cache
def own_folder(root: Path) -> Path:
    """Return the folder of a user's own for a workspace; it need not be there yet.

    It stands in $XDG_CACHE_HOME, else in ~/.cache
    (https://specifications.freedesktop.org/basedir-spec/latest/). Where there is neither, it is a
    temporary one, which goes when this process ends.
    """
    caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not caches.is_absolute():
        try:
            caches = Path.home() / ".cache"
        except RuntimeError:  # a user without a home
            return _temporary()
    own = caches / "handouts" / sha256(os.fsencode(root.resolve())).hexdigest()[:16]
    return own if may_write(own) else _temporary()


def is_passing(folder: Path) -> bool:
    """Say whether a folder goes when this process ends."""
    return folder.name.startswith(KEPT)


def _temporary() -> Path:
    owner = os.getpid()
    folder = Path(tempfile.mkdtemp(prefix=f"{KEPT}{platform.node()}-{owner}-"))

    def remove() -> None:
        if os.getpid() == owner:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    return folder
