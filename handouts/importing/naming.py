"""Names in plain letters: to compare them by, and as ids."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["LONGEST_ID", "plain_words", "slug"]

LONGEST_ID = 60  # characters
APART = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d"})  # what Unicode takes for whole
SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "æ": "ae", "œ": "oe", "'": "", "’": "", "&": " and "}
)


def plain_words(text: str) -> str:
    """Return a text in small letters of ASCII, without punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(APART))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())


def slug(name: str, brand: str = "") -> str:
    """Return an id for a name, in ASCII and without the brand's name before it; '' for nothing."""
    spelt = unicodedata.normalize("NFC", name.casefold()).translate(SPELT)
    words = plain_words(spelt).replace(" ", "-")
    own = slug(brand) if brand else ""
    rest = words.removeprefix(f"{own}-") if own else words
    rest = words if rest.startswith("and-") else rest
    return rest[:LONGEST_ID].strip("-")
