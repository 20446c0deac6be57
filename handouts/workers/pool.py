"""Processes that do jobs: a crash, a hang or a hunger for memory costs one job alone."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

__all__ = [
    "COMPUTING_SECONDS",
    "EXIT_OUT_OF_MEMORY",
    "Lost",
    "Team",
    "Unready",
    "Worker",
    "Workers",
    "dismiss",
    "garbage_waits",
    "hear",
    "hire",
    "leave",
    "limit_memory",
    "next_job",
    "seldom_look_for_garbage",
    "words",
]

MEMORY_BYTES = 500_000_000  # bytes that a worker may allocate, beside those that its parent had
COMPUTING_SECONDS = 9.0  # seconds of processor time that a job may take
PATIENCE_SECONDS = (
    120.0  # seconds after which a worker that neither computes nor answers is given up
)
GARBAGE = 100_000  # objects that a worker makes between two looks for garbage
GRACE_SECONDS = 1.0  # seconds that a dismissed worker has to tidy up
EXIT_OUT_OF_MEMORY = 77  # the exit code of a worker that ran out of memory

Job = TypeVar("Job")
JobResult = TypeVar("JobResult")


@dataclass(frozen=True)
class Lost:
    """A job that ended its worker, and why."""

    reason: str


class Unready(Exception):
    """Raised by a job that needs what the team's prepare would load; it is done again after it."""


class Team(Protocol[Job, JobResult]):
    """Those who do the jobs of a build, in a with statement: leaving it sends them home."""

    def __enter__(self) -> Team[Job, JobResult]:
        """Begin the shift."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it, also in the middle of jobs."""

    def each(self, jobs: Sequence[Job]) -> Iterator[tuple[int, JobResult | Lost]]:
        """Yield (number of job, result) as jobs are done."""


@dataclass
class Worker:
    """A forked process, and the line to it."""

    process: BaseProcess
    line: Connection
    ready: bool  # forked after all was prepared


class Workers(Generic[Job, JobResult]):
    """A team of forked processes for one function; jobs and results travel, the rest is inherited.

    Use it in a with statement: leaving it ends the processes. A worker must not grow with its jobs:
    to watch one over real copies, run ``handouts build --force -j 1`` in a large workspace and read
    VmRSS in ``/proc/<its number>/status`` now and then.
    """

    def __init__(
        self,
        function: Callable[[Job], JobResult],
        processes: int,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        """Take the function that does a job; a process starts when there is work for it.

        prepare loads what few jobs need, once, here, when the first of them asks for it (Unready):
        processes forked from then on have it.
        """
        self._function = function
        self._processes = processes
        self._prepare = prepare
        self._ready = prepare is None
        self._free: list[Worker] = []
        self._busy: dict[Connection, tuple[Worker, int]] = {}

    def __enter__(self) -> Workers[Job, JobResult]:
        """Begin the shift."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes."""
        for worker in [*self._free, *(worker for worker, _ in self._busy.values())]:
            dismiss(worker)

    def each(self, jobs: Sequence[Job]) -> Iterator[tuple[int, JobResult | Lost]]:
        """Yield (number of job, result) as jobs are done."""
        waiting = deque(range(len(jobs)))
        while waiting or self._busy:
            while waiting and len(self._busy) < self._processes:
                self._give(waiting[0], jobs[waiting[0]])
                waiting.popleft()
            lines = list(self._busy)
            answered = wait(lines, timeout=PATIENCE_SECONDS)
            for line in [line for line in lines if line in answered or not answered]:
                worker, number = self._busy.pop(line)
                result = hear(worker) if answered else Lost("was stopped: it did not answer")
                if isinstance(result, Lost | Unready):
                    dismiss(worker)
                else:
                    self._free.append(worker)
                if not isinstance(result, Unready):
                    yield number, result
                elif worker.ready:
                    yield number, Lost(f"came to an error: {result}")
                else:
                    self._make_ready()
                    waiting.appendleft(number)

    def _make_ready(self) -> None:
        if self._prepare and not self._ready:
            self._prepare()
        self._ready = True

    def _give(self, number: int, job: Job) -> None:
        worker = self._free.pop() if self._free else hire(self._function, ready=self._ready)
        self._busy[worker.line] = worker, number
        worker.line.send(job)


def hire(function: Callable[[Any], Any], *, ready: bool = True) -> Worker:
    """Fork a worker for a function, with the limits of a job; send it jobs by its line.

    ready tells that what a job may need is loaded.
    """
    here, there = multiprocessing.Pipe()
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_work, args=(function, there, here), daemon=True)
    process.start()
    there.close()
    return Worker(process, here, ready)


def _work(function: Callable[[Any], Any], line: Connection, other: Connection) -> None:
    """Do jobs until the line is closed."""
    other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C, and ends its workers
    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    seldom_look_for_garbage()
    limit_memory()
    while (job := next_job(line)) is not None:
        try:
            signal.setitimer(signal.ITIMER_PROF, COMPUTING_SECONDS)
            result = function(job)
        except MemoryError:
            os._exit(EXIT_OUT_OF_MEMORY)
        except Unready as unready:
            result = unready
        except Exception as error:  # whatever a library makes of odd input
            result = Lost(words(error))
        signal.setitimer(signal.ITIMER_PROF, 0)
        try:
            line.send(result)
        except OSError:  # the parent was killed
            break
    os._exit(0)  # no clean-up: what the parent made is the parent's


def limit_memory() -> None:
    """Let this process allocate so much beside what it has, or less where it was given less."""
    most, (_, given) = _held() + MEMORY_BYTES, resource.getrlimit(resource.RLIMIT_DATA)
    if given != resource.RLIM_INFINITY:
        most = min(most, given)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _held() -> int:
    """Return the bytes that this process has allocated; 0 where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def seldom_look_for_garbage() -> None:
    """Have this process leave alone what it holds already, and look through the rest seldom.

    Typesetting makes very many objects, and hardly any that only a search could free.
    """
    gc.enable()
    gc.freeze()
    gc.set_threshold(GARBAGE)


@contextmanager
def garbage_waits() -> Iterator[None]:
    """Have this process look for no garbage meanwhile; those that it forks do.

    Reading and planning makes very many objects, and they stay.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def words(error: Exception) -> str:
    """Return what was raised and where, on one line."""
    place = extract_tb(error.__traceback__)[-1]
    message = " ".join(str(error).split())
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"came to an error: {type(error).__name__}: {message} ({where})"


def next_job(line: Connection) -> Any:
    """Return the next job; None where the parent wants no more, or has gone."""
    try:
        return line.recv()
    except (EOFError, OSError):
        return None


def hear(worker: Worker) -> Any:
    """Return a worker's result, or how it ended."""
    try:
        return worker.line.recv()
    except (EOFError, OSError):
        worker.process.join()
        code = worker.process.exitcode or 0
        if code == -signal.SIGPROF:
            return Lost(f"was stopped: it took more than {COMPUTING_SECONDS:g} s of computing")
        if code == EXIT_OUT_OF_MEMORY:
            return Lost(f"was stopped: it took more than {MEMORY_BYTES // 1_000_000} MB of memory")
        return Lost(f"ended its process ({'signal' if code < 0 else 'code'} {abs(code)})")


def dismiss(worker: Worker) -> None:
    """End a worker; it may still tidy up, as a file that is half written must go."""
    worker.line.close()
    worker.process.terminate()
    worker.process.join(GRACE_SECONDS)
    worker.process.kill()
    worker.process.join()


def leave(_signal: int, _frame: object) -> None:
    """End a process by way of its clean-up, when a signal comes."""
    raise SystemExit
