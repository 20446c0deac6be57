"""Numbers and units, as each language writes them."""

from __future__ import annotations

import pytest

from handouts.content.locale import locale_of
from handouts.translation.figures import measures_in, same_numbers


def same(source: str, language: str, words: str) -> bool:
    before, now = measures_in(source), measures_in(words)
    numbers = same_numbers(source, locale_of("en-GB"), words, locale_of(language))
    return numbers and not (before - now and now - before)


@pytest.mark.parametrize(
    ("source", "language", "words"),
    [
        ("10,000 people", "pl", "10 000 osób"),
        ("10,000 people", "de", "10.000 Menschen"),
        ("10,000 people", "de", "10 000 Menschen"),  # as DIN 5008 writes it
        ("10,000 people", "ar", "١٠٬٠٠٠ شخص"),
        ("100,000 people", "hi", "1,00,000 लोग"),
        ("1.5 ml", "ur", "۱٫۵ ملی لیٹر"),
        ("1½ ml", "pl", "1 1/2 ml"),
        ("−5 °C", "pl", "-5 °C"),
        ("at −5 °C", "zh-Hans", "在-5°C"),
        ("2-3 weeks", "pl", "2–3 tygodnie"),
        ("10 am", "zh-Hans", "１０：００"),
        ("11am to 3pm", "pl", "od 11 do 15"),
        ("11am to 3.30pm", "fr", "de 11:00 à 15:30"),
        ("11am to 3pm", "ar", "من 11 إلى 3"),
        ("11 November 2026", "zh-Hans", "2026年11月11日"),
        ("11 November 2026", "pl", "11 listopada 2026"),
        ("5 mg", "uk", "5 мг"),
        ("5 mg", "zh-Hans", "5毫克"),
        ("5 mg", "hi", "5 मिलीग्राम"),
        ("5%", "tr", "%5"),
    ],
)
def test_what_means_the_same_is_the_same(source: str, language: str, words: str) -> None:
    assert same(source, language, words)


@pytest.mark.parametrize(
    ("source", "language", "words"),
    [
        ("1.5 ml", "pl", "15 ml"),
        ("1,000 people", "de", "1,000 Menschen"),
        ("½ a tablet", "pl", "¼ tabletki"),
        ("1½ ml", "pl", "1 ml"),
        ("5 mg", "pl", "5 g"),
        ("5 mg", "uk", "5 г"),
        ("5 mg", "zh-Hans", "5克"),
        ("50%", "pl", "50 mg"),
        ("-5 °C", "pl", "5 °C"),
        ("≥3", "pl", "≤3"),
        ("11am to 3pm", "pl", "od 11 do 16"),
        ("11 November 2026", "zh-Hans", "2026年12月11日"),
    ],
)
def test_what_means_something_else_is_not(source: str, language: str, words: str) -> None:
    assert not same(source, language, words)
