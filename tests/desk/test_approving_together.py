from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from approved import AUTHOR, an_approval, approvable, approved
from samples import TODAY, MakeWorkspace, a_library

from handouts.desk.approving import Approved, approve, renew, withdraw
from handouts.desk.texts import Shelf, open_shelf
from handouts.diagnostics import HandoutsError
from handouts.workspace import Workspace


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun=approvable()))


def again(shelf: Shelf) -> Approved:
    return approve(shelf, "sun", an_approval(role="Nurse"), AUTHOR)


def renewed(shelf: Shelf) -> Approved:
    return renew(shelf, shelf.frozen("sun"), an_approval(review_by=TODAY + timedelta(700)))


def withdrawn(shelf: Shelf) -> Approved:
    return withdraw(shelf, shelf.frozen("sun"), "It was wrong.")


@pytest.mark.parametrize("add", [again, renewed, withdrawn])
def test_two_who_add_to_one_record_at_once_lose_no_approval(
    here: Workspace, add: Callable[[Shelf], Approved]
) -> None:
    approved(here)
    mine, theirs = open_shelf(here), open_shelf(here)
    approve(theirs, "sun", an_approval(by="Cy Example", role="Pharmacist"), AUTHOR)
    with pytest.raises(HandoutsError, match="somebody has written this record meanwhile"):
        add(mine)
    record = open_shelf(here).frozen("sun").record
    assert [str(one.role) for one in record.approvals] == ["Clinical lead", "Pharmacist"]
    assert record.withdrawn is None


def test_two_who_freeze_one_text_at_once_lose_no_approval(here: Workspace) -> None:
    mine = open_shelf(here)
    approved(here, by="Cy Example")
    with pytest.raises(HandoutsError, match="somebody has approved the same text at this moment"):
        approve(mine, "sun", an_approval(), AUTHOR)
    record = open_shelf(here).frozen("sun").record
    assert [str(one.by) for one in record.approvals] == ["Cy Example"]
    assert len([*(here.root / "content/sun/approved").iterdir()]) == 1
