"""Pages that are drawn to be looked at, and not to be given to anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

__all__ = ["drawn"]


def drawn(document: Any, numbers: Sequence[int]) -> bytes:
    """Return pages of WeasyPrint's document, from 0, as a PDF without tags; none are no bytes."""
    if not numbers:
        return b""
    data: bytes = document.copy([document.pages[number] for number in numbers]).write_pdf()
    return data
