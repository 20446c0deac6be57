from __future__ import annotations

import pytest

from handouts.content.locale import locales
from handouts.page.ties import _tied, tie_words


@pytest.mark.parametrize(
    "words",
    [
        "10_minutes",
        "10.75_cm",
        "5_cm³",
        "62_in_100_people",
        "2_in_1,000",
        "3_to_5_days",
        "½_tablet",
        "30_%",
        "40_°C",
        "Dr_Łukasz",
        "Mrs._Ode",
        "SPF_30",
        "step_3",
        "2_million_people",
    ],
)
def test_a_number_stays_with_its_unit_and_a_title_with_its_name(words: str) -> None:
    written = f"So {words.replace('_', ' ')} and on."
    assert tie_words(written) == f"So {words.replace('_', chr(0xA0))} and on."


@pytest.mark.parametrize(
    "words", ["1990 minutely", "the 3 of us", "a doctor is in", "So 2 in here"]
)
def test_other_spaces_break(words: str) -> None:
    assert tie_words(words) == words


def test_long_names_break_at_a_slash_and_short_ones_do_not() -> None:
    words = "methylchloroisothiazolinone/methylisothiazolinone and/or 130/85"
    assert tie_words(words) == words.replace("one/m", "one/\u200bm")


def test_a_hyphen_that_does_not_break_is_set_by_its_twin_in_a_word_that_stays_whole() -> None:
    assert tie_words("Take omega\u20113, <daily>.") == (
        'Take <span class="whole">omega-3,</span> &lt;daily&gt;.'
    )


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("pl", "30_minut"),
        ("pl", "2_na_100_osób"),
        ("ro", "50_de femei"),
        ("es", "2_de cada_100_personas"),
        ("fr", "24_heures"),
        ("fr", "M._Œuvrard"),
        ("de", "29_bis_37_Jahre"),
        ("de-AT", "Frau_Özil"),
        ("tr", "3_dakika"),
        ("uk", "4_тижні"),
        ("uk", "крок_3"),
        ("ar", "2_من كل_100_شخص"),
        ("ur", "4_ہفتے"),
        ("bn", "৪_সপ্তাহ"),
        ("hi", "4_हफ़्ते"),
        ("hi", "5_मिनट"),
        ("sw", "5_mg"),
    ],
)
def test_a_number_stays_with_its_unit_in_each_language(tag: str, words: str) -> None:
    written = f"x {words.replace('_', ' ')} x."
    assert tie_words(written, tag) == f"x {words.replace('_', chr(0xA0))} x."


@pytest.mark.parametrize(
    ("tag", "words"), [("de", "Die Frau ist 5 Mal"), ("pl", "czy 3 i"), ("sw", "5 minutes")]
)
def test_other_spaces_break_in_each_language(tag: str, words: str) -> None:
    assert tie_words(words, tag) == words.replace("5 Mal", "5\u00a0Mal")


def test_every_language_with_spaces_has_its_ties() -> None:
    spaced = {tag for tag, locale in locales().items() if locale.spaced}
    assert {tag for tag in spaced if len(_tied(tag)) < 5} == set()
