"""What stays on one line: a number with its unit, a title with its name; and where words may break.

A tie is a space that does not break, as in TeX. The words of languages other than English stand in
ties.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from handouts.content import WHOLE, add_twins, wider
from handouts.reading import read_packaged

__all__ = ["TIE", "tie_words"]

TABLE = "ties.yaml"
TIE = "\N{NO-BREAK SPACE}"
BREAK = "\N{ZERO WIDTH SPACE}"
AMOUNT = r"(?<![\w.,])[<>≤≥~±]?\d[\d,.]*(?:/\d+)?|[½¼¾⅓⅔]"
SIGNS = r"%|°[CF]?|[mck]?m[²³]?|[mck]?g|[mcd]?l|mcg|µg|nm|[km]?J|IU|"
UNIT = SIGNS + (
    r"units?|mmol|million|billion|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times?|people|women|men|"
    r"adults|children|tablets?|capsules?|drops|doses?|puffs?|stitches|sessions|pm|am"
)
TIED = (
    re.compile(r"(\d [mb]illion) (?=people|women|men|adults|children)"),
    re.compile(rf"((?:{AMOUNT})) (?=(?:{UNIT})(?![\w-]))"),
    re.compile(r"(?<![\w.,])(\d[\d,]*) (?=(?:in|of|out of|to) \d)"),  # 62 in 100, 3 to 5
    re.compile(r"(?<=\d)((?: |\u00a0)(?:in|of|to|out of)) (?=\d)"),
    re.compile(r"\b((?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|St|Sister|Nurse)\.?) (?=[^\W\da-z_])"),
    re.compile(
        r"\b((?:SPF|page|step|figure|table|grade|type|part|week|month|day|year|NHS)) (?=\d)", re.I
    ),
)
ENDING = r"[^\W\d]"  # a letter of a word that bends
MARK = r"[\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0900-\u0dff]"  # on or after a letter
SMALL = "a-zß-öø-ÿąćęłńśźżăâîșțğışа-яґєії"  # letters with which no name begins
SLASH = re.compile(r"(?<=\w{6})/(?=\w{6})")  # between long names, as those of medicines


@dataclass(frozen=True)
class _Words:
    """What a language ties: beginnings of units, and whole words."""

    language: str
    units: tuple[str, ...]
    between: tuple[str, ...]
    before: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True)
class _Table:
    languages: tuple[_Words, ...]


@cache
def _tied(tag: str) -> Sequence[re.Pattern[str]]:
    """Return what is tied in a language, each with its group before the space."""
    names = wider(tag)
    if names[-1] == "en":
        return TIED
    known = {words.language: words for words in read_packaged(_Table, __package__, TABLE).languages}
    words = next((known[name] for name in names if name in known), None)
    if words is None:
        return (re.compile(rf"({AMOUNT}) (?=(?:{SIGNS}mmol)(?![\w-]))"),)
    units, between, before, titles = (
        "|".join(re.escape(one) for one in sorted(some, key=len, reverse=True))
        for some in (words.units, words.between, words.before, words.titles)
    )
    bent = rf"(?:{units})(?:{ENDING}|{MARK}){{0,6}}"
    return (
        re.compile(rf"({AMOUNT}) (?=(?:{SIGNS}mmol|{bent})(?![\w-]))", re.IGNORECASE),
        re.compile(rf"(\d) (?=(?:{between}) \d)", re.IGNORECASE),
        re.compile(rf"(?<=\d)((?: |\u00a0)(?:{between})) (?=\d)", re.IGNORECASE),
        re.compile(rf"(?<!\w)((?i:{titles})) (?=[^\W\d_{SMALL}])"),
        re.compile(rf"(?<!\w)((?:{before})) (?=\d)", re.IGNORECASE),
    )


def tie_words(words: str, tag: str = "en") -> Markup:
    """Set words of a language with ties, and with twins for signs that few typefaces have."""
    for pattern in _tied(tag):
        words = pattern.sub(rf"\1{TIE}", words)
    words = SLASH.sub(f"/{BREAK}", words)
    whole = [
        Markup('<span class="whole">{}</span>').format(add_twins(w))
        if WHOLE in w
        else Markup.escape(add_twins(w))
        for w in re.split(rf"(\S*{WHOLE}\S*)", words)
    ]
    return Markup("").join(whole)
