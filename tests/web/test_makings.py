"""What is being made: one copy for all who wait for it, and for one person its own."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from samples import a_handout, a_library, a_workspace

from handouts.counter import Wish
from handouts.page import Personal
from handouts.review import open_collection
from handouts.web.makings import Makings
from handouts.web.opened import Opened
from handouts.web.pressroom import Pressroom
from handouts.workers import Question


class SlowPress:
    """Counts what it is asked for, and answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[Question] = []
        self.ready = asyncio.Event()

    async def do(self, errand: Question, lane: str) -> Any:
        self.asked.append(errand)
        await self.ready.wait()
        return len(self.asked)


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    library = a_library(sun=a_handout())
    materials = open_collection(a_workspace(tmp_path / "w", library)).materials
    return Wish("sun", materials.brands[0], materials.brands[0].clinics[0], "standard")


def makings(press: SlowPress) -> Makings:
    opened = SimpleNamespace(clock=lambda: date(2026, 11, 29), forget_entries=lambda: None)
    return Makings(cast("Opened", opened), cast("Pressroom", press))


def asked(*wishes: Wish) -> tuple[int, list[Any]]:
    """Return how often the press was asked for wishes that come together, and its answers."""

    async def ask() -> tuple[int, list[Any]]:
        press = SlowPress()
        made = makings(press)
        tasks = [asyncio.create_task(made.copy(wish)) for wish in wishes]
        await asyncio.sleep(0)
        press.ready.set()
        answers = await asyncio.gather(*tasks)
        return len(press.asked), answers

    return asyncio.run(ask())


def test_who_looks_and_who_prints_wait_for_one_copy(wish: Wish) -> None:
    times, [looked, printed] = asked(wish, wish)
    assert times == 1
    assert looked is printed


def test_another_paper_is_another_copy(wish: Wish) -> None:
    assert asked(wish, replace(wish, paper="Letter"))[0] == 2


def test_what_is_for_a_person_is_made_for_who_asks_alone(wish: Wish) -> None:
    named = replace(wish, personal=Personal())
    assert asked(named, named)[0] == 2


def test_who_goes_away_stops_nothing(wish: Wish) -> None:
    async def ask() -> Any:
        press = SlowPress()
        made = makings(press)
        first, second = (asyncio.create_task(made.copy(wish)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        press.ready.set()
        return await second

    assert asyncio.run(ask()) == 1
