"""The press in a process of its own: warm, without threads; it forks a worker for each job.

Whoever has threads, or must not load the engine, asks it by `WarmPress`. It reads the workspace
once, and again when it is told to; a worker inherits what was read, and has the limits of every
job (`handouts.workers`). What a worker has done within them, the press then does once itself, so
that those who come after find faces, styles and templates loaded.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from handouts.diagnostics import HandoutsError
from handouts.engine import warm
from handouts.preview.asking import Call, Function
from handouts.preview.drafting import Snapshot, hold
from handouts.workers import COMPUTING_SECONDS, Lost, Worker, dismiss, hear, hire, leave, next_job
from handouts.workers import seldom_look_for_garbage as settle
from handouts.workspace import Workspace

IDLE_SECONDS = 0.3  # seconds without a job, after which the press does for itself what it knows


class _Press:
    """What is snapshot, and the workers that are at their jobs."""

    def __init__(self, line: Connection, root: Path) -> None:
        self._line, self._root = line, root
        self._working: dict[Connection, tuple[int, Worker, Call]] = {}
        self._known = set[Function]()
        self._waiting = list[tuple[Function, tuple[Any, ...]]]()
        self._read()

    def work(self) -> None:
        """Do what is asked for until the line is closed."""
        try:
            while True:
                idle = self._waiting and not self._working
                answered = wait([self._line, *self._working], IDLE_SECONDS if idle else None)
                if not answered:
                    self._warm(*self._waiting.pop())
                for ready in answered:
                    if ready is not self._line:
                        self._answer(ready)
                    elif (asked := next_job(self._line)) is not None:
                        self._take(asked)
                    else:
                        return
        finally:
            for _, worker, _ in self._working.values():
                dismiss(worker)

    def _read(self) -> None:
        self._snapshot: Snapshot | HandoutsError
        try:
            workspace = Workspace.open(self._root, date.today(), date.today)
            self._snapshot = hold(workspace)
        except HandoutsError as error:
            self._snapshot = error
        self._known.clear()
        self._waiting.clear()

    def _take(self, asked: Call | str) -> None:
        if isinstance(asked, str):
            self._read()
            return
        number, function, _ = asked
        if function is None:
            for line, (other, worker, _) in [*self._working.items()]:
                if other == number:
                    del self._working[line]
                    dismiss(worker)
        elif isinstance(self._snapshot, HandoutsError):
            self._line.send((number, self._snapshot))
        else:
            worker = hire(self._apart)
            self._working[worker.line] = number, worker, asked
            worker.line.send(asked)

    def _apart(self, asked: Call) -> Any:
        """Do a job, in a worker: what is the press's own is closed there, or would outlive it."""
        self._line.close()
        _, function, arguments = asked
        assert function is not None
        return function(self._snapshot, *arguments)

    def _answer(self, ready: Any) -> None:
        number, worker, (_, function, arguments) = self._working.pop(ready)
        result = hear(worker)
        dismiss(worker)
        self._line.send((number, result))
        failed = isinstance(result, Lost) or bool(getattr(result, "errors", False))
        if function is not None and function not in self._known and not failed:
            self._known.add(function)
            self._waiting.append((function, arguments))

    def _warm(self, function: Function, arguments: tuple[Any, ...]) -> None:
        """Do once what a worker has done, while nobody waits for anything."""
        signal.setitimer(signal.ITIMER_PROF, COMPUTING_SECONDS)  # ends it, to be started anew
        with suppress(Exception):  # the files may be others by now
            function(self._snapshot, *arguments)
        signal.setitimer(signal.ITIMER_PROF, 0)
        settle()


def main(number: int, root: str) -> None:
    """Work until the line is closed or a signal comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    signal.signal(signal.SIGTERM, leave)
    line = Connection(number)
    warm()
    press = _Press(line, Path(root))
    settle()
    press.work()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
