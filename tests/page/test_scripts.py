"""Scripts get the lines and boxes that they need; Latin, Greek and Cyrillic stay as they are."""

from __future__ import annotations

import pytest

from handouts.brand.housefaces import script_of
from handouts.content.locale import locales
from handouts.page.boxes import IN_MARGINS, SLOTS
from handouts.page.formats import Format
from handouts.page.parts import Style
from handouts.page.scripts import MIXED, ROOM, roomier, written_in
from handouts.reading import Text
from handouts.workspace import house

FORM = Format(sections="standard", sources="short", style=Text("standard.css"))


def test_each_script_has_its_room_and_its_stylesheet() -> None:
    scripts = {script_of(locale) for locale in locales().values()} - {""}
    assert scripts == {*ROOM}
    assert {path.stem for path in (house() / "styles/scripts").glob("*.css")} == scripts


def test_latin_changes_nothing() -> None:
    style = Style("t.css", "p { line-height: 1.3 }")
    assert written_in(FORM, "") is FORM
    assert roomier(style, "") is style


@pytest.mark.parametrize(
    ("css", "set_"),
    [
        ("p { color: red; line-height: 1.3 }", "p { color: red; line-height: 1.98 }"),
        ("p{line-height:1}", "p{line-height:1.52}"),
        (":root { --leading: 1.5; }", ":root { --leading: 2.28; }"),
        ("p { line-height: var(--leading) }", "p { line-height: var(--leading) }"),
        (".number { line-height: 1.2 }", ".number { line-height: 1.2 }"),
        (".name, p { line-height: 1.2 }", ".name, p { line-height: 1.82 }"),
        ("/* a, b */ .foot p { line-height: 1.3 }", "/* a, b */ .foot p { line-height: 1.3 }"),
        ("@media print { p { line-height: 1 } }", "@media print { p { line-height: 1.52 } }"),
    ],
)
def test_lines_are_as_high_as_nastaliq_needs_them(css: str, set_: str) -> None:
    assert roomier(Style("t.css", css), "Aran").text == set_


def test_slots_are_higher_but_for_those_in_margins() -> None:
    tall = written_in(FORM, "Aran")
    assert tall.fits[0].leading == pytest.approx(FORM.fits[0].leading * ROOM["Aran"], abs=0.001)
    for slot in SLOTS:
        times = 1 if slot in IN_MARGINS else ROOM["Aran"] * MIXED
        assert tall.slots.height(slot) == pytest.approx(FORM.slots.height(slot) * times, abs=0.1)
        assert tall.slots.width(slot) == FORM.slots.width(slot)
    assert tall.slots.corner == FORM.slots.corner
