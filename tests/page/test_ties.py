from __future__ import annotations

import pytest

from handouts.page.ties import tie_words


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
