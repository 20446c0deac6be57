"""Review and approval in Chromium: what changed, claims beside sources, a record by the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable, approved, edit
from browser import WIDTHS, faults, fits, sound
from samples import a_library, a_workspace
from serving import Desk, a_desk

from handouts.review.texts import open_collection
from handouts.web.accounts import Accounts
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.slow

PASSWORD = "a long enough secret"
PEOPLE = {"Ben Example": ("author", ""), "Ann Example": ("approver", "Clinical lead")}
REFERENCES = """
references:
- id: who2021
  type: webpage
  custom: {kind: health-body}
  title: Radiation and skin
  author: [{literal: WHO}]
  issued: {date-parts: [[2021]]}
  URL: https://who.example/skin
"""
CITING = [
    {"heading": "About", "blocks": [{"prose": "Skin is an organ [@who2021]."}]},
    {
        "heading": "Help",
        "part": "get-help",
        "blocks": [{"get-help": {"worried": ["Redness that spreads."]}}],
    },
]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with an author and an approver; a text was approved, and changed since."""
    files = a_library(sun=approvable(sections=CITING, summary="What the sun does [@who2021]."))
    workspace = a_workspace(tmp_path / "workspace", files | {"content/references.yaml": REFERENCES})
    approved(workspace)
    edit(workspace, "Skin is an organ", "Skin is the largest organ")
    accounts = Accounts(tmp_path / "accounts")
    for name, (role, title) in PEOPLE.items():
        accounts.add(name, [role], PASSWORD, title)  # type: ignore[list-item]
    with a_desk(workspace.root, environment={"CUPS_SERVER": f"{tmp_path}/no.sock"}) as desk:
        yield workspace, desk


@pytest.fixture
def browsers(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Browsers of several people, closed after."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def signed_in(browser: Browser, opened: list[BrowserContext], desk: Desk, name: str) -> Page:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    opened.append(context)
    page = context.new_page()
    page.goto(f"{desk.address}/sign-in")
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{desk.address}/")
    return page


def test_a_text_is_reviewed_by_another_person_and_approved_in_the_name_of_the_session(
    browser: Browser, browsers: list[BrowserContext], office: tuple[Workspace, Desk]
) -> None:
    workspace, desk = office
    ben = signed_in(browser, browsers, desk, "Ben Example")
    ben.goto(f"{desk.address}/review/sun")
    assert ben.inner_text(".change ins") == "the largest"
    ben.click("button:has-text('Ask for review')")
    ben.wait_for_selector("text=Ben Example asks for a review")
    assert ben.locator("text=you wrote it").count() == 1
    assert ben.goto(f"{desk.address}/approve/sun").status == 403  # type: ignore[union-attr]

    ann = signed_in(browser, browsers, desk, "Ann Example")
    assert ann.get_attribute("nav b", "aria-label") == "1 waiting"
    ann.click("nav a:has-text('Review')")
    ann.click(".todo a:has-text('Review')")
    ann.wait_for_selector("text=You did not write it: Ben Example did.")
    assert ann.locator(".claims .src").first.inner_text().startswith("Radiation and skin")
    assert ann.locator("a:has-text('Approve this text')").count() == 0
    for image in ann.locator(".sides img").all():
        image.scroll_into_view_if_needed()
        ann.wait_for_function("i => i.complete && i.naturalWidth > 700", arg=image.element_handle())
    while ann.locator("form[data-done] button").count():
        ann.locator("form[data-done] button").first.click()
        ann.wait_for_timeout(100)
    ann.click("a:has-text('Approve this text')")
    assert "Ann Example, Clinical lead" in ann.inner_text("form .note")
    ann.check("[name=read]")
    ann.click("button:has-text('Approve this text')")
    ann.wait_for_selector("h1:has-text('Approved')")

    frozen, _ = (
        open_collection(Workspace.open(workspace.root, workspace.today)).editions["sun"].frozen[0]
    )
    assert (frozen.record.author, frozen.record.approvals[-1].by) == ("Ben Example", "Ann Example")
    assert frozen.record.approvals[-1].role == "Clinical lead"
    ann.goto(f"{desk.address}/look/harbour/harbour/sun")
    assert frozen.code in ann.inner_text(".facts-line")


def test_a_text_is_renewed_and_withdrawn_in_the_browser(
    browser: Browser, browsers: list[BrowserContext], office: tuple[Workspace, Desk]
) -> None:
    workspace, desk = office
    ann = signed_in(browser, browsers, desk, "Ann Example")
    ann.goto(f"{desk.address}/review")
    ann.click("a:has-text('Renew')")
    assert "A newer text waits." in ann.inner_text("main")
    ann.select_option("#months", "12")
    ann.check("[name=read]")
    ann.click("button:has-text('Renew')")
    ann.wait_for_selector("h1:has-text('Renewed')")
    sound(ann)
    ann.click("a:has-text('All texts')")
    ann.click("a:has-text('Withdraw')")
    ann.fill("#why", "A number was wrong.")
    ann.click("button:has-text('Withdraw')")
    ann.wait_for_selector("h1:has-text('Withdrawn')")
    sound(ann)
    frozen, _ = (
        open_collection(Workspace.open(workspace.root, workspace.today)).editions["sun"].frozen[0]
    )
    assert frozen.record.withdrawn is not None
    assert frozen.record.withdrawn.why == "A number was wrong."
    assert len(frozen.record.approvals) == 2


def test_who_approves_needs_a_title_and_the_record_names_nobody_else(
    browser: Browser, browsers: list[BrowserContext], office: tuple[Workspace, Desk], tmp_path: Path
) -> None:
    _, desk = office
    Accounts(tmp_path / "accounts").add("Cat Example", ["approver"], PASSWORD)
    cat = signed_in(browser, browsers, desk, "Cat Example")
    answer = cat.goto(f"{desk.address}/approve/sun")
    assert answer is not None
    assert answer.status == 403
    assert "in which role you approve" in cat.inner_text("main")


def test_a_text_that_was_never_approved_is_reviewed_as_a_whole(
    browser: Browser, browsers: list[BrowserContext], tmp_path: Path
) -> None:
    files = a_library(sun=approvable(sections=CITING, summary="What the sun does [@who2021]."))
    root = a_workspace(tmp_path / "w", files | {"content/references.yaml": REFERENCES}).root
    Accounts(tmp_path / "accounts").add("Ann Example", ["approver"], PASSWORD, "Clinical lead")
    with a_desk(root, environment={"CUPS_SERVER": f"{tmp_path}/no.sock"}) as desk:
        ann = signed_in(browser, browsers, desk, "Ann Example")
        ann.goto(f"{desk.address}/review/sun")
        assert "no text was approved before" in ann.inner_text("#words")
        assert ann.locator("#pages img").count() > 0
        assert faults(ann) == []


@pytest.mark.parametrize(
    "path", ["/review", "/review/sun", "/approve/sun", "/renew/{}", "/withdraw/{}"]
)
def test_a_page_has_no_fault_that_axe_knows_and_fits_its_window(
    browser: Browser, browsers: list[BrowserContext], office: tuple[Workspace, Desk], path: str
) -> None:
    workspace, desk = office
    code = open_collection(workspace).editions["sun"].frozen[0][0].code
    ann = signed_in(browser, browsers, desk, "Ann Example")
    for width in WIDTHS:
        ann.set_viewport_size({"width": width, "height": 844})
        ann.goto(f"{desk.address}{path.format(code)}")
        assert faults(ann) == []
        fits(ann, width)
