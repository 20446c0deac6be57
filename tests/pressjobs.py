"""Questions that tests ask a press process; it finds them by their names."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.workers import Question

__all__ = [
    "Do",
    "Read",
    "count",
    "die",
    "engine",
    "fail",
    "grow",
    "prepare",
    "sleep",
    "spin",
    "who",
]


@dataclass(frozen=True)
class Read(Question):
    """Read the names in a folder."""

    folder: Path

    def answer(self, holding: Any) -> list[str]:
        """List it. Raises OSError."""
        return sorted(path.name for path in self.folder.iterdir())


@dataclass(frozen=True)
class Do(Question):
    """Have a function of what is held done, which is named and not sent."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    computing = 1.5

    def answer(self, holding: Any) -> Any:
        """Do it."""
        return self.function(holding, *self.arguments)


def prepare() -> None:
    """Load nothing more."""


def who(_: object) -> tuple[int, int]:
    """Return the processes that are at work: the worker, and the press."""
    return os.getpid(), os.getppid()


def count(holding: Any) -> int:
    """Return how many names were read; -1 where none ever were."""
    return -1 if holding is None else len(holding)


def engine(_: object) -> tuple[bool, int]:
    """Say whether the engine is loaded, and how many threads the press has."""
    return "weasyprint" in sys.modules, len([*Path(f"/proc/{os.getppid()}/task").iterdir()])


def sleep(_: object, started: str) -> None:
    """Wait for long, once it is told that it has started."""
    Path(started).write_text(str(os.getpid()), encoding="ascii")
    time.sleep(600)


def spin(_: object) -> None:
    """Compute without an end."""
    while True:
        pass


def grow(_: object) -> None:
    """Take more memory than there may be."""
    held = []
    while True:
        held.append(bytearray(50_000_000))


def die(_: object) -> None:
    """End the worker at once."""
    os._exit(3)


def fail(_: object, word: str) -> None:
    """Come to an error that quotes a word."""
    raise ValueError(word)
