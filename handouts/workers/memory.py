"""Memory of processes that run for weeks: what was freed goes back to the system."""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

__all__ = ["give_back"]


def give_back() -> None:
    """Give back what the C library keeps of freed memory; one that keeps none is not asked.

    Where much is read anew again and again, its free room would be scattered, and grow.
    https://man7.org/linux/man-pages/man3/malloc_trim.3.html
    """
    if (trim := _trim()) is not None:
        trim(0)


@cache
def _trim() -> Any:
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
