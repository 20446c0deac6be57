"""Folding: texts as words that compare alike, whatever script and keyboard they were typed with.

Compatibility forms (full width, ligatures, Arabic presentation forms) are decomposed as in Unicode
Standard Annex #15, NFKD: https://www.unicode.org/reports/tr15/. ``ALIKE`` has what that leaves
apart and people type one for another; much of it is also what Lucene's normalisers of Arabic,
Persian and the languages of India do: https://lucene.apache.org/core/9_9_0/analysis/common/.

The shelf's page has the rule once more, in ``templates/shelf/finding.js``, over the same table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["ALIKE", "fold", "unspaced"]

NOUGHTS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50)
ALIKE = (
    "l=ł d=đð o=ø h=ħ t=ŧ n=ŋ i=ı ae=æ oe=œ ss=ß th=þ "  # what Unicode does not decompose
    "σ=ς г=ґ "
    "ا=ٱ ي=ىیۍ ك=کڪ ه=ةہۃھە "  # keyboards of Arabic, Persian and Urdu; alef maksura, ta marbuta
    "\u0902=\u0901 \u0982=\u0981 \u0a02=\u0a70 \u0a82=\u0a81 "  # an anusvara for a candrabindu
    # and for nothing: apostrophes, geresh, tatweel; nuktas, an addak; viramas
    "='’‘ʼʹ`׳״\u0640"
    "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0a71"
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca "
) + " ".join(f"{digit}={''.join(chr(zero + digit) for zero in NOUGHTS)}" for digit in range(10))
INDIC = "\u0900", "\u0dff"  # where marks are vowels, from the first to the last
UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"  # Han, kana
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
RUNS = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")


def _alike() -> Iterator[tuple[str, str]]:
    for group in ALIKE.split():
        one, _, others = group.partition("=")
        yield from ((other, one) for other in others)


LETTERS = str.maketrans(dict(_alike()))


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return a text as small words: no accents, points, apostrophes or hyphens; our digits.

    What is written without spaces stands apart from what is not.
    """
    letters = (c for c in unicodedata.normalize("NFKD", text) if not _drops(c))
    bare = "".join(letters).lower().translate(LETTERS)
    spaced = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in bare)
    return " ".join(part for word in spaced.split() for part in RUNS.findall(word))


def unspaced(word: str) -> bool:
    """Say whether a folded word is of a script that puts no spaces between words."""
    return bool(re.match(f"[{UNSPACED}]", word))


def _drops(character: str) -> bool:
    """Say whether a character is an accent, a point, or a format character such as a joiner."""
    category = unicodedata.category(character)
    return category == "Cf" or (category[0] == "M" and not INDIC[0] <= character <= INDIC[1])
