from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from handouts.brand.clinic import Clinic, read_clinics
from handouts.brand.details import ClinicNumber, OutOfHours, OwnWords
from handouts.brand.meta import BrandMeta
from handouts.diagnostics import Problems
from handouts.reading.nodes import Map
from handouts.reading.yaml import parse_yaml
from handouts.workspace import Workspace

Read = Callable[..., list[Clinic]]
META = BrandMeta("An Example", "https://example.com")


@pytest.fixture
def read(workspace: Workspace, write: Callable[[dict[str, str]], None], problems: Problems) -> Read:
    def read(inherited: str = "{}", **files: str) -> list[Clinic]:
        write({f"brands/one/clinics/{name}.yml": text for name, text in files.items()})
        node = parse_yaml(f"defaults: {inherited}", "brands/one/_brand.yml", problems)
        own = node.items["defaults"] if node else None
        assert isinstance(own, Map)
        return read_clinics(workspace, "one", META, own, problems)

    return read


def test_brand_without_files_is_one_clinic_with_every_detail_empty(read: Read) -> None:
    (clinic,) = read()
    given: dict[str, Any] = {key: value for key, value in vars(clinic).items() if value}
    given.pop("place")
    assert given == {
        "id": "one",
        "brand": "one",
        "name": "An Example",
        "website": "https://example.com",
    }
    assert clinic.offers is None


def test_clinic_inherits_key_by_key_and_may_clear_a_key(read: Read) -> None:
    east, west = read(
        "{phone: 020 7946 0000, email: all@example.com, country: GB, offers: [fillers]}",
        east="phone: 020 7946 0001\nwebsite:\n",
        west="email:\noffers: []\n",
    )
    assert (east.phone, east.email, east.website) == ("020 7946 0001", "all@example.com", "")
    assert (west.phone, west.email, west.offers) == ("020 7946 0000", "", ())
    assert east.country is west.country
    assert east.country and east.country.emergency == "999"


def test_all_details_are_read(read: Read) -> None:
    (clinic,) = read(
        east="""
name: East
strapline: For example
address: [1 Example Street, Exampleton]
phone: +44 (0)20 7946-0000
hours: Monday to Friday
out_of_hours: {who: The night nurse, phone: 020 7946 0009}
contacts: [{who: The nurse, phone: 020 7946 0001, extension: "12", hours: weekdays}]
email: east@example.com
booking_url: https://example.com/book?clinic=east#top
website: https://east.example.com
desk: https://desk.example.com
country: IE
offers: [retinoids, laser-resurfacing]
interests: This clinic is an example.
words: {parking: Behind the house.}
"""
    )
    assert clinic.words == OwnWords(parking="Behind the house.")
    assert clinic.out_of_hours == OutOfHours("The night nurse", "020 7946 0009")
    assert clinic.contacts == (ClinicNumber("The nurse", "020 7946 0001", "12", "weekdays"),)
    assert clinic.hours == ("Monday to Friday",)
    assert clinic.country and clinic.country.name == "Ireland"
    assert all(value for name, value in vars(clinic).items() if name != "spoken")


@pytest.mark.parametrize(
    "detail",
    [
        "phone: ring us",
        "phone: '12'",
        "phone: '123456789012345678901'",
        "phone: '+()- '",
        "phone: 020 7946 0000 ext 5",
        "out_of_hours: {who: The night nurse}",
        "out_of_hours: {who: The night nurse, phone: none}",
        "contacts: [{who: The nurse}]",
        "contacts: [{who: The nurse, phone: 020 7946 0001, extension: twelve}]",
        "contacts: []",
        "email: nobody",
        "email: a@b@example.com",
        "booking_url: http://example.com",
        "booking_url: example.com",
        "booking_url: javascript:alert(1)",
        "booking_url: https://nhs.uk@example.com/",
        "website: https://example.com/a b",
        "website: 'https://example.com/\"x'",
        "offers: [Retinoid Cream]",
        "country: [GB]",
        "address: []",
        "name: ''",
        "phones: 020 7946 0000",
    ],
)
def test_detail_that_is_not_right_is_an_error(read: Read, problems: Problems, detail: str) -> None:
    assert read(east=detail) == []
    assert problems.failed


def test_unknown_country_is_an_error_with_those_that_are_known(
    read: Read, problems: Problems
) -> None:
    read(east="country: UK")
    (problem,) = problems
    assert problem.severity == "error"
    assert problem.message == "the country 'UK' is not known"
    assert "GB" in problem.hint


def test_country_in_small_letters_is_suggested(read: Read, problems: Problems) -> None:
    read("{country: gb}")
    assert next(iter(problems)).hint == "did you mean 'GB'?"


def test_unknown_key_suggests_the_nearest(read: Read, problems: Problems) -> None:
    read(east="adress: 1 Example Street")
    assert next(iter(problems)).hint == "did you mean 'address'?"


def test_clinic_with_an_error_is_left_out_and_the_others_stay(
    read: Read, problems: Problems
) -> None:
    assert [clinic.id for clinic in read(east="fone: 1", west="name: West")] == ["west"]
    assert problems.failed


def test_a_clinic_may_name_the_address_of_its_desk_or_have_its_brands(read: Read) -> None:
    east, west = read(
        "{desk: https://desk.example.com}",
        east="desk: https://east.example.com:8443/\n",
        west="name: West\n",
    )
    assert west.page_of("7K3Q-9MXD") == "https://desk.example.com/t/one/west/7K3Q-9MXD"
    assert east.page_of("7K3Q-9MXD") == "https://east.example.com:8443/t/one/east/7K3Q-9MXD"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://desk.example.com", "the start of an address: https:// and a name, and no path"),
        ("https://desk.example.com/t/", "and no path"),
        ("https://desk.example.com?a=b", "and no path"),
        ("desk.example.com", "and no path"),
        ("https://ü..example", "names no domain that there can be"),
        (f"https://{'d' * 80}.example", "it may have 80"),
    ],
)
def test_a_wrong_address_of_a_desk_is_told_at_its_line(
    read: Read, problems: Problems, address: str, said: str
) -> None:
    read(east=f"name: East\ndesk: {address}\n")
    [fault] = [one for one in problems if one.severity == "error"]
    assert said in f"{fault.message} {fault.hint}"
    assert (fault.place.file, fault.place.line) == ("brands/one/clinics/east.yml", 2)


def test_an_address_too_long_for_a_code_that_can_be_scanned_is_told(
    read: Read, problems: Problems
) -> None:
    read(**{"c" * 60: f"desk: https://{'d' * 30}.example\n"})
    [fault] = [one for one in problems if one.severity == "error"]
    assert "have addresses of 123 letters; a code holds 106" in fault.message
    assert fault.place.line == 1
