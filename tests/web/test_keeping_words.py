"""Words of one's own are not lost, whatever happens while they are typed."""

from __future__ import annotations

import signal
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable
from authors import PASSWORD, POINTS, People, save, text_of
from oddedits import Writer, hold_to_edits
from samples import a_library, a_workspace
from serving import Desk, a_desk

from handouts.reading import plain_of
from handouts.web.editing import state_of
from handouts.web.manuscripts import Action, Manuscript, Overtaken
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


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


def test_words_that_cannot_be_kept_are_told_and_stay_and_a_save_is_told_as_one(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path / "workspace", a_library(sun=approvable()))
    manuscript = Manuscript.open(workspace, "Ben", "sun")
    (workspace.root / "records").mkdir(exist_ok=True)
    (workspace.root / "records/unsaved").write_text("in the way")
    manuscript.change(Action("set", ("title",), "Nowhere to keep it"))
    assert "Not saved, and not kept" in state_of(manuscript)
    assert manuscript.title == "Nowhere to keep it"
    saved = manuscript.save()
    assert state_of(manuscript, saved).startswith("Saved at")
    assert plain_of(text_of(workspace))["title"] == "Nowhere to keep it"


def test_a_change_that_is_sent_twice_is_made_once_and_one_of_an_unknown_text_not_at_all(
    tmp_path: Path,
) -> None:
    workspace = a_workspace(tmp_path / "workspace", a_library(sun=approvable(key_points=POINTS)))
    manuscript = Manuscript.open(workspace, "Ben", "sun")
    shown, one_more = manuscript.revision, Action("add", ("key_points", 3))
    manuscript.change(one_more, shown, "once")
    manuscript.change(one_more, shown, "once")
    assert len(plain_of(manuscript.text)["key_points"]) == 4
    with pytest.raises(Overtaken):
        manuscript.change(one_more, "another", "twice")
