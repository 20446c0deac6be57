"""The web process never typesets; the press beside it may end, and what hangs costs itself."""

from __future__ import annotations

import asyncio
import os
import signal
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from samples import TODAY
from serving import Desk, a_practice, until

from handouts.brand import load_brands
from handouts.counter import Wish
from handouts.diagnostics import Problems
from handouts.web.errands import MakeCopy
from handouts.web.opened import Opened
from handouts.web.pressroom import Pressroom
from handouts.workers import Unmade
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

SUN = "/look/harbour/harbour/sun"


def maps_of(process: int) -> str:
    return Path(f"/proc/{process}/maps").read_text("utf-8", "replace")


def test_the_web_process_never_loads_what_typesets(desk: Desk, practice: Path) -> None:
    visitor = desk.visitor()
    [code] = [path.name for path in practice.glob("content/sun/approved/*")]
    pages = ["/", "/find?q=sun", SUN, "/picture/harbour/harbour/sun/standard/page/1"]
    pages += ["/changed", "/rack", "/printed", "/person/harbour/harbour/sun", f"/t/{code}"]
    for page in pages:
        assert visitor.ask(page).status == 200, page
    [press] = desk.press_processes()
    assert "pango" in maps_of(press)
    assert "pango" not in maps_of(desk.process.pid)


def test_the_press_process_has_one_thread(desk: Desk) -> None:
    [press] = desk.press_processes()
    assert len(list(Path(f"/proc/{press}/task").iterdir())) == 1


def test_a_press_that_is_killed_comes_back(desk: Desk) -> None:
    visitor = desk.visitor()
    for _ in range(3):
        [press] = desk.press_processes()
        os.kill(press, signal.SIGKILL)
        until(lambda before=press: desk.press_processes() not in ([], [before]))
        assert visitor.ask(f"{SUN}?format=large-print").status == 200
    path = "/made/harbour/harbour/sun/large-print"
    until(lambda: visitor.ask(path).status == 200)
    assert "Page 1 of" in visitor.ask(path).text


def test_a_change_of_a_file_is_seen_without_a_restart(desk: Desk, practice: Path) -> None:
    visitor = desk.visitor()
    path = practice / "content/peel/handout.yaml"
    before = path.read_text("utf-8")
    assert "After a peel" in visitor.ask("/find?q=peel").words
    path.write_text(before.replace("After a peel", "After your peel"), "utf-8")
    until(lambda: "After your peel" in visitor.ask("/find?q=peel").words)
    path.write_text(before, "utf-8")
    until(lambda: "After a peel" in visitor.ask("/find?q=peel").words)


def test_a_file_that_is_broken_leaves_the_others(desk: Desk, practice: Path) -> None:
    visitor = desk.visitor()
    path = practice / "content/peel/handout.yaml"
    before = path.read_text("utf-8")
    path.write_text("title: [", "utf-8")
    until(lambda: "After a peel" not in visitor.ask("/find?q=peel").words)
    assert "Sun and your skin" in visitor.ask("/find?q=sun").words
    (practice / "handouts.toml").write_text("= wrong", "utf-8")
    until(lambda: "A file cannot be read" in visitor.ask("/").words)
    assert "Sun and your skin" in visitor.ask("/find?q=sun").words
    (practice / "handouts.toml").write_text("", "utf-8")
    path.write_text(before, "utf-8")
    until(lambda: "After a peel" in visitor.ask("/find?q=peel").words)
    assert "A file cannot be read" not in visitor.ask("/").words


class Clock:
    """A calendar that is turned by hand."""

    def __init__(self) -> None:
        self.day = TODAY

    def __call__(self) -> date:
        return self.day


def test_at_midnight_an_overdue_text_stops(tmp_path: Path, monkeypatch: Any) -> None:
    a_practice(tmp_path / "workspace")
    clock = Clock()
    monkeypatch.setattr("handouts.web.opened.DAY_SECONDS", 0.05)

    async def over_midnight() -> list[tuple[str, bool]]:
        press = Pressroom(tmp_path / "workspace", clock)
        opened = Opened(tmp_path / "workspace", press, clock)
        await press.start()
        await opened.start()
        told: list[tuple[str, bool]] = []
        for days in (365 + 30, 365 + 31):
            clock.day = TODAY + timedelta(days=days)
            while opened.collection.workspace.today != clock.day:
                await asyncio.sleep(0.05)
            brand, clinic = opened.clinics()[0]
            [sun] = [offer for offer in opened.offers(brand, clinic) if offer.id == "sun"]
            told.append((sun.copy.edition.review, bool(sun.refused)))
            wish = Wish("sun", brand, clinic, "standard")
            try:
                await press.do(MakeCopy(clock(), wish))
            except Unmade as error:
                told.append((error.fact, True))
        await opened.stop()
        await press.stop()
        return told

    overdue, refused, fact = asyncio.run(over_midnight())
    assert overdue == ("overdue", False)
    assert refused == ("overdue", True)
    assert "may not be used after" in fact[0]


@pytest.fixture
def room(tmp_path: Path) -> Path:
    a_practice(tmp_path / "workspace")
    return tmp_path / "workspace"


def test_what_is_refused_says_where_and_why(room: Path) -> None:
    [brand] = load_brands(Workspace.open(room, TODAY), Problems())
    wish = Wish("sun", brand, brand.clinics[0], "standard")
    (room / "handouts.toml").write_text("formats = [1]\n", "utf-8")

    async def read() -> list[str]:
        press = Pressroom(room, lambda: TODAY)
        async with press:
            with pytest.raises(Unmade) as told:
                await press.read()
            with pytest.raises(Unmade) as again:  # nothing was read, so nothing can be made
                await press.do(MakeCopy(TODAY, wish))
        return [told.value.fact, again.value.fact]

    told, again = asyncio.run(read())
    assert told.startswith("handouts.toml:1:")
    assert again == told
