from __future__ import annotations

import json

import pytest
from approved import an_approval, approvable, approved, edit, later, shelf_of
from samples import BRAND, MakeWorkspace, a_library

from handouts.diagnostics import HandoutsError
from handouts.review.approving import withdraw
from handouts.review.texts import Collection, Unknown, code_from, open_collection
from handouts.review.tracing import Traced, trace
from handouts.workspace import Workspace

NORTH = {"brands/north/_brand.yml": BRAND + "defaults: {handouts: {country: IE}}\n"}


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with two handouts, and a brand in each of two countries."""
    laser = approvable(title="Laser for lines")
    return workspace(a_library(sun=approvable(), laser=laser) | NORTH)


def traced(workspace: Workspace, code: object) -> Traced:
    return trace(open_collection(workspace), str(code))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("7K3Q-9MXD", "7K3Q-9MXD"),
        ("7k3q9mxd", "7K3Q-9MXD"),
        (" 7K3Q 9MXD ", "7K3Q-9MXD"),
        ("7K3Q-9MX", ""),
        ("7K3Q-9MXA", ""),
        ("facial-massage", ""),
        ("", ""),
    ],
)
def test_a_code_is_known_however_it_is_typed(words: str, code: str) -> None:
    assert code_from(words) == code


def test_a_code_that_was_misread_brings_the_nearest(here: Workspace) -> None:
    code = str(approved(here).record.code)
    misread = code[:-1] + ("X" if code[-1] != "X" else "Y")
    for look_up in (trace, Collection.frozen):
        with pytest.raises(Unknown, match=f"has the code '{misread}'; did you mean '{code}'"):
            look_up(open_collection(here), misread)


def test_a_draft_is_told_as_such(here: Workspace) -> None:
    working = shelf_of(here).editions["sun"].working
    assert working is not None
    found = traced(here, working.code)
    assert (found.status, found.working, found.record) == ("draft", True, None)
    assert "Skin is an organ." in found.lines


def test_an_approved_text_tells_its_words_and_for_whom_it_prints(here: Workspace) -> None:
    code = approved(here, countries=("GB",)).record.code
    found = traced(here, code)
    assert (found.status, found.working) == ("current", True)
    assert found.printed_for == ("harbour/harbour",)
    assert found.lines[0] == "Sun and your skin"


def test_an_edited_text_leaves_both_to_be_traced(here: Workspace) -> None:
    old = approved(here).record.code
    edit(here, "an organ", "a large organ")
    working = shelf_of(here).editions["sun"].working
    assert working is not None
    assert traced(here, working.code).status == "draft"
    found = traced(here, old)
    assert (found.status, found.working) == ("current", False)
    assert (found.waiting, traced(here, working.code).waiting) == (working.code, "")
    assert "Skin is an organ." in found.lines


def test_a_later_text_replaces_an_older_one(here: Workspace) -> None:
    old = approved(here).record.code
    edit(here, "an organ", "a large organ")
    new = approved(here).record.code
    found = traced(here, old)
    assert (found.status, found.replaced_by) == ("replaced", new)
    assert traced(here, new).replaced_by == ""


def test_a_later_text_for_one_brand_leaves_the_older_one_current_for_others(
    here: Workspace,
) -> None:
    old = approved(here).record.code
    edit(here, "an organ", "a large organ")
    approved(here, brands=("north",))
    found = traced(here, old)
    assert (found.status, found.printed_for) == ("current", ("harbour/harbour",))


def test_a_withdrawn_text_tells_why(here: Workspace) -> None:
    code = approved(here).record.code
    shelf = shelf_of(here)
    withdraw(shelf, shelf.frozen("sun"), "A warning is missing.")
    found = traced(here, code)
    assert (found.status, found.printed_for) == ("withdrawn", ())


def test_a_text_after_its_grace_is_not_in_use(here: Workspace) -> None:
    code = approved(here).record.code
    assert traced(later(here, 380), code).status == "current"
    assert traced(later(here, 400), code).status == "not in use"


def test_a_text_is_found_where_its_working_text_is_broken_or_gone(here: Workspace) -> None:
    code = approved(here).record.code
    path = here.root / "content/sun/handout.yaml"
    path.write_text("title: [", encoding="utf-8")
    assert traced(here, code).lines[0] == "Sun and your skin"
    path.unlink()
    assert traced(here, code).lines[0] == "Sun and your skin"


def test_a_code_that_names_nothing_is_unknown(here: Workspace) -> None:
    with pytest.raises(Unknown, match="no text here has the code 'CCCC-2222'"):
        traced(here, "CCCC-2222")
    with pytest.raises(Unknown, match="'sun' is no text code"):
        traced(here, "sun")


def test_a_text_that_was_changed_is_not_shown(here: Workspace) -> None:
    done = approved(here)
    path = here.root / done.folder / "handout.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("organ", "coat"), encoding="utf-8")
    with pytest.raises(HandoutsError, match="is no longer what"):
        traced(here, done.record.code)


def test_json_has_the_keys_that_it_promises(here: Workspace) -> None:
    code = approved(here, countries=("GB",)).record.code
    told = json.loads(json.dumps(traced(here, code).as_json()))
    assert [*told] == [
        "code",
        "status",
        "handout",
        "title",
        "language",
        "working_text",
        "author",
        "approvals",
        "translation",
        "behind",
        "withdrawn",
        "replaced_by",
        "waiting",
        "printed_for",
        "text",
    ]
    approval = an_approval()
    assert told["approvals"] == [
        {
            "by": approval.by,
            "role": approval.role,
            "on": "2026-11-22",
            "review_by": "2027-11-22",
            "languages": [],
            "countries": ["GB"],
            "brands": [],
        }
    ]
