from __future__ import annotations

import pytest

from handouts.brand.country import countries


def test_table_holds_the_countries_that_the_docs_name() -> None:
    assert list(countries()) == ["AU", "CA", "DE", "ES", "FR", "GB", "IE", "NZ", "US"]


@pytest.mark.parametrize("code", countries())
def test_every_country_has_numbers_to_dial_and_sources(code: str) -> None:
    country = countries()[code]
    assert country.emergency.isdigit()
    assert country.sources
    assert country.urgent is None or country.urgent.number.replace(" ", "").isdigit()


def test_only_two_countries_let_prescription_medicines_be_advertised_to_all() -> None:
    assert [c.code for c in countries().values() if c.pom_to_public] == ["NZ", "US"]


def test_paper_is_letter_in_north_america_alone() -> None:
    assert [c.code for c in countries().values() if c.paper == "Letter"] == ["CA", "US"]


def test_urgent_advice_says_where_it_does_not_answer() -> None:
    urgent = countries()["GB"].urgent
    assert urgent and urgent.number == "111"
    assert urgent.note == "urgent_note_gb"
