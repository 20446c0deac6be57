"""The press process: warm, without threads, with a child of its own for each errand.

It is started by the web process, speaks with it over one line, and ends when that line is closed. A
child has the limits of every worker, so that one that hangs or is hungry costs its errand alone.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path

from handouts.review import Collection
from handouts.web.errands import Errand, Lane, ReadAll, do_errand
from handouts.workers import (
    EXIT_OUT_OF_MEMORY,
    Lost,
    leave,
    limit_memory,
    seldom_look_for_garbage,
)

__all__ = ["MOST_SECONDS", "main"]

MOST_SECONDS = 90.0  # seconds that an errand may take, with all that is set for it
ROOM = {"desk": 2, "pictures": 1}  # children at work at once: pictures are nobody's to wait for


@dataclass
class _Child:
    process: int
    number: int
    lane: Lane
    errand: Errand
    deadline: float


class _Pressing:
    """The children at work, and the errands that wait."""

    def __init__(self, line: Connection, root: Path) -> None:
        self._line, self._root = line, root
        self._collection: Collection | None = None
        self._waiting: dict[Lane, deque[tuple[int, Errand]]] = {
            "desk": deque(),
            "pictures": deque(),
        }
        self._children: dict[Connection, _Child] = {}

    def serve(self) -> None:
        """Do errands until the line is closed."""
        while True:
            left = [child.deadline - time.monotonic() for child in self._children.values()]
            ready = wait([self._line, *self._children], timeout=max(0.0, min(left, default=60.0)))
            if self._line in ready:
                number, lane, errand = self._line.recv()
                self._waiting[lane].append((number, errand))
            for line in [line for line in self._children if line in ready]:
                self._hear(line)
            now = time.monotonic()
            for line in [line for line, child in self._children.items() if child.deadline < now]:
                self._stop(line)
            self._begin()

    def end(self) -> None:
        """End all children, and what they started."""
        for line in list(self._children):
            self._bury(line)

    def _begin(self) -> None:
        for lane, waiting in self._waiting.items():
            busy = sum(child.lane == lane for child in self._children.values())
            while waiting and busy < ROOM[lane]:
                self._fork(lane, *waiting.popleft())
                busy += 1

    def _fork(self, lane: Lane, number: int, errand: Errand) -> None:
        here, there = Pipe(duplex=False)
        process = os.fork()
        if process == 0:
            here.close()
            self._line.close()
            for line in self._children:
                line.close()
            _work(there, self._root, self._collection, errand)
        there.close()
        deadline = time.monotonic() + MOST_SECONDS
        self._children[here] = _Child(process, number, lane, errand, deadline)

    def _hear(self, line: Connection) -> None:
        """Pass on what a child has done; it is not read here, but for what others begin from."""
        try:
            data = line.recv_bytes()
        except (EOFError, OSError):
            data = b""
        child, status = self._bury(line)
        if not data:
            self._tell(child.number, pickle.dumps(Lost(_reason(status))))
            return
        if isinstance(child.errand, ReadAll):
            value = pickle.loads(data)
            self._collection = value if isinstance(value, Collection) else self._collection
        self._tell(child.number, data)

    def _stop(self, line: Connection) -> None:
        """End a child that takes too long."""
        child, _ = self._bury(line)
        reason = f"was stopped: it took more than {MOST_SECONDS:g} s"
        self._tell(child.number, pickle.dumps(Lost(reason)))

    def _tell(self, number: int, data: bytes) -> None:
        self._line.send_bytes(number.to_bytes(8, "big") + data)

    def _bury(self, line: Connection) -> tuple[_Child, int]:
        """End a child with all that it started, and return it, and how it ended."""
        child = self._children.pop(line)
        line.close()
        with suppress(ProcessLookupError):
            os.killpg(child.process, signal.SIGKILL)
        _, status = os.waitpid(child.process, 0)
        return child, os.waitstatus_to_exitcode(status)


def _work(line: Connection, root: Path, collection: Collection | None, errand: Errand) -> None:
    """Do one errand in a child, and end."""
    os.setsid()  # what it starts ends with it
    signal.signal(signal.SIGTERM, leave)
    seldom_look_for_garbage()
    limit_memory()
    try:
        data = pickle.dumps(do_errand(root, collection, errand))
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)
    except Exception as error:  # whatever a library makes of odd input
        data = pickle.dumps(Lost(f"failed: {type(error).__name__}"))
    with suppress(OSError):
        line.send_bytes(data)
        line.close()
        signal.pause()  # what it left running goes with it, once it was heard
    os._exit(0)


def _reason(status: int) -> str:
    if status == EXIT_OUT_OF_MEMORY:
        return "was stopped: it took too much memory"
    return f"ended its process ({'signal' if status < 0 else 'code'} {abs(status)})"


def _warm() -> None:
    """Load what every child needs: they are forked with it."""
    from handouts.batch import Press, build, judge_all, load_press, personal_copy  # noqa: F401

    load_press()


def main(number: int) -> None:
    """Serve the process at the other end of a line, until it closes that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    signal.signal(signal.SIGTERM, leave)
    line = Connection(number)
    root: Path = line.recv()
    _warm()
    pressing = _Pressing(line, root)
    try:
        pressing.serve()
    except (EOFError, OSError):  # whoever asked has gone
        pass
    finally:
        pressing.end()


if __name__ == "__main__":
    main(int(sys.argv[1]))
