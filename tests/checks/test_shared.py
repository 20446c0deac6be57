"""Drawings that handouts share, and the places of the clinic's own words: both are checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import MakeWorkspace, a_handout, a_library, loaded, place_of, with_blocks

from handouts.checks.integrity import check_handout
from handouts.content.library import load_library
from handouts.diagnostics import Diagnostic, Problems

DOC = Path(__file__).parents[2] / "docs/writing-a-handout.md"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def check(workspace: MakeWorkspace, text: str) -> list[Diagnostic]:
    """Return what is wrong with a handout in the sample library, beside one called shade."""
    made = workspace(a_library(sun=text, shade=a_handout()))
    problems = Problems()
    library = load_library(made, problems)
    check_handout(library.handouts["sun"], library, made, problems)
    return list(problems)


@pytest.mark.parametrize(
    ("blocks", "fact"),
    [
        ("- prose: A.\n- clinic-words: parking\n- clinic-words: parking", "a second time"),
        ("- clinic-words: parking", "this section then says nothing"),
        ("- heading: A\n- clinic-words: parking", "this section then says nothing"),
        ("- {prose: A., detail: full}\n- clinic-words: parking", "this section then says nothing"),
    ],
)
def test_words_of_the_clinic_stand_once_and_beside_words_of_the_text(
    workspace: MakeWorkspace, blocks: str, fact: str
) -> None:
    text = with_blocks(blocks)
    [problem] = check(workspace, text)
    assert (problem.severity, problem.rule) == ("error", "clinic-words")
    assert fact in problem.message
    assert problem.place.line == text[: text.rindex("clinic-words")].count("\n") + 1


@pytest.mark.parametrize("part", ["risks", "who-should-not", "get-help", "[about, risks]"])
def test_words_of_the_clinic_never_stand_among_risks(workspace: MakeWorkspace, part: str) -> None:
    text = with_blocks("- prose: A.\n- clinic-words: parking")
    assert check(workspace, text) == []
    [problem] = check(workspace, text.replace("    blocks:", f"    part: {part}\n    blocks:"))
    assert problem.rule == "clinic-words"
    assert problem.message.startswith("the clinic's own words stand in a section with the part '")


def test_a_drawing_of_a_step_is_looked_at(workspace: MakeWorkspace) -> None:
    text = with_blocks("- steps: [{text: Rub., figure: {file: a.svg, alt: A hand.}}]")
    [problem] = check(workspace, text)
    assert problem.message == "there is no file 'content/sun/a.svg'"
    assert (problem.place.line, problem.place.column) == place_of("a.svg", text)


def test_a_step_that_holds_words_alone_is_written_as_words(workspace: MakeWorkspace) -> None:
    text = with_blocks("- steps: [Wash., {text: Rub.}]")
    [problem] = check(workspace, text)
    assert problem.message == "the step has neither 'tip' nor 'figure'"
    assert (problem.place.line, problem.place.column) == place_of("{text", text)


def shared(workspace: MakeWorkspace, file: str, drawing: str) -> list[Diagnostic]:
    """Return what is wrong with a handout that shows a file, beside a shared skin.svg."""
    text = with_blocks(f"- figure: {{file: {file}, alt: A., caption: C.}}")
    made = workspace(a_library(sun=text) | {"content/drawings/skin.svg": drawing})
    problems = Problems()
    library = load_library(made, problems)
    check_handout(library.handouts["sun"], library, made, problems)
    return list(problems)


def test_a_shared_drawing_is_found(workspace: MakeWorkspace) -> None:
    assert shared(workspace, "drawings/skin.svg", DRAWING) == []


@pytest.mark.parametrize(
    ("file", "drawing", "fact", "hint"),
    [
        ("drawings/skim.svg", DRAWING, "no file 'content/drawings/skim.svg'", "mean 'skin.svg'?"),
        ("skin.svg", DRAWING, "no file 'content/sun/skin.svg'", "share: 'drawings/skin.svg'"),
        ("drawings/more/skin.svg", DRAWING, "is no drawing in the folder", "drawings/NAME"),
        ("drawings/../skin.svg", DRAWING, "is no drawing in the folder", "drawings/NAME"),
        ("/skin.svg", DRAWING, "is no drawing in the folder", "drawings/NAME"),
        (
            "drawings/skin.svg",
            "<svg>\n <x",
            "'drawings/skin.svg' is refused",
            "",
        ),
    ],
)
def test_a_fault_of_a_shared_drawing_stands_at_the_line_that_names_it(
    workspace: MakeWorkspace, file: str, drawing: str, fact: str, hint: str
) -> None:
    [problem] = shared(workspace, file, drawing)
    assert (problem.severity, problem.rule) == ("error", "figure")
    assert problem.place.file == "content/sun/handout.yaml"
    assert problem.place.line
    assert fact in problem.message
    assert hint in problem.hint
    if not hint:
        assert "(content/drawings/skin.svg:2:" in problem.message


def test_the_shared_drawing_in_the_documentation_is_where_it_says(
    workspace: MakeWorkspace,
) -> None:
    [sharing] = re.findall(
        r"```yaml\n(- figure:\n    file: drawings.*?)```", DOC.read_text("utf-8"), re.DOTALL
    )
    handout = loaded(workspace({"content/sun/handout.yaml": with_blocks(sharing)}))
    [drawing] = handout.drawings
    assert f"# {handout.path_of(drawing)}\n" in sharing
