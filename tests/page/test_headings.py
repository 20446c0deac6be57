"""Headings hang where their words fit the column; long words break by the dictionary."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from handouts.content import locale_of
from handouts.page.headings import breakable, ended, hangs, heading_lines

SOFT = "\N{SOFT HYPHEN}"


@pytest.mark.parametrize(
    ("language", "heading", "broken"),
    [
        ("pl", "Elektrostymulacja mięśni", "Elek|tro|sty|mu|lacja mięśni"),
        ("de", "Gesichtsübungen", "Gesichts|übungen"),  # and not "-gen"
        ("de", "Botulinumtoxin Sonne", "Botu|li|num|toxin Sonne"),
        ("uk", "Електростимуляція м’язів", "Еле|к|т|ро|с|ти|му|ляція м’язів"),
    ],
)
def test_a_word_that_is_too_wide_breaks_by_the_dictionary(
    language: str, heading: str, broken: str
) -> None:
    locale = locale_of(language)
    assert breakable(heading, locale).replace(SOFT, "|") == broken
    assert hangs(heading, locale)


def test_where_there_is_no_dictionary_a_long_word_stands_above_its_text() -> None:
    assert breakable("Elektromanyetik", locale_of("tr")) == "Elektromanyetik"
    assert not hangs("Elektromanyetik", locale_of("tr"))


def test_words_that_fit_and_citations_stay_whole() -> None:
    locale = locale_of("de")
    assert breakable("Über die Haut", locale) == "Über die Haut"
    cited = "Haut [@elektrostimulationsbehandlung2019]"
    assert breakable(cited, locale) == cited


def test_english_headings_are_not_broken() -> None:
    for tag in ("en-GB", "en-US"):
        assert breakable("Electroencephalography", locale_of(tag)) == "Electroencephalography"
        assert not hangs("Electroencephalographically", locale_of(tag))


def test_ideographs_need_no_spaces_to_hang() -> None:
    chinese = "关于面部按摩的真相和不足之处"
    assert hangs(chinese, locale_of("zh-Hans"))
    assert heading_lines(chinese, locale_of("zh-Hans")) == 3


def test_no_ideograph_stands_alone_on_the_last_line_of_a_heading() -> None:
    locale, eleven = locale_of("zh-Hans"), "关于面部按摩的真相不足"
    assert ended(Markup("按摩的不足之处")) == '按摩的不足<span class="whole">之处</span>'
    assert ended(Markup("有效吗？")) == "有效吗？"
    assert ended(Markup("Haut <strong>x</strong>")) == "Haut <strong>x</strong>"
    assert [heading_lines(eleven[:letters], locale) for letters in (6, 7, 11)] == [1, 2, 2]
