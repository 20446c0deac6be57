"""The web process's side of the press: errands are handed over, and awaited."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

from handouts.diagnostics import Unplaced
from handouts.web.errands import Errand, Lane, Refusal
from handouts.workers import Lost

__all__ = ["MOST_WAITING", "Busy", "Pressroom", "Unmade"]

MOST_WAITING = {"desk": 60, "pictures": 40}  # errands; more are refused, and none is lost
PATIENCE_SECONDS = 120.0  # seconds that an errand waits for the press and all before it
AGAIN_SECONDS = 0.3  # seconds before a press process that ended is started anew
ATTEMPTS = 3  # at an errand during which the press process ended


class Unmade(Unplaced):
    """Something that the press could not do: why, and the way out as ``hint``."""


class Busy(Unmade):
    """More waits for the press than it could do soon."""


class _Gone(Unplaced):
    """The press process ended while it was at an errand."""


class Pressroom:
    """Keeps a press process, starts it anew where it ends, and gives it errands."""

    def __init__(self, root: Path) -> None:
        """Take the root of the workspace; nothing runs until start."""
        self._root = root
        self._numbers = 0
        self._pending: dict[int, asyncio.Future[Any]] = {}
        self._waiting: dict[Lane, int] = {"desk": 0, "pictures": 0}
        self._writer: asyncio.StreamWriter | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()

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

    async def do(self, errand: Errand, lane: Lane = "desk") -> Any:
        """Have an errand done, and return what came of it.

        Raises Busy where too many wait, and Unmade where it is refused, or ended its process.
        """
        if self._waiting[lane] >= MOST_WAITING[lane]:
            raise Busy("too much is being made just now", "wait a moment, and try again")
        self._waiting[lane] += 1
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                outcome = await self._tried(errand, lane)
        except TimeoutError:
            raise Unmade("it took too long", "try again in a few minutes") from None
        finally:
            self._waiting[lane] -= 1
        if isinstance(outcome, Refusal):
            raise Unmade(outcome.fact, outcome.hint)
        if isinstance(outcome, Lost):
            raise Unmade(f"making it {outcome.reason}", "ask who looks after the handouts")
        return outcome

    async def _tried(self, errand: Errand, lane: Lane) -> Any:
        for _ in range(ATTEMPTS):
            await self._ready.wait()
            self._numbers += 1
            number = self._numbers
            done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
            self._pending[number] = done
            try:
                await self._send((number, lane, errand))
                return await done
            except (_Gone, OSError):
                continue
            finally:
                self._pending.pop(number, None)
        raise Unmade("the press ended while it was at it", "ask who looks after the handouts")

    async def _send(self, message: object) -> None:
        data = pickle.dumps(message)
        assert self._writer is not None
        self._writer.write(struct.pack("!i", len(data)) + data)
        await self._writer.drain()

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
            [sys.executable, "-m", "handouts.web.pressing", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        reader, self._writer = await asyncio.open_connection(sock=ours)
        await self._send(self._root)
        self._ready.set()
        return reader

    async def _hear(self, reader: asyncio.StreamReader) -> None:
        """Take what was done, until the press process ends."""
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
                self._process.wait(2)
            self._process.kill()
            self._process.wait()
            self._process = None
