from __future__ import annotations

import shutil

import pytest
from approved import approved, edit, later, shelf_of
from pretend import PretendPress
from samples import BRAND, MakeWorkspace
from shelves import DRAFTS, SHELF, a_counter, a_pdf, stocked, text_of
from spoken import phrases, translation_approved

from handouts.batch.materials import read_all
from handouts.batch.order import Order
from handouts.batch.run import build
from handouts.batch.strays import find_strays
from handouts.counter.shelf import shelve
from handouts.diagnostics import Problems
from handouts.review.approving import withdraw
from handouts.store.auditing import audit
from handouts.store.ledger import Ledger
from handouts.store.output import storage_at
from handouts.workspace import Workspace

NORTH = {
    "brands/north/_brand.yml": BRAND,
    "brands/north/clinics/cork.yml": "name: North Cork\naddress: 2 Example Hill\n",
    "brands/north/clinics/york.yml": "name: North York\n",
}


@pytest.fixture
def here(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace with three handouts, two of them approved, and shelves."""
    press.data = a_pdf()
    made = workspace(a_counter())
    for handout in ("sun", "spots"):
        approved(made, handout)
    stocked(made)
    return made


def moves(workspace: Workspace, day: Workspace | None = None) -> set[tuple[str, str, str, str]]:
    """Return what changed on a day: title, old and new code, and why."""
    today = (day or workspace).today.isoformat()
    with Ledger(workspace.root, workspace.output) as ledger:
        return {(c.title, c.old, c.new, c.why) for c in ledger.changes() if c.day == today}


def code_of(workspace: Workspace, handout: str = "sun") -> str:
    return shelf_of(workspace).frozen(handout).code


def test_only_the_shelf_of_a_clinic_with_changes_is_written(here: Workspace) -> None:
    (here.root / "brands/north").mkdir()
    (here.root / "brands/north/_brand.yml").write_text(BRAND, encoding="utf-8")
    assert stocked(here).written == ["north/index.html", "drafts/north/index.html"]


def test_a_build_of_one_handout_leaves_the_others_on_the_shelf(here: Workspace) -> None:
    edit(here, "Shade helps.", "A hat helps.")
    approved(here)
    done = build(here, Order(("sun",)), here.output, processes=1)
    shelved = shelve(here, here.output, done.materials, processes=1)
    assert shelved is not None
    assert shelved.written == [SHELF]
    assert "Café au lait spots" in text_of(here)


def test_a_copy_that_is_not_of_todays_text_or_not_as_it_was_made_is_not_shown(
    here: Workspace,
) -> None:
    edit(here, "Shade helps.", "A hat helps.")
    approved(here)
    for path in here.output.glob("harbour/*spots*.pdf"):
        path.write_bytes(b"something else")
    shelve(here, here.output, processes=1)
    assert "<h3>" not in text_of(here).partition('id="changes"')[0]
    assert "Nothing is on this shelf today." in text_of(here)


def test_what_is_new_changed_gone_and_refused_is_noted_by_day(here: Workspace) -> None:
    old, spots = code_of(here), code_of(here, "spots")
    assert moves(here) >= {
        ("Sun and your skin", "", old, ""),
        ("Café au lait spots", "", spots, ""),
    }
    tomorrow = later(here, 1)
    edit(tomorrow, "Shade helps.", "A hat helps.")
    approved(tomorrow)
    approved(tomorrow, "peel")
    withdraw(shelf_of(tomorrow), shelf_of(tomorrow).frozen("spots"), "a source was retracted")
    stocked(tomorrow)
    why = f"the text {spots} was withdrawn on {tomorrow.today}: a source was retracted"
    draft = code_of(here, "peel")
    assert moves(here, tomorrow) == {
        ("Sun and your skin", old, code_of(here), ""),
        ("Café au lait spots", spots, "", why),
        ("After a peel", "", draft, ""),  # on the shelf
        ("After a peel", draft, "", ""),  # from the drafts
    }
    assert "<b>Refused</b> <span>Café au lait spots</span>" in text_of(here)  # it is in English


def test_what_changes_twice_on_a_day_is_one_change(here: Workspace) -> None:
    old, tomorrow = code_of(here), later(here, 1)
    for words in ("A hat helps.", "Clothes help."):
        was = "Shade helps." if words.startswith("A hat") else "A hat helps."
        edit(tomorrow, was, words)
        approved(tomorrow)
        stocked(tomorrow)
    assert moves(here, tomorrow) == {("Sun and your skin", old, code_of(here), "")}


def test_another_day_alone_changes_no_shelf(here: Workspace) -> None:
    assert stocked(later(here, 1)).written == []


def test_what_cannot_be_read_has_not_gone(here: Workspace) -> None:
    tomorrow = later(here, 1)
    file = here.root / "content/peel/handout.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text("title: [", encoding="utf-8")
    stocked(tomorrow)
    assert moves(here, tomorrow) == set()
    file.write_text(text, encoding="utf-8")
    stocked(tomorrow)
    assert moves(here, tomorrow) == set()


def test_a_brand_that_cannot_be_read_keeps_its_shelves(here: Workspace) -> None:
    before = text_of(here)
    (here.root / "brands/harbour/_brand.yml").write_text("meta: [", encoding="utf-8")
    done = stocked(here, prune=True)
    assert (done.written, done.strays) == ([], [])
    assert text_of(here) == before


def test_a_brand_with_several_clinics_gets_a_list_of_them(
    here: Workspace,
) -> None:
    for name, text in NORTH.items():
        path = here.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    written = stocked(here).written
    assert [path for path in written if not path.startswith("drafts/")] == [
        "north/cork/index.html",
        "north/york/index.html",
        "north/index.html",
    ]
    listed = text_of(here, "north/index.html")
    assert '<h3><a href="cork/index.html">North Cork</a></h3>' in listed
    assert '<p class="facts">2 Example Hill. 2 handouts</p>' in listed
    assert 'href="../index.html"' in text_of(here, "north/cork/index.html")


def test_the_shelf_of_a_clinic_that_is_gone_is_told_and_pruned(here: Workspace) -> None:
    shutil.rmtree(here.root / "brands/harbour")
    told = [DRAFTS, SHELF]
    for _ in range(2):
        assert [stray.path for stray in stocked(here).strays] == told
    assert (here.output / SHELF).is_file()
    stocked(here, prune=True)
    assert [*here.output.rglob("*")] == []
    assert stocked(here).strays == []


def test_a_shelf_that_nothing_is_on_says_so_until_it_is_pruned(here: Workspace) -> None:
    approved(here, "peel")
    stocked(here)
    assert "Nothing is on this shelf today." in text_of(here, DRAFTS)
    assert [stray.path for stray in stocked(here, prune=True).strays] == [DRAFTS]
    assert not (here.output / "drafts").exists()
    assert stocked(here).written == []


def test_shelves_are_no_strays_of_a_build_and_no_copies_for_an_audit(here: Workspace) -> None:
    assert find_strays(read_all(here, here.output, Problems())) == []
    with Ledger(here.root, here.output) as ledger:
        audited = audit([storage_at(here.output)], ledger.everywhere())
    assert {one.state for one in audited} == {"right"}
    assert not [one for one in audited if one.file.endswith("index.html")]


def test_a_copy_whose_first_page_cannot_be_drawn_is_shown_without_it(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    press.data = b"no PDF"
    made = workspace(a_counter())
    done = stocked(made)
    assert {(d.severity, d.rule) for d in done.problems} == {("warning", "shelf")}
    assert "After a peel" in text_of(made, DRAFTS)
    assert "<img" not in text_of(made, DRAFTS)


def test_a_text_that_is_gone_is_still_told_in_its_language(
    here: Workspace, workspace: MakeWorkspace
) -> None:
    workspace(phrases("pl"))
    code = translation_approved(here, "pl")
    stocked(here)
    shutil.rmtree(here.root / "content/sun/approved" / code)
    stocked(later(here, 1))
    with Ledger(here.root, here.output) as ledger:
        gone = {change.language for change in ledger.changes() if change.old == code}
    assert gone == {"pl"}
    told = (
        '<b>Gone</b> <span><bdi lang="pl">Słońce i skóra</bdi>, <bdi lang="pl">Polski</bdi></span>'
    )
    assert told in text_of(here)  # where all that is left is in English
