"""The desk and the patient's page in several languages, each by its own name, in Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from approved import approvable, approved
from browser import faults, fits, sound
from samples import a_library, a_workspace
from serving import Desk, a_desk
from spoken import phrases, translation_approved, translation_drafted

from handouts.counter.printlog import LOG
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

WIDTHS = ((1280, 800), (768, 1024), (390, 844))
PACK = """
visit:
  title: First visit
  short_title: Visit
  language: en-GB
  summary: One.
  handouts: [sun]
  translations:
    pl: {title: Pierwsza wizyta, short_title: Wizyta, summary: Jedna.}
"""
OWNER = "harbour/harbour"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with a text in three languages, one that is drafted in Polish, and a pack."""
    root = tmp_path_factory.mktemp("office") / "workspace"
    files = a_library(
        sun=approvable(also=["sunscreen", "SPF 50"], audience="public"),
        spots=approvable(title="Café au lait spots", short_title="Spots"),
    )
    line = (
        "by: Ana Example\non: 2026-11-01\nfallback: Fișa este în {language}. Cereți un interpret.\n"
    )
    more = {"packs.yaml": PACK, "templates/phrases/ro.yaml": line}
    workspace = a_workspace(root, files | phrases("ar", "pl") | more)
    for handout in ("sun", "spots"):
        approved(workspace, handout)
    for language in ("ar", "pl"):
        translation_approved(workspace, language)
    translation_drafted(workspace, "pl", "spots")
    with a_desk(root, environment={"CUPS_SERVER": f"{root}/no.sock"}) as desk:
        yield workspace, desk


@pytest.fixture
def page(browser: Browser, office: tuple[Workspace, Desk]) -> Iterator[Page]:
    """A page that tells every error of the script."""
    context = browser.new_context(base_url=office[1].address)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    yield opened
    context.close()
    assert wrong == []


def links(page: Page, name: str) -> list[tuple[str, str | None, str | None]]:
    """Return the languages that a list offers: name, language and direction."""
    found = page.get_by_label(name).first.locator("a").all()
    return [(a.inner_text(), a.get_attribute("lang"), a.get_attribute("dir")) for a in found]


def find(page: Page, words: str) -> list[str]:
    page.goto(f"/?q={words}")
    return page.locator(".hits h2").all_inner_texts()


def test_find_shows_a_handout_once_and_offers_its_languages_by_their_own_names(page: Page) -> None:
    for words in ("sunscreen", "slonce", "شمس", "krem z filtrem"):
        assert find(page, words)[0] == "Sun and your skin"
        assert len(find(page, words)) == 1
    assert links(page, "In other languages") == [("Polski", "pl", None), ("العربية", "ar", "rtl")]


def test_what_a_handout_is_called_in_another_language_tells_why_it_was_found(page: Page) -> None:
    find(page, "بشرتك")
    reason = page.locator(".hit p.small").first
    assert reason.inner_text() == "Also called الشمس وبشرتك"
    assert reason.locator("bdi").get_attribute("dir") == "rtl"


def test_a_language_is_found_by_its_name(page: Page) -> None:
    assert find(page, "arabic sun") == ["الشمس وبشرتك"]
    assert sorted(find(page, "polski")) == ["Pierwsza wizyta", "Słońce i skóra"]


def test_look_shows_the_text_in_its_language_and_leads_to_the_others(page: Page) -> None:
    page.goto(f"/look/{OWNER}/sun")
    page.get_by_role("link", name="العربية").click()
    page.wait_for_url("**/look/harbour/harbour/sun.ar*")
    assert page.locator("h1").inner_text() == "الشمس وبشرتك"
    assert "العربية" in page.locator(".facts-line").inner_text()
    assert links(page, "The same text in other languages") == [
        ("English", None, None),
        ("Polski", "pl", None),
    ]
    page.wait_for_selector("img[src*='/picture/harbour/harbour/sun.ar/']")


def test_a_draft_of_a_translation_says_so_and_is_not_printed(page: Page) -> None:
    page.goto(f"/look/{OWNER}/spots")
    row = page.get_by_label("The same text in other languages")
    assert row.inner_text() == "Polski draft"
    row.get_by_role("link").click()
    page.get_by_text("nobody has approved it for this clinic").wait_for()
    assert page.get_by_role("button", name="Print").count() == 0
    assert find(page, "spots") == ["Café au lait spots"]
    assert page.get_by_label("In other languages").count() == 0


def test_where_a_language_is_missing_the_desk_says_so_and_has_the_line_in_it(page: Page) -> None:
    page.goto(f"/look/{OWNER}/sun")
    page.get_by_text("The patient reads another language").click()
    rows = page.locator(".missing li")
    names = rows.locator("b").all_inner_texts()
    assert "اردو" in names
    assert not {"English", "Polski", "العربية"} & {*names}
    urdu = rows.filter(has_text="اردو")
    assert urdu.locator("p").inner_text() == "یہ پرچہ انگریزی میں ہے۔ ہم سے مترجم مانگیں۔"
    assert urdu.locator("p").get_attribute("dir") == "rtl"
    assert "Not printed: nobody who reads it has gone through it." in urdu.inner_text()
    assert urdu.get_by_role("link").count() == 0
    page.goto(f"/look/{OWNER}/spots")
    page.get_by_text("The patient reads another language").click()
    assert "Polski" in page.locator(".missing b").all_inner_texts()  # it is a draft alone


@pytest.mark.parametrize(
    "name", ["sun.for-pl", "sun.for-en-US", "sun.for-fil", "sun.for-ro-..", "sun.for-"]
)
def test_there_is_no_sheet_in_the_stead_of_what_is_there_or_nobody_can_say(
    page: Page, name: str
) -> None:
    answer = page.request.get(f"/look/{OWNER}/{name}")
    assert answer.status == 404


def test_the_language_is_in_the_address_and_remembered_nowhere(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    page.goto(f"/look/{OWNER}/sun.pl")
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "en-GB"
    cookies = {one["name"] for one in page.context.cookies()}
    assert cookies <= {"handouts-desk", "handouts-session", "handouts-clinic", "handouts-printer"}
    page.goto(f"/look/{OWNER}/sun")
    assert page.locator("h1").inner_text() == "Sun and your skin"


def test_the_job_prints_the_text_in_that_language_and_the_log_says_which(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    page.goto(f"/look/{OWNER}/sun.ar")
    page.get_by_label("Printer").select_option("browser")
    page.get_by_role("button", name="Print").click()
    page.wait_for_url("**/opened/harbour/harbour/sun.ar/standard")
    assert ", ar, standard" in page.locator("#rec").inner_text()
    line = json.loads((office[0].root / LOG).read_text("utf-8").splitlines()[-1])
    assert (line["handout"], line["language"]) == ("sun", "ar")
    page.goto("/")
    lately = page.locator("section[aria-labelledby=lately]")
    assert lately.locator("b").all_inner_texts() == ["الشمس وبشرتك"]
    page.goto("/printed")
    assert page.locator("tbody th").first.inner_text() == "الشمس وبشرتك, العربية"


def test_a_pack_is_printed_in_one_language(page: Page) -> None:
    page.goto(f"/look/{OWNER}/visit")
    page.get_by_role("link", name="Polski").click()
    assert page.locator("h1").inner_text() == "Pierwsza wizyta"
    page.get_by_label("Printer").select_option("browser")
    page.get_by_role("button", name="Print").click()
    page.wait_for_url("**/opened/harbour/harbour/visit.pl/standard")
    assert ", pl, standard" in page.locator("#rec").inner_text()


def test_the_lists_say_the_language(page: Page) -> None:
    page.goto("/rack")
    assert page.locator("tbody th").all_inner_texts() == [
        "Café au lait spots, English",
        "Sun and your skin, English",
        "الشمس وبشرتك, العربية",
        "Słońce i skóra, Polski",
    ]
    page.goto("/changed")
    rows = page.locator("tbody th")
    assert "الشمس وبشرتك, العربية" in rows.all_inner_texts()
    assert rows.locator("a[href$='/sun.ar']").count() == 1


def test_the_patients_page_leads_to_the_same_text_in_other_languages_by_their_codes(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    page.goto(f"/t/{OWNER}")
    assert page.locator(".pt section li a").all_inner_texts()[0] == "Sun and your skin"
    page.locator(".pt section li a").first.click()
    assert page.locator("html").get_attribute("lang") == "en-GB"
    english = page.url
    assert links(page, "Other languages") == [("Polski", "pl", "ltr"), ("العربية", "ar", "rtl")]
    page.get_by_role("link", name="العربية").click()
    assert page.locator("h1").first.inner_text() == "الشمس وبشرتك"
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.url != english
    page.get_by_role("link", name="English").click()
    assert page.url == english


def test_the_list_for_patients_speaks_the_language_that_is_asked_for(page: Page) -> None:
    page.goto(f"/t/{OWNER}")
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.locator(".pt section li").all_inner_texts() == ["Sun and your skin"]
    assert links(page, "Other languages") == [("Polski", "pl", "ltr"), ("العربية", "ar", "rtl")]
    page.get_by_role("link", name="العربية").click()
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
    assert page.locator(".pt section li").all_inner_texts() == ["الشمس وبشرتك"]
    page.get_by_role("link", name="الشمس").click()
    page.locator(".pt-end a").click()
    page.wait_for_url(f"**/t/{OWNER}?language=ar")
    page.fill("#code", "7k3q9mxd")
    page.press("#code", "Enter")
    page.wait_for_url("**language=ar&code=7k3q9mxd")
    assert page.locator("[role=status] .code").get_attribute("dir") == "ltr"
    assert page.locator("html").get_attribute("lang") == "ar"
    page.goto(f"/t/{OWNER}?language=xx")
    assert page.locator("html").get_attribute("lang") == "en-GB"


def test_a_draft_is_never_offered_to_patients(page: Page, office: tuple[Workspace, Desk]) -> None:
    code = office[1].visitor().ask(f"/look/{OWNER}/spots").text
    code = code.partition('class="code">')[2][:9]
    page.goto(f"/t/{OWNER}/{code}")
    assert page.locator("h1").first.inner_text() == "Café au lait spots"
    assert page.get_by_label("Other languages").count() == 0
    assert office[1].visitor().ask(f"/copy/{OWNER}/spots.pl/standard.pdf").status == 409


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_axe_finds_nothing_in_any_direction(
    page: Page, office: tuple[Workspace, Desk], width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    code = office[1].visitor().ask(f"/look/{OWNER}/sun.ar").text.partition('class="code">')[2][:9]
    for address in (
        "/",
        "/?q=شمس",
        f"/look/{OWNER}/sun.ar",
        f"/look/{OWNER}/sun",
        f"/person/{OWNER}/sun.ar",
        "/rack",
        "/changed",
        f"/t/{OWNER}",
        f"/t/{OWNER}?language=ar",
        f"/t/{OWNER}/{code}",
    ):
        page.goto(address)
        for closed in page.locator("details:visible").all():
            closed.evaluate("details => { details.open = true }")
        assert (address, faults(page)) == (address, [])
        fits(page, width)


def test_where_a_language_is_missing_the_sheet_prints_with_the_line_in_it(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    page.goto(f"/look/{OWNER}/sun")
    page.get_by_text("The patient reads another language").click()
    romanian = page.locator(".missing li").filter(has_text="Română")
    romanian.get_by_role("link", name="The sheet with this line").click()
    page.wait_for_url("**/look/harbour/harbour/sun.for-ro*")
    assert page.locator("h1").inner_text() == "Sun and your skin"
    says = page.locator(".stead bdi[lang=ro]")
    assert says.all_inner_texts() == ["Română", "Fișa este în engleză. Cereți un interpret."]
    page.wait_for_selector("img[src*='/picture/harbour/harbour/sun.for-ro/']")
    page.set_viewport_size(
        {"width": 1280, "height": 1400}
    )  # what is scrolled under the bar is small
    assert faults(page) == []
    page.get_by_label("Printer").select_option("browser")
    page.get_by_role("button", name="Print").click()
    page.wait_for_url("**/opened/harbour/harbour/sun.for-ro/standard")
    assert "en-GB for ro, standard" in page.inner_text("main")
    entry = json.loads((office[0].root / LOG).read_text("utf-8").splitlines()[-1])
    assert (entry["language"], entry["asked"], entry["outcome"]) == ("en-GB", "ro", "opened")
    page.goto("/printed")
    row = page.locator("tbody tr").first
    assert row.locator("th").inner_text() == "Sun and your skin, English"
    assert row.locator("td").last.inner_text() == "Română: 1"
    sound(page)
    row.get_by_role("link").click()
    page.get_by_text("Clinics that printed").wait_for()
    assert "Română: 1" in page.locator("tbody tr").first.inner_text()
    assert page.locator("td bdi[lang=ro]").count() == 1
    sound(page)
