from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from approved import (
    AUTHOR,
    an_approval,
    approvable,
    approved,
    edit,
    later,
    printed,
    shelf_of,
    states,
)
from samples import BRAND, TODAY, MakeWorkspace, a_library

from handouts.content.approvals import load_frozen
from handouts.diagnostics import HandoutsError, Problems
from handouts.review.approving import renew, withdraw
from handouts.workspace import Workspace

NORTH = {"brands/north/_brand.yml": BRAND + "defaults: {handouts: {country: IE}}\n"}


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with one handout, and a brand in each of two countries."""
    return workspace(a_library(sun=approvable()) | NORTH)


def folders(workspace: Workspace) -> list[str]:
    return sorted(p.name for p in (workspace.root / "content/sun/approved").glob("*"))


def refusals(workspace: Workspace, **wishes: object) -> list[str]:
    with pytest.raises(HandoutsError) as error:
        approved(workspace, **wishes)  # type: ignore[arg-type]
    return [d.message for d in error.value.diagnostics]


def test_overdue_prints_through_its_grace_and_is_then_refused(here: Workspace) -> None:
    approved(here)
    assert states(later(here, 365)) == ["approved"]
    assert states(later(here, 366)) == ["overdue"]
    [shown] = printed(later(here, 366))
    assert shown.standing.overdue
    assert shown.use_until == TODAY + timedelta(days=365 + 30)
    assert states(later(here, 395)) == ["overdue"]
    assert states(later(here, 396)) == ["refused"]


def test_a_renewal_gives_the_same_text_a_new_date(here: Workspace) -> None:
    code = approved(here, countries=("GB",)).record.code
    soon = later(here, 400)
    approval = an_approval(on=soon.today, review_by=soon.today + timedelta(days=300))
    done = renew(shelf_of(soon), shelf_of(soon).frozen("sun"), approval)
    assert (done.record.code, done.record.turn) == (code, 1)
    assert [a.countries for a in done.record.approvals] == [("GB",), ("GB",)]
    assert states(soon) == ["approved"]
    assert states(soon, "north") == ["draft"]


def test_a_renewal_renews_all_that_the_role_approved(here: Workspace) -> None:
    for brand in ("harbour", "north"):
        approved(here, brands=(brand,))
    shelf = shelf_of(later(here, 400))
    approval = an_approval(review_by=TODAY + timedelta(days=700))
    done = renew(shelf, shelf.frozen("sun"), approval)
    assert [a.brands for a in done.record.approvals[2:]] == [("harbour",), ("north",)]


def test_a_renewal_of_an_older_text_does_not_put_it_first(here: Workspace) -> None:
    old = approved(here).record.code
    edit(here, "an organ", "a large organ")
    new = approved(here).record.code
    shelf = shelf_of(here)
    done = renew(shelf, shelf.frozen(str(old)), an_approval())
    assert "a newer text of 'sun' waits" in [d.message for d in done.problems]
    assert [edition.code for edition in printed(here)] == [new]


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        ({"by": AUTHOR}, "wrote the text"),
        ({"review_by": TODAY}, "is not in the future"),
        ({"role": ""}, "--role is no name"),
    ],
)
def test_a_renewal_keeps_to_the_conditions_of_an_approval(
    here: Workspace, wishes: dict[str, str], told: str
) -> None:
    approved(here)
    shelf = shelf_of(here)
    with pytest.raises(HandoutsError, match=told):
        renew(shelf, shelf.frozen("sun"), an_approval(**wishes))  # type: ignore[arg-type]


def test_a_withdrawn_text_is_refused_with_its_reason_and_stays_so(here: Workspace) -> None:
    approved(here)
    shelf = shelf_of(here)
    withdraw(shelf, shelf.frozen("sun"), "A warning is missing.")
    [edition] = printed(here)
    assert edition.refused.endswith("was withdrawn on 2026-11-22: A warning is missing.")
    assert "was withdrawn" in refusals(here)[0]
    text = shelf_of(here).frozen("sun")
    for again in (partial(withdraw, why="Again."), partial(renew, approval=an_approval())):
        with pytest.raises(HandoutsError, match="was withdrawn on 2026-11-22"):
            again(shelf_of(here), text)


def test_after_a_withdrawal_the_mended_text_waits_as_a_draft(here: Workspace) -> None:
    approved(here)
    shelf = shelf_of(here)
    withdraw(shelf, shelf.frozen("sun"), "A warning is missing.")
    edit(here, "an organ", "a large organ")
    assert states(here) == ["refused", "draft"]
    approved(here)
    assert states(here) == ["approved"]


@pytest.mark.parametrize("why", ["", " ", "a\nb"])
def test_a_withdrawal_needs_a_reason(here: Workspace, why: str) -> None:
    approved(here)
    shelf = shelf_of(here)
    with pytest.raises(HandoutsError, match="needs a reason"):
        withdraw(shelf, shelf.frozen("sun"), why)


def test_a_frozen_text_reads_without_its_working_text(here: Workspace) -> None:
    done, problems = approved(here), Problems()
    (here.root / "content/sun/handout.yaml").unlink()
    text = load_frozen(here, done.folder, str(done.record.code), problems)
    assert text is not None
    assert text.handout.id == "sun"
