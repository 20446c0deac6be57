"""Which packs a clinic gets, and how their covers stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from approved import approvable, approved
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order, WrongOrder
from handouts.batch.packs import plan_packs
from handouts.diagnostics import Problems
from handouts.page.personal import Personal
from handouts.workspace import Workspace

PACKS = """
visit:
  title: Your first visit
  short_title: First visit
  language: en-GB
  summary: What to read.
  handouts: [sun, laser]
"""
LASER = a_handout(title="Laser", kind="treatment", prescription_only=["lidocaine"])
FILES = {
    **a_library(sun=approvable(), laser=LASER),
    "packs.yaml": PACKS,
    "brands/north/_brand.yml": "meta: {name: North}\ndefaults: {handouts: {offers: []}}\n",
}


def materials(made: Workspace) -> Materials:
    return read_all(made, made.output, Problems())


def planned(made: Workspace, **order: Any) -> list[Copy]:
    return plan_packs(Order(**{"formats": ("standard",), **order}), materials(made))


def test_a_clinic_gets_the_packs_of_which_it_gives_every_handout(workspace: MakeWorkspace) -> None:
    copies = planned(workspace(FILES))
    assert [copy.path for copy in copies] == ["drafts/harbour/harbour-visit-en-GB-DRAFT.pdf"]


def test_a_pack_that_is_named_is_made_for_every_clinic(workspace: MakeWorkspace) -> None:
    copies = planned(workspace(FILES), handouts=("visit",))
    assert [copy.brand.id for copy in copies] == ["harbour", "north"]


def test_an_order_of_a_handout_brings_no_pack(workspace: MakeWorkspace) -> None:
    assert planned(workspace(FILES), handouts=("sun",)) == []


def test_a_pack_holds_its_cover_and_then_the_handouts_in_their_order(
    workspace: MakeWorkspace,
) -> None:
    [copy] = planned(workspace(FILES), brands=("harbour",))
    cover, *rest = copy.leaves
    assert [leaf.handout.id for leaf in rest] == ["sun", "laser"]
    assert (cover.handout.id, cover.parts, cover.handout.title) == ("visit", (), "Your first visit")
    [listed, _help] = cover.handout.sections
    [items] = [block.items for block in listed.blocks]  # type: ignore[union-attr]
    assert [leaf.edition.code in item for leaf, item in zip(rest, items, strict=True)] == [True] * 2


@pytest.mark.parametrize("person", [Personal(), Personal(name="Zebulon")])
def test_a_panel_for_one_person_stands_on_the_first_handout_and_not_on_the_cover(
    workspace: MakeWorkspace, person: Personal
) -> None:
    [copy] = planned(workspace(FILES), brands=("harbour",), panel=True)
    assert copy.path == "drafts/harbour/harbour-visit-en-GB-panel-DRAFT.pdf"
    leaves = replace(copy, personal=person).leaves
    assert [leaf.personal for leaf in leaves] == [None, person, None]


def test_a_cover_stands_as_the_least_of_its_handouts(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    approved(made)
    [copy] = planned(made, brands=("harbour",))
    assert [part.edition.review for part in copy.parts] == ["approved", "draft"]
    assert (copy.edition.review, copy.edition.use_until) == ("draft", None)


def test_a_cover_names_the_medicines_of_its_handouts_and_has_no_code_of_its_own(
    workspace: MakeWorkspace,
) -> None:
    [copy] = planned(workspace(FILES), brands=("harbour",))
    assert copy.handout.prescription_only == ("lidocaine",)
    assert copy.edition.standing.code == ""
    assert copy.edition.code not in {part.edition.code for part in copy.parts}


def test_a_pack_is_bound_as_pdf_alone(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    with pytest.raises(WrongOrder, match="a pack is bound as PDF; 'html' is not"):
        planned(made, handouts=("visit",), formats=("standard", "html"))
    assert planned(made, formats=("html", "text", "booklet")) == []
