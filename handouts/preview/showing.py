"""What a browser is shown of a draft: the newest pages that could be set, and what is wrong."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from hashlib import sha256
from typing import Any

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.preview.drafting import Wanted
from handouts.preview.picturing import Known, View, look_at_all, look_at_one, tell
from handouts.preview.warmpress import WarmPress
from handouts.workers import Lost

__all__ = ["Showing"]

NAME = 16  # characters of a hash that name a picture


class Showing:
    """Has a draft set whenever something changed, the page that is looked at first.

    A run that has not shown its page is let finish, or who types on would never see one; one that
    has is taken back when something newer waits.
    """

    def __init__(self, wanted: Wanted, press: WarmPress) -> None:
        """Take what is to be seen, and the press that sets it."""
        self.page = 0  # that is looked at, from 0
        self.pictures: dict[str, bytes] = {}  # JPEG, by name
        self._wanted, self._press = wanted, press
        self._known: Known | None = None
        self._pages: list[str] = []
        self._sizes: list[tuple[int, int]] = []
        self._view = View()
        self._busy = True
        self._errors: Sequence[Diagnostic] = ()
        self._findings: Sequence[Diagnostic] | None = None
        self._changed, self._listeners = asyncio.Event(), set[asyncio.Queue[bool]]()
        self._changed.set()

    def change(self, paths: set[str]) -> None:
        """Take notice of files that changed, by their paths in the workspace."""
        own = f"content/{self._wanted.handout}/"
        ours = {path for path in paths if not path.startswith(f"{own}approved/")}
        if any(not path.startswith(own) for path in ours):
            self._press.read_again()
        if ours:
            self._changed.set()

    async def run(self) -> None:
        """Set the draft again and again, until this is cancelled."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            self._busy = True
            self._tell()
            words = asyncio.create_task(self._judge())
            self._take(await self._asked(look_at_one, self.page, self._known))
            await self._settle()
            if self._changed.is_set():
                words.cancel()
            with suppress(asyncio.CancelledError):
                await words
            self._busy = self._changed.is_set()
            self._tell()

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

    async def _settle(self) -> None:
        """Have all pages set, unless the one was not to be had, or something newer comes."""
        if self._errors:
            return
        setting = asyncio.create_task(self._asked(look_at_all, self._known))
        newer = asyncio.create_task(self._changed.wait())
        await asyncio.wait((setting, newer), return_when=asyncio.FIRST_COMPLETED)
        newer.cancel()
        if setting.done():
            self._take(setting.result())
        else:
            setting.cancel()
            with suppress(asyncio.CancelledError):
                await setting

    async def _judge(self) -> None:
        findings = await self._asked(tell)
        if isinstance(findings, tuple):
            self._findings = findings
            self._tell()

    async def _asked(self, function: Any, *arguments: object) -> Any:
        """Return what the press answers; a job that nobody waits for any more is taken back."""
        future: Future[Any] = self._press.ask(function, self._wanted, *arguments)
        try:
            return await asyncio.wrap_future(future)
        except HandoutsError as error:
            return View(errors=error.diagnostics)
        except asyncio.CancelledError:
            self._press.drop(future)
            raise

    def _take(self, view: View | Lost) -> None:
        """Show what was set; after an error what was there before stays."""
        if isinstance(view, Lost):
            place = Place(f"content/{self._wanted.handout}/handout.yaml")
            view = View(errors=(Diagnostic("error", "worker", place, f"setting it {view.reason}"),))
        self._errors = view.errors
        if not view.errors and view.known is not None:
            self._view, self._known = view, view.known
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
        self._tell()

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
            "busy": self._busy,
            "pages": [{"name": name, "width": w, "height": h} for name, (w, h) in pages],
            "errors": [d.as_json() for d in self._errors],
            "findings": others,
        }
