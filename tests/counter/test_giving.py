from __future__ import annotations

from approved import approvable, approved, edit, later
from samples import MakeWorkspace, a_handout, a_library

from handouts.counter.giving import matching, offers
from handouts.review.texts import open_collection
from handouts.workspace import Workspace

PACK = """
visit: {title: Visit, short_title: Visit, language: en-GB, summary: Two., handouts: [sun, shade]}
"""


def a_counter(workspace: MakeWorkspace) -> Workspace:
    files = a_library(sun=approvable(), shade=a_handout(title="Shade and sun"))
    made = workspace(files | {"packs.yaml": PACK})
    approved(made)
    return made


def given(workspace: Workspace) -> dict[str, tuple[bool, bool]]:
    """Return of each handout whether it is a draft, and whether it is refused."""
    collection = open_collection(workspace)
    brand = collection.materials.brands[0]
    there = offers(collection, brand, brand.clinics[0])
    return {one.id: (one.draft, bool(one.refused)) for one in there}


def test_a_clinic_has_its_approved_texts_and_drafts_of_the_others(
    workspace: MakeWorkspace,
) -> None:
    made = a_counter(workspace)
    assert given(made) == {"shade": (True, False), "sun": (False, False), "visit": (True, False)}


def test_beside_an_approved_text_the_newer_draft_is_not_offered(workspace: MakeWorkspace) -> None:
    made = a_counter(workspace)
    edit(made, "Skin is an organ.", "Skin is alive.")
    assert given(made)["sun"] == (False, False)


def test_a_text_that_ran_out_is_there_and_refused(workspace: MakeWorkspace) -> None:
    made = a_counter(workspace)
    assert given(later(made, 365 + 31))["sun"] == (False, True)


def test_drafts_come_behind_what_may_be_given(workspace: MakeWorkspace) -> None:
    collection = open_collection(a_counter(workspace))
    brand = collection.materials.brands[0]
    there = offers(collection, brand, brand.clinics[0])
    assert [one.id for one in matching(there, "sun")] == ["sun", "shade"]
    assert [one.codes for one in there if one.is_pack] == [(*there[1].codes, *there[0].codes)]
