"""A press process: warm, without threads, with a worker of its own for each question.

Whoever has threads, or must not load the engine, asks it by `WarmPress`, and it ends when that line
is closed. What a reading came to is held, and every worker is forked with it. A worker has the
limits of every job, so that one that hangs or is hungry costs its question alone. What one has
answered within them, the process may then answer once itself, so that those who come after find
faces, styles and templates loaded.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from traceback import extract_tb
from typing import Any, NoReturn

from handouts.diagnostics import HandoutsError
from handouts.engine import warm
from handouts.workers.asking import MOST_SECONDS, READING, Call, Lane, Question
from handouts.workers.memory import give_back
from handouts.workers.pool import (
    COMPUTING_SECONDS,
    EXIT_OUT_OF_MEMORY,
    Lost,
    leave,
    limit_memory,
    seldom_look_for_garbage,
)

__all__ = ["main"]

ROOM: dict[Lane, int] = {"reading": 1, "desk": 2, "drafts": 2, "pictures": 1}  # at work at once
IDLE_SECONDS = 0.3  # seconds without work, after which the process does for itself what it knows


@dataclass
class _Child:
    process: int
    number: int
    lane: Lane
    question: Question


class _Pressing:
    """The workers, the questions that wait, and what is held."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._held: Any = None
        self._waiting = {lane: deque[tuple[int, Question]]() for lane in ROOM}
        self._children: dict[Connection, _Child] = {}
        self._known = set[type[Question]]()
        self._due = list[Question]()

    def serve(self) -> None:
        """Answer questions until the line is closed."""
        while True:
            idle = self._due and not self._children
            ready = wait([self._line, *self._children], IDLE_SECONDS if idle else None)
            if self._line in ready:
                self._take(self._line.recv())
            for line in [line for line in self._children if line in ready]:
                self._hear(line)
            self._begin()
            if not ready:
                self._warm(self._due.pop())

    def end(self) -> None:
        """End all workers, and what they started."""
        for line in list(self._children):
            self._bury(line)

    def _take(self, asked: Call) -> None:
        """Put a question in its lane, or take one back."""
        number, lane, question = asked
        if question is not None:
            self._waiting[lane].append((number, question))
            return
        kept = [one for one in self._waiting[lane] if one[0] != number]
        self._waiting[lane] = deque(kept)
        for line in [line for line, child in self._children.items() if child.number == number]:
            self._bury(line)

    def _begin(self) -> None:
        for lane, waiting in self._waiting.items():
            while waiting and self._has_room(lane):
                self._fork(lane, *waiting.popleft())

    def _has_room(self, lane: Lane) -> bool:
        """Say whether one more of a lane may begin: before the first reading none but that."""
        busy = Counter(child.lane for child in self._children.values())
        if self._held is None and busy[READING] and lane != READING:
            return False
        return busy[lane] < ROOM[lane]

    def _fork(self, lane: Lane, number: int, question: Question) -> None:
        here, there = Pipe(duplex=False)
        process = os.fork()
        if process == 0:
            here.close()
            self._line.close()
            for line in self._children:
                line.close()
            _work(there, self._held, question)
        there.close()
        self._children[here] = _Child(process, number, lane, question)

    def _hear(self, line: Connection) -> None:
        """Pass on what a worker answers; it is not read here, but for what is held."""
        try:
            data = line.recv_bytes()
        except (EOFError, OSError):
            data = b""
        child, status = self._bury(line)
        if not data:
            self._tell(child.number, pickle.dumps(Lost(_reason(status, child.question))))
            return
        if child.lane == READING:
            self._hold(pickle.loads(data))
        elif child.question.warms and type(child.question) not in self._known:
            self._known.add(type(child.question))
            self._due.append(child.question)
        self._tell(child.number, data)

    def _hold(self, value: object) -> None:
        """Hold what was read; where reading failed, what was read before it stands."""
        if isinstance(value, Lost):
            return
        if not isinstance(value, HandoutsError | OSError) or not self._held:
            self._held = value
            self._known.clear()
            self._due.clear()

    def _tell(self, number: int, data: bytes) -> None:
        self._line.send_bytes(number.to_bytes(8, "big") + data)

    def _bury(self, line: Connection) -> tuple[_Child, int]:
        """End a worker with all that it started, and return it, and how it ended."""
        child = self._children.pop(line)
        line.close()
        with suppress(ProcessLookupError):
            os.killpg(child.process, signal.SIGKILL)
        with suppress(ProcessLookupError):  # it may not have its group yet
            os.kill(child.process, signal.SIGKILL)
        _, status = os.waitpid(child.process, 0)
        return child, os.waitstatus_to_exitcode(status)

    def _warm(self, question: Question) -> None:
        """Answer once what a worker has answered, while nobody waits for anything."""
        signal.setitimer(signal.ITIMER_PROF, COMPUTING_SECONDS)  # ends it, to be started anew
        with suppress(Exception):  # the files may be others by now
            question.answer(self._held)
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.unfreeze()  # what was read before, and what setting left over, would stay for good
        gc.collect()
        give_back()
        seldom_look_for_garbage()


def _work(line: Connection, holding: object, question: Question) -> NoReturn:
    """Answer one question in a worker, and end."""
    os.setsid()  # what it starts ends with it
    signal.signal(signal.SIGTERM, leave)
    for one in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(one, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, question.computing)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)  # also where the press has gone meanwhile
    seldom_look_for_garbage()
    limit_memory()
    try:
        data = _answered(holding, question)
        line.send_bytes(data)
        line.close()
        signal.pause()  # what it left running goes with it, once it was heard
    except MemoryError:
        os._exit(EXIT_OUT_OF_MEMORY)
    except BaseException:  # whoever asked has gone; or it was told to end
        os._exit(1)
    os._exit(0)


def _answered(holding: object, question: Question) -> bytes:
    """Return the answer as it travels."""
    try:
        return pickle.dumps(question.answer(holding))
    except (HandoutsError, OSError) as error:
        return pickle.dumps(error)
    except MemoryError:
        raise
    except Exception as error:  # whatever a library makes of odd input; its words may be a person's
        frame = extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}, line {frame.lineno}"
        return pickle.dumps(Lost(f"came to an error: {type(error).__name__} ({where})"))


def _reason(status: int, question: Question) -> str:
    if status == EXIT_OUT_OF_MEMORY:
        return "was stopped: it took too much memory"
    if status == -signal.SIGALRM:
        return f"was stopped: it took more than {MOST_SECONDS:g} s"
    if status == -signal.SIGPROF:
        return f"was stopped: it took more than {question.computing:g} s of computing"
    return f"ended its process ({'signal' if status < 0 else 'code'} {abs(status)})"


def main(number: int) -> None:
    """Serve the process at the other end of a line, until it closes that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    signal.signal(signal.SIGTERM, leave)
    line = Connection(number)
    warm()
    pressing = _Pressing(line)
    try:
        prepare = line.recv()
        prepare()
        seldom_look_for_garbage()
        pressing.serve()
    except (EOFError, OSError):  # whoever asked has gone
        pass
    finally:
        pressing.end()


if __name__ == "__main__":
    main(int(sys.argv[1]))
