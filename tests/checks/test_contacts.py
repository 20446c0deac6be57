from __future__ import annotations

import pytest

from handouts.checks.contacts import find_contact

PHONES = """
    020 7946 0123; +44 20 7946 0123; (020) 7946-0123; 02079460123; 0800 1111; 0300 123 1234
    116 123; 07700 900123; (01) 234 5678; 01 234 5678; 030 1234567; +49 30 1234567; 089/123456
    01 23 45 67 89; 912 345 678; 02 9876 5432; 1300 975 707; 0800 611 116; 09 123 4567; 212-555-0123
    (212) 555-0123; 1-800-222-1222; (555) 010-4477; 555-0123; 020\u00a07946\u00a00123
"""
NO_PHONES = """
    2026-11-22; 22/11/2026; 22.11.2026; 0 1 2 3 4 5 6 7 8 9 10; 10 000 000 people; 1 000 000
    140/90 (130/85); 0900-1700 (1000-1600); PL 00142/0465; ISBN 978-0-306-40615-7; ISBN 0306406152
    company number 01234567; charity 1089464; GMC 1234567; 5 - 10 - 15 - 20 minutes; 2019-2023
    2,000,000; 1989;123(4):567-571; from 8:30 to 18:00; 1-2-3-4-5-6-7; SPF 30 50 100
    12.5 25 50 100 mg; 2020 2021 2022; 1:1000 000; 20 25 30 35 40; 111 people; call 9990 times
"""
ADDRESSES = """
    nhs.uk gov.uk/health hautarzt.de praxis.fr piel.es skin.com.au derm.org.nz clinic.ca skin.ie
    www.b.example/x https://müller.example müller-praxis.de nia.nih.gov desk@clinic.example
    ann@müller.de nhsinform.scot nhs.wales canalsalut.gencat.cat
"""
NO_ADDRESSES = [
    "e.g. this",
    "i.e. that",
    "at 5 p.m. sharp",
    "the end.Then more",
    "Dr. No",
    "U.S. law",
]


def listed(text: str) -> list[str]:
    return [part.strip() for line in text.strip().splitlines() for part in line.split("; ")]


@pytest.mark.parametrize("phone", listed(PHONES))
def test_a_phone_number_of_a_country_that_is_served_is_found(phone: str) -> None:
    found = find_contact(f"Call us on {phone} or come.")
    assert found and found in phone


@pytest.mark.parametrize("words", ["Call 999", "ring 111", "dial 112", "NHS 111", "text 911"])
def test_the_short_number_of_a_country_is_found_where_it_is_to_be_called(words: str) -> None:
    assert find_contact(f"If it swells, {words}.") == words.split()[1]


@pytest.mark.parametrize("words", listed(NO_PHONES))
def test_a_date_a_scale_a_ratio_or_a_registered_number_is_no_phone(words: str) -> None:
    assert find_contact(f"Remember: {words} is right.") == ""


@pytest.mark.parametrize("address", ADDRESSES.split())
def test_a_web_or_mail_address_is_found_whole(address: str) -> None:
    assert find_contact(f"See {address}, or ask.") == address


@pytest.mark.parametrize("words", NO_ADDRESSES)
def test_words_with_a_full_stop_are_no_address(words: str) -> None:
    assert find_contact(words) == ""
