"""What is on paper of a text, as values: who printed it, and how it stands now."""

from __future__ import annotations

from datetime import date

import pytest
from approved import approvable, approved
from samples import MakeWorkspace, a_library

from handouts.counter.printlog import LOG, PrintEntry, PrintOutcome, open_log
from handouts.counter.recalling import OnPaper, on_paper
from handouts.diagnostics import Problems
from handouts.review import open_collection, withdraw
from handouts.workspace import Workspace

CODE = "7K3Q-9MXD"
DAY = date(2026, 1, 2)


@pytest.fixture
def made(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun=approvable()))


def log(workspace: Workspace, code: str, outcome: PrintOutcome = "printed") -> None:
    with open_log(workspace) as add:
        for clinic, copies in (("harbour/harbour", 2), ("north/north", 3)):
            add(PrintEntry(DAY, clinic, "sun", code, "en-GB", "standard", copies, "", outcome))


def test_a_draft_is_told_clinic_by_clinic(made: Workspace) -> None:
    log(made, CODE)
    paper = on_paper(made, CODE, Problems())
    assert [(one.clinic, one.copies) for one in paper.clinics] == [
        ("harbour/harbour", 2),
        ("north/north", 3),
    ]
    assert (paper.handout, paper.approved, paper.gone, paper.near) == ("sun", False, "", "")


def test_an_approved_text_and_one_that_is_gone_are_told_apart(made: Workspace) -> None:
    code = str(approved(made, "sun").record.code)
    log(made, code)
    paper = on_paper(made, code, Problems())
    assert (paper.approved, paper.gone) == (True, "")
    collection = open_collection(made)
    withdraw(collection, collection.kept(code), "A warning was missing.")
    assert "A warning was missing." in on_paper(made, code, Problems()).gone


def test_where_nobody_printed_it_a_near_code_is_named(made: Workspace) -> None:
    assert on_paper(made, CODE, Problems()) == OnPaper(CODE, ())
    log(made, "7K3Q-9MXX")
    assert on_paper(made, CODE, Problems()).near == "; did you mean '7K3Q-9MXX'?"


def test_a_torn_line_is_told(made: Workspace) -> None:
    log(made, CODE)
    with (made.root / LOG).open("ab") as file:
        file.write(b'{"date": \n')
    problems = Problems()
    assert len(on_paper(made, CODE, problems).clinics) == 2
    assert [problem.place.line for problem in problems] == [3]
