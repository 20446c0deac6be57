"""A real cluster for tests: a scheduler and workers, each a process, on this machine's loopback.

The functions here are what its workers do, so they stand in a module that those can import.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from handouts.workers.pool import MEMORY_BYTES

PLENTY = 60  # seconds for what takes a few
OPTIONS = ("--host", "127.0.0.1", "--no-dashboard")
Process = subprocess.Popen[bytes]


@dataclass
class Machines:
    """Processes that stand for machines; they log into a folder, and end with the stack."""

    folder: Path
    stack: ExitStack

    def __post_init__(self) -> None:
        """Start the scheduler."""
        options = ["scheduler", *OPTIONS, "--port", "0"]
        self.head, self.address = self._run(r"Scheduler at:\s+(tcp:\S+)", options)

    def worker(self, packages: Path | None = None) -> Process:
        """Start a worker with one thread; packages in a folder come before this Python's."""
        options = ["worker", self.address, *OPTIONS, "--no-nanny", "--nthreads", "1"]
        return self._run(r"Starting established connection to (tcp:\S+)", options, packages)[0]

    def _run(
        self, ready: str, options: Sequence[str], before: Path | None = None
    ) -> tuple[Process, str]:
        log = self.folder / f"{len([*self.folder.iterdir()])}.log"
        folders = [*filter(None, [before]), Path(__file__).parent]
        variables = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, folders))}
        with log.open("wb") as said:
            command = [sys.executable, "-m", "dask", *options]
            process = subprocess.Popen(command, stderr=said, cwd=self.folder, env=variables)
        self.stack.callback(ended, process)
        end = time.monotonic() + PLENTY
        while not (found := re.search(ready, log.read_text(encoding="utf-8"))):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < end, log.read_text(encoding="utf-8")
            time.sleep(0.05)
        return process, found[1]


def ended(process: Process) -> None:
    """End a process as an operator does, or if that does not help, for good."""
    process.terminate()
    try:
        process.wait(PLENTY)
    finally:
        process.kill()
        process.wait()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Machines]:
    """Run a scheduler with workers."""
    with ExitStack() as stack:
        machines = Machines(folder, stack)
        for _ in range(workers):
            machines.worker()
        yield machines


def alive(pid: int) -> bool:
    """Say whether a process runs; one that waits to be collected does not."""
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False


def parent(pid: int) -> int:
    """Return the process that started another."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return int(stat.rpartition(")")[2].split()[1])


def nothing() -> None:
    """Prepare nothing."""


def do(folder: Path, job: str) -> str:
    """Do a job, which may be bad, and note in a folder which process did it for whom."""
    me, foreman = os.getpid(), os.getppid()
    (folder / f"pid-{me}").write_text(f"{me} {foreman} {parent(foreman)}", encoding="utf-8")
    first = not (folder / job).exists()
    (folder / job).touch()
    if job == "raise":
        raise ValueError("too\nodd")
    if job == "hunger":
        bytearray(2 * MEMORY_BYTES)
    if job == "hang":
        signal.setitimer(signal.ITIMER_PROF, 0.3)  # as when the limit is near
        while True:
            pass
    if job == "sleep" or (job == "sleep first" and first):
        time.sleep(600)
    if job == "kill":
        os.kill(me, signal.SIGKILL)
    if job == "kill foreman" and first:
        os.kill(foreman, signal.SIGKILL)
        time.sleep(1)
    if job == "kill worker" and first:
        os.kill(parent(foreman), signal.SIGKILL)
        time.sleep(1)
    return job.upper()


def at_work(folder: Path) -> set[int]:
    """Return the processes that did jobs, and those that kept them, as far as they run."""
    notes = [path.read_text(encoding="utf-8").split() for path in folder.glob("pid-*")]
    return {int(pid) for note in notes for pid in note[:2] if alive(int(pid))}
