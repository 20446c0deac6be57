"""What letters and words must be, so that they can be set: in a face, and within a column."""

from __future__ import annotations

import re
import unicodedata

from handouts.brand.fonts import house_characters
from handouts.content import Handout, texts
from handouts.content.prose import plain
from handouts.diagnostics import Diagnostic, Problems
from handouts.reading import Text

__all__ = ["characters"]

MOST_LETTERS = 40  # of a word; the longest names of medicines have fewer than 30
UNBROKEN = re.compile(rf"[^\s\N{{SOFT HYPHEN}}\N{{ZERO WIDTH SPACE}}-]{{{MOST_LETTERS + 1},}}")


def characters(handout: Handout, problems: Problems) -> None:
    """Tell of characters that no house typeface has, and of words that no column can hold."""
    for text in texts(handout):
        problems.extend(found for found in (_unknown(text), _unbroken(text)) if found)


def _unknown(text: Text) -> Diagnostic | None:
    known = house_characters()
    composed = dict.fromkeys(unicodedata.normalize("NFC", text))
    lacking = [c for c in composed if c not in known and not _unseen(c)]
    if not lacking:
        return None
    at = max(text.find(lacking[0]), 0)
    around = " ".join(text[max(0, at - 30) : at + 30].split())
    more = f", nor {len(lacking) - 1} more," if len(lacking) > 1 else ""
    fact = f"no typeface has the character '{lacking[0]}' (U+{ord(lacking[0]):04X}){more}"
    hint = "write it with other characters"
    return Diagnostic("error", "glyph", text.at(at), f"{fact} in '{around}'", hint)


def _unseen(character: str) -> bool:
    """Say whether a character is a space, or only tells how those around it are set."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def _unbroken(text: Text) -> Diagnostic | None:
    found = UNBROKEN.search(plain(text))
    if found is None:
        return None
    fact = f"the word '{found[0][:20]}…' has {len(found[0]):,} letters"
    hint = f"write it with spaces or hyphens: a column holds {MOST_LETTERS} letters at most"
    return Diagnostic("error", "long-word", text.place, fact, hint)
