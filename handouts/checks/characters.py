"""What letters and words must be, so that they can be set: in a face, and within a column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from handouts.brand import Unsuitable, house_characters, letters_of
from handouts.content import TWINS, Handout, Locale, plain, printed_texts
from handouts.diagnostics import Diagnostic, Problems, character
from handouts.reading import Text

__all__ = ["characters", "letters", "unset"]

MOST_NAMED = 12  # characters in one message
MOST_LETTERS = 40  # of a word; the longest names of medicines have fewer than 30
# Between the letters of these scripts, and after their signs, a line may break: kana, ideographs
# (https://www.unicode.org/reports/tr14/#ID).
FREE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
UNBROKEN = re.compile(
    rf"[^\s_\N{{SOFT HYPHEN}}\N{{ZERO WIDTH SPACE}}/{FREE}-]{{{MOST_LETTERS + 1},}}"
)


def characters(handout: Handout, problems: Problems) -> None:
    """Tell of characters that no typeface of its language has, and of words no column can hold.

    Told is also that the face of its script is not installed.
    """
    try:
        own = letters_of(handout.locale)
    except Unsuitable as missing:
        fact = f"a text in {handout.locale.english} cannot be set: {missing}"
        place = getattr(handout.language, "place", handout.place)
        problems.error("no-face", place, fact, missing.hint)
        return
    for text in printed_texts(handout):
        problems.extend(fault for fault in (unset(text, own), _unbroken(text)) if fault)


def letters(locale: Locale) -> frozenset[str]:
    """Return the characters that the face of a language's script has, or would have."""
    try:
        return letters_of(locale)
    except Unsuitable:
        return frozenset()


def unset(text: Text, own: Collection[str] = ()) -> Diagnostic | None:
    """Tell of the characters of a text that neither the house's faces nor one's own have."""
    known = house_characters()
    composed = dict.fromkeys(unicodedata.normalize("NFC", text.translate(TWINS)))
    lacking = [c for c in composed if c not in known and c not in own and not _unseen(c)]
    if not lacking:
        return None
    at = max(text.find(lacking[0]), 0)
    around = " ".join(text[max(0, at - 30) : at + 30].split())
    named = ", ".join(map(character, lacking[:MOST_NAMED]))
    more = f" and {len(lacking) - MOST_NAMED} more" if len(lacking) > MOST_NAMED else ""
    what = "character" if len(lacking) == 1 else "characters"
    fact = f"no typeface has the {what} {named}{more}, in '{around}'"
    return Diagnostic("error", "glyph", text.at(at), fact, "write it with other characters")


def _unseen(character: str) -> bool:
    """Say whether a character is a space, or only tells how those around it are set."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def _unbroken(text: Text) -> Diagnostic | None:
    match = UNBROKEN.search(plain(text))
    if match is None:
        return None
    fact = f"the word '{match[0][:20]}…' has {len(match[0]):,} letters"
    hint = f"write it with spaces or hyphens: a column holds {MOST_LETTERS} letters at most"
    return Diagnostic("error", "long-word", text.place, fact, hint)
