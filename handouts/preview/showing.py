"""What a browser is shown of a draft: the newest pages that could be set, and what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from hashlib import sha256

from handouts.diagnostics import Diagnostic, HandoutsError
from handouts.preview.drafting import Wanted
from handouts.preview.drafts import Drafts, trouble_with
from handouts.preview.picturing import Findings, View
from handouts.workers import WarmPress

__all__ = ["Showing"]

NAME = 16  # characters of a hash that name a picture


class Showing:
    """Has a draft set whenever something changed, the page that is looked at first."""

    def __init__(self, wanted: Wanted, press: WarmPress) -> None:
        """Take what is to be seen, and the press that sets it."""
        self.page = 0  # that is looked at, from 0
        self.pictures: dict[str, bytes] = {}  # JPEG, by name
        self._wanted, self._press, self._drafts = wanted, press, Drafts(press)
        self._pages: list[str] = []
        self._sizes: list[tuple[int, int]] = []
        self._view = View()
        self._looking = 0  # how many runs have not ended
        self._errors: Sequence[Diagnostic] = ()
        self._findings: Sequence[Diagnostic] | None = None
        self._changed, self._listeners = asyncio.Event(), set[asyncio.Queue[bool]]()
        self._changed.set()
        self._stale, self._unread = True, View()  # why the workspace could not be read
        self._reading = asyncio.Lock()

    def change(self, paths: set[str]) -> None:
        """Take notice of files that changed, by their paths in the workspace."""
        own = f"content/{self._wanted.handout}/"
        ours = {path for path in paths if not path.startswith(f"{own}approved/")}
        if any(not path.startswith(own) for path in ours):
            self._stale = True
        if ours:
            self._changed.set()

    async def run(self) -> None:
        """Set the draft again and again, until this is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self._changed.wait()
                self._changed.clear()
                self._looking += 1
                self._tell()
                tasks.create_task(self._look())

    async def _look(self) -> None:
        """Set the draft once, unless something newer comes."""
        try:
            await self._read()
            if self._unread.errors:
                self._take(self._unread)
                return
            async for seen in self._drafts.look(self._wanted, self._wanted, self.page):
                self._take(seen)
        finally:
            self._looking -= 1
            self._tell()

    async def _read(self) -> None:
        """Have the press read the workspace, where that has changed."""
        async with self._reading:
            if not self._stale:
                return
            self._stale = False
            answer: object
            try:
                answer = await self._press.read()
            except (HandoutsError, OSError) as error:
                answer = error
            self._unread = View(errors=trouble_with(answer, self._wanted, "reading it"))

    async def heard(self) -> AsyncIterator[dict[str, object]]:
        """Yield what is to be seen, now and whenever it is another, until it ends."""
        queue: asyncio.Queue[bool] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield self._told()
            while await queue.get():
                while not queue.empty():
                    if not queue.get_nowait():
                        return
                yield self._told()
        finally:
            self._listeners.discard(queue)

    def end(self) -> None:
        """Tell all who listen that nothing more comes."""
        for queue in self._listeners:
            queue.put_nowait(False)

    def _take(self, seen: View | Findings) -> None:
        """Show what was set or told; after an error what was there before stays."""
        if isinstance(seen, Findings):
            self._findings = seen.problems
        else:
            self._errors = seen.errors
            if not seen.errors:
                self._take_pages(seen)
        self._tell()

    def _take_pages(self, view: View) -> None:
        if view.known is None:
            return
        self._view = view
        count = view.known.outline.pages
        self._pages = (self._pages + [""] * count)[:count]
        self._sizes = (self._sizes + [(0, 0)] * count)[:count]
        for number, picture in view.pictures.items():
            name = sha256(picture.data).hexdigest()[:NAME]
            self.pictures[name] = picture.data
            self._pages[number] = name
            self._sizes[number] = picture.width, picture.height
        if view.settled:
            self.pictures = {name: self.pictures[name] for name in self._pages}

    def _tell(self) -> None:
        for queue in self._listeners:
            queue.put_nowait(True)

    def _told(self) -> dict[str, object]:
        pages = zip(self._pages, self._sizes, strict=True)
        others = None
        if self._findings is not None:
            others = [d.as_json() for d in self._findings if d not in self._errors]
        return {
            "title": self._view.title or self._wanted.handout,
            "clinic": self._view.clinic,
            "format": self._wanted.format,
            "code": self._view.code,
            "busy": self._looking > 0,
            "pages": [{"name": name, "width": w, "height": h} for name, (w, h) in pages],
            "errors": [d.as_json() for d in self._errors],
            "findings": others,
        }
