"""The desk in Chromium, with a real CUPS and printer: what staff do, by keys and by hand."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from approved import approvable, approved
from browser import faults, fits
from PIL import Image
from serving import Desk, a_desk, a_practice, until
from spooling import Spooler

from handouts.counter.printlog import LOG
from handouts.pdf.raster import page_texts
from handouts.review.approving import withdraw
from handouts.review.texts import open_collection
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

AT_HOME = "https://desk.harbour.example"
SUN = "/look/harbour/harbour/sun"
PERSON = "/person/harbour/harbour/sun"
COUNTER_PAGE = Path(__file__).parents[2] / "docs/at-the-counter.md"
TEMPLATES = Path(__file__).parents[2] / "templates/web"
FOCUS = "document.activeElement.name || document.activeElement.textContent.trim().slice(0, 9)"
WIDTHS = ((1280, 800), (768, 1024), (390, 844))


@pytest.fixture(scope="module")
def office(
    tmp_path_factory: pytest.TempPathFactory, running_spooler: Spooler
) -> Iterator[tuple[Workspace, Desk]]:
    """A desk whose clinic once had another text on spots, and a text that was withdrawn."""
    root = tmp_path_factory.mktemp("office") / "workspace"
    workspace = a_practice(root)
    brand = root / "brands/harbour/_brand.yml"
    brand.write_text(brand.read_text("utf-8") + f"    desk: {AT_HOME}\n", "utf-8")
    path = root / "content/spots/handout.yaml"
    path.write_text(path.read_text("utf-8").replace("Skin is an organ.", "Skin is alive."), "utf-8")
    approved(workspace, "spots")
    gone = approvable(title="Old news", short_title="Old", audience="public")
    (root / "content/old").mkdir()
    (root / "content/old/handout.yaml").write_text(gone, "utf-8")
    approved(workspace, "old")
    collection = open_collection(workspace)
    withdraw(collection, collection.frozen("old"), "It was wrong.")
    with a_desk(root, environment=running_spooler.environment) as desk:
        yield workspace, desk


@pytest.fixture
def page(browser: Browser, office: tuple[Workspace, Desk]) -> Iterator[Page]:
    """A page that tells what the policy forbids, and every error of the script."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda asked: wrong.append(asked.url) if is_away(asked.url) else None)
    yield opened
    context.close()
    assert wrong == []


def is_away(address: str) -> bool:
    return not address.startswith(("http://127.0.0.1:", "data:", "blob:"))


def code_of(workspace: Workspace, handout: str, *, newest: bool = True) -> str:
    collection = open_collection(workspace)
    frozen = collection.editions[handout].frozen
    return frozen[0 if newest else -1][0].code


def logged(root: Path) -> list[dict[str, object]]:
    """Return the lines of the log of prints, to which the desk adds after it answers."""
    path = root / LOG
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def test_the_steps_of_the_page_for_the_counter_take_three_actions(
    page: Page, office: tuple[Workspace, Desk], spooler: Spooler
) -> None:
    steps = re.findall(r"^\d\. \*\*(\w+)\.\*\*", COUNTER_PAGE.read_text("utf-8"), re.MULTILINE)
    assert steps == ["Find", "Look", "Give", "Record"]
    page.goto(office[1].address)
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("sunscreen")  # 1
    page.keyboard.press("Enter")  # 2, at once: the answer is waited for
    page.wait_for_url("**/look/**")
    assert page.evaluate("document.activeElement.textContent.trim().slice(0, 5)") == "Print"
    page.keyboard.press("Enter")  # 3
    page.wait_for_url("**/jobs/**")
    page.wait_for_selector("h2:has-text('Printed at')")
    assert "Skin is an organ" in " ".join(page_texts(spooler.next_job().data))
    assert page.evaluate("document.activeElement.textContent").startswith("Find another")
    page.click("button:has-text('Copy')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith('Handout "Sun and your skin" of Harbour Skin Clinic: text ')
    page.focus("[data-next]")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:has-text('Printed here lately')")


def test_results_come_as_one_types_and_the_arrows_go_through_them(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    page.goto(office[1].address)
    page.keyboard.type("sk")
    page.keyboard.press("ArrowDown")  # perhaps before the answer is there: the focus stays in it
    page.wait_for_selector(".hit mark")
    assert page.evaluate("document.activeElement.closest('.hit') !== null")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "q"
    page.fill("#q", "naevus")
    page.wait_for_selector("mark:has-text('naevus')")
    assert page.locator(".hit mark").all_text_contents() == ["naevus"]
    page.fill("#q", "zzzz")
    page.wait_for_selector("text=Nothing is called “zzzz”")
    page.goto(f"{office[1].address}{SUN}")
    page.keyboard.press("/")
    page.wait_for_url(f"{office[1].address}/")


def test_large_print_is_made_when_it_is_asked_for(
    page: Page, office: tuple[Workspace, Desk], spooler: Spooler
) -> None:
    page.goto(f"{office[1].address}{SUN}")
    page.check("input[value=large-print]")
    page.wait_for_url("**format=large-print")
    page.wait_for_selector("#pages img")
    page.click("[data-step='1']")
    page.select_option("#sides", "one")
    page.click("button.go")
    page.wait_for_selector("h2:has-text('Printed at')")
    job = spooler.next_job()
    assert (job["copies"], job["sides"]) == ("2", "one-sided")
    until(lambda: logged(office[0].root)[-1]["outcome"] == "printed")
    entry = logged(office[0].root)[-1]
    assert (entry["format"], entry["copies"]) == ("large-print", 2)


def test_a_printer_that_is_out_of_paper_is_told_and_another_one_prints_it_once(
    page: Page, office: tuple[Workspace, Desk], spooler: Spooler
) -> None:
    root, desk = office[0].root, office[1]
    before = len(logged(root))
    with spooler.another_queue("upstairs", waits=True), spooler.having("no-paper") as trouble:
        page.goto(f"{desk.address}{SUN}")
        page.select_option("#printer", "upstairs")
        page.click("button.go")
        page.wait_for_selector("h2:has-text('Not printed: out of paper')")
        assert faults_of(page) == []
        page.click("button:has-text('Print on counter')")
        page.wait_for_url("**/jobs/**")
        trouble.unlink()
        page.wait_for_selector("h2:has-text('Printed at')")
        told = ["sent", "failed", "sent", "printed"]
        until(lambda: [line["outcome"] for line in logged(root)[before:]] == told)
    spooler.taken += 2


def test_a_server_that_is_killed_loses_no_job_and_doubles_none(
    browser: Browser, tmp_path: Path, spooler: Spooler
) -> None:
    root = tmp_path / "workspace"
    a_practice(root)
    page = browser.new_page()
    with a_desk(root, environment=spooler.environment) as desk:
        port = desk.port
        page.goto(f"{desk.address}{SUN}")
        page.click("button.go")
        page.wait_for_url("**/jobs/**")
        page.wait_for_selector("h2:has-text('Printed at')")
        spooler.next_job()
        with spooler.having("busy"), spooler.another_queue("slow", waits=True):
            page.goto(f"{desk.address}{SUN}")
            page.select_option("#printer", "slow")
            page.click("button.go")
            page.wait_for_url("**/jobs/**")
            log = root / "records/desk.jsonl"
            until(lambda: log.read_text("utf-8").count('"did": "sent"') == 2)
            os.kill(desk.process.pid, signal.SIGKILL)
            desk.process.wait()
            with a_desk(root, environment=spooler.environment, port=port):
                page.wait_for_selector("h2:has-text('Printing'), h2:has-text('Waiting')")
                (spooler.folder / "busy").unlink()
                page.wait_for_selector("h2:has-text('Printed at')", timeout=20_000)
                until(lambda: [line["outcome"] for line in logged(root)] == ["sent", "printed"] * 2)
    page.close()
    spooler.next_job()


def test_the_fields_for_one_person_are_empty_once_it_is_printed(
    page: Page, office: tuple[Workspace, Desk], spooler: Spooler
) -> None:
    page.goto(f"{office[1].address}{PERSON}")
    assert page.evaluate("document.activeElement.id") == "name"
    page.fill("#name", "Mary Example")
    page.fill("#agreed", "Sunscreen each morning.")
    page.wait_for_selector("#preview img[src^='data:']")
    page.click("form.person button.go")
    page.wait_for_selector("text=The fields are empty again. Nothing was kept.")
    assert page.input_value("#name") == page.input_value("#agreed") == ""
    assert "Mary Example" in " ".join(page_texts(spooler.next_job().data))
    page.fill("#agreed", "a\n" * 11 + "b")
    page.click("form.person button.go")
    page.wait_for_selector("#job .note.warn")
    assert page.input_value("#agreed") != ""


def test_what_changed_says_what_to_throw_away(page: Page, office: tuple[Workspace, Desk]) -> None:
    workspace, desk = office
    page.goto(desk.address)
    page.wait_for_selector(".news:has-text('Old news')")
    page.click("text=See what changed")
    page.wait_for_selector("h2:has-text('Withdrawn on')")
    assert "It was wrong." in page.inner_text("main")
    page.click("button[aria-label^='We threw them away: Old news']")
    page.wait_for_selector("text=Thrown away, as somebody here said")
    log = workspace.root / "records/desk.jsonl"  # to which slips may add lines meanwhile
    until(lambda: '"did": "threw away' in log.read_text("utf-8"))
    page.goto(f"{desk.address}/rack")
    assert code_of(workspace, "spots") in page.inner_text("main")
    assert "Old news" not in page.inner_text("main")


def test_a_patient_reads_the_newest_text_and_what_changed(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    workspace, desk = office
    page.goto(f"{desk.address}/t/{code_of(workspace, 'spots')}")
    assert "Your sheet has the same words" in page.inner_text("body")
    page.goto(f"{desk.address}/t/{code_of(workspace, 'spots', newest=False)}")
    assert "Your sheet has an older text" in page.inner_text(".sheet-state")
    assert page.locator(".sheet-state ins").all_text_contents() == ["alive."]
    small = page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize")
    page.click("text=Largest letters")
    large = page.evaluate("getComputedStyle(document.querySelector('main p')).fontSize")
    assert float(large[:-2]) > 1.4 * float(small[:-2])
    page.goto(f"{desk.address}/t/{code_of(workspace, 'old')}")
    assert "It was wrong." in page.inner_text(".stop")
    assert page.get_attribute(".stop a", "href") == "tel:02079460000"


def test_a_phone_scans_the_page_of_a_text_from_the_screen(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    workspace, desk = office
    page.goto(f"{desk.address}{SUN}")
    page.click("text=QR for a phone")
    page.wait_for_selector("h1:has-text('Sun and your skin')")
    with Image.open(BytesIO(page.locator("main").screenshot())) as seen:
        [code] = zxingcpp.read_barcodes(seen)
    path = f"/t/harbour/harbour/{code_of(workspace, 'sun')}"
    assert code.text == AT_HOME + path
    short = f"desk.harbour.example/t/{code_of(workspace, 'sun')}"
    assert short in page.inner_text("main")
    page.goto(desk.address + path)
    assert "Your sheet has the same words" in page.inner_text("body")
    page.goto(f"{desk.address}/look/harbour/harbour/peel")  # a draft: nobody finds it by its code
    page.wait_for_selector("text=Find another")
    assert page.locator("text=QR for a phone").count() == 0


@pytest.mark.parametrize("size", WIDTHS, ids=str)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, office: tuple[Workspace, Desk], size: tuple[int, int]
) -> None:
    workspace, desk = office
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, bypass_csp=True)
    page = context.new_page()
    codes = [code_of(workspace, name) for name in ("sun", "old")]
    paths = ["/", "/?q=skin", "/?q=zzzz", "/clinics", SUN, PERSON, "/changed", "/rack", "/printed"]
    paths += ["/look/harbour/harbour/peel", f"/printed?code={codes[0]}", "/sign-in", "/nowhere"]
    paths += [*(f"/t/{code}" for code in codes), f"/t/{codes[0]}?size=largest"]
    paths += [
        "/phone/harbour/harbour/sun",
        "/t/harbour/harbour",
        "/opened/harbour/harbour/sun/standard",
    ]
    amiss = []
    for path in paths:
        page.goto(desk.address + path)
        amiss += [f"{path}: {fault}" for fault in faults(page)]
        fits(page, width)
    context.close()
    assert amiss == []


def test_at_400_per_cent_and_in_forced_colours_nothing_is_out_of_reach(
    browser: Browser, office: tuple[Workspace, Desk]
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 256}, forced_colors="active")
    for path in ("/", SUN, PERSON, "/changed"):
        page.goto(office[1].address + path)
        fits(page, 320)
        top = page.evaluate("getComputedStyle(document.querySelector('.top')).position")
        assert top == "static"
    page.close()


def test_by_keyboard_alone_every_control_of_look_is_reached_in_order(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    page.goto(f"{office[1].address}{SUN}")
    page.wait_for_selector("#pages img")
    page.focus(".skip")
    order = ["Skip to t"]
    for _ in range(18):
        page.keyboard.press("Tab")
        order.append(page.evaluate(FOCUS))
    wanted = ["Skip to t", "format", "copies", "sides", "printer", "Print", "For one p"]
    at = [next(n for n, name in enumerate(order) if name.startswith(one)) for one in wanted]
    assert at == sorted(at), order


def faults_of(page: Page) -> list[str]:
    """Return what axe finds; the policy of the page lets its script in by no other way."""
    context = page.context.browser.new_context(bypass_csp=True)  # type: ignore[union-attr]
    copy = context.new_page()
    copy.goto(page.url)
    found = faults(copy)
    context.close()
    return found


def test_what_the_page_for_the_counter_quotes_is_what_the_desk_says() -> None:
    text = COUNTER_PAGE.read_text("utf-8").partition("## In a terminal")[0]
    quoted = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")]
    desk = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.j2"))
    said = [words for words in quoted if words != "what it says"]
    assert len(said) == 7
    assert [words for words in said if words.partition(":")[0] not in desk] == []
