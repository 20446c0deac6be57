"""Signs of typefaces that have signs in the place of letters, as characters that say what they are.

Sources: the tables of Wingdings and Symbol at https://www.unicode.org/L2/L2011/11344-wingding.pdf
and https://www.unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt.
"""

from __future__ import annotations

__all__ = ["sign", "signs"]

PRIVATE = 0xF000  # where Word keeps the letters of such typefaces
SIGNS = {
    "wingdings": {
        0x28: "☎",
        0x6C: "●",
        0x6E: "■",
        0x6F: "☐",
        0x71: "☐",
        0x72: "☐",
        0x76: "•",
        0x9F: "•",
        0xA7: "▪",
        0xA8: "☐",
        0xD8: "•",
        0xE0: "→",
        0xFB: "✗",
        0xFC: "✓",
        0xFD: "☒",
        0xFE: "☑",
    },
    "symbol": {
        0x6D: "µ",
        0xA3: "≤",
        0xB0: "°",
        0xB1: "±",
        0xB3: "≥",
        0xB4: "×",
        0xB7: "•",
        0xAE: "→",
    },
}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def sign(typeface: str, code: int) -> str:
    """Return the character for a sign, or UNKNOWN."""
    code -= PRIVATE if code >= PRIVATE else 0
    return SIGNS.get(typeface.lower(), {}).get(code, UNKNOWN)


def signs(text: str, typeface: str) -> str:
    """Return a text in which the private letters of such typefaces are characters."""
    if typeface.lower() not in SIGNS:
        return text
    return "".join(sign(typeface, ord(c)) if ord(c) >= PRIVATE else c for c in text)
