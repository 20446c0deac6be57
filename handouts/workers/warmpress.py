"""The other end of a press process: questions are handed over, awaited, and may be taken back."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import socket
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Any

from handouts.diagnostics import HandoutsError, Unplaced
from handouts.workers.asking import READING, Lane, Question

__all__ = ["MOST_WAITING", "Busy", "Unmade", "WarmPress"]

MOST_WAITING = {"reading": 10, "desk": 60, "drafts": 60, "pictures": 40}  # more are refused
PATIENCE_SECONDS = 120.0  # seconds that a question waits for the press and all before it
AGAIN_SECONDS = 0.3  # seconds before a press process that ended is started anew
GRACE_SECONDS = 2.0  # seconds that it has to end its workers
ATTEMPTS = 3  # at a question during which the press process ended


class Unmade(Unplaced):
    """Something that the press could not do: why, and the way out as ``hint``."""


class Busy(Unmade):
    """More waits for the press than it could do soon."""


class _Gone(Unplaced):
    """The press process ended while it was at a question."""


class WarmPress:
    """Keeps a press process, starts it anew where it ends, and asks it questions.

    Use it in an async with statement, or start and stop it.
    """

    def __init__(self, reading: Callable[[], Question], prepare: Callable[[], None]) -> None:
        """Take what gives the question of which the answer is held for all others.

        prepare loads, once in the process, what its workers need; it is named, not sent.
        """
        self._reading, self._prepare = reading, prepare
        self._numbers = 0
        self._was_read = False
        self._pending: dict[int, asyncio.Future[Any]] = {}
        self._waiting = Counter[Lane]()
        self._writer: asyncio.StreamWriter | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

    async def __aenter__(self) -> WarmPress:
        """Start the process."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process and its workers."""
        await self.stop()

    @property
    def process(self) -> int:
        """The number of the process that runs now; 0 where none does."""
        return self._process.pid if self._process and self._process.poll() is None else 0

    async def start(self) -> None:
        """Start the press process, and see to it that one runs from now on."""
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """End the press process, and all that it is at."""
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        self._end()

    async def read(self) -> Any:
        """Have everything read anew, and return it; from then on questions are answered from it.

        Where it fails, what was read before stands. Raises as ask does.
        """
        self._was_read = True
        return await self.ask(self._reading(), READING)

    async def ask(self, question: Question, lane: Lane = "desk") -> Any:
        """Return the answer to a question, or Lost with the reason.

        It is taken back where the task that asks is cancelled. Raises what the answer raised of
        HandoutsError and OSError, Busy where too many wait, Unmade where it took too long or the
        process ended again and again.
        """
        if self._waiting[lane] >= MOST_WAITING[lane]:
            raise Busy("too much is being made just now", "wait a moment, and try again")
        self._waiting[lane] += 1
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                outcome = await self._tried(question, lane)
        except TimeoutError:
            raise Unmade("it took too long", "try again in a few minutes") from None
        finally:
            self._waiting[lane] -= 1
        if isinstance(outcome, HandoutsError | OSError):
            raise outcome
        return outcome

    async def _tried(self, question: Question, lane: Lane) -> Any:
        for _ in range(ATTEMPTS):
            while not self._ready.is_set():  # it may have ended while this was to go on
                await self._ready.wait()
            self._numbers += 1
            number = self._numbers
            done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            self._pending[number] = done
            try:
                await self._send((number, lane, question))
                return await done
            except (_Gone, ConnectionError):
                self._ready.clear()  # the keeper may not have noticed yet
            except asyncio.CancelledError:
                self._post((number, lane, None))
                raise
            finally:
                self._pending.pop(number, None)
        raise Unmade("the press ended while it was at it", "ask who looks after the handouts")

    async def _send(self, message: object) -> None:
        self._post(message)
        if self._writer is not None:
            await self._writer.drain()

    def _post(self, message: object) -> None:
        data = pickle.dumps(message)
        if self._writer is not None:
            self._writer.write(struct.pack("!i", len(data)) + data)

    async def _keep(self) -> None:
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                reader = await self._begin()
                await self._hear(reader)
            self._ready.clear()
            for done in list(self._pending.values()):
                if not done.done():
                    done.set_exception(_Gone())
            self._end()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _begin(self) -> asyncio.StreamReader:
        ours, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "handouts.workers.pressing", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        reader, self._writer = await asyncio.open_connection(sock=ours)
        await self._send(self._prepare)
        if self._was_read:  # one that is started anew knows nothing of it
            self._numbers += 1
            await self._send((self._numbers, READING, self._reading()))
        self._ready.set()
        return reader

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        """Take answers, until the press process ends."""
        while True:
            (size,) = struct.unpack("!i", await reader.readexactly(4))
            data = await reader.readexactly(size)
            done = self._pending.get(int.from_bytes(data[:8], "big"))
            if done is not None and not done.done():
                done.set_result(pickle.loads(data[8:]))

    def _end(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._process is not None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE_SECONDS)
            self._process.kill()
            self._process.wait()
            self._process = None
