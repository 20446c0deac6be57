"""An approved translation as its source moves on: behind, ended, approved anew."""

from __future__ import annotations

import pytest
import yaml
from approved import approvable, approved, edit, later
from samples import MakeWorkspace, a_library
from spoken import phrases
from twosteps import (
    a_house,
    answered,
    both,
    given,
    refusals,
    renewed,
    state,
    translated,
)

from handouts.review.approving import withdraw
from handouts.review.texts import open_collection
from handouts.workspace import Workspace


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return a_house(workspace)


def test_a_source_that_moves_on_in_words_leaves_it_behind_through_the_grace(
    here: Workspace,
) -> None:
    both(here)
    edit(here, "Skin is an organ.", "Skin is a large organ.")
    assert given(here)[0].review == "approved"  # the newer text of the source is a draft
    approved(here)
    [edition, *_] = given(here)
    assert (edition.review, edition.refused) == ("changed", "")
    assert (edition.use_until, "by now" in edition.behind) == (later(here, 30).today, True)
    assert not given(later(here, 30))[0].refused
    assert state(here)[1].endswith(f"; it is given until {later(here, 30).today}")
    assert f"ended on {later(here, 30).today}" in given(later(here, 31))[0].refused


def test_renewing_the_source_neither_ends_it_nor_gives_it_more_grace(here: Workspace) -> None:
    both(here)
    renewed(later(here, 5))
    assert given(later(here, 5))[0].review == "approved"
    edit(here, "Skin is an organ.", "Skin is a large organ.")
    approved(here)
    renewed(later(here, 20))
    assert given(later(here, 31))[0].refused


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Redness that spreads.", "Redness that spreads fast."),
        ("Skin is an organ.", "Skin is 1 organ."),
        ("Skin is an organ.", "Skin is an organ in two layers."),
    ],
)
def test_a_warning_or_number_of_the_source_that_is_another_ends_it_at_once(
    here: Workspace, old: str, new: str
) -> None:
    both(here)
    edit(here, old, new)
    approved(here)
    [edition, *_] = given(here)
    assert f"'{new}'" in edition.refused
    assert "a number, warning, risk or sign to get help is another" in edition.refused


def test_withdrawing_the_source_ends_its_translations(here: Workspace) -> None:
    code = both(here).record.code
    shelf = open_collection(here)
    done = withdraw(shelf, shelf.frozen("sun"), "It is wrong.")
    assert [text.code for text in done.translations] == [code]
    assert "was withdrawn" in given(here)[0].refused
    assert "It is wrong." in given(here)[0].refused
    assert state(here)[0] == "refused"


def test_of_a_translation_that_was_withdrawn_the_table_says_so(here: Workspace) -> None:
    both(here)
    shelf = open_collection(here)
    [text] = [text for text, _ in shelf.editions["sun"].translations["pl"].frozen]
    withdraw(shelf, text, "A word is wrong.")
    assert state(here)[0] == "complete"
    assert state(here)[1].startswith(f"the text {text.code} was withdrawn")


def test_a_source_that_is_overdue_marks_it_and_ends_it_with_itself(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(a_library(sun=approvable()) | phrases("pl"))
    soon = later(made, 10).today
    approved(made, review_by=soon)
    translated(made)
    both(made)
    assert given(made)[0].review_by == soon
    late = given(later(made, 20))[0]
    assert (late.review, late.overdue, late.refused) == ("overdue", True, "")
    assert "of its source" in given(later(made, 41))[0].refused


def test_it_is_approved_anew_for_a_newer_source_that_says_the_same_in_it(here: Workspace) -> None:
    first = both(here).record
    edit(here, "Skin is an organ.", "Skin is an organ!")
    approved(here)
    translated(here, {"Skin is an organ!": "Skóra to narząd."})
    assert given(here)[0].review == "changed"
    assert "void" not in refusals(here, answered)  # nobody has read it against the newer one
    second = both(here).record
    assert second.code == first.code
    assert second.translation
    assert first.translation
    assert second.translation.of != first.translation.of
    assert [one.of for one in second.approvals] == [first.translation.of, second.translation.of]
    assert [one.review for one in given(here)] == ["approved"]


def test_a_record_without_the_first_step_reads_and_gives_nothing(here: Workspace) -> None:
    folder = here.root / both(here).folder
    record = yaml.safe_load((folder / "record.yaml").read_text("utf-8"))
    del record["translation"]["read"]
    (folder / "record.yaml").write_text(yaml.safe_dump(record), encoding="utf-8")
    assert [one.review for one in given(here)] == ["draft"]
