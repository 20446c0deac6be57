from __future__ import annotations

from pathlib import Path

import pytest
from approved import approvable, approved, edit, later, shelf_of
from samples import MakeWorkspace, a_library

from handouts.batch.materials import read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.strays import find_strays, remove
from handouts.diagnostics import Problems
from handouts.review.approving import withdraw
from handouts.store.output import storage_at
from handouts.workspace import Workspace

OURS = b"%PDF-1.7 <pdf:Producer>Handouts</pdf:Producer>"
SHEET, DRAFT = "harbour/harbour-sun-en-GB.pdf", "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
GONE = "harbour/harbour-moon-en-GB.pdf"


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with one handout and one brand."""
    return workspace(a_library(sun=approvable()))


def put(workspace: Workspace, *names: str, data: bytes = OURS) -> None:
    for name in names:
        path = workspace.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def strays(workspace: Workspace) -> dict[str, str]:
    materials = read_all(workspace, workspace.output, Problems())
    return {stray.path: stray.why for stray in find_strays(materials)}


def test_what_is_planned_is_no_stray(here: Workspace) -> None:
    put(here, DRAFT, "drafts/harbour/harbour-sun-en-GB-full-DRAFT.pdf")
    assert strays(here) == {}


@pytest.mark.parametrize(
    "name",
    [
        GONE,
        "harbour/harbour-sun-cy.pdf",
        "gone/gone-sun-en-GB.pdf",
        "gone/york/gone-york-sun-en-GB.pdf",
        "drafts/harbour/harbour-moon-en-GB-DRAFT.pdf",
        "drafts/gone/york/gone-york-sun-en-GB-DRAFT.pdf",
    ],
)
def test_a_copy_that_is_no_longer_planned_is_one(here: Workspace, name: str) -> None:
    put(here, name)
    assert [*strays(here)] == [name]


@pytest.mark.parametrize(
    "name",
    [
        "notes.pdf",
        "harbour/notes.pdf",
        "harbour/harbour-moon-en-GB.txt",
        "harbour/York Road/harbour-moon.pdf",
        "drafts/harbour/harbour-moon-en-GB.pdf",
        "a/b/c/a-b-c-moon-en-GB.pdf",
        "Harbour/Harbour-moon-en-GB.pdf",
        "a/b/c/d/a-b-c-d-moon.pdf",
    ],
)
def test_what_is_not_named_as_copies_are_is_never_one(here: Workspace, name: str) -> None:
    put(here, name)
    assert strays(here) == {}


def test_what_somebody_else_made_is_never_one(here: Workspace) -> None:
    put(here, GONE, data=b"%PDF-1.7 <pdf:Producer>Another</pdf:Producer>")
    assert strays(here) == {}


def test_what_lies_behind_a_link_is_never_one(here: Workspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "harbour-moon-en-GB.pdf").write_bytes(OURS)
    here.output.mkdir()
    (here.output / "harbour").symlink_to(elsewhere)
    assert strays(here) == {}


def test_a_withdrawn_copy_is_told_with_its_reason(here: Workspace) -> None:
    approved(here)
    put(here, SHEET, DRAFT)
    assert strays(here) == {DRAFT: "no draft of it waits any more"}
    shelf = shelf_of(here)
    withdraw(shelf, shelf.frozen("sun"), "A warning is missing.")
    assert strays(here)[SHEET].endswith("was withdrawn on 2026-11-22: A warning is missing.")


def test_a_copy_after_its_grace_is_told_with_its_reason(here: Workspace) -> None:
    approved(here)
    put(here, SHEET)
    assert strays(later(here, 395)) == {}
    assert "may not be used after" in strays(later(here, 396))[SHEET]


def test_a_draft_of_a_newer_text_is_no_stray(here: Workspace) -> None:
    approved(here)
    edit(here, "an organ", "a large organ")
    put(here, SHEET, DRAFT)
    assert strays(here) == {}


def test_what_was_asked_for_now_is_no_stray(here: Workspace) -> None:
    approved(here)
    put(here, DRAFT)
    materials = read_all(here, here.output, Problems())
    drafts = plan(Order(formats=("standard",), draft=True), materials)
    assert find_strays(materials, drafts) == []


@pytest.mark.parametrize(
    "broken", ["content/sun/handout.yaml", "brands/harbour/_brand.yml"], ids=["handout", "brand"]
)
def test_files_of_what_cannot_be_read_are_left_alone(here: Workspace, broken: str) -> None:
    put(here, SHEET, DRAFT)
    (here.root / broken).write_text("title: [", encoding="utf-8")
    assert strays(here) == {}


def test_files_of_an_approved_text_that_was_tampered_with_are_left_alone(here: Workspace) -> None:
    folder = approved(here).folder
    put(here, SHEET, DRAFT)
    text = here.root / folder / "handout.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("an organ", "no organ"), "utf-8")
    assert strays(here) == {}


def test_a_withdrawn_copy_is_one_though_the_working_text_is_broken(here: Workspace) -> None:
    approved(here)
    put(here, SHEET)
    shelf = shelf_of(here)
    withdraw(shelf, shelf.frozen("sun"), "Wrong.")
    (here.root / "content/sun/handout.yaml").write_text("title: [", encoding="utf-8")
    assert [*strays(here)] == [SHEET]


def test_strays_are_deleted_with_folders_that_are_then_empty(here: Workspace) -> None:
    put(here, GONE, "gone/york/gone-york-sun-en-GB.pdf")
    put(here, "harbour/notes.pdf", data=b"mine")
    found = find_strays(read_all(here, here.output, Problems()))
    assert remove(storage_at(here.output), found, Problems()) == [stray.path for stray in found]
    left = sorted(p.relative_to(here.output).as_posix() for p in here.output.rglob("*"))
    assert left == ["harbour", "harbour/notes.pdf"]


def test_a_stray_that_cannot_be_deleted_is_told(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    put(here, GONE)
    found, problems = find_strays(read_all(here, here.output, Problems())), Problems()
    monkeypatch.setattr(Path, "unlink", refuse)
    assert remove(storage_at(here.output), found, problems) == []
    assert [d.message for d in problems] == ["it cannot be deleted: Permission denied"]
