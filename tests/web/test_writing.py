"""The writing desk in Chromium: a text is written, mended, saved, and never seen as YAML."""

from __future__ import annotations

import subprocess
from difflib import unified_diff
from typing import TYPE_CHECKING

import pytest
from authors import POINTS, People, save, text_of
from browser import WIDTHS, faults, fits, sound
from oddpictures import bomb
from serving import Desk
from wordfiles import png

from handouts.content.blocks import BLOCKS
from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.reading.plain import plain_of
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


def changed(before: str, after: str) -> list[str]:
    """Return the lines that went and came."""
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


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
    ben.wait_for_selector("text=Ann Example saved this text while you were writing")
    sound(ben)
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
    sound(page)
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
def test_a_page_has_no_fault_that_axe_knows(people: People, path: str) -> None:
    page = people.page(path=path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        page.reload()
        assert faults(page) == []
        fits(page, width)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("text.png", b"This is no picture.", "The file holds no PNG, JPEG"),
        ("cut.png", png()[:-40], "The picture is damaged"),
        ("bomb.png", bomb(30_000, 30_000), "The picture has more than 25,000,000 pixels"),
        ("large.png", bytes(20_000_001), "This picture is larger than 20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_picture_that_is_none_is_told_at_its_field_and_nothing_is_written(
    people: People, office: tuple[Workspace, Desk], name: str, data: bytes, told: str
) -> None:
    page, folder = people.page(path="/write/sun?section=0"), office[0].root / "content/sun"
    page.click("button.add:not(.between)")
    page.click("[data-tag='figure']")
    page.wait_for_selector("[data-file-for]")
    before = sorted(folder.iterdir())
    picture = {"name": name, "mimeType": "image/png", "buffer": data}
    page.set_input_files("[data-file-for]", picture)  # type: ignore[arg-type]
    page.wait_for_selector(f".finding:has-text('{told}')")
    assert page.input_value("select[data-kind=drawing]") == ""
    assert sorted(folder.iterdir()) == before
    page.set_input_files("[data-file-for]", {**picture, "buffer": png()})  # type: ignore[arg-type]
    page.wait_for_selector(f"select[data-kind=drawing]:has(option[selected]:text('{name}'))")
    assert (folder / name).read_bytes() == png()
