"""Which copy is made for one person, and in which fit its words are set."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from approved import approvable, approved, edit
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch.copies import Copy
from handouts.batch.materials import read_all
from handouts.batch.order import Order, WrongOrder
from handouts.batch.personal import _fitted, _Tried, choose
from handouts.diagnostics import Problems
from handouts.page.personal import Personal
from handouts.review.approving import withdraw
from handouts.review.texts import open_collection
from handouts.workspace import Workspace

PACK = "visit: {title: Visit, short_title: Visit, language: en-GB, summary: Two., handouts: [sun]}"
FILES = a_library(sun=approvable()) | {"packs.yaml": PACK}
PERSON = Personal(name="Zebulon")


def chosen(made: Workspace, *handouts: str, form: str = "standard") -> Copy:
    materials = read_all(made, made.output, Problems())
    return choose(Order(handouts, ("harbour",), formats=(form,)), materials, PERSON)


def test_a_handout_or_a_pack_is_chosen_by_its_name(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    for name in ("sun", "visit"):
        copy = chosen(made, name)
        assert (copy.handout.id, copy.personal) == (name, PERSON)
        assert copy.path == f"drafts/harbour/harbour-{name}-en-GB-personal-DRAFT.pdf"


def test_several_are_too_many(workspace: MakeWorkspace) -> None:
    with pytest.raises(WrongOrder, match="this order names 2"):
        chosen(workspace(FILES))


def test_what_may_not_be_given_is_told_with_the_reason(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    done = approved(made)
    shelf = open_collection(made)
    withdraw(shelf, shelf.frozen(done.record.code), "It was wrong.")
    for name in ("sun", "visit"):
        with pytest.raises(WrongOrder, match="It was wrong"):
            chosen(made, name)


def test_of_a_changed_text_the_approved_one_is_chosen(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    code = approved(made).record.code
    edit(made, "Skin is an organ.", "Skin is the largest organ.")
    assert chosen(made, "sun").edition.code == code


@pytest.mark.parametrize(
    ("pages", "first", "fit", "tried"),
    [
        ({3: 2}, 3, 3, 1),  # the fit of an empty panel serves
        ({3: 3, 4: 3, 5: 2}, 3, 5, 3),  # long words: all that is tighter is tried
        ({1: 3, 3: 3, 4: 2, 5: 2}, 1, 4, 3),  # few words win the page that lines to write on take
        ({1: 3, 3: 3, 4: 3, 5: 3}, 1, 1, 4),  # none wins it
    ],
)
def test_no_fit_is_left_untried_before_a_person_costs_a_side(
    workspace: MakeWorkspace, pages: Mapping[int, int], first: int, fit: int, tried: int
) -> None:
    asked: list[int] = []

    def tried_in(number: int) -> _Tried:
        asked.append(number)
        return _Tried(pages[number], 0.5)

    assert _fitted(chosen(workspace(a_library(sun=a_handout())), "sun"), first, tried_in) == fit
    assert len(asked) == tried == len(set(asked))
