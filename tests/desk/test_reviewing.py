from __future__ import annotations

import pytest
from ruling import SOUND
from samples import MakeWorkspace, a_library

from handouts.desk.reviewing import Desk
from handouts.diagnostics import HandoutsError
from handouts.reading.edit import Uneditable
from handouts.workspace import Workspace

TEXT = (
    "# ours\n"
    + SOUND.replace("at night.", "at night. [@shim]", 1)
    + "to_confirm:\n  - How long?\n  - Who?\n"
)


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with a handout that has an error and two open points."""
    return workspace(a_library(sun=TEXT))


def text(workspace: Workspace) -> str:
    return (workspace.root / "content/sun/handout.yaml").read_text(encoding="utf-8")


def test_a_point_is_settled_in_the_file_and_the_rest_stays(here: Workspace) -> None:
    desk = Desk(here, "sun")
    assert desk.points() == ["How long?", "Who?"]
    desk.settle(0)
    assert desk.points() == ["Who?"]
    assert text(here) == TEXT.replace("  - How long?\n", "")
    desk.settle(0)
    assert desk.points() == []


def test_a_finding_leads_to_its_text_which_can_be_rewritten(here: Workspace) -> None:
    desk = Desk(here, "sun")
    [finding] = desk.findings()
    key = desk.key_of(finding.place)
    assert key is not None
    words = desk.words(key)
    assert words.startswith(
        "The cream helps the skin to renew itself. You put it on at night. [@shim]"
    )
    desk.rewrite(key, words.replace("shim", "shin2019"))
    assert desk.findings() == []
    assert text(here) == TEXT.replace("@shim", "@shin2019")


def test_a_key_can_be_typed(here: Workspace) -> None:
    desk = Desk(here, "sun")
    desk.rewrite("key_points.1", "Wear a cap.")
    assert desk.words("key_points.1") == "Wear a cap."
    with pytest.raises(Uneditable):
        desk.rewrite("key_points.9", "x")


def test_a_file_that_is_gone_is_told(here: Workspace) -> None:
    (here.root / "content/sun/handout.yaml").unlink()
    with pytest.raises(HandoutsError, match="there is no file"):
        Desk(here, "sun").points()
