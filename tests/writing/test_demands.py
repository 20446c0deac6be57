"""What approval still asks of a text is a list, each point with the field that it is about."""

from __future__ import annotations

import pytest
from ruling import SOUND
from samples import MakeWorkspace, a_library

from handouts.content.approvals import Approval
from handouts.diagnostics import HandoutsError
from handouts.reading.nodes import Text
from handouts.review.approving import approve
from handouts.review.texts import Unknown, open_collection
from handouts.writing.comments import comment
from handouts.writing.demands import Demand, missing


def demands(found: list[Demand]) -> dict[str, list[tuple[str, object]]]:
    return {d.kind: [(one.problem.message, one.key) for one in d.left] for d in found}


def test_a_sound_text_lacks_nothing(workspace: MakeWorkspace) -> None:
    shelf = open_collection(workspace(a_library(sun=SOUND)))
    found = missing(shelf, "sun")
    assert [demand.kind for demand in found] == ["sound", "written", "settled", "answered"]
    assert all(demand.done and demand.words for demand in found)


def test_each_thing_that_is_left_leads_to_its_field(workspace: MakeWorkspace) -> None:
    text = SOUND.replace("at night.", "at night. [@shim]", 1)
    text = text.replace("main_message: ", "main_message: (to write) ", 1)
    text += "to_confirm:\n  - How long?\n"
    here = workspace(a_library(sun=text))
    comment(here, "sun", ("title",), "Ann", "A better one?")
    left = demands(missing(open_collection(here), "sun"))
    [(fact, key)] = left["sound"]
    assert "shim" in fact
    assert isinstance(key, tuple)
    assert key[0] == "sections"
    assert [key for _, key in left["written"]] == [("main_message",)]
    assert left["settled"] == [("a point is still open: How long?", ("to_confirm", 0))]
    assert left["answered"] == [("Ann: A better one?", ("title",))]


def test_what_must_be_done_is_what_approve_refuses(workspace: MakeWorkspace) -> None:
    text = SOUND + "to_confirm:\n  - How long?\n"
    shelf = open_collection(workspace(a_library(sun=text)))
    day, ann, lead = shelf.workspace.today, Text("Ann"), Text("Lead")
    approval = Approval(by=ann, role=lead, on=day, review_by=day.replace(year=day.year + 1))
    with pytest.raises(HandoutsError) as refused:
        approve(shelf, "sun", approval, "Ben")
    must = [one.problem for d in missing(shelf, "sun") if d.must for one in d.left]
    assert list(refused.value.diagnostics) == must


def test_a_text_that_cannot_be_read_lacks_that(workspace: MakeWorkspace) -> None:
    shelf = open_collection(workspace(a_library(sun="title: [")))
    assert not missing(shelf, "sun")[0].done
    with pytest.raises(Unknown):
        missing(shelf, "moon")
