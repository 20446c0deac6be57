"""Drafts as they are typed: the page that is looked at first, then all of them, and findings."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator, Hashable
from dataclasses import replace
from typing import Any

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.preview.drafting import Wanted
from handouts.preview.picturing import Findings, Known, LookAtAll, LookAtOne, Tell, View
from handouts.workers import Lost, WarmPress

__all__ = ["Drafts", "trouble_with"]

MOST_WRITERS = 100  # of whom it is remembered how their drafts lay

Sight = View | Findings


class _Writer:
    """One who writes: what is known of the drafts, and the run that is at work."""

    def __init__(self) -> None:
        self.known: dict[Wanted, Known] = {}
        self.one_run = asyncio.Lock()
        self._newer = asyncio.Event()

    def begin(self) -> asyncio.Event:
        """Tell the run before that a newer one waits; return what tells the newer one so."""
        self._newer.set()
        self._newer = asyncio.Event()
        return self._newer


class Drafts:
    """Has drafts set by a press, for everybody who writes one run at a time.

    A run that has not shown its page is let finish, or who types on would never see one; one that
    has is dropped when a newer one waits, and of several that wait the newest goes on.
    """

    def __init__(self, press: WarmPress) -> None:
        """Take the press; it must hold a Collection."""
        self._press = press
        self._writers = OrderedDict[Hashable, _Writer]()

    async def look(self, who: Hashable, wanted: Wanted, page: int = 0) -> AsyncIterator[Sight]:
        """Yield a page, from 0, of a draft, then all its pages, each a View; and Findings once.

        What could not be set or judged is told in the errors of a View or in Findings. It ends
        early where the same one looks again, and takes its questions back where nobody waits for it
        any more. who is known by any value, such as a session with a handout.
        """
        writer = self._writer(who)
        newer, seen = writer.begin(), asyncio.Queue[Sight | None]()
        run = asyncio.create_task(self._run(writer, newer, seen, wanted, page))
        run.add_done_callback(lambda _: seen.put_nowait(None))
        try:
            while (one := await seen.get()) is not None:
                yield one
            await run
        finally:
            run.cancel()
            await asyncio.gather(run, return_exceptions=True)

    def _writer(self, who: Hashable) -> _Writer:
        writer = self._writers.setdefault(who, _Writer())
        self._writers.move_to_end(who)
        while len(self._writers) > MOST_WRITERS:
            self._writers.popitem(last=False)
        return writer

    async def _run(
        self,
        writer: _Writer,
        newer: asyncio.Event,
        seen: asyncio.Queue[Sight | None],
        wanted: Wanted,
        page: int,
    ) -> None:
        """Put into a queue what is seen, until all is or a newer run waits."""
        saved = replace(wanted, text=None)

        async def look(question: LookAtOne | LookAtAll) -> bool:
            view = await self._asked(question, "setting it")
            if isinstance(view, tuple):
                view = View(errors=view)
            elif view.known is not None:
                writer.known[saved] = view.known
            seen.put_nowait(view)
            return not view.errors

        async def tell() -> None:
            words = await self._asked(Tell(wanted), "judging it")
            seen.put_nowait(Findings(words) if isinstance(words, tuple) else words)

        async def look_on() -> None:
            await look(LookAtAll(wanted, writer.known.get(saved)))

        async with writer.one_run:
            if newer.is_set():
                return
            tasks = {asyncio.create_task(tell())}
            ended = asyncio.create_task(_heard(newer))
            try:
                if await look(LookAtOne(wanted, page, writer.known.get(saved))):
                    tasks.add(asyncio.create_task(look_on()))
                left = set(tasks)
                while left and not newer.is_set():
                    waited = {*left, ended}
                    done, _ = await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
                    left -= done
                    for task in done:
                        task.result()
            finally:
                for task in (*tasks, ended):
                    task.cancel()
                await asyncio.gather(*tasks, ended, return_exceptions=True)

    async def _asked(
        self, question: LookAtOne | LookAtAll | Tell, doing: str
    ) -> Any | tuple[Diagnostic, ...]:
        """Return what the press answers, or why it does not."""
        try:
            answer = await self._press.ask(question, "drafts")
        except (HandoutsError, OSError) as error:
            answer = error
        return trouble_with(answer, question.wanted, doing) or answer


async def _heard(event: asyncio.Event) -> None:
    await event.wait()


def trouble_with(answer: object, wanted: Wanted, doing: str) -> tuple[Diagnostic, ...]:
    """Return what to tell where an answer is an error or was lost; nothing where it is neither."""
    if isinstance(answer, HandoutsError):
        return answer.diagnostics
    place = Place(wanted.file)
    if isinstance(answer, OSError):
        fact = f"{answer.filename or 'the system'}: {answer.strerror or answer}"
        return (Diagnostic("error", "system", place, fact),)
    if isinstance(answer, Lost):
        return (Diagnostic("error", "worker", place, f"{doing} {answer.reason}"),)
    return ()
