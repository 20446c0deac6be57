"""What is given of an approved translation, in builds and to who asks: while its source lets it."""

from __future__ import annotations

import pytest
from approved import approvable, approved, edit, later, shelf_of
from pretend import PretendPress
from samples import BRAND, TODAY, MakeWorkspace, a_library
from spoken import phrases, translation_approved

from handouts.batch.editions import Edition
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.run import Build, build
from handouts.content.approvals import withdrawn_codes
from handouts.content.languages import speaks
from handouts.counter.news import news_of
from handouts.counter.printlog import PrintEntry, open_log
from handouts.counter.recalling import on_paper
from handouts.diagnostics import Problems
from handouts.review.approving import withdraw
from handouts.review.texts import open_collection
from handouts.workspace import PACKS, Workspace

OWNER = "harbour/harbour"
ENGLISH, POLISH = "harbour/harbour-sun-en-GB.pdf", "harbour/harbour-sun-pl.pdf"
NORTH = {"brands/north/_brand.yml": BRAND + "defaults: {handouts: {country: IE}}\n"}
PACK = """
visit:
  title: Your visit
  short_title: Visit
  language: en-GB
  summary: What to read.
  handouts: [sun]
  translations:
    pl: {title: Twoja wizyta, short_title: Wizyta, summary: Co czytać.}
"""


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with a handout that is approved in English and in Polish."""
    made = workspace(a_library(sun=approvable()) | phrases("pl") | {PACKS: PACK})
    approved(made)
    translation_approved(made, "pl")
    return made


def built(workspace: Workspace) -> Build:
    return build(workspace, Order(formats=("standard",)), workspace.output, processes=1)


def states(done: Build) -> dict[str, str]:
    return {row.path: row.made.state for row in done.rows if "-visit-" not in row.path}


def shown(workspace: Workspace, language: str = "pl", brand: str = "harbour") -> Edition:
    """Return the text that a clinic of a brand has in a language, if it may be given or not."""
    shelf = shelf_of(workspace)
    clinic = next(one for one in shelf.materials.brands if one.id == brand).clinics[0]
    texts = next(t for t in shelf.editions["sun"].every if speaks(str(t.any.language), language))
    return texts.for_clinic(brand, clinic, workspace)[0]


def test_a_build_makes_it_while_its_source_lets_it(here: Workspace, press: PretendPress) -> None:
    assert states(built(here)) == {ENGLISH: "made", POLISH: "made"}
    edit(here, "Skin is an organ.", "Skin is a large organ.")
    approved(here)
    press.worked_on()
    assert "refused" not in states(built(here)).values()
    assert {ENGLISH, POLISH} <= {*press.worked_on()}  # another text, and another last day
    assert states(built(later(here, 31)))[POLISH] == "refused"


def test_a_build_refuses_it_at_once_where_a_sign_is_another(
    here: Workspace, press: PretendPress
) -> None:
    built(here)
    edit(here, "Redness that spreads.", "Redness that burns.")
    approved(here)
    done = built(here)
    assert states(done)[POLISH] == "refused"
    [why] = [str(p) for row in done.rows if row.path == POLISH for p in row.made.diagnostics]
    assert "'Redness that burns.'" in why


def test_a_pack_in_its_language_ends_with_it(here: Workspace) -> None:
    edit(here, "Redness that spreads.", "Redness that burns.")
    approved(here)
    order = Order(languages=("pl",), formats=("standard",))
    [pack] = plan_packs(order, shelf_of(here).materials)
    assert "'Redness that burns.'" in pack.edition.refused


def test_its_code_is_withdrawn_with_that_of_its_source(here: Workspace) -> None:
    shelf = open_collection(here)
    [polish] = [text.code for text, _ in shelf.editions["sun"].translations["pl"].frozen]
    source = shelf.frozen("sun")
    withdraw(shelf, source, "It is wrong.")
    assert {*withdrawn_codes(here)} == {source.code, polish}


def test_what_changed_tells_that_it_ended_and_why(here: Workspace) -> None:
    edit(here, "Redness that spreads.", "Redness that burns.")
    approved(here)
    shelf = open_collection(here)
    brand = shelf.materials.brands[0]
    [gone] = [one for one in news_of(shelf, brand, brand.clinics[0], ()) if one.withdrawn]
    assert (gone.language, gone.new, gone.own) == ("pl", "", False)
    assert "'Redness that burns.'" in gone.why
    withdraw(shelf, shelf.frozen("sun"), "It is wrong.")
    shelf = open_collection(here)
    told = [one.why for one in news_of(shelf, brand, brand.clinics[0], ()) if one.withdrawn]
    assert len(told) == 2
    assert all("It is wrong." in why for why in told)


def test_recall_tells_how_a_translation_on_paper_stands(here: Workspace) -> None:
    shelf = open_collection(here)
    [polish] = [text.code for text, _ in shelf.editions["sun"].translations["pl"].frozen]
    with open_log(here) as log:
        log(PrintEntry(TODAY, OWNER, "sun", polish, "pl", "standard", 1, "", "printed"))
    assert on_paper(here, polish, Problems()).note == ""
    edit(here, "Redness that spreads.", "Redness that burns.")
    approved(here)
    assert "'Redness that burns.'" in on_paper(here, polish, Problems()).note
    withdraw(shelf, shelf.frozen("sun"), "It is wrong.")
    assert "It is wrong." in on_paper(here, polish, Problems()).gone


def test_it_is_told_why_a_translation_is_not_given_any_more(here: Workspace) -> None:
    edit(here, "Redness that spreads.", "Redness that burns.")
    approved(here)
    polish = shown(here)
    assert not polish.given
    assert "'Redness that burns.'" in polish.refused


def test_a_translation_of_a_source_that_is_not_approved_for_a_clinic_is_not_given_there(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(a_library(sun=approvable()) | phrases("pl") | NORTH)
    approved(made, countries=("GB",))
    translation_approved(made, "pl")
    assert shown(made).given
    assert "not approved for this clinic" in shown(made, brand="north").refused


def test_a_source_that_is_gone_from_the_disk_ends_it(here: Workspace) -> None:
    shelf = open_collection(here)
    (here.root / shelf.frozen("sun").handout.folder / "record.yaml").rename(here.root / "kept")
    (here.root / shelf.frozen("sun").handout.folder).rename(here.root / "folder")
    assert "is not here" in shown(here).refused
