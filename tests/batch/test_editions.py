from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from approved import an_approval, approvable, approved, edit, later, printed, shelf_of
from pdfstructure import Structure
from samples import BRAND, TODAY, MakeWorkspace, a_library, a_workspace

from handouts.batch.editions import Editions
from handouts.batch.order import BuildOptions, Order
from handouts.batch.run import Build, build
from handouts.batch.texts import read_editions
from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.review.approving import withdraw
from handouts.workspace import Workspace

SHEET, DRAFT = "harbour/harbour-sun-en-GB.pdf", "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
NORTH = {"brands/north/_brand.yml": BRAND + "defaults: {handouts: {country: IE}}\n"}


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with one handout, and a brand in each of two countries."""
    return workspace(a_library(sun=approvable()) | NORTH)


def texts(workspace: Workspace) -> Editions:
    return shelf_of(workspace).editions["sun"]


def states(done: Build) -> dict[str, str]:
    return {row.path: row.made.state for row in done.rows}


def test_a_text_that_nobody_approved_is_a_draft_without_a_date(here: Workspace) -> None:
    [edition] = printed(here)
    assert (edition.review, edition.use_until, edition.standing.draft) == ("draft", None, True)


def test_an_approved_text_may_be_used_until_its_review_and_the_grace(here: Workspace) -> None:
    approved(here)
    [edition] = printed(here)
    assert edition.use_until == TODAY + timedelta(days=365 + 30)
    assert edition.standing.review_by == TODAY + timedelta(days=365)
    assert not edition.standing.draft
    assert not edition.standing.overdue


def test_the_phrases_are_those_that_were_approved(here: Workspace) -> None:
    approved(here)
    own = (Path(__file__).parents[2] / "templates/phrases.yaml").read_text(encoding="utf-8")
    path = here.root / "templates/phrases.yaml"
    path.parent.mkdir()
    path.write_text(own.replace("in_short: In short", "in_short: Briefly"), encoding="utf-8")
    shown, draft = printed(here)
    assert (shown.review, shown.phrases.say("in_short")) == ("changed", "In short")
    assert draft.phrases.say("in_short") == "Briefly"


def test_an_approval_survives_a_release_that_says_more(here: Workspace) -> None:
    code = approved(here).record.code
    blocks = here.root / "templates/blocks"
    blocks.mkdir(parents=True)
    (blocks / "get-help.html.j2").write_text("<p>{{ say('beware') }}</p>", encoding="utf-8")
    phrases = "en: {beware: Beware of heat., page: Leaf}"
    (here.root / "templates/phrases.yaml").write_text(phrases, encoding="utf-8")
    [shown] = printed(here)
    assert (shown.review, shown.code) == ("approved", code)
    assert states(build(here, Order(formats=("text",)), here.output, processes=1)) == {
        "harbour/harbour-sun-en-GB-text.txt": "made",
        "north/north-sun-en-GB-text.txt": "made",
    }
    made = here.output / "harbour/harbour-sun-en-GB-text.txt"
    assert "Beware of heat." in made.read_text(encoding="utf-8")


def test_the_frozen_phrases_are_those_that_the_code_names(here: Workspace) -> None:
    folder = here.root / approved(here).folder
    frozen = yaml.safe_load((folder / "phrases.yaml").read_text(encoding="utf-8"))
    assert set(frozen["en-GB"]) == {"emergency", "in_short", "talk_to_us", "worried"}


def test_the_sources_are_those_that_were_approved(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable(summary="So. [@shin2019]")))
    approved(made)
    path = made.root / "content/references.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Ageing", "Youth"), encoding="utf-8")
    shown, draft = printed(made)
    assert shown.references["shin2019"].title == "Ageing of skin"
    assert draft.references["shin2019"].title == "Youth of skin"


def test_the_short_title_on_other_papers_is_the_approved_one(here: Workspace) -> None:
    approved(here)
    edit(here, "Sun and skin", "Sun, new")
    assert shelf_of(here).materials.titles == {"sun": "Sun and skin"}


@pytest.mark.parametrize(
    ("days", "change", "state"),
    [
        (0, False, "approved"),
        (0, True, "changed"),
        (365, False, "approved"),
        (366, True, "overdue"),
        (999, False, "overdue"),
    ],
)
def test_the_state_of_a_handout_is_told_wherever_it_is_given(
    here: Workspace, days: int, change: bool, state: str
) -> None:
    approved(here, countries=("IE",), brands=("north",))
    if change:
        edit(here, "an organ", "a large organ")
    due = an_approval().review_by
    assert texts(here).review(later(here, days)) == (state, due)


def test_a_text_that_was_withdrawn_or_lacks_a_role_is_a_draft(here: Workspace) -> None:
    assert texts(here).review(here) == ("draft", None)
    approved(here)
    (here.root / "handouts.toml").write_text('approving_roles = ["Pharmacist"]', encoding="utf-8")
    asking = Workspace.open(here.root, TODAY)
    assert texts(asking).review(asking) == ("draft", None)
    shelf = shelf_of(here)
    withdraw(shelf, shelf.frozen("sun"), "Wrong.")
    assert texts(here).review(here) == ("draft", None)


def test_the_scope_that_is_due_first_tells_the_state(here: Workspace) -> None:
    approved(here, brands=("harbour",))
    soon = TODAY + timedelta(days=10)
    approved(here, brands=("north",), review_by=soon)
    assert texts(here).review(here) == ("approved", soon)
    assert texts(here).review(later(here, 11)) == ("overdue", soon)


def test_a_handout_with_neither_text_has_no_editions(workspace: MakeWorkspace) -> None:
    made, problems = workspace(a_library(sun="title: [")), Problems()
    assert read_editions(load_library(made, problems), made, problems) == {}


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make nothing: what is planned is all that matters."""
    monkeypatch.setattr("handouts.batch.building._made", lambda *_: iter(()))


@pytest.mark.usefixtures("no_press")
def test_a_refused_copy_is_told_with_its_reason_and_fails_nothing(here: Workspace) -> None:
    approved(here, brands=("harbour",))
    done = build(later(here, 400), Order(brands=("harbour",)), here.output, processes=1)
    [row] = done.rows
    assert (row.made.state, row.path, done.failed) == ("refused", SHEET, False)
    assert "may not be used after 2027-12-22" in row.made.diagnostics[0].message


def test_a_broken_working_text_fails_the_build_and_the_approved_one_is_planned(
    here: Workspace,
) -> None:
    approved(here, brands=("harbour",))
    (here.root / "content/sun/handout.yaml").write_text("title: [", encoding="utf-8")
    done = build(
        here, Order(brands=("harbour",)), here.output, processes=1, options=BuildOptions(dry=True)
    )
    assert states(done) == {SHEET: "planned"}
    assert done.failed


def test_a_text_that_was_tampered_with_fails_its_copies_alone(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable(), shade=approvable()))
    path = made.root / approved(made).folder / "handout.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("organ", "coat"), encoding="utf-8")
    done = build(made, Order(), made.output, processes=1, options=BuildOptions(dry=True))
    assert {(row.handout, row.made.state) for row in done.rows} == {
        ("sun", "failed"),
        ("shade", "planned"),
    }


@pytest.fixture(scope="module")
def pressed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, bytes]:
    """A workspace whose approved text is printed, and the bytes of that."""
    made = a_workspace(tmp_path_factory.mktemp("pressed"), a_library(sun=approvable()))
    approved(made)
    assert states(build(made, Order(), made.output, processes=1)) == {SHEET: "made"}
    return made, (made.output / SHEET).read_bytes()


def test_an_approved_copy_carries_its_date_and_no_mark(pressed: tuple[Workspace, bytes]) -> None:
    margins = " ".join(Structure(pressed[1]).artifacts())
    assert "Do not use after December 2027" in margins
    assert "DRAFT" not in margins


def test_after_an_edit_the_approved_text_prints_byte_for_byte_with_a_draft_beside(
    pressed: tuple[Workspace, bytes],
) -> None:
    made, before = pressed
    edit(made, "an organ", "a large organ")
    edit(made, "Sun and skin", "Sun, new")
    (made.output / SHEET).unlink()
    done = build(made, Order(), made.output, processes=1)
    assert states(done) == {DRAFT: "made", SHEET: "made"}
    assert (made.output / SHEET).read_bytes() == before
    assert "a large organ" in Structure((made.output / DRAFT).read_bytes()).text()


def test_an_overdue_copy_carries_its_mark(pressed: tuple[Workspace, bytes]) -> None:
    made, before = pressed
    done = build(later(made, 370), Order(), made.output, processes=1)
    assert states(done)[SHEET] == "made"
    margins = " ".join(Structure((made.output / SHEET).read_bytes()).artifacts())
    assert "The review of this text is overdue." in margins
    assert (made.output / SHEET).read_bytes() != before
