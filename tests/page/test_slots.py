from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from samples import BRAND

from handouts.content import locale_of
from handouts.page.boxes import SLOTS
from handouts.page.parts import Fragments
from handouts.page.slots import _name_size

Slots = Callable[..., Fragments]


def brand(**details: str) -> str:
    """Return a brand whose clinic gives details, each written as YAML."""
    lines = "".join(f"    {key}: {value}\n" for key, value in details.items())
    return f"{BRAND}defaults:\n  handouts:\n{lines}" if details else BRAND


def test_every_slot_is_filled(slots: Slots) -> None:
    made = slots(brand(phone="020 7946 0000", country="GB"))
    assert set(made.html) == set(SLOTS)
    assert all(made.html.values())
    assert made.source == "brands/harbour/_brand.yml"


def test_a_clinic_with_a_phone_is_called_by_it(slots: Slots) -> None:
    html = slots(brand(phone="020 7946 0000")).html
    link = '<a href="tel:02079460000">020 7946 0000</a>'
    assert link in html["call"]
    assert link in html["panel"]


def test_a_clinic_without_a_phone_leaves_a_line_to_write_on(slots: Slots) -> None:
    html = slots(brand()).html
    assert html["call"] == '<p class="number-blank">Phone your clinic:</p>'
    assert "tel:" not in "".join(html.values())
    assert "Ask at your next visit" in html["panel"]


@pytest.mark.parametrize(
    ("country", "number"), [("GB", "999"), ("IE", "112"), ("US", "911"), ("AU", "000")]
)
def test_the_emergency_number_is_that_of_the_country(
    slots: Slots, country: str, number: str
) -> None:
    assert f'href="tel:{number}">{number}</a>' in slots(brand(country=country)).html["emergency"]


def test_without_a_country_the_reader_is_told_to_call_the_local_number(slots: Slots) -> None:
    html = slots(brand()).html["emergency"]
    assert html == '<p class="number-blank">Call your local emergency number</p>'


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("GB", "Closed? Call NHS 111. Not in Northern Ireland."),
        ("NZ", "Closed? Call Healthline, 0800 611 116."),
    ],
)
def test_the_advice_line_of_the_country_stands_with_ones_own_doctor(
    slots: Slots, country: str, line: str
) -> None:
    html = slots(brand(country=country)).html
    assert html["doctor"] == f'<p class="small">{line}</p>'
    assert "small" not in html["emergency"] + html["call"]


def test_a_country_without_an_advice_line_has_none_named(slots: Slots) -> None:
    assert slots(brand(country="IE")).html["doctor"] == ""


def test_who_answers_when_the_clinic_is_closed_stands_with_its_number(slots: Slots) -> None:
    nurse = "{who: The night nurse, phone: 020 7946 0009}"
    html = slots(brand(country="GB", out_of_hours=nurse)).html
    assert "When we are closed: The night nurse, 020 7946 0009" in html["call"]
    assert "Closed? Call NHS 111. Not in Northern Ireland." in html["doctor"]


def test_a_clinic_that_names_the_advice_line_has_it_once_and_says_that_it_answers_there(
    slots: Slots,
) -> None:
    line = "{who: NHS 111, phone: '111'}"
    html = slots(brand(country="GB", out_of_hours=line)).html
    assert "111" not in html["call"]
    assert html["doctor"] == '<p class="small">Closed? Call NHS 111.</p>'


@pytest.mark.parametrize(("phone", "long"), [("020 7946 0000", False), ("+44 20 7946 0000", True)])
def test_a_long_number_is_set_smaller_so_that_it_stays_in_one_line(
    slots: Slots, phone: str, *, long: bool
) -> None:
    assert ('class="number long"' in slots(brand(phone=f'"{phone}"')).html["call"]) is long


NURSE = "{who: The nurse, phone: 020 7946 0001, extension: '12', hours: 'weekdays, 2pm to 4pm'}"


def test_other_numbers_of_the_clinic_stand_in_the_panel_with_who_answers(slots: Slots) -> None:
    others = f"[{NURSE}, {{who: The secretary, phone: 020 7946 0002}}]"
    made = slots(brand(phone="020 7946 0000", contacts=others))
    panel = made.html["panel"]
    link = '<a class="whole" href="tel:02079460001;ext=12">020 7946 0001</a>'
    assert (
        f'<p class="small other">The nurse: {link} extension 12, weekdays, 2pm to 4pm</p>' in panel
    )
    assert panel.index("The nurse") < panel.index("The secretary")
    assert made.labels["tel:02079460001;ext=12"] == "The nurse: Phone 020 7946 0001 extension 12"
    assert made.details["panel"]["contacts"] == "The nurse, The secretary"


def test_booking_is_offered_with_a_code_to_scan(slots: Slots) -> None:
    made = slots(brand(booking_url="https://harbour.example/book/"))
    assert 'href="https://harbour.example/book/">harbour.example/book</a>' in made.html["panel"]
    [(address, code)] = made.assets.items()
    assert (
        f'<img src="{address}" alt="QR code that opens harbour.example/book">'
        in (made.html["panel"])
    )
    assert ElementTree.fromstring(code.data).tag == "{http://www.w3.org/2000/svg}svg"


def test_where_booking_may_not_be_offered_nothing_of_it_is_printed(slots: Slots) -> None:
    made = slots(brand(booking_url="https://harbour.example/book"), booking=False)
    assert "harbour.example" not in "".join(made.html.values())
    assert "Scan" not in made.html["panel"]
    assert (made.assets, made.labels) == ({}, {})


def test_a_clinic_that_takes_no_bookings_gives_its_other_details(slots: Slots) -> None:
    made = slots(brand(email="hello@harbour.example", website="https://harbour.example/"))
    assert "Questions? Call us." in made.html["panel"]
    assert 'href="mailto:hello@harbour.example"' in made.html["panel"]
    assert 'href="https://harbour.example/">harbour.example</a>' in made.html["panel"]


@pytest.mark.parametrize(
    ("offers", "sentence"),
    [
        ("[]", ""),
        ("[unknown]", ""),
        ("[laser]", "this clinic offers laser."),
        ("[laser, fillers]", "this clinic offers laser and fillers."),
        ("[laser, retinoids, fillers]", "this clinic offers laser, retinoid cream and fillers."),
    ],
)
def test_what_a_clinic_sells_is_told_from_what_it_offers(
    slots: Slots, offers: str, sentence: str
) -> None:
    titles = {"laser": "Laser", "fillers": "Fillers", "retinoids": "Retinoid cream"}
    panel = slots(brand(offers=offers), **titles).html["panel"]
    assert sentence in panel
    assert ("So that you know" in panel) == bool(sentence)


def test_a_sentence_of_the_clinics_own_comes_before_one_that_is_made(slots: Slots) -> None:
    text = brand(offers="[laser]", interests="We own a laser.")
    panel = slots(text, laser="Laser").html["panel"]
    assert "We own a laser." in panel
    assert "So that you know" not in panel


def test_side_effects_are_reported_where_a_medicine_is_named(slots: Slots) -> None:
    line = (
        "You can report side effects of a medicine to the Yellow Card scheme: "
        "yellowcard.mhra.gov.uk"
    )
    assert line in slots(brand(country="GB"), medicine=True).html["panel"]
    assert "yellowcard" not in slots(brand(country="GB")).html["panel"]
    assert "side effects" not in slots(brand(), medicine=True).html["panel"]


def test_links_have_names_for_those_who_hear_them(slots: Slots) -> None:
    made = slots(
        brand(
            name="Harbour Clinic",
            phone="020 7946 0000",
            email="hello@harbour.example",
            website="https://harbour.example/",
            booking_url="https://harbour.example/book",
            country="GB",
        )
    )
    assert made.labels == {
        "tel:02079460000": "Phone 020 7946 0000",
        "tel:999": "Phone 999",
        "mailto:hello@harbour.example": "E-mail hello@harbour.example",
        "https://harbour.example/": "Website harbour.example",
        "https://harbour.example/book": "Book at Harbour Clinic",
    }
    assert set(re.findall(r'href="(.*?)"', "".join(made.html.values()))) == set(made.labels)


@pytest.mark.parametrize(
    ("name", "size"), [("Harbour", "short"), ("x" * 23, "middling"), ("x" * 35, "long")]
)
def test_a_long_name_is_set_smaller(slots: Slots, name: str, size: str) -> None:
    assert f'<p class="name {size}">{name}</p>' in slots(brand(name=name)).html["masthead"]


def test_a_clinics_details_come_out_as_text(slots: Slots) -> None:
    made = slots(brand(name="'<b> & {{ 1 }}'", address="['<!--slot:call-->']"))
    html = "".join(made.html.values())
    assert "&lt;b&gt; &amp; {{ 1 }}" in html
    assert "<b> &" not in html
    assert "<!--" not in html


@pytest.mark.parametrize(
    ("language", "name", "size"),
    [
        ("zh-Hans", "海港皮肤诊所", "short"),
        ("zh-Hans", "海港皮肤与激光诊所伦敦分所", "middling"),  # 13 letters, as wide as 23
        ("ta", "துறைமுக தோல் மருத்துவமனை", "long"),
        ("ar", "عيادة الميناء للجلد والليزر في لندن", "middling"),
    ],
)
def test_a_name_is_measured_in_the_face_of_its_script(language: str, name: str, size: str) -> None:
    assert _name_size(name, locale_of(language)) == size
