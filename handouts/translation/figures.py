"""The numbers in a text, read as its language writes them: '1.000' is a thousand in German."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from handouts.content import CITATION, Locale

__all__ = ["numbers_in"]

SPACES = "\u00a0\u2009\u202f"  # that stand between groups of digits, beside the usual one
SIGNS = ".,'’٫٬"  # a point, a comma, an apostrophe, and Arabic's own for decimals and groups
TOKEN = re.compile(rf"\d+(?:[{SIGNS}{SPACES}]\d+|(?<=\d) (?=\d{{3}}(?!\d))\d+)*")
NOT_WORDS = re.compile(rf"{CITATION.pattern}|\]\([^)]*\)|\{{\w+\}}")
DECIMAL, GROUP = "٫", "٬"


def numbers_in(text: str, locale: Locale) -> Counter[str]:
    """Return how often each number stands in a text, without those in citations and addresses."""
    digits = "".join(_digit(c) for c in NOT_WORDS.sub(" ", text))
    return Counter(n for match in TOKEN.finditer(digits) for n in _read(match[0], locale))


def _digit(one: str) -> str:
    """Return a digit of any script as one of ours, and other characters as they are."""
    return str(unicodedata.decimal(one)) if one.isdecimal() else one


def _read(token: str, locale: Locale) -> Iterator[str]:
    """Yield the number that is written, or several, where a sign stands in none of them."""
    spaced = locale.group in SPACES
    group = rf"[{re.escape(SPACES)} ]" if spaced else rf"[{re.escape(locale.group)}{GROUP}]"
    decimal = rf"[{re.escape(locale.decimal)}{DECIMAL}]"
    number = re.compile(
        rf"(?P<whole>\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}|\d+)(?:{decimal}(?P<part>\d+))?"
    )
    if (match := number.fullmatch(token)) is not None:
        whole = re.sub(r"\D", "", match["whole"])
        part = match["part"] or "0"
        yield f"{Decimal(f'{whole}.{part}').normalize():f}"
    else:  # a day, a time, a range: 29.11.2026
        yield from (f"{Decimal(part):f}" for part in re.findall(r"\d+", token))
