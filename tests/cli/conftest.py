from __future__ import annotations

import pytest
from samples import MakeWorkspace, a_handout, a_library

from handouts.workspace import Workspace

HANDOUTS = {
    "sun": a_handout(also=["tan", "sun tan"]),
    "laser": a_handout(title="Laser for lines", kind="treatment"),
}


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
