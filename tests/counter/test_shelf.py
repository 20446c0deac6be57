from __future__ import annotations

import pytest
from approved import approved
from pretend import PretendPress
from samples import MakeWorkspace
from shelves import DRAFTS, SHELF, a_counter, a_pdf, stocked, text_of

from handouts.counter import shelving
from handouts.counter.shelf import shelve
from handouts.store.ledger import Ledger
from handouts.store.storage import Folder
from handouts.workspace import Workspace


@pytest.fixture
def here(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace with three handouts, one of them approved."""
    press.data = a_pdf()
    made = workspace(a_counter())
    approved(made)
    return made


def test_a_clinic_gets_a_shelf_and_its_drafts_one_of_their_own(here: Workspace) -> None:
    assert stocked(here).written == [SHELF, DRAFTS]
    assert "<h3>Sun and your skin</h3>" in text_of(here)
    assert "After a peel" not in text_of(here)
    assert "<h3>After a peel</h3>" in text_of(here, DRAFTS)
    assert "Not for patients" in text_of(here, DRAFTS)
    assert "Not for patients" not in text_of(here)


@pytest.mark.usefixtures("here")
def test_where_nothing_changed_nothing_is_read(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(here)
    monkeypatch.setattr(shelving, "fill", None)
    assert shelve(here, here.output, processes=1) is None


def test_a_shelf_that_was_changed_or_deleted_by_hand_is_written_again(here: Workspace) -> None:
    stocked(here)
    before = text_of(here)
    (here.output / SHELF).write_text("<h1>ours</h1>", encoding="utf-8")
    (here.output / DRAFTS).unlink()
    assert stocked(here).written == [SHELF, DRAFTS]
    assert text_of(here) == before


def test_without_what_a_build_read_it_is_read_here(here: Workspace) -> None:
    stocked(here)
    (here.output / SHELF).unlink()
    done = shelve(here, here.output, processes=1)
    assert done is not None
    assert done.written == [SHELF]


def test_the_same_copies_give_the_same_bytes(here: Workspace) -> None:
    stocked(here)
    before = text_of(here)
    for path in (here.root / ".handouts").rglob("*"):
        if path.is_file():
            path.unlink()
    (here.output / SHELF).unlink()
    stocked(here)
    assert text_of(here) == before


def test_a_shelf_that_cannot_be_written_is_told_and_tried_again(here: Workspace) -> None:
    (here.output / SHELF).mkdir(parents=True)
    done = stocked(here)
    assert [str(d) for d in done.problems] == [
        f"{SHELF}: error: it cannot be written: Is a directory [write]\n"
        "    hint: a folder stands where a file is needed"
    ]
    assert done.written == [DRAFTS]
    (here.output / SHELF).rmdir()
    assert stocked(here).written == [SHELF]


def test_a_template_that_fails_is_told_once_and_shelves_stay(here: Workspace) -> None:
    stocked(here)
    own = here.root / "templates/shelf/base.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nothing }}", encoding="utf-8")
    done = stocked(here)
    assert [d.place.file for d in done.problems] == ["templates/shelf/base.html.j2"]
    assert "<h3>Sun and your skin</h3>" in text_of(here)
    own.unlink()
    assert stocked(here).strays == []


def test_what_stands_is_kept_in_the_ledger(here: Workspace) -> None:
    stocked(here)
    with Ledger(here.root, here.output) as ledger:
        state, known = ledger.last("shelves")
    assert state
    assert [*known] == [SHELF, DRAFTS]


def test_an_output_that_cannot_be_listed_is_told_and_what_stood_is_remembered(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(5, "Could not connect")

    stocked(here)
    with monkeypatch.context() as away:
        away.setattr(Folder, "stamps", refuse)
        done = shelve(here, here.output, processes=1)
    assert done is not None
    assert [(d.place.file, d.message) for d in done.problems] == [
        (str(here.output), "the shelves cannot be seen to: Could not connect")
    ]
    assert stocked(here).written == []
