from __future__ import annotations

import pytest
from ruling import SOUND
from samples import MakeWorkspace, a_library

from handouts.desk.reviewing import Desk
from handouts.diagnostics import HandoutsError
from handouts.reading.edit import Uneditable, key_from
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


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("key_points.1", ["key_points.1"]),
        ("0.2", ["main_message"]),
        ("0.3", ["key_points.1", "key_points.2", "key_points.3"]),
        ("0.9", []),
        ("1.2", ["sections.1.blocks.2.claim.question", "sections.1.blocks.2.claim.finding"]),
        ("pat it  DRY", ["sections.4.blocks.1.steps.1"]),
        ("moderate", []),
        ("shin2019", []),
        ("nothing like it", []),
        ("does no harm", ["key_points.3"]),
    ],
)
def test_a_text_is_meant_by_its_number_its_words_or_its_key(
    here: Workspace, typed: str, keys: list[str]
) -> None:
    assert Desk(here, "sun").meant(typed) == [key_from(key) for key in keys]


def test_a_text_that_is_not_there_cannot_be_rewritten(here: Workspace) -> None:
    with pytest.raises(Uneditable):
        Desk(here, "sun").rewrite(("key_points", 8), "x")


def test_a_file_that_is_gone_is_told(here: Workspace) -> None:
    (here.root / "content/sun/handout.yaml").unlink()
    with pytest.raises(HandoutsError, match="there is no file"):
        Desk(here, "sun").points()
