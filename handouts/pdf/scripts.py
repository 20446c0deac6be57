"""Scripts: whether the glyphs of a text say what it is, one for one and in its order."""

from __future__ import annotations

import re
from unicodedata import normalize

__all__ = ["UNHEARD", "WIDE", "WORD_JOINER", "as_heard", "is_complex", "is_wide"]

WORD_JOINER = "\u2060"  # says nothing: for a glyph that is no character of its own
# What is written to place others, and is neither seen nor heard: soft hyphens, places where a line
# may break, marks and isolates of direction (https://www.unicode.org/reports/tr9/).
UNHEARD = frozenset(
    "\xad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Blocks (https://www.unicode.org/Public/UNIDATA/Blocks.txt) whose letters run right to left, join,
# change places or stack; and marks, where a face has no one letter with the mark on it.
COMPLEX = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u1700-\u1cff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ua800-\uaaff\uabc0-\uabff\ufb1d-\ufdff\ufe20-\ufe2f\ufe70-\ufefc"
    "\U00010800-\U00010fff\U00011000-\U00011fff\U0001e800-\U0001efff]"
)
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")  # ideographs stand without spaces
SILENT = dict.fromkeys(map(ord, UNHEARD))


def is_complex(text: str) -> bool:
    """Say whether glyphs do not tell a text: by them, letters would be lost, or change places."""
    return not text.isascii() and COMPLEX.search(normalize("NFC", text)) is not None


def is_wide(text: str) -> bool:
    """Say whether a text has ideographs or their signs."""
    return WIDE.search(text) is not None


def as_heard(text: str) -> str:
    """Return a text in NFC, without what is neither seen nor heard."""
    return normalize("NFC", text.translate(SILENT))
