"""Signs that look the same as others, and that few typefaces have."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["TWINS", "WHOLE", "add_twins"]

WHOLE = "\N{NON-BREAKING HYPHEN}"  # as Word writes it: the word around it stays on one line
COMPATIBLE = (  # signs that Unicode keeps for what wrote them otherwise: ％ ℃ ㎎ Ⅱ ﬆ ￡
    *(0x2103, 0x2109, 0xFB05, 0xFB06, 0xFE63, 0xFFE0, 0xFFE1, 0xFFE5),
    *range(0x2160, 0x2180),
    *range(0x3380, 0x33E0),
    *range(0xFF01, 0xFF5F),
)
TWINS = {code: unicodedata.normalize("NFKC", chr(code)) for code in COMPATIBLE} | {
    ord(WHOLE): "-",
    ord("\N{HYPHEN}"): "-",
    ord("\N{HYPHEN BULLET}"): "-",
    ord("\N{MODIFIER LETTER APOSTROPHE}"): "’",
    ord("\N{ONE DOT LEADER}"): ".",
    ord("\N{HYPHENATION POINT}"): "·",
    ord("\N{BULLET OPERATOR}"): "·",
    ord("\N{DOT OPERATOR}"): "·",
    ord("\N{TWO DOT LEADER}"): "..",
    ord("\N{ASTERISK OPERATOR}"): "*",
    ord("\N{TILDE OPERATOR}"): "~",
    ord("\N{RATIO}"): ":",
    ord("\N{RING OPERATOR}"): "°",
    ord("\N{INCREMENT}"): "Δ",
    ord("\N{LESS-THAN OR SLANTED EQUAL TO}"): "≤",
    ord("\N{LESS-THAN OVER EQUAL TO}"): "≤",
    ord("\N{GREATER-THAN OR SLANTED EQUAL TO}"): "≥",
    ord("\N{GREATER-THAN OVER EQUAL TO}"): "≥",
    ord("\N{KELVIN SIGN}"): "K",
    ord("\N{OHM SIGN}"): "Ω",
    ord("\N{IDEOGRAPHIC SPACE}"): " ",
    ord("\N{WORD JOINER}"): None,
    ord("\N{ZERO WIDTH NO-BREAK SPACE}"): None,
    ord("\N{LEFT-TO-RIGHT MARK}"): None,  # what runs the other way is set apart by itself
    ord("\N{RIGHT-TO-LEFT MARK}"): None,
    ord("\N{ARABIC LETTER MARK}"): None,
    ord("\N{LATIN SMALL LIGATURE FI}"): "fi",
    ord("\N{LATIN SMALL LIGATURE FL}"): "fl",
}
IDEOGRAPH = re.compile(r"[\u3040-\u9fff\uf900-\ufaff]")
WIDE = {0x3000, *range(0xFF01, 0xFF5F)}  # forms of signs that are as wide as an ideograph
NARROW_TWINS = {code: twin for code, twin in TWINS.items() if code not in WIDE}


def add_twins(words: str) -> str:
    """Return words with each sign that few typefaces have as the one that looks the same.

    Among ideographs, signs stay as wide as these.
    """
    if not words.isascii() and IDEOGRAPH.search(words):
        return words.translate(NARROW_TWINS)
    return words.translate(TWINS)
