"""Locales: what is known of a language and of how it is written, from locales.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal

from handouts.content.languages import LANGUAGE_TAG, wider
from handouts.reading import Doc, Length, Pattern, read_packaged

__all__ = ["Direction", "Locale", "locale_of", "locales"]

TABLE = "locales.yaml"
Direction = Literal["ltr", "rtl"]
Months = Annotated[tuple[str, ...], Length(0, 12)]
Listing = Annotated[tuple[str, ...], Length(4, 4)]


@dataclass(frozen=True, kw_only=True)
class Locale:
    """A language as it is named, and as it is written; signs are those of running text."""

    tag: Annotated[str, Pattern(LANGUAGE_TAG, "a language such as en-GB")]
    name: Annotated[str, Doc("in the language itself")]
    english: Annotated[str, Doc("in English")]
    script: Annotated[str, Pattern(r"[A-Z][a-z]{3}", "a script by its four letters, ISO 15924")] = (
        "Latn"
    )
    direction: Direction = "ltr"
    months: Annotated[Months, Doc("as they stand before a year")]
    day_months: Annotated[Months, Doc("as they stand after a day, if otherwise")] = ()
    month_year: str = "{month} {year}"
    day_month_year: str = "{day} {month} {year}"
    and_list: Annotated[Listing, Doc("of two; of more the first, those between, the last two")]
    or_list: Listing
    quotes: Annotated[Listing, Doc("around words, and around words within those")] = (
        *("“", "”"),
        *("‘", "’"),
    )
    comma: str = ","
    semicolon: str = ";"
    colon: Annotated[str, Doc("with the space before it, if any")] = ":"
    stop: str = "."
    spaced: Annotated[bool, Doc("a space follows such a sign")] = True
    decimal: str = "."
    million: Annotated[str, Doc("with what stands between groups of digits")] = "1,000,000"
    grouped_from: Annotated[int, Doc("digits of the smallest number with groups")] = 4
    digits: Annotated[str, Length(10, 10), Doc("from nought to nine")] = "0123456789"
    percent: str = "{0}%"
    small_names: Annotated[bool, Doc("within a sentence things begin with a small letter")] = True
    small_letters: Annotated[tuple[str, ...], Doc("pairs, where they are not Unicode's")] = ()
    names: Annotated[Mapping[str, str], Doc("of languages, as they stand in a line")] = field(
        default_factory=dict, hash=False
    )

    @property
    def space(self) -> str:
        """What follows a comma and the like within a line."""
        return " " if self.spaced else ""

    @property
    def group(self) -> str:
        """What stands between groups of digits."""
        return self.million[-4]

    def month_of(self, day: date) -> str:
        """Write a day's month and year: 'November 2026', '2026年11月'."""
        return self.month_year.format(month=self.months[day.month - 1], year=day.year)

    def day_of(self, day: date) -> str:
        """Write a day: '29 November 2026', '29 listopada 2026'."""
        month = (self.day_months or self.months)[day.month - 1]
        return self.day_month_year.format(day=day.day, month=month, year=day.year)

    def listed(self, words: Sequence[str], *, alternative: bool = False) -> str:
        """Write words as a list: 'a, b and c', or as alternatives 'a, b or c'.

        https://www.unicode.org/reports/tr35/tr35-general.html#ListPatterns
        """
        two, first, between, last = self.or_list if alternative else self.and_list
        if len(words) < 3:
            return two.format(*words) if len(words) == 2 else "".join(words)
        *ahead, before, end = words
        text = last.format(before, end)
        for number in range(len(ahead) - 1, -1, -1):
            text = (between if number else first).format(ahead[number], text)
        return text

    def number(self, value: int) -> str:
        """Write a whole number: '10,000', '10 000', '1,00,000'."""
        written = f"{value:d}"
        if len(written) >= self.grouped_from:
            wide = len(self.million.split(self.group)[-2])  # of the groups before the last
            ends = [*range(len(written) - 3, 0, -wide)][::-1]
            groups = pairwise([0, *ends, len(written)])
            written = self.group.join(written[start:end] for start, end in groups)
        return written.translate(str.maketrans("0123456789", self.digits))

    def called(self, language: str) -> str:
        """Return what a language is called in this one: 'angielski'; its own name where unknown."""
        known = (self.names[tag] for tag in wider(language) if tag in self.names)
        return next(known, locale_of(language).name)

    def within(self, name: str) -> str:
        """Write a name of a thing as it stands within a sentence: 'facial massage', but 'IPL'."""
        if not self.small_names or name[1:2].isupper():
            return name
        small = {pair[0]: pair[1] for pair in self.small_letters}
        return small.get(name[:1], name[:1].lower()) + name[1:]


@dataclass(frozen=True)
class _Table:
    locales: tuple[Locale, ...]


@cache
def locales() -> Mapping[str, Locale]:
    """Return all locales that are known, by tag. Raises HandoutsError."""
    return {locale.tag: locale for locale in read_packaged(_Table, __package__, TABLE).locales}


def locale_of(language: str) -> Locale:
    """Return the locale of a language: 'zh-Hans-HK' as 'zh-Hans'; English's where none is known."""
    known = locales()
    return next((known[tag] for tag in wider(language) if tag in known), known["en"])
