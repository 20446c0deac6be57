from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from approved import AUTHOR, an_approval, approvable, approved
from samples import TODAY, MakeWorkspace, a_library

from handouts.desk.approving import Approved, approve, renew, withdraw
from handouts.desk.texts import Collection, open_collection
from handouts.diagnostics import HandoutsError
from handouts.workspace import Workspace


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun=approvable()))


def again(shelf: Collection) -> Approved:
    return approve(shelf, "sun", an_approval(role="Nurse"), AUTHOR)


def renewed(shelf: Collection) -> Approved:
    return renew(shelf, shelf.frozen("sun"), an_approval(review_by=TODAY + timedelta(700)))


def withdrawn(shelf: Collection) -> Approved:
    return withdraw(shelf, shelf.frozen("sun"), "It was wrong.")


@pytest.mark.parametrize("add", [again, renewed, withdrawn])
def test_two_who_add_to_one_record_at_once_lose_no_approval(
    here: Workspace, add: Callable[[Collection], Approved]
) -> None:
    approved(here)
    mine, theirs = open_collection(here), open_collection(here)
    approve(theirs, "sun", an_approval(by="Cy Example", role="Pharmacist"), AUTHOR)
    with pytest.raises(HandoutsError, match="somebody has written this record meanwhile"):
        add(mine)
    record = open_collection(here).frozen("sun").record
    assert [str(one.role) for one in record.approvals] == ["Clinical lead", "Pharmacist"]
    assert record.withdrawn is None


def test_two_who_freeze_one_text_at_once_lose_no_approval(here: Workspace) -> None:
    mine = open_collection(here)
    approved(here, by="Cy Example")
    with pytest.raises(HandoutsError, match="somebody has approved the same text at this moment"):
        approve(mine, "sun", an_approval(), AUTHOR)
    record = open_collection(here).frozen("sun").record
    assert [str(one.by) for one in record.approvals] == ["Cy Example"]
    assert len([*(here.root / "content/sun/approved").iterdir()]) == 1
