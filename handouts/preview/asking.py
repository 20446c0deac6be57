"""What the press's process is told: it is written down where nothing heavy is loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["AGAIN", "Call", "Function"]

AGAIN = "again"  # read the workspace again
Function = Callable[..., Any]  # of what is snapshot, and the arguments of a job
Call = tuple[int, Function | None, tuple[Any, ...]]  # a job by its number; None takes it back
