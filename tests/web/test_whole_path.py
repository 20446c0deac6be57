"""A leaflet in Word becomes paper: brought in, written on, reviewed, approved, printed; no YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable
from authors import PASSWORD, People, save, text_of
from browser import sound
from samples import a_library, a_workspace
from serving import Desk, a_desk
from spooling import Spooler
from usualleaflets import styled

from handouts.content import Record
from handouts.pdf.raster import page_texts
from handouts.reading import plain_of
from handouts.review.texts import open_collection
from handouts.web.accounts import Accounts, Role
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

pytestmark = pytest.mark.slow

PEOPLE: dict[str, tuple[Role, str]] = {
    "Ben Example": ("author", ""),
    "Ann Example": ("approver", "Clinical lead"),
    "Dee Example": ("desk", ""),
}
MOLE = "after-your-mole-is-removed"
YAML = re.compile(r"\.ya?ml\b|\(to write\)|[a-z]+_[a-z_]+|^\s*[a-z-]+: *$|sections\[", re.MULTILINE)


@pytest.fixture
def office(tmp_path: Path, spooler: Spooler) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with a printer, an author, an approver, and who gives sheets to patients."""
    workspace = a_workspace(tmp_path / "workspace", a_library(sun=approvable()))
    accounts = Accounts(tmp_path / "accounts")
    for name, (role, title) in PEOPLE.items():
        accounts.add(name, [role], PASSWORD, title)
    with a_desk(workspace.root, environment=spooler.environment) as desk:
        yield workspace, desk


def look(page: Page) -> None:
    """Hold what is seen of a page, and what its fields hold, to be no YAML."""
    fields = page.locator("input:not([type=hidden]), textarea")
    typed = fields.evaluate_all("all => all.map(one => one.value)")
    words = "\n".join([page.inner_text("body"), *typed])
    assert YAML.findall(words) == []


def write_in(page: Page, key: str, words: str) -> None:
    page.fill(f"#words [data-key='{key}']", words)


def open_section(page: Page, name: str) -> None:
    page.click(f"#sections a[data-open='{name}']")
    page.wait_for_selector(f"#sections a[data-open='{name}'][aria-current]")
    look(page)


def settle_points(page: Page) -> int:
    """Take out all open points by their menus; return how many there were."""
    points = page.locator("#words fieldset:has(> legend:has-text('Open points')) .point")
    count = points.count()
    for left in range(count, 0, -1):
        points.first.hover()
        points.first.locator(".menu summary").click()
        points.first.locator("[data-op=remove]").click()
        page.wait_for_function(
            "n => document.querySelectorAll('#words .point').length < n", arg=left
        )
    return count


def frozen_of(workspace: Workspace) -> Record:
    """Return the record of the text that was approved."""
    collection = open_collection(Workspace.open(workspace.root, workspace.today))
    return collection.editions[MOLE].frozen[0][0].record


def bring_in(page: Page) -> None:
    word: FilePayload = {"name": "Mole.docx", "mimeType": "", "buffer": styled()}
    page.set_input_files("#leaflet", word)
    page.click("button:has-text('Bring in the leaflet')")
    page.wait_for_url("**/bring/leaflet/*")
    assert "No word is lost" in page.inner_text("main")
    look(page)
    page.click("button:has-text('Keep as a draft')")
    page.wait_for_url(f"**/write/{MOLE}")
    look(page)


def write_what_is_missing(page: Page) -> None:
    write_in(page, '["summary"]', "How to look after the wound at home.")
    open_section(page, "short")
    write_in(page, '["main_message"]', "Keep the dressing dry for 48 hours.")
    for number, words in enumerate(("Rest today.", "Pat it dry.", "Call us if it spreads.")):
        write_in(page, f'["key_points",{number}]', words)
    open_section(page, "about")
    write_in(page, '["owner"]', "Dermatology lead")
    assert settle_points(page) == 9
    save(page)


def ask_for_review(page: Page) -> None:
    page.click("#todo")
    page.wait_for_url("**/review/**")
    look(page)
    page.click("button:has-text('Ask for review')")
    page.wait_for_selector("text=Ben Example asks for a review")


def comment(page: Page) -> None:
    page.click(".todo a:has-text('Review')")
    page.wait_for_selector("text=You did not write it: Ben Example did.")
    dry = page.locator("#about option:has-text('Keep the dressing dry for 48 hours.')").last
    page.select_option("#about", dry.get_attribute("value"))
    page.fill("#says", "And the shower?")
    page.click("button:has-text('Add the comment')")
    page.wait_for_selector(".talk:has-text('And the shower?')")
    sound(page)
    assert "1 comment not settled" in page.inner_text("#missing")
    assert page.locator("a:has-text('Approve this text')").count() == 0
    look(page)


def change_and_answer(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/write/{MOLE}?section=1")
    write_in(page, '["sections",1,"blocks",0,"points",0]', "Keep the dressing dry, no shower.")
    save(page)
    page.goto(f"{desk.address}/review/{MOLE}")
    page.click(".talk summary")
    page.fill(".talk textarea", "No shower: it says so now.")
    page.click(".talk button:has-text('Answer')")
    page.wait_for_selector(".talk:has-text('it says so now')")
    look(page)


def settle_and_approve(page: Page) -> None:
    page.reload()
    assert "it says so now" in page.inner_text(".talk")
    page.click(".talk button:has-text('Settled')")
    page.click("a:has-text('Approve this text')")
    look(page)
    page.check("[name=read]")
    page.click("button:has-text('Approve this text')")
    page.wait_for_selector("h1:has-text('Approved')")
    look(page)


def find_and_print(page: Page) -> None:
    page.keyboard.type("mole")
    page.wait_for_selector(".hit:has-text('mole')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/look/**")
    look(page)
    page.click("button.go")
    page.wait_for_selector("h2:has-text('Printed at')")
    look(page)


def test_a_leaflet_from_word_is_on_paper_without_a_line_of_yaml(
    people: People, office: tuple[Workspace, Desk], spooler: Spooler
) -> None:
    workspace, desk = office
    ben = people.page(path="/bring")
    bring_in(ben)
    write_what_is_missing(ben)
    said = plain_of(text_of(workspace, MOLE))
    assert said["summary"] == "How to look after the wound at home."
    assert not said.get("to_confirm")
    ask_for_review(ben)
    ann = people.page("Ann Example", "/review")
    look(ann)
    comment(ann)
    change_and_answer(ben, desk)
    settle_and_approve(ann)
    record = frozen_of(workspace)
    assert (record.author, record.approvals[-1].by) == ("Ben Example", "Ann Example")
    find_and_print(people.page("Dee Example", "/"))
    sheet = " ".join(" ".join(page_texts(spooler.next_job().data)).split())
    assert "Keep the dressing dry, no shower." in sheet


def test_a_text_that_was_just_saved_is_what_is_reviewed(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page()
    page.fill("[data-key='[\"title\"]']", "Sun, just saved")
    save(page)
    page.goto(f"{office[1].address}/review/sun")
    assert page.inner_text("h1") == "Sun, just saved"
    assert page.locator("#pages img").count() > 0
