"""A shelf as its bytes, and as a receptionist meets it: in a browser, by double click, offline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable, approved, edit, later
from browser import faults, fits
from goldens import Goldens
from pretend import PretendPress
from samples import BRAND, a_workspace
from shelves import DRAFTS, SHELF, a_counter, a_pdf, address, bare, stocked, text_of

from handouts.pdf.raster import page_texts
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GROUP = {"brands/north/_brand.yml": BRAND} | {
    f"brands/north/clinics/{name}.yml": f"name: North {name.title()}\n" for name in ("cork", "york")
}
VIEWS = ("handouts", "changes", "rack")
SCRIPT = "templates/shelf/finding.js"


def a_changed_counter(root: Path) -> Workspace:
    """Make a workspace with shelves that changed on two days: two texts and a draft."""
    made = a_workspace(root, a_counter() | GROUP)
    for handout in ("sun", "spots"):
        approved(made, handout)
    stocked(made, "text")
    tomorrow = later(made, 1)
    edit(tomorrow, "Shade helps.", "A hat helps.", "sun")
    approved(tomorrow)
    stocked(tomorrow, "text")
    return tomorrow


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The workspace that tests look at, and do not change."""
    press = PretendPress(tmp_path_factory.mktemp("press") / "log", data=a_pdf())
    with pytest.MonkeyPatch.context() as patch:
        press.stand_in(patch)
        yield a_changed_counter(tmp_path_factory.mktemp("here"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window that has not been anywhere."""
    opened = browser.new_page()
    yield opened
    opened.context.close()


def titles(page: Page) -> list[str]:
    """Return the titles of the handouts that are shown."""
    return page.locator(".items h3:visible").all_inner_texts()


def focus(page: Page) -> str:
    """Return what has the focus, as it is heard."""
    words = page.evaluate("document.activeElement.id || document.activeElement.textContent")
    return " ".join(str(words).split())


def search(page: Page, words: str) -> list[str]:
    page.get_by_label("Find a handout").fill(words)
    return titles(page)


@pytest.mark.parametrize(
    ("name", "path"),
    [("clinic", SHELF), ("drafts", DRAFTS), ("brand", "north/index.html")],
)
def test_a_shelf_is_what_was_looked_at(
    here: Workspace, goldens: Goldens, name: str, path: str
) -> None:
    goldens.hold(f"shelf/{name}.html", bare(text_of(here, path)))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sun and", ["Sun and your skin", "Café au lait spots"]),  # whose first lines name it
        ("SPF", ["Sun and your skin"]),
        ("sunscr", ["Sun and your skin"]),
        ("cafe", ["Café au lait spots"]),
        ("naevus spots", ["Café au lait spots"]),
        ("sunsreen", ["Sun and your skin"]),
        ("", ["Café au lait spots", "Sun and your skin"]),
        ("nothing of the kind", []),
    ],
)
def test_a_handout_is_found_by_title_and_by_what_people_call_it(
    here: Workspace, page: Page, words: str, found: list[str]
) -> None:
    page.goto(address(here))
    assert search(page, words) == found
    told = {0: "Nothing found.", 1: "1 of 2", 2: ""}[len(found)]
    assert page.get_by_role("status").inner_text() == told


def test_a_handout_is_found_by_its_text_code(here: Workspace, page: Page) -> None:
    page.goto(address(here))
    code = page.locator(".item .code").last.inner_text()
    for typed in (code, code.lower(), code.replace("-", ""), code[:6]):
        assert search(page, typed) == ["Sun and your skin"]


def test_a_broken_search_would_be_seen(page: Page, tmp_path: Path, press: PretendPress) -> None:
    press.data = a_pdf()
    own = tmp_path / SCRIPT
    own.parent.mkdir(parents=True)
    ours = (Path(__file__).parents[2] / SCRIPT).read_text(encoding="utf-8")
    own.write_text(ours.replace("Number.isFinite(cost)", "true"), encoding="utf-8")
    page.goto(address(a_changed_counter(tmp_path)))
    assert len(search(page, "sunscreen")) == 2


def test_what_changed_since_a_day_is_shown_alone(here: Workspace, page: Page) -> None:
    page.goto(address(here))
    page.get_by_label("Changed since").select_option("23 November 2026")
    assert titles(page) == ["Sun and your skin"]
    assert page.get_by_text("Changed on 23 November 2026").is_visible()


def test_a_copy_opens_in_a_window_of_its_own(here: Workspace, page: Page) -> None:
    page.goto(address(here))
    search(page, "sunscreen")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open Sun and your skin, Full").click()
    wanted = here.output / "harbour/harbour-sun-en-GB-full.pdf"
    assert opened.value.url == wanted.as_uri()
    assert wanted.is_file()


def test_what_is_not_on_paper_is_only_opened(here: Workspace, page: Page) -> None:
    page.goto(address(here))
    search(page, "sunscreen")
    assert page.get_by_role("link", name="Open Sun and your skin, Plain text").is_visible()
    assert page.locator("summary:visible").count() == 2


def test_all_is_done_by_keyboard(here: Workspace, page: Page) -> None:
    page.goto(address(here))
    assert focus(page) == "search"
    page.keyboard.type("sunscreen")
    page.keyboard.press("Enter")
    assert focus(page) == "Open Sun and your skin, Standard"
    page.keyboard.press("Tab")
    assert focus(page) == "Print Sun and your skin, Standard"
    command = page.get_by_text("handouts print sun -b harbour", exact=True)
    assert not command.is_visible()
    page.keyboard.press("Enter")
    assert command.is_visible()
    assert "press Ctrl and P" in page.locator(".print[open]").inner_text()
    page.keyboard.press("Tab")
    assert focus(page) == "Open the sheet Sun and your skin, Standard"
    with page.context.expect_page():
        page.keyboard.press("Enter")


def test_tab_reaches_everything_once_and_comes_round(here: Workspace, page: Page) -> None:
    page.goto(address(here))
    heard = [focus(page)]
    while focus(page) not in heard[:-1]:
        page.keyboard.press("Tab")
        heard.append(focus(page))
    links = page.locator(":is(a, summary, input, select):visible:not([tabindex='-1'])")
    assert len(set(heard) - {""}) >= links.count()


def test_lists_are_shown_one_at_a_time_and_print_with_nothing_around_them(
    here: Workspace, page: Page
) -> None:
    page.goto(address(here))
    for link, words, others in (
        ("What changed", "The old code is", "Rack list"),
        ("Rack list", "Use until", "The old code is"),
        ("All handouts", "Explainer, English", "Use until"),
    ):
        page.get_by_role("link", name=link).click()
        page.locator('a[aria-current="page"]', has_text=link).wait_for()
        [printed] = page_texts(page.pdf())
        assert words in printed
        assert others not in printed
        assert not re.search("Print|Find a handout|All handouts", printed)


@pytest.mark.parametrize("path", [SHELF, DRAFTS, "north/index.html", "north/cork/index.html"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(here: Workspace, page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for view in VIEWS:
        page.goto(f"{address(here, path)}#{view}")
        for closed in page.locator("details:visible").all():
            closed.evaluate("details => { details.open = true }")
        assert faults(page) == []
        fits(page, width)


def test_axe_would_find_something(here: Workspace, page: Page) -> None:
    page.goto(address(here))
    page.evaluate("document.querySelector('label').remove()")
    assert faults(page) == ["label: #search"]


def test_without_its_script_a_shelf_is_a_plain_list(here: Workspace, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(here))
    assert titles(page) == ["Café au lait spots", "Sun and your skin"]
    assert page.locator(".view:visible").count() == len(VIEWS)
    assert page.locator("form:visible, button:visible").count() == 0
    context.close()


def test_nothing_is_loaded_from_beside_the_page_or_the_network(here: Workspace, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(here))
    search(page, "sun")
    assert [url for url in asked if not url.startswith("data:")] == [address(here)]


@pytest.mark.parametrize(
    "foreign",
    [
        "<script>document.title = 'theirs'</script>",
        "<img src='x' onerror=\"document.title = 'theirs'\">",
        "<style>h1 { display: none }</style>",
        "<iframe src='harbour-sun-en-GB.pdf'></iframe>",
    ],
)
def test_what_is_not_of_the_page_is_refused(here: Workspace, page: Page, foreign: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    spoiled = here.output / "harbour/spoiled.html"
    spoiled.write_text(text_of(here).replace("</main>", f"{foreign}</main>"), encoding="utf-8")
    page.goto(spoiled.as_uri())
    assert page.title() == "Handouts: Harbour Skin Clinic"
    assert page.locator("h1:visible").count() == 1
    assert any("Content Security Policy" in line for line in said)


def test_a_sound_page_says_nothing_to_the_console(here: Workspace, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address(here))
    assert said == []


def test_what_runs_out_while_a_shelf_is_open_or_lies_there_says_so(
    here: Workspace, page: Page
) -> None:
    page.clock.install(time=datetime(2027, 12, 22, 23, 59, 30))
    page.goto(address(here))
    assert page.get_by_text("Approved, use until 22 December 2027.").count() == 2
    assert page.locator(".open:visible, .front:visible").count() == 8
    page.clock.run_for(70_000)
    assert page.locator(".open:visible, .front:visible, summary:visible").count() == 0
    assert page.get_by_text("Approved").locator("visible=true").count() == 0
    assert page.get_by_text("No longer to be given").locator("visible=true").count() == 2
    page.get_by_role("link", name="Rack list").click()
    page.get_by_role("cell", name="22 December 2027: past").nth(1).wait_for()
    assert page.get_by_role("cell", name="22 December 2027: past").count() == 2
    assert faults(page) == []


def test_a_shelf_that_is_opened_a_month_late_says_so_at_once(here: Workspace, page: Page) -> None:
    page.clock.install(time=datetime(2028, 1, 22, 9))
    page.goto(address(here))
    assert page.get_by_text("No longer to be given").locator("visible=true").count() == 2
    assert page.locator(".open:visible").count() == 0


def test_a_shelf_names_what_its_clinic_does_not_offer(
    tmp_path: Path, page: Page, press: PretendPress
) -> None:
    press.data = a_pdf()
    peel = approvable(title="A peel", kind="treatment")
    files = a_counter() | {"content/peel/handout.yaml": peel}
    offers = files["brands/harbour/_brand.yml"] + "    offers: []\n"
    made = a_workspace(tmp_path, files | {"brands/harbour/_brand.yml": offers})
    approved(made)
    stocked(made)
    line = "Not offered here, and so not on this shelf: A peel."
    page.goto(address(made, DRAFTS))
    assert page.get_by_text(line).is_visible()
    page.goto(address(made))
    assert page.get_by_text("Not offered").count() == 0
    edit(made, "kind: treatment", "kind: aftercare", "peel")
    stocked(made)
    page.goto(address(made, DRAFTS))
    assert page.get_by_text("Not offered").count() == 0
