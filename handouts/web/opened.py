"""The workspace as the desk has it: read once, and anew when a file changes or the day does."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from handouts.brand import Brand, Clinic
from handouts.counter import Offer, offers
from handouts.review import Collection
from handouts.store import Entry, Ledger
from handouts.web.pressroom import Pressroom
from handouts.workers import Unmade, give_back
from handouts.workspace import MARKER, PACKS

__all__ = ["Opened"]

SOURCES = ("content", "brands", "templates", "styles")
DAY_SECONDS = 5.0  # seconds between two looks at the calendar
FRESH_SECONDS = 1.0  # seconds for which what the ledger says is believed


class Opened:
    """What was read of a workspace; pages ask it, and it is never older than its files for long."""

    def __init__(self, root: Path, press: Pressroom, clock: Callable[[], date]) -> None:
        """Take where the workspace is; clock tells the day."""
        self.root, self.clock = root, clock
        self._press = press
        self._collection: Collection | None = None
        self._offers: dict[tuple[str, str], list[Offer]] = {}
        self._entries: dict[str, Entry] = {}
        self._entries_at = -1.0
        self._tasks: list[asyncio.Task[None]] = []
        self._written = self._read_to = 0  # how often we wrote, and what of that was read
        self._catching_up = asyncio.Lock()
        self.trouble = ""  # why the last reading failed; what was read before it stands

    @property
    def collection(self) -> Collection:
        """What was read. Raises Unmade where nothing could be, ever."""
        if self._collection is None:
            raise Unmade(self.trouble or "the handouts are being read", "try again in a moment")
        return self._collection

    async def start(self) -> None:
        """Read, and watch from now on."""
        await self.read()
        self._tasks = [asyncio.create_task(work()) for work in (self._watch_files, self._watch_day)]

    async def stop(self) -> None:
        """Watch no longer."""
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def read(self) -> None:
        """Read everything anew; where that fails, what was read before stands."""
        written = self._written
        try:
            self._collection = await self._press.read()
            self.trouble = ""
        except Unmade as error:
            self.trouble = error.fact
        self._read_to = max(self._read_to, written)
        self._offers.clear()
        give_back()  # what was read before is let go

    def wrote(self) -> None:
        """Take note that a file was written here, so that what was read is older by now."""
        self._written += 1

    async def catch_up(self) -> None:
        """Read everything anew, where something was written here since: who saved sees it."""
        async with self._catching_up:
            if self._read_to < self._written:
                await self.read()

    def clinics(self) -> list[tuple[Brand, Clinic]]:
        """Return all clinics that could be read, in their brands' order."""
        brands = self.collection.materials.brands
        return [(brand, clinic) for brand in brands for clinic in brand.clinics]

    def clinic(self, brand: str, clinic: str) -> tuple[Brand, Clinic] | None:
        """Return a clinic by its names; None where there is none."""
        return next(
            ((b, c) for b, c in self.clinics() if (b.id, c.id) == (brand, clinic)),
            None,
        )

    def offers(self, brand: Brand, clinic: Clinic) -> list[Offer]:
        """Return what a clinic may give today; it is worked out once."""
        key = brand.id, clinic.id
        if key not in self._offers:
            self._offers[key] = offers(self.collection, brand, clinic)
        return self._offers[key]

    def entry(self, path: str) -> Entry | None:
        """Return what the ledger says of a copy that is there as it was made; None where not."""
        now = time.monotonic()
        workspace = self.collection.workspace
        if now - self._entries_at > FRESH_SECONDS:
            with Ledger(workspace.root, workspace.output) as ledger:
                self._entries = dict(ledger.entries())
            self._entries_at = now
        entry = self._entries.get(path)
        if entry is None:
            return None
        try:
            status = (workspace.output / path).stat()
        except OSError:
            return None
        return entry if (status.st_size, status.st_mtime_ns) == entry.stamp else None

    def forget_entries(self) -> None:
        """Ask the ledger anew: something was made."""
        self._entries_at = -1.0

    async def _watch_files(self) -> None:
        names = {MARKER, PACKS, *SOURCES}
        root = self.root.resolve()

        class Ours(DefaultFilter):
            def __call__(self, change: object, path: str) -> bool:
                try:
                    top = Path(path).relative_to(root).parts[:1]
                except ValueError:
                    return True
                return bool(top) and top[0] in names

        async for _ in awatch(root, watch_filter=Ours(), debounce=400, step=50):
            await self.read()

    async def _watch_day(self) -> None:
        while True:
            await asyncio.sleep(DAY_SECONDS)
            if self._collection and self._collection.workspace.today != self.clock():
                await self.read()
