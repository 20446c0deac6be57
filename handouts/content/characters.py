"""Signs that look the same as others, and that few typefaces have."""

from __future__ import annotations

__all__ = ["TWINS", "WHOLE"]

WHOLE = "\N{NON-BREAKING HYPHEN}"  # as Word writes it: the word around it stays on one line
TWINS = {
    ord(WHOLE): "-",
    ord("\N{HYPHEN}"): "-",
    ord("\N{HYPHEN BULLET}"): "-",
    ord("\N{MODIFIER LETTER APOSTROPHE}"): "’",
    ord("\N{ONE DOT LEADER}"): ".",
    ord("\N{HYPHENATION POINT}"): "·",
    ord("\N{BULLET OPERATOR}"): "·",
    ord("\N{KELVIN SIGN}"): "K",
    ord("\N{OHM SIGN}"): "Ω",
    ord("\N{IDEOGRAPHIC SPACE}"): " ",
    ord("\N{WORD JOINER}"): None,
    ord("\N{ZERO WIDTH NO-BREAK SPACE}"): None,
    ord("\N{LATIN SMALL LIGATURE FI}"): "fi",
    ord("\N{LATIN SMALL LIGATURE FL}"): "fl",
}
