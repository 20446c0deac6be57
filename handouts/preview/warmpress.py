"""The other end of the press's process: who asks gets a future, and may take the job back."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import Future
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Any

from handouts.preview.asking import AGAIN, Function
from handouts.workers import Lost

__all__ = ["WarmPress"]

GRACE_SECONDS = 2.0  # seconds that the process has to end its workers
GONE, BACK = Lost("was stopped: its press has ended"), Lost("was taken back")


class WarmPress:
    """A press for a workspace, in a process of its own; it starts with the first job.

    Use it in a with statement, which ends it. One that has gone is started anew.
    """

    def __init__(self, root: Path) -> None:
        """Take the folder of the workspace."""
        self._root = root
        self._numbers, self._lock = count(), Lock()
        self._asked: dict[int, Future[Any]] = {}
        self._line: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> WarmPress:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process and its workers."""
        with self._lock:
            line, process = self._line, self._process
            self._line = self._process = None
        if line is None or process is None:
            return
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def ask(self, function: Function, *arguments: object) -> Future[Any]:
        """Have a function of `Snapshot` and arguments done by a worker; it is named, not sent.

        The result is what it returns, or Lost with the reason; it raises HandoutsError where the
        workspace cannot be read.
        """
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        with self._lock:
            number = next(self._numbers)
            self._asked[number] = future
            self._send((number, function, arguments))
        return future

    def drop(self, future: Future[Any]) -> None:
        """Take a job back: its worker ends, and its result is Lost."""
        with self._lock:
            numbers = [number for number, asked in self._asked.items() if asked is future]
            for number in numbers:
                del self._asked[number]
                self._send((number, None, ()))
        if numbers:
            future.set_result(BACK)

    def read_again(self) -> None:
        """Have the workspace read anew, before the jobs that are asked for after this."""
        with self._lock:
            self._send(AGAIN)

    def _send(self, message: object) -> None:
        if self._line is None:
            self._start()
        assert self._line is not None
        with suppress(OSError):  # it has gone; who hears it tells those who wait
            self._line.send(message)

    def _start(self) -> None:
        self._line, there = Pipe()
        number = there.fileno()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "handouts.preview.pressing", str(number), str(self._root)],
            pass_fds=[number],
            stdin=subprocess.DEVNULL,
        )
        there.close()
        Thread(target=self._hear, args=(self._line, self._process), daemon=True).start()

    def _hear(self, line: Connection, process: subprocess.Popen[bytes]) -> None:
        """Give results to those who wait for them, until the process ends."""
        while True:
            try:
                number, result = line.recv()
            except (EOFError, OSError):
                break
            with self._lock:
                future = self._asked.pop(number, None)
            if future is not None and isinstance(result, Exception):
                future.set_exception(result)
            elif future is not None:
                future.set_result(result)
        process.wait()
        with self._lock:
            left, self._asked = [*self._asked.values()], {}
            if self._line is line:
                self._line = self._process = None
        line.close()
        for future in left:
            future.set_result(GONE)
