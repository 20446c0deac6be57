"""What we say, in the characters that a terminal or a pipe can take."""

from __future__ import annotations

import codecs
import sys
import unicodedata
from io import TextIOWrapper

__all__ = ["write_as_the_terminal_can"]

ERRORS = "handouts.nearest"
# Signs that have no likeness in Unicode's own tables.
NEAREST = {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-"}
NEAREST |= {"→": "->", "≥": ">=", "≤": "<=", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "·": "-"}


def write_as_the_terminal_can() -> None:
    """Have stdout and stderr write what their encoding lacks as the nearest that it has.

    Without this, one typographic sign ends a command in a locale such as en_GB.ISO-8859-1.
    """
    codecs.register_error(ERRORS, _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors != "surrogateescape":
            stream.reconfigure(errors=ERRORS)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Replace what cannot be encoded: by its letter without marks, else by '?'."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(map(_letters, lacking)), error.end


def _letters(character: str) -> str:
    """Return what stands for a character in ASCII, at least '?'."""
    near = NEAREST.get(character) or unicodedata.normalize("NFKD", character)
    return near.encode("ascii", "ignore").decode("ascii") or "?"
