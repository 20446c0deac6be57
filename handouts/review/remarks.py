"""Remarks: what staff said beside the paragraphs of a text, as the review copy prints it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from handouts.brand import house_characters
from handouts.content import TWINS

__all__ = ["Remark", "printable"]


@dataclass(frozen=True)
class Remark:
    """What somebody said of a text, and when; words are those that it is of, without a number."""

    by: str
    on: date
    says: str
    words: str = ""


def printable(remark: Remark) -> Remark:
    """Return a remark with names in the place of characters that no typeface of ours has.

    Unlike a text for patients it prints all the same, whatever somebody typed.
    """
    return Remark(_named(remark.by), remark.on, _named(remark.says), _named(remark.words))


def _named(words: str) -> str:
    known = house_characters()
    composed = unicodedata.normalize("NFC", words.translate(TWINS))
    return "".join(c if c in known or c.isspace() else _name(c) for c in composed)


def _name(one: str) -> str:
    if unicodedata.category(one) in ("Cf", "Mn", "Me"):
        return ""
    return f"({unicodedata.name(one, f'U+{ord(one):04X}').lower()})"
