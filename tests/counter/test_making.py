"""Copies and the shelves that show them are made in one act."""

from __future__ import annotations

import pytest
from pretend import set_at_once
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch import BuildOptions, Order, Outcome
from handouts.counter.making import build_and_shelve
from handouts.workspace import Workspace

SUN = Order(("sun",))


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    set_at_once(monkeypatch)
    monkeypatch.setattr("handouts.batch.making.make", lambda *_: Outcome("made"))


@pytest.fixture
def made(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun=a_handout()))


def shelves(workspace: Workspace) -> list[str]:
    found = workspace.output.rglob("index.html")
    return sorted(path.relative_to(workspace.output).as_posix() for path in found)


@pytest.mark.slow
def test_the_copy_and_its_shelf_are_there(made: Workspace) -> None:
    done = build_and_shelve(made, SUN, made.output, processes=1)
    assert [row.made.state for row in done.rows] == ["made"]
    assert done.shelves == len(shelves(made)) > 0


@pytest.mark.usefixtures("no_press")
def test_what_only_tells_makes_neither(made: Workspace) -> None:
    done = build_and_shelve(made, SUN, made.output, processes=1, options=BuildOptions(dry=True))
    assert [row.made.state for row in done.rows] == ["planned"]
    assert shelves(made) == []


@pytest.mark.usefixtures("no_press")
def test_who_interrupts_the_shelves_has_what_was_made(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_words: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.counter.making.shelve", interrupt)
    done = build_and_shelve(made, SUN, made.output, processes=1)
    assert done.interrupted
    assert [row.made.state for row in done.rows] == ["made"]
