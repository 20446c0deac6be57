"""The press as pages ask it: what it refuses is told as staff read it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import Any

from handouts.diagnostics import HandoutsError
from handouts.preview import ReadAll, load
from handouts.web.errands import refusal_of
from handouts.workers import Lane, Lost, Question, Unmade, WarmPress

__all__ = ["Pressroom"]


class Pressroom(WarmPress):
    """The press of a workspace, beside the web process, which never typesets."""

    def __init__(self, root: Path, clock: Callable[[], date]) -> None:
        """Take the root of the workspace, and what tells the day; nothing runs until start."""
        super().__init__(lambda: ReadAll(root, clock()), load)

    async def do(self, errand: Question, lane: Lane = "desk") -> Any:
        """Have an errand done, and return what came of it.

        Raises Busy where too many wait, and Unmade where it is refused, or ended its process.
        """
        return await _told(self.ask(errand, lane))

    async def read(self) -> Any:
        """Read everything anew, and return it. Raises as do does."""
        return await _told(super().read())


async def _told(asked: Awaitable[Any]) -> Any:
    """Return what comes of it. Raises Unmade where it is refused or lost."""
    try:
        outcome = await asked
    except Unmade:
        raise
    except (HandoutsError, OSError) as error:
        refusal = refusal_of(error)
        raise Unmade(refusal.fact, refusal.hint) from None
    if isinstance(outcome, Lost):
        raise Unmade(f"making it {outcome.reason}", "ask who looks after the handouts")
    return outcome
