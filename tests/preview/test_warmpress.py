"""A press in a process of its own: warm, with the limits of every job, and started anew."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pressjobs
import pytest
from samples import MakeWorkspace, a_handout, a_library

from handouts.diagnostics import HandoutsError
from handouts.preview.warmpress import WarmPress
from handouts.workers.pool import Lost

PATIENCE_SECONDS = 60  # a limit that stops a hang


@pytest.fixture
def root(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(Path(pressjobs.__file__).parent))
    return workspace(a_library(sun=a_handout())).root


@pytest.fixture
def press(root: Path) -> Iterator[WarmPress]:
    with WarmPress(root) as made:
        yield made


def done(press: WarmPress, function: Any, *arguments: object) -> Any:
    return press.ask(function, *arguments).result(PATIENCE_SECONDS)


def gone(process: int) -> bool:
    """Say whether a process ends within the patience of a test."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def test_a_worker_does_each_job_and_finds_the_engine_loaded(press: WarmPress) -> None:
    first, second = done(press, pressjobs.who), done(press, pressjobs.who)
    assert first[0] != second[0]
    assert first[1] == second[1] != os.getpid()
    assert done(press, pressjobs.engine) is True


def test_the_workspace_is_read_again_when_that_is_asked_for(press: WarmPress, root: Path) -> None:
    assert done(press, pressjobs.count) == 1
    (root / "content/moon").mkdir()
    (root / "content/moon/handout.yaml").write_text(a_handout(), encoding="utf-8")
    assert done(press, pressjobs.count) == 1
    press.read_again()
    assert done(press, pressjobs.count) == 2


def test_a_workspace_that_cannot_be_read_is_told_until_it_is_mended(
    press: WarmPress, root: Path
) -> None:
    (root / "handouts.toml").write_text("formats = 3", encoding="utf-8")
    with pytest.raises(HandoutsError, match=r"handouts\.toml"):
        done(press, pressjobs.count)
    (root / "handouts.toml").write_text("", encoding="utf-8")
    press.read_again()
    assert done(press, pressjobs.count) == 1


@pytest.mark.parametrize(
    ("job", "why"),
    [(pressjobs.spin, "computing"), (pressjobs.grow, "memory"), (pressjobs.die, "3")],
)
def test_a_job_that_goes_too_far_is_lost_alone(press: WarmPress, job: Any, why: str) -> None:
    lost = done(press, job)
    assert isinstance(lost, Lost)
    assert why in lost.reason
    assert done(press, pressjobs.count) == 1


def test_a_job_that_is_taken_back_ends_its_worker_and_holds_up_no_other(
    press: WarmPress, tmp_path: Path
) -> None:
    started = tmp_path / "started"
    future = press.ask(pressjobs.sleep, str(started))
    assert done(press, pressjobs.count) == 1
    until = time.monotonic() + PATIENCE_SECONDS
    while not (started.exists() and started.read_text(encoding="ascii")):
        assert time.monotonic() < until
        time.sleep(0.02)
    press.drop(future)
    assert isinstance(future.result(PATIENCE_SECONDS), Lost)
    assert gone(int(started.read_text(encoding="ascii")))


def test_a_press_that_was_killed_is_started_anew(press: WarmPress) -> None:
    _, number = done(press, pressjobs.who)
    os.kill(number, signal.SIGKILL)
    assert gone(number)
    lost = done(press, pressjobs.who)  # it may not yet be known that it has gone
    another = done(press, pressjobs.who) if isinstance(lost, Lost) else lost
    assert another[1] != number


def test_nothing_of_it_is_left_when_it_is_ended(root: Path, tmp_path: Path) -> None:
    with WarmPress(root) as press:
        worker, number = done(press, pressjobs.who)
        future = press.ask(pressjobs.sleep, str(tmp_path / "started"))
        done(press, pressjobs.count)
    assert isinstance(future.result(PATIENCE_SECONDS), Lost)
    assert gone(number)
    assert gone(worker)
    assert gone(int((tmp_path / "started").read_text(encoding="ascii")))
