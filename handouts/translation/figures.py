"""The numbers in a text, read as its language writes them: '1.000' is a thousand in German."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from handouts.content import CITATION, TWINS, Locale

__all__ = ["measures_in", "numbers_in", "same_numbers"]

SPACES = "\u00a0\u2009\u202f"  # that stand between groups of digits, beside the usual one
SIGNS = ".,'’٫٬"  # a point, a comma, an apostrophe, and Arabic's own for decimals and groups
TOKEN = re.compile(rf"-?\d+(?:[{SIGNS}{SPACES}]\d+|(?<=\d) (?=\d{{3}}(?!\d))\d+)*")
NOT_WORDS = re.compile(rf"{CITATION.pattern}|\]\([^)]*\)|\{{\w+\}}")
DECIMAL, GROUP = "٫", "٬"
FRACTION = re.compile("[¼-¾⅐-⅞]")
DASH = re.compile(r"[-−]")
MINUS = re.compile(  # of a number: before it, and after no other, letter or sign that joins both
    r"(?:^|(?<=[(\u3000-\u9fff\uff00-\uffef])|(?<=[^\d\s]\s))[-−](?=\d)"
)
CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d\d))?\s?([ap])\.?m\b", re.IGNORECASE)
FULL_HOUR = re.compile(r"(?<!\d)(\d{1,2})[:.]00(?!\d)")
UNITS: Mapping[str, str] = {  # as languages write them after a number
    "µg": "[µμ]g|mcg|мкг|微克",
    "mg": "mg|мг|毫克",
    "g": "g|г|克",
    "kg": "kg|кг|公斤|千克",
    "ml": "ml|мл|毫升",
    "l": "l|л|升",
    "mm": "mm|мм|毫米",
    "cm": "cm|см|厘米",
    "%": "[%٪]",
}
UNIT = re.compile(
    r"\d[\s\u00a0]?(?:"
    + "|".join(f"(?P<u{n}>{each})" for n, each in enumerate(UNITS.values()))
    + r")(?![a-zа-яії])",
    re.IGNORECASE,
)
COMPARED = re.compile(r"[<>≤≥](?=\s?\d)")


def numbers_in(text: str, locale: Locale) -> Counter[str]:
    """Return how often each number stands in a text, without those in citations and addresses."""
    signed = MINUS.sub("\0", _set(text))
    digits = "".join(map(_digit, DASH.sub(" – ", signed))).replace("\0", "-")
    return Counter(n for match in TOKEN.finditer(digits) for n in _read(match[0], locale))


def same_numbers(source: str, locale: Locale, words: str, own: Locale) -> bool:
    """Say whether a translation has the numbers of its source; each has the locale that follows it.

    A month may be a word or a number, and a time of twelve hours one of twenty-four.
    """
    now = [*_readings(words, own)]
    return any(before in now for before in _readings(source, locale))


def measures_in(text: str) -> Counter[str]:
    """Return how often each unit stands after a number in a text, and each sign that compares."""
    digits = "".join(map(_digit, _set(text)))
    names = [*UNITS]
    units = (names[int((match.lastgroup or "u0")[1:])] for match in UNIT.finditer(digits))
    return Counter(units) + Counter(COMPARED.findall(digits))


def _readings(text: str, locale: Locale) -> Iterator[Counter[str]]:
    """Yield the numbers of a text in all ways in which they may be meant."""
    yield (numbers := numbers_in(text, locale))
    by_clock = FULL_HOUR.sub(r"\1", CLOCK.sub(_of_day, text.translate(TWINS)))
    yield numbers_in(by_clock, locale)
    names = "".join(text.casefold().split())
    months = [
        str(number)
        for number, name in enumerate(locale.months, start=1)
        if not any(map(str.isdecimal, name)) and "".join(name.casefold().split()) in names
    ]
    yield numbers + Counter(months)


def _of_day(match: re.Match[str]) -> str:
    """Return a time as one of twenty-four hours."""
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
    return f"{hour}:{match[2] or '00'}"


def _set(text: str) -> str:
    """Return a text as it is set, fractions as two numbers, without citations and addresses."""
    words = NOT_WORDS.sub(" ", text).translate(TWINS)
    return FRACTION.sub(lambda match: f" {unicodedata.normalize('NFKC', match[0])} ", words)


def _digit(one: str) -> str:
    """Return a digit of any script as one of ours, and other characters as they are."""
    return str(unicodedata.decimal(one)) if one.isdecimal() else one


def _read(token: str, locale: Locale) -> Iterator[str]:
    """Yield the number that is written, or several, where a sign stands in none of them."""
    group = rf"[{re.escape(locale.group)}{GROUP}{SPACES} ]"  # spaces are ISO 80000's, everywhere
    decimal = rf"[{re.escape(locale.decimal)}{DECIMAL}]"
    number = re.compile(
        rf"(?P<whole>\d{{1,3}}(?:{group}\d{{2,3}})*{group}\d{{3}}|\d+)(?:{decimal}(?P<part>\d+))?"
    )
    sign = "-" if token.startswith("-") else ""
    if (match := number.fullmatch(token.removeprefix("-"))) is not None:
        whole = re.sub(r"\D", "", match["whole"])
        part = match["part"] or "0"
        yield f"{sign}{Decimal(f'{whole}.{part}').normalize():f}"
    else:  # a day, a time, a range: 29.11.2026
        yield from (f"{Decimal(part):f}" for part in re.findall(r"\d+", token))
