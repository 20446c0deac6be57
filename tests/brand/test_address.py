from __future__ import annotations

import re

import pytest

from handouts.brand.address import EMAIL, HTTPS, as_link, bare, is_address


@pytest.mark.parametrize(
    ("address", "link", "read"),
    [
        ("https://a.example/book/", "https://a.example/book/", "a.example/book"),
        ("https://müller.example", "https://xn--mller-kva.example", "müller.example"),
        ("https://straße.example", "https://xn--strae-oqa.example", "straße.example"),
        ("https://xn--mller-kva.example/a", "https://xn--mller-kva.example/a", "müller.example/a"),
        (
            "https://müller.example:81/ü?x=ß#ä",
            "https://xn--mller-kva.example:81/%C3%BC?x=%C3%9F#%C3%A4",
            "müller.example:81/ü?x=ß#ä",
        ),
    ],
)
def test_an_address_is_read_as_words_and_linked_in_ascii(
    address: str, link: str, read: str
) -> None:
    assert re.fullmatch(HTTPS.regex, address)
    assert (as_link(address), bare(address)) == (link, read)


def test_a_mail_address_is_linked_in_ascii() -> None:
    assert re.fullmatch(EMAIL.regex, "praxis@müller.example")
    assert as_link("praxis@müller.example") == "praxis@xn--mller-kva.example"


@pytest.mark.parametrize("address", ["https://-ü.example", "https://ü..example", "https://ü:x/"])
def test_what_no_domain_can_be_called_is_no_address(address: str) -> None:
    assert not is_address(address)


@pytest.mark.parametrize(
    "address", ["a@b", "a@.example", "a@b..example", "a b@c.example", "a.example"]
)
def test_what_is_no_mail_address_is_refused(address: str) -> None:
    assert not re.fullmatch(EMAIL.regex, address)
