"""Names for files and keys, from what people call things."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain_name"]

LETTERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ä": "ae", "ö": "oe", "ü": "ue"}
    | {"’": "", "'": ""}
)


def plain_name(words: str, longest: int, without: str) -> str:
    """Return words in small letters, digits and hyphens, cut between words; without is for none."""
    spelt = unicodedata.normalize("NFKD", words.casefold().translate(LETTERS))
    name = re.sub(r"[^a-z0-9]+", "-", spelt.encode("ascii", "ignore").decode()).strip("-")
    if len(name) > longest:
        name = name[: longest + 1].rpartition("-")[0] or name[:longest]
    return name or without
