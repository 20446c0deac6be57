"""Phones and addresses in words: what differs from clinic to clinic, and stands in slots alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from handouts.brand import countries

__all__ = ["find_contact"]

EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[^\W_]|-){1,63}\.\w{2,}")
# Domains that mean a web address also without 'www.': the general ones, and those of the countries
# served, with the European Union's.
ENDINGS = ("com", "org", "net", "info", "health", "clinic", "care", "eu", "gov", "edu", "example")
REGIONS = ("scot", "wales", "cymru", "cat", "eus", "gal", "bzh")  # with domains of their own
HOST = r"(?:(?:[^\W_]|-){1,63}\.){1,5}"
DIGITS = re.compile(r"[+(]?\d(?:[\s\u00a0./()-]{0,3}\d){4,}")
# What the matcher leaves, since nobody has such a number, or since it is short: North American ones
# (https://www.nanpa.com/numbering), and the European ones of social value
# (https://eur-lex.europa.eu/eli/dec/2007/116/oj).
OTHER = re.compile(
    r"(?<![\w.,/-])(?:(?:(?:\+?1[ -]?)?(?:\(\d{3}\) ?|\d{3}[ -]))?\d{3}-\d{4}|116 ?\d{3})"
    r"(?![\w,/-])"
)
# Numbers of books, papers, licences and firms, by the words before them.
REGISTER = re.compile(
    r"\b(?:ISBN|ISSN|EAN|PMID|PMCID|DOI|PL|licen[cs]e|company|charity|registration|register)"
    r"(?: (?:no\.?|number))?:? ?$",
    re.IGNORECASE,
)


def find_contact(words: str) -> str:
    """Return the first e-mail address, web address or phone number in some words, else ''."""
    if match := EMAIL.search(words) or _address().search(words):
        return match[0].rstrip(".,;:!?)")
    if match := _dialled().search(words):
        return match["number"]
    return next(_phones(words), "")


@cache
def _address() -> re.Pattern[str]:
    own = {code.lower() for code in countries()} - {"gb"} | {"uk"}
    endings = "|".join(sorted({*ENDINGS, *REGIONS, *own}))
    return re.compile(rf"\b(?:https?://|www\.)\S+|(?<![\w.@-]){HOST}(?:{endings})\b(?:/\S*)?")


@cache
def _dialled() -> re.Pattern[str]:
    """Return what finds the short numbers of countries, after a word that asks to call them."""
    lines = {country.emergency for country in countries().values()}
    lines |= {country.urgent.number for country in countries().values() if country.urgent}
    numbers = "|".join(map(re.escape, sorted(lines)))
    asked = r"call|dial|ring|phone|telephone|text|NHS"
    return re.compile(rf"\b(?:{asked})(?:ing)? (?P<number>{numbers})\b(?![.,]\d)", re.IGNORECASE)


def _is_scale(words: str) -> bool:
    """Say whether numbers are as far from each other, as on a scale: '20 25 30 35 40'."""
    numbers = re.findall(r"\d+", words)
    steps = {int(after) - int(before) for before, after in pairwise(numbers)}
    led = any(len(number) > 1 and number[0] == "0" for number in numbers)
    return len(numbers) > 3 and len(steps) == 1 and not led


def _phones(words: str) -> Iterator[str]:
    """Walk through the phone numbers that one of the countries served has.

    What is one where is told by libphonenumber (https://github.com/google/libphonenumber); dates,
    scales, ranges and ratios are none anywhere.
    """
    if not DIGITS.search(words):
        return
    from phonenumbers import PhoneNumberMatcher  # late: few texts hold as many digits

    for other in OTHER.finditer(words):
        yield other[0]
    for country in countries():
        for match in PhoneNumberMatcher(words, country):
            if not REGISTER.search(words[: match.start]) and not _is_scale(match.raw_string):
                yield match.raw_string
