"""Bringing in in Chromium: a leaflet becomes a draft to write on, a sheet becomes clinics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable
from browser import sound
from compound import protected
from originals import CORPUS
from samples import a_library, a_workspace
from serving import Desk, a_desk
from usualleaflets import PHONE, styled
from wordfiles import png, unzipped
from workbooks import FILES, HEAD, LEEDS, YORK, a_csv, a_zip

from handouts.reading import plain_of, texts_of
from handouts.web.accounts import Accounts
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Page

pytestmark = pytest.mark.slow

PASSWORD = "a long enough secret"
LONG = 60_000  # ms; only a hang takes so long
WORD_FILES = [name for name in CORPUS if name.endswith((".docx", ".docm", ".dotx"))]
NO_PHONE = ["Tide Skin Hull", "see website", "h@t.example", "2 Quay, Hull HU1 1AA", "9 to 5"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with an author, and a brand without clinics."""
    folder = tmp_path_factory.mktemp("bringing")
    workspace = a_workspace(folder / "workspace", a_library(sun=approvable()) | FILES)
    Accounts(folder / "accounts").add("Ben Example", ["author"], PASSWORD)
    with a_desk(workspace.root, environment={"CUPS_SERVER": f"{folder}/no.sock"}) as desk:
        yield workspace, desk


@pytest.fixture
def page(browser: Browser, office: tuple[Workspace, Desk]) -> Iterator[Page]:
    """The page to bring something in on; no script may fail."""
    context, wrong = browser.new_context(viewport={"width": 1366, "height": 768}), list[str]()
    context.set_default_timeout(LONG)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{office[1].address}/sign-in")
    page.fill("[name=name]", "Ben Example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{office[1].address}/")
    page.goto(f"{office[1].address}/bring")
    yield page
    context.close()
    assert wrong == []


def everything_in(root: Path) -> dict[Path, bytes]:
    """Return the files that are no cache."""
    files = (path for path in root.rglob("*") if path.is_file() and ".handouts" not in path.parts)
    return {path: path.read_bytes() for path in files}


def bomb() -> bytes:
    return a_zip(unzipped(styled()) | {"word/document.xml": b"<a>" + b" " * 90_000_000})


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def bring(page: Page, field: str, name: str, data: bytes) -> None:
    page.set_input_files(f"#{field}", payload(name, data))
    page.press(f"form:has(#{field}) button", "Enter")


def bring_sheet(page: Page, name: str, data: bytes) -> None:
    page.select_option("#brand", "tide")
    bring(page, "clinics", name, data)
    page.wait_for_url("**/bring/clinics/*")


def test_a_leaflet_from_word_is_kept_as_a_draft_and_written_on(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    bring(page, "leaflet", "Mole.docx", styled())
    page.wait_for_url("**/bring/leaflet/*")
    assert "No word is lost" in page.inner_text("main")
    assert PHONE in page.inner_text(".word tr.you >> nth=0") or page.locator(".word tr.you").count()
    sound(page)
    page.click("a:has-text('Only what needs you')")
    assert page.locator(".word tr.same").count() == 0
    page.fill("[name=own]", "after-a-mole")
    page.click("button:has-text('Keep as a draft')")
    page.wait_for_url("**/write/after-a-mole")
    title = page.locator("[data-key='[\"title\"]']")
    assert title.input_value() == "After your mole is removed"
    title.fill("After a mole was removed")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#saved:has-text('Saved at')")
    text = (office[0].root / "content/after-a-mole/handout.yaml").read_text("utf-8")
    assert plain_of(text)["title"] == "After a mole was removed"
    assert any("paracetamol 1 g" in words for _, words in texts_of(text))


def test_what_was_brought_in_and_thrown_away_is_nowhere(
    page: Page, office: tuple[Workspace, Desk]
) -> None:
    bring(page, "leaflet", "Away.docx", styled())
    page.wait_for_url("**/bring/leaflet/*")
    address = page.url
    page.click("button:has-text('Throw away')")
    page.wait_for_url("**/bring")
    page.goto(address)
    assert "not here any more" in page.inner_text("main")
    assert not (office[0].root / "content/away").exists()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "doc"),
        ("locked.docx", protected(), "protected by a password"),
        ("locked.xlsx", protected(), "protected by a password"),
        ("picture.csv", png(), "picture"),
        ("bomb.docx", bomb(), ""),
        ("text.docx", b"just words", "Word"),
        ("empty.docx", b"", ""),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_that_cannot_be_read_is_told_in_a_sentence_and_nothing_is_written(
    page: Page, office: tuple[Workspace, Desk], name: str, data: bytes, told: str
) -> None:
    before = everything_in(office[0].root)
    field = "clinics" if name.endswith((".xlsx", ".csv")) else "leaflet"
    bring(page, field, name, data)
    status = f"form:has(#{field}) [role=status]"
    page.wait_for_function(
        "s => { const told = document.querySelector(s).textContent;"
        " return told && !told.startsWith('Reading'); }",
        arg=status,
    )
    words = page.inner_text(status)
    assert told in words
    assert words[0].isupper() or words[0] == "'"
    assert words.endswith((".", "!", "?"))
    assert "Traceback" not in words
    assert page.url.endswith("/bring")
    assert everything_in(office[0].root) == before


def test_a_sheet_is_mended_and_then_written(page: Page, office: tuple[Workspace, Desk]) -> None:
    clinics = office[0].root / "brands/tide/clinics"
    bring_sheet(page, "clinics.csv", a_csv([HEAD, LEEDS, YORK, NO_PHONE]))
    assert "Nothing is written" in page.inner_text("[role=alert]")
    assert "B4" in page.inner_text("[role=alert]")
    assert page.locator("button:has-text('Write')").count() == 0
    assert not clinics.exists()
    sound(page)
    page.click("a:has-text('Read a sheet again')")
    hull = [NO_PHONE[0], "01482 960000", *NO_PHONE[2:]]
    bring_sheet(page, "clinics.csv", a_csv([HEAD, LEEDS, YORK, hull]))
    assert page.locator("[role=alert]").count() == 0
    sound(page)
    page.click("button:has-text('Write 3 new clinics')")
    page.wait_for_selector("text=3 clinics of tide were written")
    assert len(list(clinics.glob("*.yml"))) == 3
    sound(page)


@pytest.mark.parametrize("name", WORD_FILES)
def test_each_shape_of_word_file_is_kept_as_a_draft_that_can_be_written_on(
    page: Page, office: tuple[Workspace, Desk], name: str
) -> None:
    own = re.sub("[^a-z]", "-", name)
    bring(page, "leaflet", name, CORPUS[name]())
    page.wait_for_url("**/bring/leaflet/*")
    assert "No word is lost" in page.inner_text("main")
    page.fill("[name=own]", own)
    page.click("button:has-text('Keep as a draft')")
    page.wait_for_url(f"**/write/{own}")
    page.fill("[data-key='[\"title\"]']", f"Brought in: {name}")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#saved:has-text('Saved at')")
    text = (office[0].root / f"content/{own}/handout.yaml").read_text("utf-8")
    assert plain_of(text)["title"] == f"Brought in: {name}"
    assert page.locator(".secs [data-open]").count() == len(plain_of(text)["sections"]) + 3


def test_the_corpus_has_twenty_shapes_at_least() -> None:
    assert len(WORD_FILES) >= 20
