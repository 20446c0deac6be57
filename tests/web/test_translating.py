"""Translating in Chromium: begun, typed, gone through and saved; the PO file says it."""

from __future__ import annotations

import signal
import subprocess
from difflib import unified_diff
from pathlib import Path

import pytest
from authors import People, save
from browser import faults, fits
from playwright.sync_api import Page
from samples import a_workspace
from serving import Desk, a_desk
from translations import FILE, POLISH, catalogue_of, files

from handouts.translation.catalogue import written
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

POLISH_PAGE = "/write/sun/in/pl"


@pytest.fixture
def texts(tmp_path: Path) -> Workspace:
    workspace = a_workspace(tmp_path / "workspace", files())
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "-qm", "start")
    return workspace


def git(workspace: Workspace, *words: str) -> str:
    command = ["git", "-C", str(workspace.root), *words]
    return subprocess.check_output(command, text=True).strip()


def po(workspace: Workspace) -> str:
    return (workspace.root / FILE).read_text(encoding="utf-8")


def put(workspace: Workspace, **flags: bool) -> str:
    """Put a whole translation into Polish there, all of it with some flags."""
    made = catalogue_of(workspace, POLISH)
    entries = [entry.flagged(**flags) for entry in made.entries]
    text = written(type(made)(FILE, made.header, entries, (), made.note))
    (workspace.root / FILE).parent.mkdir(exist_ok=True)
    (workspace.root / FILE).write_text(text, encoding="utf-8")
    return text


def changed(before: str, after: str) -> list[str]:
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


def segment(page: Page, source: str) -> str:
    """Return the selector of the segment that has a source."""
    text = page.locator(".seg", has=page.locator(f".seg-source p >> text='{source}'")).first
    return f"#{text.get_attribute('id')}"


def test_a_language_is_begun_typed_judged_and_saved(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write/sun/in")
    page.select_option("#language", "pl")
    page.click("button:has-text('Begin')")
    page.wait_for_url(f"**{POLISH_PAGE}")
    assert "made in Polish" in git(office[0], "log", "-1", "--format=%an: %s")
    own = segment(page, "Use sunscreen for 2 hours.")
    assert page.get_attribute(f"{own} [data-what=words]", "lang") == "pl"
    assert page.inner_text(f"{own} label >> nth=0").split()[0] == "1.1.3"  # as in the review copy
    page.fill(f"{own} [data-what=words]", "Smaruj się kremem przez 3 godziny.")
    page.wait_for_selector(f"{own} [data-rule='TRN-02']")
    assert "Must change." in page.inner_text(f"{own} [data-found]")
    assert page.get_attribute(f"{own} [data-what=words]", "aria-invalid") == "true"
    page.fill(f"{own} [data-what=words]", "Smaruj się kremem przez 2 godziny.")
    page.wait_for_selector(f"{own} [data-rule='TRN-02']", state="detached")
    before = po(office[0])
    assert "Smaruj" not in before
    save(page)
    assert changed(before, po(office[0])) == [
        '-msgstr ""',
        '+msgstr "Smaruj się kremem przez 2 godziny."',
    ]
    assert git(office[0], "log", "-1", "--format=%an: %s") == (
        "Ben Example: sun: 1 segment in Polish"
    )
    assert page.get_attribute(own, "data-state") == "done"


def test_a_machine_draft_is_gone_through_segment_by_segment_by_the_keyboard_alone(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    before = put(office[0], fuzzy=True, machine=True)
    page = people.page(path=POLISH_PAGE)
    own = segment(page, "Walk")
    page.focus(f"{own} [data-what=words]")
    page.keyboard.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "I have gone through this"
    page.keyboard.press("Space")
    save(page)
    assert changed(before, po(office[0])) == [
        "-#, fuzzy, machine",
        '-msgstr "Spacer"',
        '+msgstr "Spacer!"',
    ]
    page.focus(f"{segment(page, 'Noon')} [data-what=words]")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("document.activeElement.value") == "Odpoczynek"
    save(page)
    assert po(office[0]).count("#, fuzzy, machine") == before.count("#, fuzzy, machine") - 2


def test_what_changed_in_the_source_is_shown_and_can_be_looked_at_alone(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    before = put(office[0])
    file = office[0].root / "content/sun/handout.yaml"
    file.write_text(file.read_text("utf-8").replace("for 2 hours", "for 4 hours"), "utf-8")
    page = people.page(path=f"{POLISH_PAGE}?show=stale")
    while not page.locator("[data-count=stale]:text-is('1')").count():  # until the desk reads it
        page.reload()
    [shown] = page.locator(".seg:visible").all()
    assert (shown.locator("del").inner_text(), shown.locator("ins").inner_text()) == ("2", "4")
    shown.locator("[data-what=words]").fill("Smaruj się kremem przez 4 godziny.")
    shown.locator("[data-through]").click()
    save(page)
    now = po(office[0])
    assert 'msgid "Use sunscreen for 4 hours."' in now
    assert "fuzzy" not in now
    assert before.count("msgid") == now.count("msgid")
    assert page.inner_text("[data-count=stale]") == "0"
    assert page.evaluate("document.activeElement.closest('.seg').offsetParent !== null")
    for name in ("All", "Stale"):
        page.click(f".switch >> text={name}")
    page.wait_for_selector("text=Nothing is left here.")


def test_a_back_translation_is_a_comment_of_the_file(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    before = put(office[0])
    page = people.page(path=POLISH_PAGE)
    own = segment(page, "Walk")
    assert not page.is_visible(f"{own} [data-what=back]")
    page.click("#back")
    page.fill(f"{own} [data-what=back]", "A walk")
    save(page)
    assert changed(before, po(office[0])) == ["+# Back translation: A walk"]


def test_the_page_is_shown_with_what_was_typed(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    put(office[0], fuzzy=True, machine=True)
    page = people.page(path=POLISH_PAGE)
    page.wait_for_selector("#sheet:not([hidden])")
    before = page.get_attribute("#sheet img", "src")
    assert before is not None
    assert before.startswith("data:image/jpeg")
    page.fill(f"{segment(page, 'Sun and your skin')} [data-what=words]", "Inny tytuł")
    page.wait_for_selector(f"#sheet img:not([src='{before}'])")
    assert "Inny" not in po(office[0])


def test_words_are_kept_put_together_and_chosen_between(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    put(office[0])
    ben, ann = people.page(path=POLISH_PAGE), people.page("Ann Example", path=POLISH_PAGE)
    walk, rest = segment(ben, "Walk"), segment(ben, "Rest")
    ben.fill(f"{walk} [data-what=words]", "Chód")
    ben.fill(f"{rest} [data-what=words]", "Przerwa")
    ben.wait_for_selector("#saved:has-text('Not saved yet')")
    ben.wait_for_timeout(400)
    ben.wait_for_load_state("networkidle")
    ben.reload()
    assert ben.input_value(f"{walk} [data-what=words]") == "Chód"
    ann.fill(f"{walk} [data-what=words]", "Marsz")
    save(ann)
    ben.reload()
    ben.click("#save")
    ben.wait_for_selector("#saved:has-text('but for 1 segment')")
    assert "Marsz" in po(office[0])
    assert "Przerwa" in po(office[0])
    assert "Marsz" in ben.inner_text(f"{walk} [data-clash]")
    save(ben)
    assert "Chód" in po(office[0])
    assert "Marsz" not in po(office[0])


def test_axe_finds_nothing_in_either_direction_at_any_width(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write")
    wrong = faults(page)
    put(office[0], fuzzy=True, machine=True)
    page.goto(f"{office[1].address}/write/sun/in")
    page.select_option("#language", "ar")
    page.click("button:has-text('Begin')")
    for path in ("/write/sun/in", POLISH_PAGE, "/write/sun/in/ar"):
        for width in (390, 768, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(office[1].address + path)
            if path != "/write/sun/in":
                page.click("#back")
            wrong += [f"{path} {width}: {fault}" for fault in faults(page)]
            fits(page, width)
    assert wrong == []
    assert page.get_attribute("[data-what=words]", "dir") == "rtl"
    assert page.get_attribute("[data-what=back]", "dir") == "ltr"


def test_an_author_alone_translates_and_what_is_not_there_is_told(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write/sun/in/xx")
    assert "not translated into that language yet" in page.inner_text("main")
    put(office[0])
    (office[0].root / FILE).write_text("nonsense\n", encoding="utf-8")
    page.goto(f"{office[1].address}{POLISH_PAGE}")
    assert "PO file" in page.inner_text("main")
    assert po(office[0]) == "nonsense\n"


def test_what_was_typed_is_undone_step_by_step_and_then_to_what_is_saved(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    before = put(office[0], fuzzy=True, machine=True)
    page = people.page(path=POLISH_PAGE)
    walk, rest = segment(page, "Walk"), segment(page, "Rest")
    for words in ("Chód", "Marsz"):
        page.fill(f"{walk} [data-what=words]", words)
        page.wait_for_timeout(400)  # another step
        page.wait_for_load_state("networkidle")
    page.focus(f"{rest} [data-what=words]")
    page.keyboard.press("Control+Enter")  # gone through
    shown = f"{walk} [data-what=words]"
    pressed = f"{rest} [data-through]"
    for wanted in (("Marsz", "false"), ("Chód", "false"), ("Spacer", "false")):
        page.wait_for_timeout(400)
        page.focus("#undo")
        page.keyboard.press("Enter")
        assert (page.input_value(shown), page.get_attribute(pressed, "aria-pressed")) == wanted
    page.wait_for_selector("#saved:text-is('Saved')")
    page.click("#undo")
    page.wait_for_selector("#saved:text-is('Nothing to undo.')")
    page.fill(shown, "Chód")
    page.wait_for_selector("#saved:has-text('Not saved yet')")
    page.wait_for_timeout(400)
    page.wait_for_load_state("networkidle")
    page.reload()
    assert page.input_value(shown) == "Chód"
    page.click("#undo")
    assert page.input_value(shown) == "Spacer"
    assert po(office[0]) == before


def test_a_version_is_compared_segment_by_segment_and_brought_back(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    before = put(office[0])
    git(office[0], "add", "-A")
    git(office[0], "-c", "user.name=A", "-c", "user.email=a@a.example", "commit", "-qm", "first")
    page = people.page(path=POLISH_PAGE)
    page.fill(
        f"{segment(page, 'Use sunscreen for 2 hours.')} [data-what=words]", "Krem: 2 godziny."
    )
    page.click("#back")
    page.fill(f"{segment(page, 'Walk')} [data-what=back]", "A stroll")
    save(page)
    page.click("a:has-text('Versions')")
    assert page.locator("tbody tr").count() == 2
    assert "2 segments in Polish" in page.inner_text("tbody tr >> nth=0")
    page.focus("tbody a >> nth=1")
    page.keyboard.press("Enter")
    page.wait_for_selector(".change")
    words = page.locator(".change:has-text('Use sunscreen') [lang=pl]")
    assert words.locator("del").first.inner_text() == "Smaruj się kremem przez"
    assert words.locator("ins").first.inner_text() == "Krem:"
    assert "Back translation: A stroll" in page.inner_text(".change:has-text('Walk')")
    assert page.locator(".sides img").count() == 2
    assert faults(page) == []
    page.focus("button:has-text('Bring this version back')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{POLISH_PAGE}")
    assert po(office[0]) == before
    assert git(office[0], "log", "-1", "--format=%an: %s").startswith(
        "Ben Example: sun: back to the Polish of "
    )


def test_words_that_are_typed_after_one_was_signed_out_are_kept_and_sent_after_one_signed_in(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    put(office[0])
    page = people.page(path=POLISH_PAGE)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    walk = f"{segment(page, 'Walk')} [data-what=words]"
    page.fill(walk, "Chód")
    page.wait_for_selector("#saved a:has-text('Sign in again')")
    page.fill(f"{segment(page, 'Rest')} [data-what=words]", "Przerwa")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.wait_for_selector("#saved:has-text('Not saved yet')")
    assert page.input_value(walk) == "Chód"
    save(page)
    assert "Chód" in po(office[0])
    assert "Przerwa" in po(office[0])


def test_words_that_are_typed_while_the_desk_is_away_are_sent_when_it_is_back(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    put(office[0])
    workspace, desk = office
    page = people.page(path=POLISH_PAGE)
    page.wait_for_selector("#sheet:not([hidden])")
    desk.process.send_signal(signal.SIGKILL)
    desk.process.wait()
    page.fill(f"{segment(page, 'Walk')} [data-what=words]", "Chód")
    page.wait_for_selector("#saved:has-text('does not answer')")
    with a_desk(workspace.root, port=desk.port):
        page.wait_for_selector("#saved:has-text('Not saved yet')")
        save(page)
        assert "Chód" in po(workspace)


def test_only_a_language_with_fixed_phrases_is_begun_and_the_file_of_others_is_named(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page(path="/write/sun/in")
    offered = page.locator("#language option").evaluate_all("all => all.map(one => one.value)")
    assert {"pl", "ar", "zh-Hans"} <= set(offered)
    assert "cy" not in offered
    page.focus("summary:has-text('without fixed phrases')")
    page.keyboard.press("Enter")
    assert "templates/phrases/cy.yaml" in page.inner_text("details.more")
    page.evaluate("document.querySelector('#language').add(new Option('Welsh', 'cy'))")
    page.select_option("#language", "cy")
    page.click("button:has-text('Begin')")
    page.wait_for_selector("main:has-text('no fixed phrases in Welsh yet')")
    assert not (office[0].root / "content/sun/translations/cy.po").exists()
