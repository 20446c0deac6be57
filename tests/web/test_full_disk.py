"""A disk that is full to its last byte: nothing is lost, nothing is half, and it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable, approved
from authors import PASSWORD, People, save, text_of
from samples import a_library, a_workspace
from serving import Desk, a_desk
from smalldisk import SmallDisk, a_small_disk
from spooling import Spooler
from usualleaflets import styled
from workbooks import FILES, HEAD, LEEDS, a_csv

from handouts.reading import plain_of
from handouts.web.accounts import Accounts
from handouts.web.desklog import DESK_LOG
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

pytestmark = pytest.mark.slow

FULL = "No space left on device"
TITLE = "[data-key='[\"title\"]']"
SUN = "/look/harbour/harbour/sun"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with a_small_disk(tmp_path / "workspace") as mounted:
        yield mounted


@pytest.fixture
def office(disk: SmallDisk, tmp_path: Path, spooler: Spooler) -> Iterator[tuple[Workspace, Desk]]:
    """A desk on that disk, with an author and a text that prints."""
    workspace = a_workspace(disk.root, a_library(sun=approvable(), spots=approvable()) | FILES)
    approved(workspace)
    Accounts(tmp_path / "accounts").add("Ben Example", ["author"], PASSWORD)
    with a_desk(workspace.root, environment=spooler.environment) as desk:
        yield workspace, desk
        said = desk.said.read_text("utf-8")
        assert "Traceback" not in said
        assert " at " not in said.replace("the desk is at ", "")


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def told(page: Page) -> str:
    """Return what the page says is amiss."""
    page.wait_for_selector("main h1")
    return page.inner_text("main")


def test_words_that_cannot_be_saved_are_told_and_saved_once_there_is_room(
    people: People, office: tuple[Workspace, Desk], disk: SmallDisk
) -> None:
    page = people.page()
    page.fill(TITLE, "Typed before")
    page.wait_for_selector("#saved:has-text('Your words are kept')")
    page.wait_for_load_state("networkidle")
    before = disk.files
    disk.fill()
    page.fill("[data-key='[\"summary\"]']", "Typed while it was full. " * 300)
    page.wait_for_selector("#saved:has-text('Not saved, and not kept')")
    assert FULL in page.inner_text("#saved")
    page.keyboard.press("Control+s")
    page.wait_for_selector(f"#saved:has-text('{FULL}')")
    page.wait_for_selector("#saved:has-text('in this window alone')")
    assert disk.files == before
    disk.make_room()
    save(page)
    said = plain_of(text_of(office[0]))
    assert said["title"] == "Typed before"
    assert said["summary"] == ("Typed while it was full. " * 300).strip()


def test_a_leaflet_and_clinics_that_find_no_room_are_brought_in_once_there_is_some(
    people: People, office: tuple[Workspace, Desk], disk: SmallDisk
) -> None:
    page = people.page(path="/bring")
    before = disk.files
    disk.fill()
    page.set_input_files("#leaflet", payload("Mole.docx", styled()))
    page.click("button:has-text('Bring in the leaflet')")
    page.wait_for_url("**/bring/leaflet/*")
    brought = page.url
    page.click("button:has-text('Keep as a draft')")
    assert FULL in told(page)
    page.goto(f"{office[1].address}/bring")
    page.select_option("#brand", "tide")
    page.set_input_files("#clinics", payload("clinics.csv", a_csv([HEAD, LEEDS])))
    page.click("button:has-text('Look at the sheet')")
    page.wait_for_url("**/bring/clinics/*")
    sheet = page.url
    page.click("button:has-text('Write')")
    assert FULL in told(page)
    assert disk.files == before
    disk.make_room()
    page.goto(brought)
    page.click("button:has-text('Keep as a draft')")
    page.wait_for_url("**/write/after-your-mole-is-removed")
    page.goto(sheet)
    page.click("button:has-text('Write')")
    page.wait_for_selector("text=1 clinic of tide was written")


def test_nothing_is_printed_that_cannot_be_noted_and_all_of_it_once_there_is_room(
    people: People, office: tuple[Workspace, Desk], disk: SmallDisk, spooler: Spooler
) -> None:
    page = people.page(path=SUN)
    page.wait_for_selector("#pages img")
    before = disk.files
    disk.fill()
    page.click("button.go")
    page.wait_for_selector(f"text={FULL}")
    page.wait_for_selector("h1, h2:has-text('Not printed')")
    assert list((spooler.folder / "jobs").iterdir()) == []
    after = disk.files
    assert after.pop("records/printed.jsonl", b"") == b""
    lines = after.pop(DESK_LOG, b"").splitlines()  # it may have had room for some
    assert [json.loads(line)["did"] for line in lines][-1] != "sent"
    assert after == {name: data for name, data in before.items() if name != DESK_LOG}
    page.goto(f"{office[1].address}{SUN}?format=large-print")
    page.wait_for_selector(f"text={FULL}")
    disk.make_room()
    page.goto(f"{office[1].address}{SUN}")
    page.click("button.go")
    page.wait_for_selector("h2:has-text('Printed at')")
    spooler.next_job()
    page.wait_for_timeout(500)
    assert len(list((spooler.folder / "jobs").glob("*.document"))) == 1


def test_a_full_disk_shuts_nobody_out(
    people: People, office: tuple[Workspace, Desk], disk: SmallDisk
) -> None:
    disk.fill()
    page = people.page(path="/at/harbour/harbour")
    page.wait_for_selector("#q")
    for path in (SUN, "/review", "/review/sun", "/rack", "/changed", "/bring", "/write"):
        answer = page.goto(f"{office[1].address}{path}")
        assert answer is not None
        assert answer.status in (200, 409), path
    disk.make_room()
