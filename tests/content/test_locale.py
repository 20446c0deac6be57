"""Locales: what is known of a language and of how it is written."""

from __future__ import annotations

import unicodedata

import pytest

from handouts.content.languages import is_language
from handouts.content.locale import locale_of, locales


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
