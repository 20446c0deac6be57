from __future__ import annotations

from samples import MakeWorkspace, a_handout, a_library, rules

from handouts.content.library import handout_ids, load_library
from handouts.diagnostics import Problems


def test_a_library_holds_handouts_and_sources(workspace: MakeWorkspace) -> None:
    problems = Problems()
    library = load_library(workspace(a_library(sun=a_handout(), shade=a_handout())), problems)
    assert [*library.handouts] == ["shade", "sun"] == [*library.ids]
    assert [*library.references] == ["shin2019", "wan2013"]
    assert len(problems) == 0


def test_a_handout_that_cannot_be_read_costs_no_other(workspace: MakeWorkspace) -> None:
    problems = Problems()
    made = workspace(a_library(sun=a_handout(), broken="title: [", odd=a_handout(kind="odd")))
    library = load_library(made, problems)
    assert [*library.handouts] == ["sun"]
    assert library.ids == ("broken", "odd", "sun")
    assert {d.place.file for d in problems} == {
        "content/broken/handout.yaml",
        "content/odd/handout.yaml",
    }


def test_a_folder_without_a_handout_is_no_handout(workspace: MakeWorkspace) -> None:
    assert handout_ids(workspace({"content/notes/notes.txt": "", "content/a.yaml": ""})) == []


def test_a_folder_whose_name_is_no_id_is_told(workspace: MakeWorkspace) -> None:
    problems = Problems()
    made = workspace({"content/Sun_Care/handout.yaml": a_handout()})
    assert handout_ids(made, problems) == []
    [problem] = problems
    assert problem.message == "the folder's name 'Sun_Care' is no id"


def test_the_folder_of_shared_drawings_is_no_handout(workspace: MakeWorkspace) -> None:
    problems = Problems()
    files = {"content/drawings/a.svg": "", "content/sun/handout.yaml": a_handout()}
    assert handout_ids(workspace(files), problems) == ["sun"]
    assert len(problems) == 0


def test_a_handout_among_the_shared_drawings_is_told(workspace: MakeWorkspace) -> None:
    problems = Problems()
    made = workspace({"content/drawings/handout.yaml": a_handout()})
    assert handout_ids(made, problems) == []
    [problem] = problems
    assert problem.place.file == "content/drawings/handout.yaml"
    assert problem.hint == "move it to a folder of another name"


def test_a_handout_that_is_too_large_is_not_read(workspace: MakeWorkspace) -> None:
    problems = Problems()
    made = workspace({"content/sun/handout.yaml": a_handout() + "#" * 300_000})
    assert load_library(made, problems).handouts == {}
    assert rules(problems) == ["file-unreadable"]


def test_an_empty_workspace_has_an_empty_library(workspace: MakeWorkspace) -> None:
    problems = Problems()
    library = load_library(workspace({}), problems)
    assert (library.handouts, library.ids, library.references) == ({}, (), {})
    assert len(problems) == 0
