"""Whether a heading may hang in its column, and where it breaks, by the widths of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markupsafe import Markup

from handouts.brand import BOLD, Widths, house_widths, script_widths, text_width
from handouts.content import Locale, plain, wider

__all__ = ["NARROW_MM", "breakable", "ended", "hangs", "heading_lines"]

COLUMN_MM = 33  # mm that a word may take of 36.5: a brand's own face may be a tenth wider
NARROW_MM = 30  # mm of 34, at 15 pt: the first column of options, whose words are smaller
SIZE_PT = 15  # pt, of headings (styles/type.css)
# What a line may end with: ideographs one by one, each with the signs after it.
WIDE = r"\u2e80-\u2fff\u3040-\u9fff\uf900-\ufaff"
PARTS = re.compile(
    rf"[{WIDE}](?:[{WIDE}]$|[\u3000-\u303f\uff00-\uffef]*)"
    rf"|[^\s{WIDE}\N{{SOFT HYPHEN}}-]+[-\N{{SOFT HYPHEN}}]?"
)
LAST = re.compile(rf"[{WIDE}]{{2}}$")  # of them: so that none stands alone on a line
CLOSE = re.compile(rf"[{WIDE}]|.*\N{{SOFT HYPHEN}}$")  # parts with no space after them
WORD = re.compile(r"(\[[^\]]*\])|[^\W\d_]+")  # or citations, which stay as they are
SOFT = "\N{SOFT HYPHEN}"
BEFORE, AFTER = 3, 4  # letters at least before and after a break: fewer are odd to read
LONG = 10  # letters of a word that may be broken


def hangs(heading: str, locale: Locale) -> bool:
    """Say whether every word of a heading fits the column that it hangs in."""
    faces = _faces(locale)
    words = PARTS.findall(breakable(plain(heading), locale))
    return all(_width(word, faces) <= COLUMN_MM for word in words)


def heading_lines(heading: str, locale: Locale) -> int:
    """Return on about how many lines a heading hangs in its column."""
    faces = _faces(locale)
    lines, room, space = 0, 0.0, text_width(" ", faces, SIZE_PT)
    for part in PARTS.findall(breakable(plain(heading), locale)):
        wide = _width(part, faces)
        if wide > room:
            lines, room = lines + 1, COLUMN_MM
        room -= wide if CLOSE.match(part) else wide + space
    return lines


def breakable(words: str, locale: Locale, column: float = COLUMN_MM) -> str:
    """Return words with soft hyphens in those that are too wide for a column, in mm at 15 pt.

    That of headings, unless another is told.

    Where they may stand tells the dictionary of the language; English headings have none.
    """
    broken = _dictionary(locale.tag)
    if broken is None:
        return words
    faces = _faces(locale)

    def word(match: re.Match[str]) -> str:
        text = match[0]
        if match[1] or len(text) < LONG or _width(text, faces) <= column:
            return text
        return SOFT.join(_pieces(text, broken.positions(text)))

    return WORD.sub(word, words)


def ended(heading: Markup) -> Markup:
    """Return a heading as it is set, the last two ideographs of it together on one line."""
    return Markup(LAST.sub(r'<span class="whole">\g<0></span>', str(heading)))


def _pieces(word: str, positions: Sequence[int]) -> Iterator[str]:
    ends = [at for at in positions if BEFORE <= at <= len(word) - AFTER]
    yield from (word[a:b] for a, b in zip([0, *ends], [*ends, len(word)], strict=True))


def _width(part: str, faces: Sequence[Widths]) -> float:
    """Return how wide a part of a line is, in mm, with the hyphen that is seen at its end."""
    return text_width(part.replace(SOFT, "-"), faces, SIZE_PT)


@cache
def _dictionary(tag: str) -> Any:
    """Return the dictionary of a language, by which words are broken; None where there is none."""
    import pyphen  # late: English needs none

    names = [name.replace("-", "_") for name in wider(tag)]
    known = next(filter(None, map(pyphen.language_fallback, names)), None)
    return None if names[-1] == "en" or known is None else pyphen.Pyphen(lang=known)


def _faces(locale: Locale) -> list[Widths]:
    own = script_widths(locale, BOLD)
    return [*own, *(weights[BOLD] for weights in house_widths().values())]
