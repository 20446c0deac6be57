from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from ruling import SOUND
from samples import MakeWorkspace, a_library

from handouts.diagnostics import HandoutsError
from handouts.reading.edit import Uneditable, key_from
from handouts.review import reviewing
from handouts.review.reviewing import Desk, OutOfDate
from handouts.store.whole import put_in_place_of
from handouts.workspace import Workspace

TEXT = (
    "# ours\n"
    + SOUND.replace("at night.", "at night. [@shim]", 1)
    + "to_confirm:\n  - How long?\n  - Who?\n"
)


EDITORS = 4
PLENTY = 60  # seconds for what takes one


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


FILE = "content/sun/handout.yaml"
SECOND = 'sections:\n  - heading: "What B added"\n    blocks:\n      - prose: "New."\n'


def colleague(workspace: Workspace, old: str, new: str) -> str:
    """Change the file as somebody in an editor does, and return it."""
    path = workspace.root / FILE
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1
    path.write_text(before.replace(old, new), encoding="utf-8")
    return text(workspace)


def test_a_text_that_moved_meanwhile_is_found_again_by_its_words(here: Workspace) -> None:
    desk = Desk(here, "sun")
    key = ("sections", 0, "heading")
    shown = desk.words(key)
    moved = colleague(here, "sections:\n", SECOND)
    desk.rewrite(key, "A new heading")
    assert text(here) == moved.replace(shown, "A new heading", 1)


@pytest.mark.parametrize("new", ["It takes a while.", "It takes some months to see a change. Or?"])
def test_a_text_that_somebody_else_changed_is_not_written_over(here: Workspace, new: str) -> None:
    desk = Desk(here, "sun")
    [key] = desk.meant("some months to see")
    theirs = colleague(here, "It takes some months to see a change.", new)
    with pytest.raises(OutOfDate, match="this text is not there as it was"):
        desk.rewrite(key, "Ours.")
    assert text(here) == theirs


def test_of_two_places_with_the_same_words_neither_is_taken(here: Workspace) -> None:
    desk = Desk(here, "sun")
    words = desk.words(("sections", 0, "heading"))
    theirs = colleague(here, "sections:\n", SECOND.replace("What B added", words))
    with pytest.raises(OutOfDate):
        desk.rewrite(("sections", 0, "heading"), "Ours")
    assert text(here) == theirs


def test_two_places_with_the_same_words_are_told_apart_in_a_file_that_nobody_changed(
    here: Workspace,
) -> None:
    words = Desk(here, "sun").words(("sections", 0, "heading"))
    colleague(here, "sections:\n", SECOND.replace("What B added", words))
    Desk(here, "sun").rewrite(("sections", 0, "heading"), "Ours")
    assert Desk(here, "sun").words(("sections", 1, "heading")) == words


def test_a_point_is_settled_by_its_words_where_the_list_changed_meanwhile(here: Workspace) -> None:
    colleague(here, "  - Who?\n", "  - Who?\n  - Where?\n")
    one, other = Desk(here, "sun"), Desk(here, "sun")
    assert one.points() == other.points() == ["How long?", "Who?", "Where?"]
    other.settle(0)
    one.settle(1)
    assert one.points() == ["Where?"]


def test_a_point_that_somebody_else_settled_or_changed_takes_no_other_one_out(
    here: Workspace,
) -> None:
    desk = Desk(here, "sun")
    desk.points()
    theirs = colleague(here, "  - How long?\n", "")
    with pytest.raises(OutOfDate, match="this point is not there as it was"):
        desk.settle(0)
    assert text(here) == theirs


def test_words_that_come_between_the_last_look_and_the_writing_are_kept_too(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, put = Desk(here, "sun"), put_in_place_of
    desk.points()

    def late(path: Path, before: bytes | None, data: bytes) -> None:
        monkeypatch.setattr(reviewing, "put_in_place_of", put)
        colleague(here, "sections:\n", SECOND)
        put(path, before, data)

    monkeypatch.setattr(reviewing, "put_in_place_of", late)
    desk.settle(0)
    assert "What B added" in text(here)
    assert desk.points() == ["Who?"]


def test_a_review_keeps_the_mode_of_the_file_and_a_link_to_it(
    workspace: MakeWorkspace,
) -> None:
    here = workspace({**a_library(sun=TEXT), "content/shared.yaml": TEXT})
    path, there = here.root / FILE, here.root / "content/shared.yaml"
    path.unlink()
    path.symlink_to(there)
    there.chmod(0o604)
    Desk(here, "sun").settle(0)
    assert path.is_symlink()
    assert there.stat().st_mode & 0o777 == 0o604
    assert there.read_text(encoding="utf-8") == TEXT.replace("  - How long?\n", "")


def test_many_who_edit_one_file_at_once_lose_no_edit(here: Workspace) -> None:
    lines = "".join(f"  - Point {number}\n" for number in range(EDITORS))
    (here.root / FILE).write_text(TEXT + lines, encoding="utf-8")

    def settle(number: int) -> None:
        desk = Desk(here, "sun")
        place = desk.points().index(f"Point {number}")
        start.wait(PLENTY)
        while True:
            try:
                desk.settle(place)
            except OutOfDate:
                continue  # others were quicker, five times
            os._exit(0)

    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(EDITORS)
    editors = [fork.Process(target=settle, args=(number,)) for number in range(EDITORS)]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(PLENTY)
    assert [editor.exitcode for editor in editors] == [0] * EDITORS
    assert text(here) == TEXT
