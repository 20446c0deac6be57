"""Temporary files whose process was killed; the name of each tells whose it is."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from handouts.keeping import KEPT

__all__ = ["BESIDE", "clear_leftovers", "owned"]

BESIDE = ".handouts-"  # a copy that is being written, beside its place
FONTS = "handouts-fonts-"  # a folder of the press, among the system's temporary files
OWNER = re.compile(r"(?P<host>.+)-(?P<pid>\d+)-\w+")
ABANDONED_SECONDS = 86_400  # seconds after which another machine's are taken for left


def owned(prefix: str) -> str:
    """Return the beginning of a temporary name that tells this machine and this process."""
    return f"{prefix}{platform.node()}-{os.getpid()}-"


def clear_leftovers(folders: Iterable[Path]) -> None:
    """Delete what killed builds left in folders of copies and among the temporary files.

    What belongs to a process that runs stays, and so does what cannot be deleted.
    """
    left = [path for folder in folders for path in folder.glob(f"{BESIDE}*")]
    for prefix in (FONTS, KEPT):
        left += Path(tempfile.gettempdir()).glob(f"{prefix}*")
    for path in left:
        if not _in_use(path):
            _delete(path)


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _in_use(path: Path) -> bool:
    match = OWNER.fullmatch(path.name.removeprefix(BESIDE).removeprefix(FONTS).removeprefix(KEPT))
    if match is None:
        return True
    if match["host"] == platform.node():
        return _runs(int(match["pid"]))
    try:
        return time.time() - path.stat().st_mtime < ABANDONED_SECONDS
    except OSError:
        return False


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):  # someone else's; no number of a process
        return True
    return True
