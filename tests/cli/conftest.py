from __future__ import annotations

import sys

import pytest
from samples import MakeWorkspace, Ran, Run, a_handout, a_library

from handouts.cli import main
from handouts.workspace import Workspace

HANDOUTS = {
    "sun": a_handout(also=["tan", "sun tan"]),
    "laser": a_handout(title="Laser for lines", kind="treatment"),
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type words after ``handouts``."""

    def type_in(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["handouts", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(ended.value.code, said.out, said.err)

    return type_in


@pytest.fixture
def here(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace with two sound handouts and one brand."""
    made = workspace(a_library(**HANDOUTS))
    monkeypatch.chdir(made.root)
    return made


@pytest.fixture
def faulty(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace with a sound handout and one that cannot be read."""
    made = workspace(a_library(sun=HANDOUTS["sun"], broken="title: ["))
    monkeypatch.chdir(made.root)
    return made
