"""Loading the engine: once, by the process that forks the workers which need it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from handouts.engine import fonts

__all__ = ["Cold", "left_cold", "warm"]

left = ContextVar("left", default=False)  # whether the engine is loaded by others alone


class Cold(Exception):
    """Raised where the engine is needed and not loaded, and is left to be loaded by others."""


@contextmanager
def left_cold() -> Iterator[None]:
    """Have what needs the engine meanwhile raise Cold, unless it is loaded already.

    For workers, of which each would load it for itself: who forks them loads it for all.
    """
    token = left.set(True)
    try:
        yield
    finally:
        left.reset(token)


def warm() -> None:
    """Load what every document needs, once, before workers are forked. Raises Cold."""
    if left.get() and "weasyprint" not in sys.modules:
        raise Cold
    fonts.seal()
    import weasyprint  # noqa: F401  (about a second)
