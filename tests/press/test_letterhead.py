"""Letterheads come out of gangs as if each clinic had been set alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gangs import BRANDS, Clinics

from handouts.diagnostics import Problems
from handouts.press.casting import cast, compute_colours
from handouts.press.stamping import Letterhead
from handouts.press.verdicts import letterhead_key


@pytest.fixture(scope="module")
def clinics(tmp_path_factory: pytest.TempPathFactory) -> Clinics:
    return Clinics(tmp_path_factory.mktemp("clinics"))


@pytest.fixture(scope="module")
def together(clinics: Clinics) -> dict[str, Letterhead]:
    return dict(zip(BRANDS, clinics.cast(*BRANDS), strict=True))


@pytest.mark.parametrize("name", BRANDS)
def test_a_letterhead_is_the_same_whoever_is_in_the_gang(
    clinics: Clinics, together: dict[str, Letterhead], name: str
) -> None:
    assert clinics.cast(name) == [together[name]]
    assert clinics.cast("pale", name)[1] == together[name]


def test_a_letterhead_does_not_depend_on_the_palette(
    clinics: Clinics, together: dict[str, Letterhead]
) -> None:
    pale = cast([clinics.slots["dark"]], clinics.gang, clinics.look("pale"))
    assert pale == [together["dark"]]


def test_no_letterhead_holds_the_words_of_another(together: dict[str, Letterhead]) -> None:
    said = {name: repr(letterhead.fillings) for name, letterhead in together.items()}
    assert "harbour.example" in said["dark"]
    assert "harbour.example" not in said["pale"]
    assert "shared.example" in said["shared"]
    assert "shared.example" not in said["dark"]


def test_links_are_called_by_the_clinics_own_names(together: dict[str, Letterhead]) -> None:
    def booking(name: str) -> bytes:
        links = together[name].fillings["panel"].links
        return next(link.entries for link in links if b"harbour.example/book" in link.entries)

    assert b"Book at Harbour Skin Clinic" in booking("dark")
    assert rb'Book at Harbour: the "best" \(of\) clinics \\ co' in booking("shared")


def test_every_mark_has_an_owner_and_every_slot_that_is_heard_a_filling(
    together: dict[str, Letterhead],
) -> None:
    for letterhead in together.values():
        assert set(letterhead.fillings) == {"call", "doctor", "emergency", "panel"}
        silent = {slot for slot, filling in letterhead.fillings.items() if not filling.marks}
        assert silent <= {"doctor"}  # where the country has no advice line
        for filling in letterhead.fillings.values():
            held = b"".join(p for e in filling.elements for p in e if isinstance(p, bytes))
            assert held.count(b"/MCID") == len(filling.marks)
            assert all(filling.elements[owner] for owner in filling.marks)


def test_a_clinic_that_fails_stops_no_other(clinics: Clinics) -> None:
    bad = replace(
        clinics.slots["pale"], html={**clinics.slots["pale"].html, "call": "<p>\u4e00</p>"}
    )
    [first, second] = cast([clinics.slots["dark"], bad], clinics.gang, clinics.look())
    assert isinstance(first, Letterhead)
    assert isinstance(second, Problems)
    assert [d.rule for d in second] == ["glyph"]


@pytest.mark.parametrize(("slot", "lines"), [("panel", 20), ("call", 6), ("masthead", 8)])
def test_what_leaves_its_box_is_told_by_the_name_of_the_clinic(
    clinics: Clinics, slot: str, lines: int
) -> None:
    slots = clinics.slots["dark"]
    long = replace(slots, html={**slots.html, slot: "<p>line</p>" * lines})
    [found] = cast([long], clinics.gang, clinics.look())
    assert isinstance(found, Problems)
    [problem] = found
    assert problem.message.startswith(
        f"the details of 'Harbour Skin Clinic' leave the box of the {slot} by"
    )
    assert problem.place.file == "brands/dark/_brand.yml"


def test_our_styles_leave_the_colours_of_letterheads_open(clinics: Clinics) -> None:
    assert compute_colours(list(clinics.slots.values()), clinics.gang, clinics.look()) == []


def test_a_style_that_computes_colours_is_found(clinics: Clinics) -> None:
    found = compute_colours(
        [clinics.slots["dark"]],
        lambda members: clinics.gang(
            members, ".panel { border: 2mm ridge var(--brand) !important }"
        ),
        clinics.look(),
    )
    assert found


def test_what_decides_a_letterhead_decides_its_key(clinics: Clinics) -> None:
    slots, look = clinics.slots["dark"], clinics.look()
    key = letterhead_key(clinics.gang([slots]), slots, look)
    assert letterhead_key(clinics.gang([slots]), slots, clinics.look("pale")) == key
    renamed = replace(slots, labels={**slots.labels, "tel:999": "Other"})
    assert letterhead_key(clinics.gang([renamed]), renamed, look) != key
    assert letterhead_key(clinics.gang([slots], "p { margin: 0 }"), slots, look) != key
