"""What a press process is asked, as values; they are written down where nothing heavy is loaded."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar, Literal

__all__ = ["MOST_SECONDS", "READING", "Call", "Lane", "Question"]

MOST_SECONDS = 90.0  # seconds that an answer may take, with all that is set for it

Lane = Literal["reading", "desk", "drafts", "pictures"]
READING: Lane = "reading"  # what it comes to, all others are given


class Question(ABC):
    """Something that a press process is asked: a value, answered in a worker of its own."""

    computing: ClassVar[float] = MOST_SECONDS  # seconds of processor time that the worker may take
    warms: ClassVar[bool] = False  # the process may answer it once itself, as it leaves no trace

    @abstractmethod
    def answer(self, holding: Any) -> Any:
        """Return what comes of it; holding is what came of the last reading, or its error, or None.

        HandoutsError and OSError go to who asked.
        """


Call = tuple[int, Lane, Question | None]  # a question by its number; None takes it back
