"""A cluster of dask.distributed in the place of this machine's processes.

What jobs need travels to each worker once, with a plugin; a job is a few numbers. Plates and
letterheads are shared by the cache of the workspace, on a disk that all machines see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, Generic
from uuid import uuid4

from distributed import Client, Future, Worker, WorkerPlugin, get_worker

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import make_folder
from handouts.store import BESIDE, owned
from handouts.workers.foreman import Foreman, Unlike, Work, work_of
from handouts.workers.pool import Job, JobResult, Lost, words

__all__ = ["Cluster"]

ARRIVAL_SECONDS = (
    10.0  # seconds that the scheduler has to answer, and then its first worker to appear
)
QUIET_SECONDS = 600.0  # seconds without a result after which a cluster is given up
MOST = 20  # jobs that travel together, where there are many
ROUNDS = 8  # times at least that a thread takes jobs, so that all end at about the same time
WAITING = 4  # loads of jobs for each thread that the scheduler is given ahead
AGAIN = 2  # times that a load is given out again whose process has gone


class Cluster(Generic[Job, JobResult]):
    """A team like Workers: the workers of a scheduler, each with the limits that hold there.

    Where a worker is lost, others do its jobs again.
    """

    def __init__(
        self,
        address: str,
        prepare: Callable[[], None],
        function: Callable[[Job], JobResult],
        folders: Sequence[Path],
    ) -> None:
        """Take the scheduler's address, the function that does a job, and what all must see.

        prepare is called once in a process, when the first job there asks for it (Unready).
        """
        self._address, self._prepare, self._function = address, prepare, function
        self._crew = uuid4().hex
        self._marks = tuple(folder / f"{owned(BESIDE)}{self._crew}" for folder in folders)

    def __enter__(self) -> Cluster[Job, JobResult]:
        """Hire the workers. Raises HandoutsError where there are none, or the disk refuses."""
        try:
            self._client = Client(self._address, timeout=ARRIVAL_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise self._unusable(f"no scheduler answers: {error}") from None
        try:
            self._hire()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the workers go; what they are still at is ended."""
        with suppress(Exception):  # the scheduler may have gone
            self._client.unregister_worker_plugin(self._crew)
        self._client.close()
        for mark in self._marks:
            with suppress(OSError):
                mark.unlink()

    def each(self, jobs: Sequence[Job]) -> Iterator[tuple[int, JobResult | Lost]]:
        """Yield (number of job, result) as jobs are done.

        Raises HandoutsError where the cluster has gone, or a machine in it is unlike this one.
        """
        threads = sum(self._client.nthreads().values()) or 1
        size = max(1, min(MOST, len(jobs) // (ROUNDS * threads)))
        loads = iter(
            [range(len(jobs))[start : start + size] for start in range(0, len(jobs), size)]
        )
        running: dict[str, range] = {}
        done = SimpleQueue[Future[Any]]()
        while True:
            while len(running) < WAITING * threads and (load := next(loads, None)):
                given = [jobs[number] for number in load]
                future = self._client.submit(_do, self._crew, given, pure=False, retries=AGAIN)
                running[str(future.key)] = load
                future.add_done_callback(done.put)
            if not running:
                return
            try:
                future = done.get(timeout=QUIET_SECONDS)
            except Empty:
                raise self._unusable(
                    f"none of its workers answered in {QUIET_SECONDS:g} s"
                ) from None
            load = running.pop(str(future.key))
            yield from zip(load, self._results(future, load), strict=True)

    def _results(self, future: Future[Any], load: range) -> Sequence[JobResult | Lost]:
        """Return what became of the jobs that travelled together."""
        if future.cancelled():
            raise self._unusable("its scheduler has gone")
        try:
            results: Sequence[JobResult | Lost] = future.result(timeout=QUIET_SECONDS)
        except Unlike as unlike:
            raise self._unusable(str(unlike)) from None
        except Exception as error:  # of dask, or of what carries the jobs
            return [Lost(words(error))] * len(load)
        return results

    def _hire(self) -> None:
        """Mark the shared folders, and send all workers what they need."""
        try:
            self._client.wait_for_workers(1, timeout=ARRIVAL_SECONDS)
            for mark in self._marks:
                make_folder(mark.parent)
                mark.touch()
            work = work_of(self._prepare, self._function, self._marks)
            self._client.register_plugin(_Crew(work), self._crew)
        except TimeoutError:
            raise self._unusable("it has no workers") from None
        except OSError as error:
            raise self._unusable(f"'{error.filename}' cannot be shared: {error.strerror}") from None
        except Exception as error:  # whatever a worker's Python makes of code that it does not have
            raise self._unusable(f"its workers cannot be used: {words(error)}") from None

    def _unusable(self, fact: str) -> HandoutsError:
        hint = "see 'On a cluster' in docs/running-a-batch.md"
        return HandoutsError(Diagnostic("error", "cluster", Place(self._address), fact, hint))


class _Crew(WorkerPlugin):
    """What a worker of the cluster holds for one build: the work, and processes that do it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._idle: list[Foreman] = []
        self._all: list[Foreman] = []

    def do(self, jobs: Sequence[object]) -> list[Any]:
        """Do jobs, in a thread of the worker's. Raises as Foreman.do does."""
        try:
            foreman = self._idle.pop()
        except IndexError:
            foreman = Foreman(self._work)
            self._all.append(foreman)
        try:
            results = [foreman.do(job) for job in jobs]
        except BaseException:
            foreman.dismiss()
            raise
        self._idle.append(foreman)
        return results

    def teardown(self, worker: Worker) -> None:
        """End all processes, at work or not."""
        for foreman in self._all:
            foreman.dismiss()


def _do(crew: str, jobs: Sequence[object]) -> list[Any]:
    """Do jobs on a worker."""
    plugin = get_worker().plugins[crew]
    assert isinstance(plugin, _Crew)
    return plugin.do(jobs)
