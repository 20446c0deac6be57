"""Jobs that tests give to a press in a process of its own; it finds them by their names."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from handouts.preview.drafting import Snapshot

__all__ = ["count", "die", "engine", "grow", "sleep", "spin", "who"]


def who(_: Snapshot) -> tuple[int, int]:
    """Return the processes that do a job: the worker, and the press."""
    return os.getpid(), os.getppid()


def count(snapshot: Snapshot) -> int:
    """Return how many handouts the press has read."""
    return len(snapshot.materials.library.ids)


def engine(_: Snapshot) -> bool:
    """Say whether the engine is loaded."""
    return "weasyprint" in sys.modules


def sleep(_: Snapshot, started: str) -> None:
    """Wait for long, once it is told that it has started."""
    Path(started).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(600)


def spin(_: Snapshot) -> None:
    """Compute without an end."""
    while True:
        pass


def grow(_: Snapshot) -> None:
    """Take more memory than there may be."""
    snapshot = []
    while True:
        snapshot.append(bytearray(50_000_000))


def die(_: Snapshot) -> None:
    """End the worker at once."""
    os._exit(3)
