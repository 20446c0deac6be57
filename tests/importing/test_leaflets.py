"""Drafts as files: whole or not at all, and never over what is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from originals import CORPUS, Read
from samples import MakeWorkspace, a_library

from handouts.checks.integrity import check_handout
from handouts.content.library import load_library
from handouts.diagnostics import Problems, WrongUse
from handouts.importing.leaflets import draft_id, read_leaflet, write_draft
from handouts.importing.original import Unreadable
from handouts.workspace import Workspace

TODAY = date(2026, 11, 29)


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library())


@pytest.mark.parametrize("name", CORPUS)
def test_a_draft_is_fit_to_print(here: Workspace, read: Read, name: str) -> None:
    """What must not print, or cannot be set, waits under to_confirm; the rest is the writer's."""
    write_draft(here, read(name), "it", name)
    problems = Problems()
    library = load_library(here, problems)
    check_handout(library.handouts["it"], library, here, problems)
    assert [problem.message for problem in problems] == []


def test_the_draft_that_comes_back_from_its_process_is_the_same(read: Read) -> None:
    assert read_leaflet(CORPUS["boxes.docx"](), "boxes.docx", TODAY) == read("boxes.docx")


def test_pictures_stand_beside_the_draft(here: Workspace, read: Read) -> None:
    draft = read("boxes.docx")
    folder = write_draft(here, draft, "light", "boxes.docx").parent
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert files == {
        "handout.yaml",
        "picture-1.png",
        "picture-2.jpg",
        "left-aside/left-1.gif",
    }
    assert (folder / "picture-1.png").read_bytes() == draft.figures["picture-1.png"]


@pytest.mark.parametrize("there", ["a handout", "an empty folder", "a link to nothing"])
def test_what_is_there_is_never_written_over(here: Workspace, read: Read, there: str) -> None:
    folder = here.root / "content" / "light"
    if there == "a link to nothing":
        folder.symlink_to(here.root / "nowhere")
    else:
        folder.mkdir()
    if there == "a handout":
        (folder / "handout.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(WrongUse, match="is there already, and stays as it is"):
        write_draft(here, read("boxes.docx"), "light", "boxes.docx")
    assert there != "a handout" or [p.read_text("utf-8") for p in folder.iterdir()] == ["mine"]


def test_nothing_is_half_written(
    here: Workspace, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted((here.root / "content").rglob("*"))

    def full(path: Path, data: bytes, *_: Any) -> None:
        raise OSError(28, "No space left on device", str(path))

    draft = read("boxes.docx")
    monkeypatch.setattr("handouts.importing.leaflets.write_whole", full)
    with pytest.raises(OSError, match="No space"):
        write_draft(here, draft, "light", "boxes.docx")
    assert sorted((here.root / "content").rglob("*")) == before


@pytest.mark.parametrize("name", ["", "Light", "a/b", "../out", "drawings", "a" * 61])
def test_an_id_that_is_none_is_wrong_use(here: Workspace, read: Read, name: str) -> None:
    with pytest.raises(WrongUse, match="is no id"):
        write_draft(here, read("columns.docx"), name, "columns.docx")


def test_more_than_a_handout_may_hold_is_refused(here: Workspace, read: Read) -> None:
    draft = read("columns.docx")
    long = replace(draft, data={**draft.data, "summary": "words " * 30_000})
    with pytest.raises(Unreadable, match="more than one handout may hold"):
        write_draft(here, long, "long", "columns.docx")
    assert not (here.root / "content" / "long").exists()


@pytest.mark.parametrize(
    ("title", "file", "handout"),
    [
        ("After your mole is removed", "x.docx", "after-your-mole-is-removed"),
        ("Größe & Łódź: „ja“", "x.docx", "groesse-lodz-ja"),
        ("日本", "wet wraps.docx", "wet-wraps"),
        ("日本", "日本.docx", "leaflet"),
        ("Drawings", "x.docx", "x"),
        ("word " * 30, "x.docx", "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_the_id_is_made_of_the_title(read: Read, title: str, file: str, handout: str) -> None:
    draft = read("columns.docx")
    assert draft_id(replace(draft, data={**draft.data, "title": title}), file) == handout
