"""A press in a process of its own: warm, with the limits of every job, and started anew."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pressjobs
import pytest
from pressjobs import Do, Read, prepare

from handouts.workers import pressing
from handouts.workers.pool import Lost
from handouts.workers.warmpress import MOST_WAITING, Busy, WarmPress

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 60  # a limit that stops a hang

Scene = Callable[[WarmPress], Awaitable[Any]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PYTHONPATH", str(Path(pressjobs.__file__).parent))
    (tmp_path / "read").mkdir()
    (tmp_path / "read/one").touch()
    return tmp_path / "read"


def played(folder: Path, scene: Scene) -> Any:
    """Play a scene with a press, and return what it returns; nothing of it is left running."""

    async def play() -> Any:
        async with asyncio.timeout(PATIENCE_SECONDS):
            async with WarmPress(partial(Read, folder), prepare) as press:
                return await scene(press)

    return asyncio.run(play())


async def written(path: Path) -> str:
    """Wait for a file that holds something."""
    while not (path.exists() and path.read_text(encoding="ascii")):
        await asyncio.sleep(0.02)
    return path.read_text(encoding="ascii")


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


def test_a_worker_answers_each_question_and_finds_the_engine_loaded(folder: Path) -> None:
    async def scene(press: WarmPress) -> Any:
        pairs = [await press.ask(Do(pressjobs.who)) for _ in range(2)]
        return pairs, press.process, await press.ask(Do(pressjobs.engine))

    (first, second), process, engine = played(folder, scene)
    assert first[0] != second[0]
    assert first[1] == second[1] == process != os.getpid()
    assert engine == (True, 1)


def test_what_was_read_is_held_until_it_is_read_again(folder: Path) -> None:
    async def scene(press: WarmPress) -> list[int]:
        counted = [await press.ask(Do(pressjobs.count))]
        assert await press.read() == ["one"]
        counted.append(await press.ask(Do(pressjobs.count)))
        (folder / "two").touch()
        counted.append(await press.ask(Do(pressjobs.count)))
        await press.read()
        return [*counted, await press.ask(Do(pressjobs.count))]

    assert played(folder, scene) == [-1, 1, 1, 2]


def test_what_cannot_be_read_is_told_and_what_was_read_before_stands(folder: Path) -> None:
    async def scene(press: WarmPress) -> int:
        await press.read()
        (folder / "one").unlink()
        folder.rmdir()
        with pytest.raises(FileNotFoundError):
            await press.read()
        counted: int = await press.ask(Do(pressjobs.count))
        return counted

    assert played(folder, scene) == 1


@pytest.mark.parametrize(
    ("job", "why"),
    [
        (pressjobs.spin, "was stopped: it took more than 1.5 s of computing"),
        (pressjobs.grow, "was stopped: it took too much memory"),
        (pressjobs.die, "ended its process (code 3)"),
    ],
)
def test_a_question_that_goes_too_far_is_lost_alone(folder: Path, job: Any, why: str) -> None:
    async def scene(press: WarmPress) -> Any:
        await press.read()
        return await asyncio.gather(press.ask(Do(job)), press.ask(Do(pressjobs.count)))

    assert played(folder, scene) == [Lost(why), 1]


def test_what_waits_instead_of_computing_is_stopped_too(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pressing, "MOST_SECONDS", 0.5)
    ours, theirs = Pipe()
    process = os.fork()
    if process == 0:
        ours.close()
        try:
            pressing._Pressing(theirs).serve()
        finally:
            os._exit(0)
    theirs.close()
    ours.send((1, "desk", Do(pressjobs.sleep, (str(tmp_path / "started"),))))
    assert b"it took more than 0.5 s" in ours.recv_bytes()
    ours.close()
    os.waitpid(process, 0)


def test_an_error_is_told_by_its_place_and_not_by_its_words(folder: Path) -> None:
    lost = played(folder, lambda press: press.ask(Do(pressjobs.fail, ("Zebulon",))))
    assert isinstance(lost, Lost)
    assert "ValueError (pressjobs.py, line" in lost.reason
    assert "Zebulon" not in lost.reason


def test_a_question_that_is_taken_back_ends_its_worker_and_holds_up_no_other(
    folder: Path, tmp_path: Path
) -> None:
    started = [tmp_path / f"started-{number}" for number in range(3)]

    async def scene(press: WarmPress) -> int:
        asked = [
            asyncio.create_task(press.ask(Do(pressjobs.sleep, (str(path),)))) for path in started
        ]
        for path in started[:2]:
            await written(path)
        for task in asked[::-1]:  # the last one has not begun
            task.cancel()
        await asyncio.gather(*asked, return_exceptions=True)
        await press.read()
        counted: int = await press.ask(Do(pressjobs.count))
        return counted

    assert played(folder, scene) == 1
    assert all(gone(int(path.read_text("ascii"))) for path in started[:2])
    assert not started[2].exists()


def test_a_press_that_was_killed_is_started_anew_and_knows_what_was_read(folder: Path) -> None:
    async def scene(press: WarmPress) -> tuple[set[int], list[int]]:
        await press.read()
        processes, counted = set(), []
        for _ in range(3):
            processes.add((await press.ask(Do(pressjobs.who)))[1])
            os.kill(press.process, signal.SIGKILL)
            counted.append(await press.ask(Do(pressjobs.count)))
        return processes, counted

    processes, counted = played(folder, scene)
    assert len(processes) == 3
    assert counted == [1, 1, 1]


def test_a_question_that_ends_the_press_again_and_again_is_given_up(
    folder: Path, tmp_path: Path
) -> None:
    async def scene(press: WarmPress) -> str:
        started = tmp_path / "started"
        asked = asyncio.create_task(press.ask(Do(pressjobs.sleep, (str(started),))))
        for _ in range(3):
            await written(started)
            started.unlink()
            os.kill(press.process, signal.SIGKILL)
        error = (await asyncio.gather(asked, return_exceptions=True))[0]
        return f"{type(error).__name__}: {error}"

    assert played(folder, scene) == "Unmade: the press ended while it was at it"


def test_more_than_can_wait_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MOST_WAITING, "desk", 2)

    async def scene(press: WarmPress) -> list[object]:
        asked = [press.ask(Do(pressjobs.count)) for _ in range(5)]
        return [*await asyncio.gather(*asked, return_exceptions=True)]

    assert [type(one) for one in played(folder, scene)].count(Busy) == 3


def test_nothing_of_it_is_left_when_it_is_ended(folder: Path, tmp_path: Path) -> None:
    async def scene(press: WarmPress) -> int:
        asked = asyncio.create_task(press.ask(Do(pressjobs.sleep, (str(tmp_path / "started"),))))
        await written(tmp_path / "started")
        asked.set_name("left")
        return press.process

    assert gone(played(folder, scene))
    assert gone(int((tmp_path / "started").read_text("ascii")))
