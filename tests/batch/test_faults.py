"""What breaks while a build runs costs no more than it must, and the next build mends it."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from pretend import PretendPress
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch.copies import Copy
from handouts.batch.order import BuildOptions, Order
from handouts.batch.reporting import Build, Row
from handouts.batch.run import build
from handouts.store import ledger
from handouts.store.auditing import audit
from handouts.store.ledger import Ledger
from handouts.store.leftovers import BESIDE, owned
from handouts.store.output import storage_at
from handouts.store.storage import Folder
from handouts.store.whole import write_whole
from handouts.workers import pool as workers
from handouts.workspace import Workspace

COPIES = 8
LIBRARY = a_library(**{f"text_{n}": a_handout(title=f"Text {n}") for n in range(COPIES)})
FIRST = "drafts/harbour/harbour-text-0-en-GB-DRAFT.pdf"
PLENTY = 120  # seconds for what takes one


def built(workspace: Workspace, processes: int = 2, force: bool = False) -> Build:
    return build(
        workspace, Order(), workspace.output, processes=processes, options=BuildOptions(force=force)
    )


def states(done: Build) -> list[str]:
    return [row.made.state for row in done.rows]


def told(done: Build) -> list[str]:
    return [d.message for row in done.rows for d in row.made.diagnostics]


def files(workspace: Workspace) -> list[str]:
    """Return all files in the output, with what is hidden or half."""
    output = workspace.output
    return sorted(p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file())


def all_right(workspace: Workspace) -> bool:
    with Ledger(workspace.root, workspace.output) as book:
        found = audit([storage_at(workspace.output)], book.everywhere())
    return len(found) == COPIES and {file.state for file in found} == {"right"}


def end_here(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_is_killed_in_the_middle_of_a_file_costs_that_copy(
    workspace: MakeWorkspace, press: PretendPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: Path, target: Path) -> Path:
        if target.name in FIRST:
            end_here()
        return rename(self, target)

    made, rename = workspace(LIBRARY), Path.replace
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", killed)
        done = built(made)
    assert sorted(states(done)) == ["failed", *["made"] * (COPIES - 1)]
    assert [text.partition(" ended ")[2] for text in told(done)] == ["its process (signal 9)"]
    assert len(files(made)) == COPIES - 1
    press.worked_on()
    assert sorted(states(built(made))) == ["made", *["unchanged"] * (COPIES - 1)]
    assert press.worked_on() == [FIRST]
    assert all_right(made)


def test_after_a_build_that_was_killed_the_next_makes_the_rest_alone(
    workspace: MakeWorkspace, press: PretendPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(row: Row, done: Build) -> None:
        if len(done.rows) == 5:
            end_here()

    made, group = workspace(LIBRARY), 2
    monkeypatch.setattr(ledger, "GROUP", group)
    process = multiprocessing.get_context("fork").Process(
        target=lambda: build(made, Order(), made.output, processes=2, watch=killed)
    )
    process.start()
    process.join(PLENTY)
    assert process.exitcode == -signal.SIGKILL
    assert len(press.worked_on()) >= 5
    assert set(states(built(made))) == {"made", "unchanged"}
    assert len(press.worked_on()) <= COPIES - 5 + group
    assert all_right(made)


def test_workers_whose_build_was_killed_go_without_a_word(
    workspace: MakeWorkspace, press: PretendPress, capfd: pytest.CaptureFixture[str]
) -> None:
    def meet(copy: Copy) -> None:
        (there / str(os.getpid())).touch()
        while copy.path == FIRST and len([*there.iterdir()]) < 3:
            time.sleep(0.01)
        time.sleep(0 if copy.path == FIRST else 0.5)  # the others are at work when the build ends

    made, press.before = workspace(LIBRARY), meet
    there = made.root / "workers"
    there.mkdir()
    process = multiprocessing.get_context("fork").Process(
        target=lambda: build(made, Order(), made.output, processes=3, watch=end_here)
    )
    process.start()
    process.join(PLENTY)
    pids = {int(path.name) for path in there.iterdir()}
    assert len(pids) == 3
    end = time.monotonic() + PLENTY
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < end, "a worker stayed"
        time.sleep(0.05)
    assert capfd.readouterr().err == ""


def alive(pid: int) -> bool:
    """Say whether a process runs; one that waits to be collected does not."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


ROOM = 64 * 1024  # bytes on the small disk
Disk = Callable[[Path, str], AbstractContextManager[None]]


class Refusing:
    """Writes to a folder as the system does, as long as there is room."""

    def __init__(self, folder: Path, room: int, reason: int) -> None:
        self.folder, self.room, self.reason = folder, room, reason

    def write_whole(self, name: str, data: bytes) -> str:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(self.reason, os.strerror(self.reason), name)
        return write_whole(self.folder / name, data)


def mounted(folder: Path, options: str) -> bool:
    """Make a folder a disk of its own, where that is allowed."""
    command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


@pytest.fixture(params=["real", "double"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Disk:
    """Give a folder to a small disk ('size=…') or to one that is read-only ('ro').

    It is a real one where mounting is allowed, and always also a double.
    """

    @contextmanager
    def of(folder: Path, options: str) -> Iterator[None]:
        folder.mkdir(parents=True)
        if request.param == "real" and mounted(folder, options):
            try:
                yield
            finally:
                subprocess.run(["umount", str(folder)], check=True)
            return
        room, reason = (0, errno.EROFS) if options == "ro" else (ROOM, errno.ENOSPC)
        with monkeypatch.context() as refusing:
            refusing.setattr(Folder, "write_whole", Refusing(folder, room, reason).write_whole)
            yield

    return of


def test_a_full_disk_costs_the_copies_that_found_no_room(
    workspace: MakeWorkspace, press: PretendPress, disk: Disk
) -> None:
    made = workspace(LIBRARY)
    press.size = ROOM // 4 - 1024
    with disk(made.output, f"size={ROOM}"):
        done = built(made, processes=1)
        whole = [made.output / name for name in files(made)]
        assert {path.stat().st_size for path in whole} == {press.size}
        assert len(whole) == states(done).count("made") > 0
    assert states(done).count("failed") == COPIES - len(whole) > 0
    assert set(told(done)) == {"it cannot be written: No space left on device"}
    press.size = 0
    assert not built(made).failed
    assert all_right(made)


def test_a_read_only_output_fails_every_copy_and_is_told(
    workspace: MakeWorkspace, press: PretendPress, disk: Disk
) -> None:
    made = workspace(LIBRARY)
    with disk(made.output, "ro"):
        done = built(made)
        assert files(made) == []
    assert set(states(done)) == {"failed"}
    assert set(told(done)) == {"it cannot be written: Read-only file system"}


@pytest.mark.slow
def test_a_copy_that_never_ends_is_stopped_and_the_others_are_made(
    workspace: MakeWorkspace, press: PretendPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def for_ever(copy: Copy) -> None:
        while copy.path == FIRST:
            pass

    made, press.before = workspace(LIBRARY), for_ever
    monkeypatch.setattr(workers, "COMPUTING_SECONDS", 4)
    done = built(made)
    assert sorted(states(done)) == ["failed", *["made"] * (COPIES - 1)]
    [fact] = told(done)
    assert fact.endswith("was stopped: it took more than 4 s of computing")


def test_what_a_library_raises_is_told_on_one_line_and_the_others_are_made(
    workspace: MakeWorkspace, press: PretendPress, capfd: pytest.CaptureFixture[str]
) -> None:
    def stumble(copy: Copy) -> None:
        if copy.path == FIRST:
            raise RecursionError("too\ndeep")

    made, press.before = workspace(LIBRARY), stumble
    done = built(made)
    assert sorted(states(done)) == ["failed", *["made"] * (COPIES - 1)]
    [fact] = told(done)
    assert "came to an error: RecursionError: too deep (test_faults.py, line " in fact
    assert capfd.readouterr().err == ""


def test_a_brand_that_goes_while_its_copies_are_made_goes_from_the_next_build(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    def remove_the_brand(_copy: Copy) -> None:
        shutil.rmtree(made.root / "brands/harbour", ignore_errors=True)

    made, press.before = workspace(LIBRARY), remove_the_brand
    assert states(built(made)) == ["made"] * COPIES
    assert len(files(made)) == COPIES
    assert states(built(made)) == []


@pytest.mark.parametrize("damage", ["half", "empty page", "text"])
def test_a_damaged_ledger_is_put_aside_and_begun_anew(
    workspace: MakeWorkspace, press: PretendPress, damage: str
) -> None:
    made = workspace(LIBRARY)
    built(made)
    file = made.root / ".handouts/ledger.sqlite3"
    data = file.read_bytes()
    page = len(data) // 2
    file.write_bytes(
        {
            "half": data[:page],
            "empty page": data[:4096] + bytes(4096) + data[8192:],
            "text": b"what is this?" * 1000,
        }[damage]
    )
    done = built(made)
    assert states(done) == ["unchanged"] * COPIES
    [problem] = done.problems
    assert (problem.severity, problem.rule) == ("warning", "ledger")
    assert problem.message.endswith("it was put aside as 'ledger.sqlite3.damaged'")
    assert not done.failed
    assert file.with_name("ledger.sqlite3.damaged").exists()
    assert len(press.worked_on()) == 2 * COPIES
    again = built(made)
    assert (len(again.problems), press.worked_on()) == (0, [])


def test_two_builds_at_once_do_no_harm(workspace: MakeWorkspace, press: PretendPress) -> None:
    def one_of_two(copy: Copy) -> None:
        time.sleep(0.01)

    def run() -> None:
        start.wait(PLENTY)
        done = built(made)
        os._exit(0 if not done.failed and not len(done.problems) else 1)

    made, press.before = workspace(LIBRARY), one_of_two
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(3)
    processes = [fork.Process(target=run) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(PLENTY)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(files(made)) == COPIES
    assert all_right(made)


def test_a_build_that_runs_keeps_its_temporary_files(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    made = workspace(LIBRARY)
    folder = made.output / "drafts/harbour"
    folder.mkdir(parents=True)
    ours = folder / f"{owned(BESIDE)}abc"
    ours.write_bytes(b"half")
    built(made)
    assert ours.exists()
