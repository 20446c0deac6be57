"""Remarks: what staff said beside the paragraphs of a text, as the review copy prints it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Remark"]


@dataclass(frozen=True)
class Remark:
    """What somebody said beside a paragraph, and when; words are the paragraph's, if it is gone."""

    by: str
    on: date
    says: str
    words: str = ""
