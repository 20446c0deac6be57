"""A process beside a worker of a cluster, which has jobs done as they are on one machine.

Workers of dask have threads, which the press may not; and they are neither safe from a job that
hangs or is hungry nor allowed to fork. So each of their threads hands its jobs to a fresh process,
this one, which keeps a forked worker of ours for them. It ends with the worker that started it.
"""

from __future__ import annotations

import pickle
import platform
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from handouts.diagnostics import Unplaced
from handouts.press import engine_key, versions
from handouts.store import clear_leftovers
from handouts.workers.pool import GRACE_SECONDS, Workers, leave, next_job

__all__ = ["Foreman", "Unlike", "Work", "work_of"]


class Unlike(Unplaced):
    """A machine that would not do the work as the one that builds: what is different there."""


@dataclass(frozen=True)
class Work:
    """What a cluster does for one build, and what holds on the machine that builds."""

    functions: bytes  # pickled, as they can be read only where the code is the same
    engine: str
    versions: str
    seen: tuple[Path, ...]  # files that stand on the disk that all machines share


def work_of(
    prepare: Callable[[], None], function: Callable[[Any], Any], seen: tuple[Path, ...]
) -> Work:
    """Return the work of a function that does a job, for machines like this one.

    prepare is called once in each process that forks, when the first job asks for it.
    """
    return Work(pickle.dumps((prepare, function)), engine_key(), versions(), seen)


def differences(work: Work) -> Iterator[str]:
    """Yield what is not on this machine as it is where the work comes from."""
    ours, theirs = versions().split(", "), work.versions.split(", ")
    here, there = (
        ", ".join(v for v in one if v not in two) for one, two in ((ours, theirs), (theirs, ours))
    )
    if here or there:
        yield f"it has {here or 'nothing'} where the machine that builds has {there or 'nothing'}"
    elif work.engine != engine_key():
        yield "its code of Handouts is another than on the machine that builds"
    for file in work.seen:
        if not file.exists():
            yield f"it does not see the same '{file.parent}' as the machine that builds"


class Foreman:
    """Starts such a process, and gives it one job after the other."""

    def __init__(self, work: Work) -> None:
        """Begin the work. Raises EOFError or OSError where the process cannot be started."""
        self._line, there = Pipe()
        number = there.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__, str(number)],
            pass_fds=[number],
            stdin=subprocess.DEVNULL,
        )
        there.close()
        self._line.send(work)

    def do(self, job: object) -> Any:
        """Return a job's result, or how it was lost.

        Raises Unlike where this machine is, EOFError or OSError where the process has gone.
        """
        self._line.send(job)
        fault, result = self._line.recv()
        if fault:
            raise Unlike(fault)
        return result

    def dismiss(self) -> None:
        """End the process, and with it the worker that it keeps."""
        self._line.close()
        self._process.terminate()
        try:
            self._process.wait(2 * GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def main(number: int) -> None:
    """Do jobs until the line is closed or a signal comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the worker that started this
    signal.signal(signal.SIGTERM, leave)
    clear_leftovers(())
    line = Connection(number)
    work: Work = line.recv()
    if fault := "; ".join(differences(work)):
        next_job(line)
        line.send((f"the worker on {platform.node()} cannot be used: {fault}", None))
        return
    prepare, function = pickle.loads(work.functions)

    def apart(job: Any) -> Any:
        line.close()  # of the fork's: else the line would outlive this process
        return function(job)

    with Workers(apart, 1, prepare) as team:
        while (job := next_job(line)) is not None:
            for _, result in team.each([job]):
                line.send(("", result))


if __name__ == "__main__":
    main(int(sys.argv[1]))
