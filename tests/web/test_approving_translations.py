"""A translation is approved in Chromium in two steps by two people, renewed and withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from approved import approvable, approved
from authors import PASSWORD, People, save
from browser import WIDTHS, faults
from playwright.sync_api import Page
from samples import a_library, a_workspace
from serving import Desk, a_desk
from translations import polish_phrases

from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.page.phrases import PHRASES
from handouts.reading.nodes import Text
from handouts.review.texts import open_collection
from handouts.translation.catalogue import Catalogue, written
from handouts.translation.making import renewal
from handouts.web.accounts import Accounts
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

REVIEW, STEP = "/review/sun/in/pl", "/approve/sun/in/pl"
FILE = "content/sun/translations/pl.po"
LATIN = re.compile(r"(?<![@\w])[a-zA-Z]{2,}")  # words, each of which becomes another
PEOPLE = {
    "Ben Example": (["author"], ""),
    "Ola Example": (["author"], "Nurse, whose first language it is"),
    "Ann Example": (["author", "approver"], "Clinical lead"),
}
WORDS = {
    "Sun and your skin": "Słońce i skóra",
    "Skin is an organ.": "Skóra jest narządem.",
    "Redness that spreads.": "Zaczerwienienie, które się rozszerza.",
}


def put(workspace: Workspace, *, machine: bool = False) -> None:
    """Put a whole translation there, by a person or, not gone through, by a machine."""
    shelf = open_collection(workspace)
    working = shelf.editions["sun"].working
    assert working is not None
    source = load_library(workspace, Problems()).handouts["sun"]
    made = renewal(source, "pl", working.code, Catalogue(FILE, {}), workspace)
    entries = []
    for one in made.entries:
        words = Text(WORDS.get(one.source, LATIN.sub(r"ł\g<0>", one.source)))
        said = type(one)(one.context, one.source, words, hint=one.hint, places=one.places)
        entries.append(said.flagged(fuzzy=machine, machine=machine))
    text = written(type(made)(FILE, made.header, entries, (), made.note))
    (workspace.root / FILE).parent.mkdir(exist_ok=True)
    (workspace.root / FILE).write_text(text, encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with a translator, who reads the language, and who answers clinically."""
    files = a_library(sun=approvable()) | {PHRASES: polish_phrases()}
    workspace = a_workspace(tmp_path / "workspace", files)
    approved(workspace)
    put(workspace)
    accounts = Accounts(tmp_path / "accounts")
    for name, (roles, title) in PEOPLE.items():
        accounts.add(name, roles, PASSWORD, title)  # type: ignore[arg-type]
    with a_desk(workspace.root, environment={"CUPS_SERVER": f"{tmp_path}/no.sock"}) as desk:
        yield workspace, desk


def press(page: Page, selector: str) -> None:
    """Press what is there by the keyboard."""
    page.focus(selector)
    page.keyboard.press("Enter")


def take(page: Page, button: str) -> None:
    """Take a step: tick what is said, and press the button."""
    page.focus("[name=read]")
    page.keyboard.press("Space")
    press(page, f"button:has-text('{button}')")
    page.wait_for_selector("[role=status]:has-text('This is a record, not a signature.')")


def texts_of(workspace: Workspace) -> list[tuple[str, str, str]]:
    """Return who translated, read and approved the approved translations."""
    there = Workspace.open(workspace.root, workspace.today)
    frozen = open_collection(there).editions["sun"].translations
    return [
        (str(f.record.author), str(f.record.translation.read.by), str(f.record.approvals[-1].by))
        for one in frozen.values()
        for f, _ in one.frozen
        if f.record.translation and f.record.translation.read
    ]


def test_two_people_approve_it_one_after_the_other_and_it_is_renewed_and_withdrawn(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    workspace, _ = office
    ben = people.page("Ben Example", REVIEW)
    assert "has not asked for a review" in ben.inner_text("#missing")
    press(ben, "button:has-text('Ask for review')")
    ben.wait_for_selector("text=Ben Example translated it, and asks for a review.")
    assert ben.locator("a:has-text('I have read it')").count() == 0

    ola = people.page("Ola Example", "/review")
    assert ola.get_attribute("nav b", "aria-label") == "1 waiting"
    press(ola, ".todo a:has-text('Review')")
    ola.wait_for_url(f"**{REVIEW}")
    assert "Nobody who reads Polish has read it" in ola.inner_text("#missing")
    press(ola, "a:has-text('I have read it against its source')")
    ola.wait_for_url(f"**{STEP}")
    assert "Ola Example, Nurse, whose first language it is" in ola.inner_text("form .note")
    assert faults(ola) == []
    take(ola, "I have read it against its source")
    assert texts_of(workspace) == []  # a draft still
    ola.goto(f"{office[1].address}{REVIEW}")
    assert "somebody else answers for it clinically" in ola.inner_text("#missing")
    assert ola.locator("nav b").count() == 0

    ann = people.page("Ann Example", REVIEW)
    assert "Ola Example, Nurse, whose first language it is, read it" in ann.inner_text("#missing")
    press(ann, "a:has-text('Approve this translation')")
    ann.wait_for_url(f"**{STEP}")
    for width in WIDTHS:
        ann.set_viewport_size({"width": width, "height": 800})
        assert faults(ann) == []
        assert ann.evaluate("document.documentElement.scrollWidth") <= width
    take(ann, "Approve this translation")
    assert texts_of(workspace) == [("Ben Example", "Ola Example", "Ann Example")]

    ann.goto(f"{office[1].address}{REVIEW}")
    assert "Ann Example, Clinical lead, approved it" in ann.inner_text("#missing")
    press(ann, "#missing a:has-text('Renew')")
    ann.wait_for_selector("h1:has-text('Renew')")
    assert "A newer text waits" not in ann.inner_text("main")
    take(ann, "Renew this text")
    ann.goto(f"{office[1].address}{REVIEW}")
    press(ann, "#missing a:has-text('Withdraw')")
    ann.fill("#why", "A number was wrong.")
    press(ann, "button:has-text('Withdraw this text')")
    ann.wait_for_selector("h1:has-text('Withdrawn')")


def test_neither_the_translator_nor_the_same_person_takes_a_step(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    ann = people.page("Ann Example", "/write/sun/in/pl")  # mends a word, so translates too
    ann.fill("[data-what=words] >> nth=0", "Słońce i Twoja skóra")
    save(ann)
    ben = people.page("Ben Example", REVIEW)
    press(ben, "button:has-text('Ask for review')")
    ben.wait_for_selector("text=asks for a review")
    ann.goto(f"{office[1].address}{REVIEW}")
    assert "You translated it" in ann.inner_text("#missing")
    ann.goto(f"{office[1].address}{STEP}")
    assert "It cannot be approved yet" in ann.inner_text("main")
    assert ann.locator("[name=read]").count() == 0
    token = ann.get_attribute("[name=token]", "value")
    code, of = (ann.get_attribute(f"[name={name}]", "value") for name in ("code", "of"))
    fields = {"token": token, "code": code, "of": of, "step": "language", "read": "yes"}
    address = office[1].address
    own = {"origin": address}
    answer = ann.request.post(f"{address}{STEP}", form=fields, headers=own)  # type: ignore[arg-type]
    assert answer.status == 403
    assert "You translated it" in answer.text()
    assert not (office[0].root / "content/sun/translations/pl.read.yaml").exists()


def test_what_is_missing_is_said_and_a_first_step_is_void_after_a_change(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    workspace, desk = office
    ben = people.page("Ben Example", REVIEW)
    press(ben, "button:has-text('Ask for review')")
    ben.wait_for_selector("text=asks for a review")
    ola = people.page("Ola Example", STEP)
    take(ola, "I have read it against its source")
    ben.goto(f"{desk.address}/write/sun/in/pl")
    ben.fill("[data-what=words] >> nth=0", "Słońce i Twoja skóra")
    save(ben)
    ola.goto(f"{desk.address}{REVIEW}")
    assert "the first step is void" in ola.inner_text("#missing").lower()
    assert ola.locator("a:has-text('I have read it against its source')").count() == 1
    put(workspace, machine=True)
    while "machine's draft" not in ola.inner_text("#missing"):  # until the desk reads it
        ola.reload()
    assert ola.locator("a:has-text('I have read it against its source')").count() == 0
