"""What the press is making for who waits: each thing once, for all who ask for it."""

from __future__ import annotations

import asyncio
from typing import Any

from handouts.counter import Printable, Wish
from handouts.web.errands import MakeCopy
from handouts.web.opened import Opened
from handouts.web.pressroom import Pressroom
from handouts.workers import Lane, Question

__all__ = ["Makings"]


class Makings:
    """The errands that are under way, by what they are for."""

    def __init__(self, opened: Opened, press: Pressroom) -> None:
        """Take what was read, and the press."""
        self._opened, self._press = opened, press
        self._under_way: dict[tuple[object, ...], asyncio.Task[Any]] = {}

    async def copy(self, wish: Wish, lane: Lane = "desk") -> Printable:
        """Have a copy made; one for a person is made for who asks alone. Raises Busy, Unmade."""
        day = self._opened.clock()
        errand = MakeCopy(day, wish)
        if wish.personal is None:
            text = (wish.handout, wish.language, wish.draft, day)
            key = (wish.owner, *text, wish.format, wish.paper, lane)
            made: Printable = await self.once(key, errand, lane)
        else:
            made = await self._press.do(errand, lane)
        self._opened.forget_entries()
        return made

    async def once(self, key: tuple[object, ...], errand: Question, lane: Lane) -> Any:
        """Have an errand done, and return what came of it; who goes away stops nothing.

        Raises Busy where too many wait, and Unmade where it is refused, or ended its process.
        """
        if key not in self._under_way:
            task = asyncio.create_task(self._press.do(errand, lane))
            self._under_way[key] = task

            def over(_: object) -> None:
                self._under_way.pop(key, None)
                if not task.cancelled():
                    task.exception()  # is told to who waits, if anybody does

            task.add_done_callback(over)
        return await asyncio.shield(self._under_way[key])
