"""The review of a translation in Chromium: beside its source, page by page, and as a copy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from authors import PASSWORD, People
from browser import WIDTHS, faults
from pdfstructure import Structure
from samples import a_workspace
from serving import Desk, a_desk
from translations import POLISH, catalogue_of, files

from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.reading.nodes import Text
from handouts.translation.catalogue import Catalogue, written
from handouts.translation.making import renewal
from handouts.web.accounts import Accounts
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

REVIEW = "/review/sun/in/{}"
CALL = "Stay in it from 11 to 3."
PHONE = "020 7946 0000"


def put(workspace: Workspace, language: str, catalogue: Catalogue) -> None:
    folder = workspace.root / "content/sun/translations"
    folder.mkdir(exist_ok=True)
    (folder / f"{language}.po").write_text(written(catalogue), encoding="utf-8")


def in_arabic(workspace: Workspace) -> Catalogue:
    """Return a machine's draft with a phone number in its words."""
    source = load_library(workspace, Problems()).handouts["sun"]
    made = renewal(source, "ar", "7K3Q-9MXD", Catalogue("ar.po", {}), workspace)
    words = f"ابق في الظل. اتصل على {PHONE}. [@shin2019]"
    entries = [
        replace(one, words=Text(words)).flagged(fuzzy=True, machine=True)
        if CALL in one.source
        else one
        for one in made.entries
    ]
    return replace(made, entries=entries)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with an author and an approver; a text is translated, and was changed since."""
    workspace = a_workspace(tmp_path / "workspace", files())
    polish = catalogue_of(workspace, POLISH | {"Noon": ""})
    back = [replace(one, note="Back translation: A stroll") for one in polish.entries]
    entries = [
        b if b.source == "Walk" else one for one, b in zip(polish.entries, back, strict=True)
    ]
    put(workspace, "pl", replace(polish, entries=entries))
    put(workspace, "ar", in_arabic(workspace))
    file = workspace.root / "content/sun/handout.yaml"
    file.write_text(file.read_text("utf-8").replace("for 2 hours", "for 4 hours"), "utf-8")
    accounts = Accounts(tmp_path / "accounts")
    accounts.add("Ben Example", ["author"], PASSWORD)
    accounts.add("Ann Example", ["approver"], PASSWORD, "Clinical lead")
    with a_desk(workspace.root, environment={"CUPS_SERVER": f"{tmp_path}/no.sock"}) as desk:
        yield workspace, desk


def test_a_translation_is_read_beside_its_source_and_what_it_says_back(people: People) -> None:
    page = people.page("Ann Example", "/review/sun")
    page.click("#tongues a:has-text('polski')")
    page.wait_for_url(f"**{REVIEW.format('pl')}")
    row = page.locator("tr:has(p:text-is('Walk'))")
    assert row.locator("td > p").all_inner_texts() == ["Walk", "Spacer", "A stroll"]
    assert row.locator("th").inner_text().split()[0] == "1.3.7"
    assert [one.get_attribute("lang") for one in row.locator("td").all()] == [
        "en-GB",
        "pl",
        "en-GB",
    ]
    stale = page.locator("tr:has(del)")
    assert (stale.locator("del").inner_text(), stale.locator("ins").inner_text()) == ("2", "4")
    assert "Stale" in stale.inner_text()
    page.click(".shown a:has-text('To look at')")
    assert page.locator("tr:has(p:text-is('Walk'))").count() == 0
    assert "Not translated" in page.inner_text("tr:has(p:text-is('Noon'))")
    told = page.inner_text("#missing")
    assert "A segment is not translated." in told
    assert "A segment is stale: the source was changed since." in told


def test_all_texts_are_listed_with_their_languages_and_how_each_stands(people: People) -> None:
    page = people.page("Ann Example", "/review")
    rows = page.get_by_label("in other languages").locator("li")
    assert rows.locator("a b").all_inner_texts() == ["العربية", "Polski"]
    assert [one.get_attribute("dir") for one in rows.locator("a b").all()] == ["rtl", "ltr"]
    assert rows.locator("b:not(a b)").all_inner_texts() == ["To do", "Stale"]
    assert "1 to do, 1 stale" in rows.nth(1).inner_text()
    rows.locator("a:has-text('العربية')").click()
    page.wait_for_url(f"**{REVIEW.format('ar')}")


def test_pages_of_both_stand_side_by_side_and_the_copy_is_there_to_print(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    page = people.page("Ann Example", REVIEW.format("pl"))
    page.wait_for_selector(".sides img")
    assert page.inner_text("#page-count").isdecimal()
    images = page.locator(".sides").first.locator("img").all()
    assert len(images) == 2
    for image in images:
        image.scroll_into_view_if_needed()
        page.wait_for_function(
            "i => i.complete && i.naturalWidth > 700", arg=image.element_handle()
        )
    answer = page.request.get(f"{office[1].address}{REVIEW.format('pl')}/copy.pdf")
    assert "Spacer" in Structure(answer.body()).text()


def test_the_page_waits_for_no_copy_and_brings_the_pages_when_they_are_made(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    workspace, desk = office
    page = people.page("Ann Example", "/review")
    address = f"{desk.address}{REVIEW.format('pl')}"
    words = page.request.get(address).text()
    assert "Spacer" in words
    assert "The pages are being made." in words
    assert [*workspace.output.rglob("*.pdf")] == []
    page.goto(address)
    page.wait_for_selector(".sides img")
    assert page.get_by_text("The pages are being made.").count() == 0
    assert [*workspace.output.rglob("*.pdf")] != []
    assert "Page 1 in Polish" in page.request.get(f"{address}?pages=wait").text()  # without scripts


def test_words_from_the_right_have_their_direction_their_face_and_numbers_in_order(
    people: People,
) -> None:
    page = people.page("Ann Example", REVIEW.format("ar"))
    cell = page.locator("td[lang=ar]").filter(has_text="7946")
    assert cell.get_attribute("dir") == "rtl"
    assert cell.locator("span[dir=ltr]").inner_text().replace("\xa0", " ") == PHONE
    assert "Machine draft" in cell.inner_text()
    face = "getComputedStyle(document.querySelector('td[lang=ar]')).fontFamily.split(',')[0]"
    family = page.evaluate(face)
    assert family.startswith('"Noto Naskh Arabic')
    loaded = "family => document.fonts.ready.then(() => document.fonts.check('16px ' + family))"
    assert page.evaluate(loaded, family)


def test_a_segment_is_commented_on_in_both_pages_until_it_is_settled(
    people: People, office: tuple[Workspace, Desk]
) -> None:
    workspace, _ = office
    ann = people.page("Ann Example", REVIEW.format("pl"))
    row = ann.locator("tr:has(p:text-is('Walk'))")
    row.locator("summary").click()
    row.get_by_label("What you say of").fill("A stroll, rather.")
    row.get_by_role("button", name="Add the comment").click()
    ann.wait_for_url(f"**{REVIEW.format('pl')}#s-*")
    assert "Ann Example" in row.locator(".talk").inner_text()
    assert ann.locator(".talk").count() == 1
    assert faults(ann) == []

    ben = people.page("Ben Example", "/write/sun/in/pl")
    talk = ben.locator(".aside .talk")
    assert "A stroll, rather." in talk.inner_text()
    talk.locator("summary").click()
    talk.get_by_label("Your answer").fill("Przechadzka, then.")
    talk.get_by_role("button", name="Answer").click()
    ben.wait_for_url("**/write/sun/in/pl#s-*")
    assert "Ben Example" in talk.inner_text()
    ben.set_viewport_size({"width": 1366, "height": 4000})  # what is under the bar is small
    assert faults(ben) == []
    talk.get_by_role("button", name="Settled").click()
    ben.wait_for_function("!document.querySelector('.talk')")
    assert ben.locator(".seg").count() == ben.locator(".segs .aside").count()
    lines = (workspace.root / "records/comments.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["language"] for line in lines] == ["pl", "pl", "pl"]
    ann.reload()
    assert ann.locator(".talk").count() == 0


def test_axe_finds_nothing_at_any_width(people: People, office: tuple[Workspace, Desk]) -> None:
    page = people.page("Ann Example", "/review/sun")
    wrong = []
    for path in ("/review", "/review/sun", REVIEW.format("pl"), REVIEW.format("ar")):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(office[1].address + path)
            wrong += [f"{path} {width}: {fault}" for fault in faults(page)]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert wrong == []


def test_what_is_not_translated_is_told(people: People) -> None:
    page = people.page("Ann Example", REVIEW.format("it"))
    assert "not translated into that language yet" in page.inner_text("main")
