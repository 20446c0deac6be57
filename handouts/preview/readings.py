"""What a press process holds: the workspace as it was read, for all that it is asked after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handouts.diagnostics import Unplaced
from handouts.review import Collection, open_collection
from handouts.workers import Question
from handouts.workspace import Workspace

__all__ = ["ReadAll", "collection_in", "load"]


@dataclass(frozen=True)
class ReadAll(Question):
    """Read the workspace on a day: a Collection. clock tells the day to who works over midnight."""

    root: Path
    day: date
    clock: Callable[[], date] | None = None

    def answer(self, holding: Any) -> Collection:
        """Read everything anew, in all languages. Raises HandoutsError as open_collection does."""
        return open_collection(Workspace.open(self.root, self.day, self.clock), None)


def collection_in(holding: Any) -> Collection:
    """Return what a press process holds. Raises the error that reading it came to."""
    if isinstance(holding, Exception):
        raise holding
    if not isinstance(holding, Collection):
        raise Unplaced("the handouts could not be read", "ask who looks after the handouts")
    return holding


def load() -> None:
    """Load what workers of a press process need: they are forked with it."""
    from handouts.batch import Press, build, judge_all, load_press, personal_copy  # noqa: F401

    load_press()
