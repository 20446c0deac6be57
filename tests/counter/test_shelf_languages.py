"""A shelf with texts in several languages: each is called by its own name, and found by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from approved import approved
from browser import faults, fits
from pretend import PretendPress
from samples import a_workspace
from shelves import a_counter, a_pdf, address, stocked, text_of
from spoken import phrases, translation_approved, translation_drafted

from handouts.counter.giving import offers
from handouts.counter.listing import list_all, listed_as
from handouts.counter.printing import find_handouts
from handouts.diagnostics import Problems
from handouts.review.texts import open_collection
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TITLES = ["Café au lait spots", "Sun and your skin", "الشمس وبشرتك", "Słońce i skóra"]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace with two approved handouts; one is approved in Arabic and Polish too."""
    root = tmp_path_factory.mktemp("here")
    press = PretendPress(tmp_path_factory.mktemp("press") / "log", data=a_pdf())
    with pytest.MonkeyPatch.context() as patch:
        press.stand_in(patch)
        made = a_workspace(root, a_counter() | phrases("ar", "pl"))
        for handout in ("sun", "spots"):
            approved(made, handout)
        for language in ("ar", "pl"):
            translation_approved(made, language)
        translation_drafted(made, "pl", "spots")
        stocked(made)
        yield made


@pytest.fixture
def page(browser: Browser, here: Workspace) -> Iterator[Page]:
    """A window on the shelf."""
    opened = browser.new_page()
    opened.goto(address(here))
    yield opened
    opened.context.close()


def titles(page: Page) -> list[str]:
    return page.locator(".items h3:visible").all_inner_texts()


def search(page: Page, words: str) -> list[str]:
    page.get_by_label("Find a handout").fill(words)
    return titles(page)


def test_a_handout_stands_in_each_language_that_is_approved_and_together(page: Page) -> None:
    assert titles(page) == TITLES


def test_languages_are_chosen_by_their_own_names(page: Page) -> None:
    options = page.get_by_label("Language").locator("option")
    names = options.all_inner_texts()
    assert names == ["All", "English", "Polski", "العربية"]
    marks = [(one.get_attribute("lang"), one.get_attribute("dir")) for one in options.all()[1:]]
    assert marks == [("en-GB", "ltr"), ("pl", "ltr"), ("ar", "rtl")]
    page.get_by_label("Language").select_option("العربية")
    assert titles(page) == ["الشمس وبشرتك"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sunscreen", TITLES[1:]),  # by its English name, in each language
        ("بشره", TITLES[1:]),
        ("slonce", TITLES[1:]),
        ("krem z filtrem", TITLES[1:]),
        ("polski", ["Słońce i skóra"]),
        ("polish sun", ["Słońce i skóra"]),
        ("arabic", ["الشمس وبشرتك"]),
        ("العربيه", ["الشمس وبشرتك"]),
        ("kolano", []),
    ],
)
def test_a_text_is_found_by_its_names_in_any_language_and_by_its_own(
    page: Page, words: str, found: list[str]
) -> None:
    assert search(page, words) == found


def test_what_is_in_another_language_says_so_to_the_browser(page: Page) -> None:
    heading = page.locator("h3", has_text="الشمس").locator("bdi")
    assert heading.get_attribute("lang") == "ar"
    assert heading.get_attribute("dir") == "rtl"
    assert page.locator("h3", has_text="Sun and").locator("bdi").count() == 0
    spoken = page.locator("summary", has_text="الشمس").locator("bdi")
    assert spoken.first.get_attribute("dir") == "rtl"


def test_the_lists_say_the_language_of_each_text(page: Page) -> None:
    page.get_by_role("link", name="Rack list").click()
    rows = page.locator("#rack tbody th").all_inner_texts()
    assert rows == [
        "Café au lait spots, English",
        "Sun and your skin, English",
        "الشمس وبشرتك, العربية",
        "Słońce i skóra, Polski",
    ]
    page.get_by_role("link", name="What changed").click()
    row = page.locator("#rack tbody th", has_text="الشمس")
    page.get_by_role("link", name="Rack list").click()
    title, language = [one.bounding_box() for one in row.locator("bdi").all()]
    assert title and language and title["x"] + title["width"] < language["x"]  # as English reads
    page.get_by_role("link", name="What changed").click()
    moves = page.locator("#changes .moves li").all_inner_texts()
    assert any("Słońce i skóra, Polski" in move for move in moves)


def test_the_command_names_the_language_where_there_are_several(page: Page) -> None:
    search(page, "arabic")
    page.locator("summary:visible").first.click()
    page.get_by_text("handouts print sun -b harbour -l ar", exact=True).wait_for()


@pytest.mark.parametrize("width", [1280, 768, 390])
def test_axe_finds_nothing_on_a_shelf_in_several_directions(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for view in ("handouts", "changes", "rack"):
        page.goto(f"{page.url.partition('#')[0]}#{view}")
        assert faults(page) == []
        fits(page, width)


def test_file_names_stay_plain(here: Workspace) -> None:
    assert 'href="harbour-sun-ar.pdf"' in text_of(here)
    assert all(path.name.isascii() for path in here.output.rglob("*"))


@pytest.mark.parametrize("words", ["sunscreen", "krem z filtrem", "slonce skora", "الشمس وبشرتك"])
def test_the_command_line_finds_a_handout_by_its_names_in_any_language(
    here: Workspace, words: str
) -> None:
    assert [one.handout.id for one in listed_as(list_all(here, Problems()), words)] == ["sun"]
    shelf = open_collection(here)
    assert [one.title for one in find_handouts(shelf, words)] == ["Sun and your skin"]
    assert [one.title for one in find_handouts(shelf, words, "ar")] == ["الشمس وبشرتك"]


def test_a_clinic_has_each_approved_text_in_its_language_and_no_draft_of_a_translation(
    here: Workspace,
) -> None:
    collection = open_collection(here)
    [brand] = collection.materials.brands
    there = [(one.title, one.language) for one in offers(collection, brand, brand.clinics[0])]
    assert there == [
        ("After a peel", "en-GB"),
        *zip(TITLES, ("en-GB", "en-GB", "ar", "pl"), strict=True),
    ]
