from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import BRAND, MakeWorkspace, a_handout, a_library

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.planning import plan
from handouts.counter.shelves import ClinicShelf, brand_shelf, clinic_shelf, shelf_path
from handouts.diagnostics import Problems
from handouts.store.ledger import Change, Entry

GROUP = {"brands/north/_brand.yml": BRAND} | {
    f"brands/north/clinics/{name}.yml": f"name: North {name.title()}\n" for name in ("cork", "york")
}
FIRST, LAST = "2026-11-01", "2026-11-22"


@pytest.fixture
def materials(workspace: MakeWorkspace) -> Materials:
    """What was read in a workspace with two handouts, a clinic alone and a group of two."""
    titles = {"sun": "Sun and **your** skin", "laser": "A laser for lines"}
    files = a_library(**{name: a_handout(title=title) for name, title in titles.items()})
    made = workspace(files | GROUP)
    return read_all(made, made.output, Problems())


def copies(materials: Materials, brand: str = "harbour") -> list[tuple[Copy, Entry]]:
    planned = plan(Order(brands=(brand,), formats=("standard", "full")), materials)
    return [(c, Entry(c.path, "k", c.path, 9, 9, 2, c.edition.code, "draft", "")) for c in planned]


def shelf(materials: Materials, *changes: Change) -> ClinicShelf:
    brand = next(brand for brand in materials.brands if brand.id == "harbour")
    return clinic_shelf(brand, brand.clinics[0], True, copies(materials), changes, "standard")


def change(
    materials: Materials, day: str, old: str, new: str, handout: str = "sun"
) -> list[Change]:
    paths = [c.path for c, _ in copies(materials) if c.handout.id == handout]
    return [Change(path, day, handout, old, new) for path in paths]


def test_a_handout_stands_there_once_in_all_its_formats(materials: Materials) -> None:
    laser, sun = shelf(materials).items
    assert (laser.title, sun.title) == ("A laser for lines", "Sun and your skin")
    assert [(file.label, file.pages) for file in sun.files] == [("Standard", 2), ("Full", 2)]
    assert [file.size for file in sun.files] == ["2 sides", "2 sides"]


def test_the_command_prints_that_very_copy(materials: Materials) -> None:
    assert [file.command for file in shelf(materials).items[1].files] == [
        "handouts print sun -b harbour --draft",
        "handouts print sun -f full -b harbour --draft",
    ]


def test_a_format_of_two_words_is_read_as_words(materials: Materials) -> None:
    brand = next(brand for brand in materials.brands if brand.id == "harbour")
    formats = ("large-print", "html", "text")
    planned = plan(Order(handouts=("sun",), brands=("harbour",), formats=formats), materials)
    held = [(c, Entry(c.path, "k", "h", 9, 9, 2, c.edition.code, "draft", "")) for c in planned]
    [item] = clinic_shelf(brand, brand.clinics[0], True, held, [], "standard").items
    assert [file.label for file in item.files] == ["Large print", "For the screen", "Plain text"]


def test_only_what_came_last_and_not_with_the_whole_shelf_is_fresh(materials: Materials) -> None:
    begun = change(materials, FIRST, "", "OLD") + change(materials, FIRST, "", "A", "laser")
    assert [item.fresh for item in shelf(materials, *begun).items] == ["", ""]
    changed = shelf(materials, *begun, *change(materials, LAST, "OLD", "NEW"))
    assert [(i.id, i.fresh, i.since) for i in changed.items] == [
        ("laser", "", FIRST),
        ("sun", "changed", LAST),
    ]
    late = change(materials, FIRST, "", "OLD") + change(materials, LAST, "", "A", "laser")
    assert [item.fresh for item in shelf(materials, *late).items] == ["new", ""]


def test_the_latest_days_come_first_with_one_line_for_all_formats(materials: Materials) -> None:
    days = [f"2026-11-{day:02}" for day in range(1, 9)]
    changes = [c for n, day in enumerate(days) for c in change(materials, day, f"{n}", f"{n + 1}")]
    told = shelf(materials, *changes).days
    assert [day.day for day in told] == days[:1:-1]
    assert [(move.what, move.old, move.new) for move in told[0].moves] == [("changed", "7", "8")]


@pytest.mark.parametrize(
    ("old", "new", "why", "what"),
    [
        ("", "A", "", "new"),
        ("A", "B", "", "changed"),
        ("A", "", "", "gone"),
        ("A", "", "withdrawn", "refused"),
    ],
)
def test_a_move_has_one_word(materials: Materials, old: str, new: str, why: str, what: str) -> None:
    moved = [replace(c, why=why) for c in change(materials, LAST, old, new)]
    [day] = shelf(materials, *moved).days
    assert [move.what for move in day.moves] == [what]


def test_a_group_lists_the_clinics_that_have_something(materials: Materials) -> None:
    brand = next(brand for brand in materials.brands if brand.id == "north")
    cork, york = brand.clinics
    there = [(c, e) for c, e in copies(materials, "north") if c.clinic == york]
    shelves = [
        clinic_shelf(brand, cork, False, [], [], "standard"),
        clinic_shelf(brand, york, False, there, [], "standard"),
    ]
    listed = brand_shelf(brand, False, shelves)
    assert [(room.name, room.href, room.handouts) for room in listed.rooms] == [
        ("North York", "york/index.html", 2)
    ]
    assert listed.path == "north/index.html"


def test_a_shelf_stands_beside_its_copies(materials: Materials) -> None:
    for name in ("harbour", "north"):
        for copy, _ in copies(materials, name):
            folder, _, _ = copy.path.rpartition("/")
            assert shelf_path(copy.brand, copy.clinic, True) == f"{folder}/index.html"


def test_a_pack_stands_there_with_the_codes_of_its_handouts(workspace: MakeWorkspace) -> None:
    pack = "visit: {title: A visit, short_title: A visit, language: en-GB, summary: All of it,"
    files = a_library(sun=a_handout(), laser=a_handout(title="A laser"))
    made = workspace(files | {"packs.yaml": f"{pack} also: [first time], handouts: [sun, laser]}}"})
    materials = read_all(made, made.output, Problems())
    [cover] = plan_packs(Order(formats=("standard",)), materials)
    entry = Entry(cover.path, "k", "hash", 9, 9, 3, cover.edition.code, "draft", "")
    shelf = clinic_shelf(cover.brand, cover.clinic, True, [(cover, entry)], [], "standard")
    [item] = shelf.items
    assert (item.kind, item.title) == ("pack", "A visit")
    assert item.words.names == ("a visit", "first time", "visit")
    assert (item.words.headings, item.words.text) == ((), ("all of it",))
    assert item.codes == " and ".join(part.edition.code for part in cover.parts)


@pytest.mark.parametrize(
    ("formats", "front"),
    [(("booklet", "standard"), "standard"), (("text", "pocket"), "pocket"), (("html",), "html")],
)
def test_the_page_that_is_shown_is_of_a_copy_to_read_if_there_is_one(
    materials: Materials, formats: tuple[str, ...], front: str
) -> None:
    brand = next(brand for brand in materials.brands if brand.id == "harbour")
    planned = plan(Order(handouts=("sun",), brands=("harbour",), formats=formats), materials)
    held = [(c, Entry(c.path, "k", "h", 9, 9, 2, c.edition.code, "draft", "")) for c in planned]
    [shown] = clinic_shelf(brand, brand.clinics[0], True, held, [], "standard").fronts
    assert shown.format == front


def test_a_booklet_is_printed_on_the_paper_that_it_is_folded_from(materials: Materials) -> None:
    forms = ("pocket", "booklet")
    planned = plan(Order(handouts=("sun",), brands=("harbour",), formats=forms), materials)
    held = [(c, Entry(c.path, "k", "h", 9, 9, 2, c.edition.code, "draft", "")) for c in planned]
    brand = planned[0].brand
    [item] = clinic_shelf(brand, brand.clinics[0], True, held, [], "standard").items
    assert [(file.format, file.paper) for file in item.files] == [
        ("pocket", "A5"),
        ("booklet", "A4"),
    ]


def test_a_sheet_shows_the_earlier_of_its_printed_date_and_the_one_that_holds(
    materials: Materials,
) -> None:
    [brand] = [brand for brand in materials.brands if brand.id == "harbour"]
    now, dates = date(2027, 6, 1), ("2027-03-01", "2028-03-01")
    held = [
        (replace(copy, edition=replace(copy.edition, use_until=now)), replace(entry, until=until))
        for (copy, entry), until in zip(copies(materials)[:2], dates, strict=True)
    ]
    [item] = clinic_shelf(brand, brand.clinics[0], False, held, (), "standard").items
    assert [file.use_until for file in item.files] == [date(2027, 3, 1), now]
    assert item.use_until == now


def test_a_text_that_is_gone_is_told_with_its_language(materials: Materials) -> None:
    path = "drafts/harbour/harbour-sun-pl-DRAFT.pdf"
    gone = Change(path, LAST, "Słońce i skóra", "OLD", "", language="pl")
    stocked = shelf(materials, gone)
    [move] = stocked.days[0].moves
    assert (move.what, move.language, move.locale.name) == ("gone", "pl", "Polski")
    assert stocked.moved_in_several
    assert not shelf(materials, replace(gone, language="")).moved_in_several
