"""Locales: what is known of a language and of how it is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

from handouts.content.languages import is_language
from handouts.content.locale import locale_of, locales

TOOL = run_path(str(Path(__file__).parent.parent.parent / "tools/locales.py"))
WRITTEN: str = TOOL["FILE"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "tag"),
    [("en-GB", "en"), ("en-US", "en-US"), ("zh-Hans-HK", "zh-Hans"), ("ar-EG", "ar")],
)
def test_a_language_is_written_as_its_narrowest_tag_that_is_known(language: str, tag: str) -> None:
    assert locale_of(language).tag == tag


def test_an_unknown_language_is_taken_to_run_from_the_left() -> None:
    assert locale_of("tlh").direction == "ltr"


@pytest.mark.parametrize("tag", locales())
def test_a_name_runs_as_its_language_does(tag: str) -> None:
    locale = locales()[tag]
    right = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in locale.name)
    assert is_language(tag) and right == (locale.direction == "rtl")


def test_the_file_is_what_the_tool_writes() -> None:
    """Or run ``python tools/locales.py``, and read what has changed."""
    assert TOOL["written"]() == WRITTEN


def test_the_file_names_its_source_and_the_version_of_it() -> None:
    assert re.search(r"from CLDR \d+\n# \(https://cldr\.unicode\.org\)", WRITTEN)


DAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("tag", "month", "day"),
    [
        ("en", "November 2026", "9 November 2026"),
        ("en-US", "November 2026", "November 9, 2026"),
        ("pl", "listopad 2026", "9 listopada 2026"),
        ("uk", "листопад 2026", "9 листопада 2026\u202fр."),
        ("es", "noviembre de 2026", "9 de noviembre de 2026"),
        ("de", "November 2026", "9. November 2026"),
        ("vi", "tháng 11 năm 2026", "9 tháng 11, 2026"),
        ("zh-Hans", "2026年11月", "2026年11月9日"),
        ("ar", "نوفمبر 2026", "9 نوفمبر 2026"),
        ("he", "נובמבר 2026", "9 בנובמבר 2026"),
    ],
)
def test_dates_are_written_as_in_the_language(tag: str, month: str, day: str) -> None:
    assert locale_of(tag).month_of(DAY) == month
    assert locale_of(tag).day_of(DAY) == day


@pytest.mark.parametrize("tag", locales())
def test_every_language_has_its_months_in_each_form(tag: str) -> None:
    locale = locales()[tag]
    assert len(set(locale.months)) == 12 and len(set(locale.day_months)) in (0, 12)


@pytest.mark.parametrize(
    ("tag", "lists"),
    [
        ("en", ["", "a", "a and b", "a, b and c", "a, b, c and d"]),
        ("en-US", ["", "a", "a and b", "a, b, and c", "a, b, c, and d"]),
        ("ur", ["", "a", "a اور b", "a، b، اور c", "a، b، c، اور d"]),
        ("zh-Hans", ["", "a", "a和b", "a、b和c", "a、b、c和d"]),
    ],
)
def test_lists_are_written_as_in_the_language(tag: str, lists: list[str]) -> None:
    assert [locale_of(tag).listed("abcd"[:count]) for count in range(5)] == lists


def test_alternatives_have_a_word_of_their_own() -> None:
    assert locale_of("de").listed("abc", alternative=True) == "a, b oder c"
    assert locale_of("en").listed(["{0}", "{1}"]) == "{0} and {1}"


@pytest.mark.parametrize(
    ("tag", "numbers"),
    [
        ("en", ["0", "999", "1,000", "12,345", "1,234,567"]),
        ("es", ["0", "999", "1000", "12.345", "1.234.567"]),
        ("pl", ["0", "999", "1000", "12\u00a0345", "1\u00a0234\u00a0567"]),
        ("hi", ["0", "999", "1,000", "12,345", "12,34,567"]),
        ("ar", ["0", "999", "1,000", "12,345", "1,234,567"]),
    ],
)
def test_numbers_are_grouped_as_in_the_language(tag: str, numbers: list[str]) -> None:
    assert [locale_of(tag).number(n) for n in (0, 999, 1000, 12345, 1234567)] == numbers


def test_a_language_may_have_digits_of_its_own() -> None:
    own = replace(locale_of("ar"), digits="٠١٢٣٤٥٦٧٨٩")
    assert own.number(1205) == "١,٢٠٥"


@pytest.mark.parametrize(
    ("tag", "name", "within"),
    [
        ("en", "Facial massage", "facial massage"),
        ("en", "IPL", "IPL"),
        ("de", "Gesichtsmassage", "Gesichtsmassage"),
        ("tr", "Isı tedavisi", "ısı tedavisi"),
        ("tr", "İğne", "iğne"),
        ("ar", "تدليك", "تدليك"),
    ],
)
def test_a_name_within_a_sentence_is_written_small_where_the_language_does_so(
    tag: str, name: str, within: str
) -> None:
    assert locale_of(tag).within(name) == within
