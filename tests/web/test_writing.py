"""The writing desk in Chromium: a text is written, mended, saved, and never seen as YAML."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable
from browser import faults
from oddedits import Writer, hold_to_edits
from samples import a_library, a_workspace
from serving import Desk, a_desk

from handouts.content.blocks import BLOCKS
from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.reading.plain import plain_of
from handouts.web.accounts import Accounts
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow

PASSWORD = "a long enough secret"
POINTS = ["Shade helps.", "Sunscreen helps.", "Hats help."]
LONG = 60_000  # ms; only a hang takes so long


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with two authors."""
    workspace = a_workspace(tmp_path / "workspace", a_library(sun=approvable(key_points=POINTS)))
    accounts = Accounts(tmp_path / "accounts")
    for name in ("Ben Example", "Ann Example"):
        accounts.add(name, ["author"], PASSWORD)
    with a_desk(workspace.root, environment={"CUPS_SERVER": f"{tmp_path}/no.sock"}) as desk:
        yield workspace, desk


@pytest.fixture
def people(browser: Browser, office: tuple[Workspace, Desk]) -> Iterator[People]:
    """Who signs in, each in a browser of their own, closed after; no script may fail."""
    there = People(browser, office[1])
    yield there
    for context in there.contexts:
        context.close()
    assert there.wrong == []


class People:
    """Browsers of people who signed in."""

    def __init__(self, browser: Browser, desk: Desk) -> None:
        self.browser, self.desk = browser, desk
        self.contexts: list[BrowserContext] = []
        self.wrong: list[str] = []

    def page(self, name: str = "Ben Example", path: str = "/write/sun", width: int = 1366) -> Page:
        """Sign somebody in, and open a page."""
        context = self.browser.new_context(viewport={"width": width, "height": 768})
        context.set_default_timeout(LONG)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.goto(f"{self.desk.address}/sign-in")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{self.desk.address}/")
        page.goto(f"{self.desk.address}{path}")
        return page


def text_of(workspace: Workspace, handout: str = "sun") -> str:
    return (workspace.root / f"content/{handout}/handout.yaml").read_text("utf-8")


def changed(before: str, after: str) -> list[str]:
    """Return the lines that went and came."""
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    page.wait_for_selector("#saved:has-text('Saved at')")


def seen(page: Page) -> str:
    """Return what the picture of the page is, once it is one."""
    page.wait_for_selector("#sheet img[src^='data:image/jpeg']")
    return page.get_attribute("#sheet img", "src") or ""


def test_one_word_is_one_line_of_the_file_and_a_new_picture_of_the_page(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    before, page = text_of(office[0]), people.page()
    shown = seen(page)
    page.fill("[data-key='[\"title\"]']", "Sun, shade and your skin")
    page.wait_for_selector("#saved:has-text('Not saved yet')")
    page.wait_for_selector(f"#sheet img:not([src='{shown}'])")
    assert text_of(office[0]) == before  # the file has what is saved, and nothing else
    save(page)
    old = next(line for line in before.split("\n") if line.startswith("title:"))
    assert changed(before, text_of(office[0])) == [f"-{old}", "+title: Sun, shade and your skin"]


def test_what_was_typed_and_not_saved_is_there_after_the_lid_was_closed(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page()
    page.fill("[data-key='[\"summary\"]']", "Words that nobody saved.")
    page.wait_for_selector("#saved:has-text('Not saved yet')")
    page.wait_for_load_state("networkidle")
    again = people.page()
    assert again.input_value("[data-key='[\"summary\"]']") == "Words that nobody saved."
    assert "Words that nobody saved" not in text_of(office[0])
    other = people.page("Ann Example")
    assert other.input_value("[data-key='[\"summary\"]']") != "Words that nobody saved."


def test_fields_that_one_changed_are_put_together_and_one_that_both_changed_is_chosen(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    ben, ann = people.page(), people.page("Ann Example")
    ben.fill("[data-key='[\"title\"]']", "Sun by Ben")
    ben.fill("[data-key='[\"summary\"]']", "A summary by Ben.")
    ben.wait_for_load_state("networkidle")
    ann.fill("[data-key='[\"title\"]']", "Sun by Ann")
    save(ann)
    ben.keyboard.press("Control+s")
    ben.wait_for_selector("text=Somebody saved this text while you were writing")
    assert "Sun by Ann" in ben.inner_text(".sides")
    assert "Sun by Ben" in ben.inner_text(".sides")
    assert "title: Sun by Ann" in text_of(office[0])
    ben.fill("[name=words-0]", "Sun by both")
    ben.click("[data-chosen]")
    ben.wait_for_selector("#saved:has-text('Saved at')")
    said = plain_of(text_of(office[0]))
    assert (said["title"], said["summary"]) == ("Sun by both", "A summary by Ben.")


def test_every_kind_of_block_is_added_by_the_keyboard_and_can_be_read(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write/sun?section=0")
    tags = [cls.tag for cls in BLOCKS]
    for tag in tags:
        adder = page.locator("button.add:not(.between)")
        adder.focus()
        page.keyboard.press("Enter")
        kind = page.locator(f"#{adder.get_attribute('aria-controls')} [data-tag='{tag}']")
        kind.focus()
        count = page.locator(".block").count()
        page.keyboard.press("Enter")
        page.wait_for_selector(f".block >> nth={count}")
    save(page)
    said = plain_of(text_of(office[0]))
    assert [next(iter(block)) for block in said["sections"][0]["blocks"][1:]] == tags
    problems = Problems()
    load_library(office[0], problems)
    assert [p for p in problems if p.rule in ("unknown-key", "missing-key", "not-a-mapping")] == []


def test_a_finding_stands_under_its_field_and_a_dot_beside_its_section(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write/sun?section=0")
    page.fill("textarea[data-kind=prose]", "This cream is proven to work. Call 020 7946 0000.")
    page.wait_for_selector("textarea[data-kind=prose][aria-invalid] ~ .finding")
    finding = page.locator(".finding").first
    assert finding.inner_text().startswith("Must change.")
    described = page.get_attribute("textarea[data-kind=prose]", "aria-describedby") or ""
    assert finding.get_attribute("id") in described.split()
    page.wait_for_selector("#sections a[data-open='0'] .mark.must")
    page.fill("textarea[data-kind=prose]", "Skin is an organ.")
    page.wait_for_selector("#sections a[data-open='0']:not(:has(.mark.must))")


def test_points_move_and_go_by_the_keyboard_and_steps_are_undone(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write/sun?section=short")
    first = page.locator("textarea[data-key='[\"key_points\",0]']")
    first.focus()
    page.keyboard.press("Alt+ArrowDown")
    page.wait_for_selector("#saved:has-text('Not saved yet')")
    page.wait_for_load_state("networkidle")
    save(page)
    moved = plain_of(text_of(office[0]))["key_points"]
    assert moved == [POINTS[1], POINTS[0], POINTS[2]]
    page.click("[data-op=undo]")
    page.wait_for_load_state("networkidle")
    save(page)
    assert plain_of(text_of(office[0]))["key_points"] == POINTS


def test_each_save_is_a_version_that_can_be_compared_and_brought_back(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    before, page = text_of(office[0]), people.page()
    page.fill("[data-key='[\"title\"]']", "Another title")
    page.wait_for_load_state("networkidle")
    save(page)
    page.click("a:has-text('Versions')")
    page.locator("tbody a").last.click()
    assert "Another" in page.inner_text(".change ins")
    page.click("button:has-text('Bring this version back')")
    page.wait_for_selector("#words")
    assert plain_of(text_of(office[0])) == plain_of(before)


def test_a_save_is_a_commit_in_the_name_of_its_author(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    root = office[0].root
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "begin"],
    ):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    page = people.page()
    page.fill("[data-key='[\"title\"]']", "A title in git")
    page.wait_for_load_state("networkidle")
    save(page)
    log = subprocess.run(
        ["git", "-C", str(root), "log", "-1", "--numstat", "--format=%an"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert log == ["Ben", "Example", "1", "1", "content/sun/handout.yaml"]


def test_a_new_text_is_begun_and_opened(people: People, office: tuple[Workspace, Desk]) -> None:
    page = people.page(path="/write")
    page.fill("#title", "After a sunburn")
    page.select_option("#kind", "aftercare")
    page.click("button:has-text('Begin')")
    page.wait_for_url("**/write/after-a-sunburn")
    assert page.input_value("[data-key='[\"title\"]']") == "After a sunburn"
    assert "must" in (page.inner_html("#sections")) or seen(page)


@pytest.mark.parametrize("width", [390, 768, 1366])
@pytest.mark.parametrize(
    "path",
    [
        "/write",
        "/write/sun",
        "/write/sun?section=0",
        "/write/sun?section=about",
        "/write/sun/versions",
        "/bring",
    ],
)
def test_a_page_has_no_fault_that_axe_knows(people: People, width: int, path: str) -> None:
    page = people.page(path=path, width=width)
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def title_in(page: Page) -> str:
    return page.input_value("[data-key='[\"title\"]']")


def begin_anew(desk: Desk) -> AbstractContextManager[Desk]:
    """End a desk, and start it again at the same address."""
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait()
    return a_desk(desk.said.parent / "workspace", port=desk.port)


def test_words_that_are_typed_while_the_desk_is_away_are_sent_when_it_is_back(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page()
    page.fill("[data-key='[\"title\"]']", "Typed before")
    page.wait_for_load_state("networkidle")
    office[1].process.send_signal(signal.SIGKILL)
    office[1].process.wait()
    page.fill("[data-key='[\"summary\"]']", "Typed while nobody answered.")
    page.wait_for_selector("#saved:has-text('does not answer')")
    with begin_anew(office[1]):
        page.wait_for_selector("#saved:has-text('Not saved yet')")
        save(page)
        said = plain_of(text_of(office[0]))
        assert (said["title"], said["summary"]) == ("Typed before", "Typed while nobody answered.")


def test_words_that_are_typed_after_one_was_signed_out_are_sent_after_one_signed_in(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page()
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.fill("[data-key='[\"title\"]']", "Typed signed out")
    page.wait_for_selector("#saved a:has-text('Sign in again')")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.wait_for_selector("#saved:has-text('Not saved yet')")
    save(page)
    assert plain_of(text_of(office[0]))["title"] == "Typed signed out"


def test_two_windows_of_one_person_put_words_where_they_were_meant(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write/sun?section=short")
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("textarea[data-key='[\"key_points\",0]']").focus()
    other.keyboard.press("Alt+ArrowDown")
    other.wait_for_selector("#saved:has-text('Not saved yet')")
    page.fill("textarea[data-key='[\"key_points\",2]']", "Hats help a lot.")
    page.wait_for_selector("textarea[data-key='[\"key_points\",0]']:text('Sunscreen')")
    save(page)
    points = plain_of(text_of(office[0]))["key_points"]
    assert points == [POINTS[1], POINTS[0], "Hats help a lot."]


def test_a_file_that_cannot_be_read_is_told_with_its_line_and_a_version_is_brought_back(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page()
    page.fill("[data-key='[\"title\"]']", "A title")
    save(page)
    file = office[0].root / "content/sun/handout.yaml"
    file.write_text(text_of(office[0]) + "also: [a, b\n", "utf-8")
    lines = text_of(office[0]).count("\n")
    page.reload()
    told = page.inner_text("main .note.warn[role=alert]")
    assert f"handout.yaml:{lines}" in told or f"handout.yaml:{lines + 1}" in told
    page.click("a:has-text('Look at the versions')")
    page.locator("tbody a").first.click()
    page.click("button:has-text('Bring this version back')")
    page.wait_for_selector("#words")
    assert title_in(page) in ("A title", "Sun and your skin")


def test_a_text_that_was_taken_away_while_it_is_written_is_told(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page()
    (office[0].root / "content/sun").rename(office[0].root / "content/sand")
    page.wait_for_timeout(3000)  # until the desk has seen it
    page.fill("[data-key='[\"title\"]']", "Words for nobody")
    page.wait_for_selector(".finding:has-text('not here any more')")
    assert title_in(page) == "Words for nobody"


def test_random_edits_leave_a_file_that_reads_and_says_what_the_page_says(
    office: tuple[Workspace, Desk],
) -> None:
    workspace, desk = office
    visitor = desk.visitor()
    form = {**visitor.form("/sign-in"), "name": "Ben Example", "password": PASSWORD}
    assert visitor.ask("/sign-in", form).status == 303
    file = workspace.root / "content/sun/handout.yaml"
    writer = Writer(visitor, "sun", file)
    hold_to_edits(writer, 120, 1)
    assert writer.held > 30
    said = desk.said.read_text("utf-8")
    assert "Traceback" not in said
    assert " at " not in said.replace("the desk is at ", "")
