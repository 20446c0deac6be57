"""Open points: what of a file waits for a clinician, with its words, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Placed", "Point", "PointKind"]

PointKind = Literal[
    "read",
    "contact",
    "dose",
    "change",
    "comment",
    "source",
    "link",
    "aside",
    "merge",
    "picture",
    "margin",
    "order",
    "table",
    "file",
    "left over",
]


@dataclass(frozen=True, slots=True)
class Point:
    """One open point: its kind, and its text as it stands under ``to_confirm``."""

    kind: PointKind
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Where words of the file went: their paragraph there, and their place in the draft."""

    paragraph: int  # from 1; 0 where it is not known
    where: str  # in the file: body, table, text box, header, …
    words: str
    place: str  # in the draft: 'title', 'sections[0].blocks[2]', 'to_confirm[3]'; from 0
    why: str = ""
