"""What is told from the widths of letters is what the engine sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
import yaml
from samples import BRAND, MakeWorkspace

from handouts.brand.load import Brand, load_brands
from handouts.brand.widths import house_widths, text_width
from handouts.diagnostics import Problems
from handouts.page.environment import Templates
from handouts.page.fitting import Gauge, heights
from handouts.page.formats import load_formats
from handouts.page.gangs import gang, gang_styles
from handouts.page.newest import ALL_LETTERS, Newest
from handouts.page.parts import Fragments
from handouts.page.phrases import load_phrases
from handouts.page.slots import Occasion, fragments
from handouts.press.casting import cast
from handouts.press.look import Look
from handouts.press.stamping import Letterhead
from handouts.workspace import TEXT_FACE, Workspace, house

WORDS = [
    "Skin",
    "Clinic",
    "Saint",
    "Bartholomew's",
    "of",
    "the",
    "North",
    "Monday",
    "to",
    "Friday",
    "8:30am-6pm",
    "Quay",
    "Road,",
    "Flat",
    "12/3",
    "Newcastle-upon-Tyne",
    "Ärztlicher",
    "Bereitschaftsdienst",
    "hospital,",
    "W1G",
    "9PF",
    "(by",
    "appointment)",
]
STEPS = ("book", "appointments", "a1b2c3", "london-west", "v=12", "new_patient", "123")
LOGOS: dict[str, dict[str, str]] = {"no logo": {}} | {
    name: {
        "brands/harbour/_brand.yml": f"{BRAND}logo: logo.svg\n",
        "brands/harbour/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {width} 50"><rect width="{width}" height="50" fill="#084"/></svg>',
    }
    for name, width in (("squarish logo", 60), ("wide logo", 300))
}
ROUNDED = 0.5  # mm
LINE = 8.5  # mm; of large print the highest
SAME = 0.9  # of the slots; the others end a line within a hair of their edge


def words(dice: Random, most: int) -> str:
    return " ".join(dice.choices(WORDS, k=40))[: dice.randint(8, most)].strip()


def address(dice: Random, most: int) -> str:
    rest = "".join(dice.choice(STEPS) + dice.choice("/-?&=_.") for _ in range(40))
    return f"https://clinic.example/{rest}"[: dice.randint(25, most)].rstrip("./-?&=_")


def a_desk(dice: Random) -> str:
    parts = ("desk", "harbour", "skin", "exampleton", "west-london", "clinic", "nhs", "handouts")
    return f"https://{'.'.join(dice.choices(parts, k=dice.randint(1, 4)))}.example"


def some_details(dice: Random) -> dict[str, object]:
    """Return what a clinic's file may hold, of any length."""
    details: dict[str, object] = {
        "name": words(dice, 110),
        "strapline": words(dice, 110),
        "address": [words(dice, 60) for _ in range(dice.randint(1, 4))],
        "hours": [words(dice, 50) for _ in range(dice.randint(1, 3))],
        "phone": "020 7946 0000"[: dice.randint(5, 13)],
        "out_of_hours": {"who": words(dice, 80), "phone": "111"},
        "email": f"{'x' * dice.randint(1, 40)}@clinic.example",
        "booking_url": address(dice, 200),
        "website": address(dice, 150),
        "interests": words(dice, 300),
    }
    kept = {key: value for key, value in details.items() if dice.random() < 0.7}
    return kept | {"country": dice.choice(["GB", "IE", "DE", "US"])}


def filled(made: Workspace, brand: Brand) -> Iterator[Fragments]:
    for clinic in brand.clinics:
        occasion = Occasion(True, True, {}, Newest(clinic) if clinic.desk else None)
        yield fragments(brand, clinic, occasion, load_phrases(made, "en-GB"), Templates(made))


def seen(member: Fragments) -> dict[str, str]:
    """Return a clinic's slots with a text code where a letterhead has what stands in for any."""
    return {slot: html.replace(ALL_LETTERS, "7K3Q-9MXD") for slot, html in member.html.items()}


@pytest.mark.slow
@pytest.mark.parametrize("form", ["standard", "large-print", "pocket"])
@pytest.mark.parametrize("logo", LOGOS)
def test_slots_are_as_high_as_the_engine_sets_them(
    form: str, logo: str, workspace: MakeWorkspace
) -> None:
    dice = Random(form)
    files = {f"brands/harbour/clinics/c{n}.yml": some_details(dice) for n in range(20)}
    for found in files.values() if form == "standard" else ():  # others' panels narrow beside it
        found["desk"] = a_desk(dice)
    texts = {name: yaml.safe_dump(found, allow_unicode=True) for name, found in files.items()}
    made = workspace({"brands/harbour/_brand.yml": BRAND} | texts | LOGOS[logo])
    [brand] = load_brands(made, Problems())
    format_, templates = load_formats(made)[form], Templates(made)
    members = list(filled(made, brand))
    assert len(members) == len(files)
    roomy = gang(members, format_, "en-GB", templates=templates)
    high = type(format_.slots)(
        **{slot: (format_.slots.width(slot), 400) for slot in ("masthead", "running", "call")},
        emergency=(format_.slots.width("emergency"), 400),
        doctor=(format_.slots.width("doctor"), 400),
        panel=(format_.slots.width("panel"), 400, 400, 400),
        newest=(0, 0, format_.slots.width("newest"), 400),
    )
    sheet = type(roomy)(roomy.html, roomy.styles, roomy.assets, roomy.source, high)
    letterheads = cast(members, lambda _: sheet, Look(brand.palette.inks))
    stock = Gauge.of(brand, gang_styles(format_, templates))
    pairs = []
    for member, letterhead in zip(members, letterheads, strict=True):
        assert isinstance(letterhead, Letterhead)
        told, _ = heights(seen(member), format_.slots, stock)
        pairs += [(told[slot], real) for slot, real in letterhead.heights.items()]
    same = [abs(told - real) < ROUNDED for told, real in pairs]
    assert sum(same) > SAME * len(pairs)
    assert all(real - ROUNDED < told < real + 2 * LINE for told, real in pairs)


def test_more_numbers_than_the_panel_holds_are_told(workspace: MakeWorkspace) -> None:
    many = [{"who": f"The nurse of ward {n}", "phone": "020 7946 0001"} for n in range(8)]
    for given, fits in ((many[:2], True), (many, False)):
        details = yaml.safe_dump({"defaults": {"handouts": {"contacts": given}}})
        made = workspace({"brands/harbour/_brand.yml": BRAND + details})
        [brand] = load_brands(made, Problems())
        format_ = load_formats(made)["standard"]
        stock = Gauge.of(brand, gang_styles(format_, Templates(made)))
        [member] = filled(made, brand)
        found, _ = heights(member.html, format_.slots, stock)
        assert ("panel" not in dict(format_.slots.beyond(found))) is fits
    told = str(member.too_high("panel", 4))
    assert "leave the box of the panel" in told
    assert "shorten 'contacts'" in told


@pytest.mark.parametrize(("form", "most"), [("standard", 2), ("large-print", 3), ("pocket", 3)])
def test_contacts_have_room_beside_a_code_for_booking(
    form: str, most: int, workspace: MakeWorkspace
) -> None:
    found = {
        "address": ["12 Example Street", "London W1 2AB"],
        "phone": "020 7946 0000",
        "email": "hello@example.com",
        "booking_url": "https://example.com/book",
        "website": "https://example.com",
        "contacts": [
            {
                "who": "The nurse",
                "phone": "020 7946 0001",
                "extension": "12",
                "hours": "weekdays, 2pm to 4pm",
            },
            {"who": "The secretary", "phone": "020 7946 0002"},
            {"who": "After surgery", "phone": "020 7946 0003", "hours": "day and night"},
        ][:most],
    }
    details = yaml.safe_dump({"defaults": {"handouts": found}})
    made = workspace({"brands/harbour/_brand.yml": BRAND + details})
    [brand] = load_brands(made, Problems())
    format_ = load_formats(made)[form]
    [member] = filled(made, brand)
    told, _ = heights(
        member.html, format_.slots, Gauge.of(brand, gang_styles(format_, Templates(made)))
    )
    assert "panel" not in dict(format_.slots.beyond(told))


def test_a_width_is_that_of_its_letters_in_a_face_at_a_size() -> None:
    faces = [house_widths()[TEXT_FACE][400]]
    assert text_width("", faces, 12) == 0
    assert text_width("mm", faces, 12) == pytest.approx(2 * text_width("m", faces, 12))
    assert text_width("m", faces, 24) == pytest.approx(2 * text_width("m", faces, 12))
    assert text_width("i", faces, 12) < text_width("m", faces, 12)


def test_a_letter_that_the_first_face_lacks_is_as_wide_as_the_next_sets_it() -> None:
    atkinson, lato = (house_widths()[family][400] for family in (TEXT_FACE, "Lato"))
    lacking = next(c for c in lato.advances if c not in atkinson.advances and lato.advances[c])
    assert text_width(lacking, [atkinson, lato], 12) == text_width(lacking, [lato], 12) > 0


def test_every_clinic_that_we_ship_keeps_to_its_slots_in_every_format() -> None:
    ours = Workspace(house(), date(2026, 11, 22))
    for format_ in load_formats(ours).values():
        for brand in load_brands(ours, Problems()) if format_.on_paper else ():
            stock = Gauge.of(brand, gang_styles(format_, Templates(ours)))
            for member in filled(ours, brand):
                found, wide = heights(member.html, format_.slots, stock)
                assert wide == []
                beyond = [*format_.slots.beyond(found)]
                assert (format_.name, member.name, beyond) == (format_.name, member.name, [])
