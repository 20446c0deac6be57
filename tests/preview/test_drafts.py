"""Drafts as they are typed: set by a real press, the page first, and a newer one takes over."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pressjobs
import pytest
from pressjobs import Do
from samples import TODAY, MakeWorkspace, a_handout, a_library

from handouts.preview.drafting import Wanted
from handouts.preview.drafts import Drafts
from handouts.preview.picturing import Findings, View, look_at_all
from handouts.preview.readings import ReadAll, load
from handouts.review import open_collection
from handouts.workers import Lost, WarmPress
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 300  # a limit that stops a hang
GROWTH_BYTES = 4_000_000  # of six readings
FILE = "content/sun/handout.yaml"
WORDS = "Skin is an organ, and the sun reaches all of it that is not covered. " * 12

Scene = Callable[[Drafts, WarmPress], Awaitable[Any]]


def a_text(title: str = "Sun and your skin", sections: int = 9, **changes: object) -> bytes:
    parts = [
        {"heading": f"Part {number}", "blocks": [{"prose": WORDS}]} for number in range(sections)
    ]
    return a_handout(title=title, sections=parts, **changes).encode()


def wanted(text: bytes | None, form: str = "standard") -> Wanted:
    return Wanted("sun", "harbour", form, text)


@pytest.fixture
def made(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("PYTHONPATH", str(Path(pressjobs.__file__).parent))
    return workspace(a_library(sun=a_text().decode()))


def played(made: Workspace, scene: Scene) -> Any:
    """Play a scene with a press that has read a workspace, and return what it returns."""

    async def play() -> Any:
        async with asyncio.timeout(PATIENCE_SECONDS):
            async with WarmPress(lambda: ReadAll(made.root, TODAY), load) as press:
                await press.read()
                return await scene(Drafts(press), press)

    return asyncio.run(play())


async def seen(
    drafts: Drafts, what: Wanted, page: int = 0, who: str = "me"
) -> list[View | Findings]:
    return [one async for one in drafts.look(who, what, page)]


def views(all_seen: list[View | Findings]) -> list[View]:
    return [one for one in all_seen if isinstance(one, View)]


def test_a_text_that_is_not_saved_is_seen_page_first_then_all_and_judged(made: Workspace) -> None:
    text = a_text("Shade and your skin", contact_us="soon")
    before = (made.root / FILE).read_bytes()

    async def scene(drafts: Drafts, _: WarmPress) -> Any:
        return await seen(drafts, wanted(a_text("Shade and your skin")), 1), await seen(
            drafts, wanted(text), 1
        )

    told, faulty = played(made, scene)
    first, whole = views(told)
    assert ([*first.pictures], first.title, first.settled) == ([1], "Shade and your skin", False)
    expected = look_at_all(open_collection(made), wanted(a_text("Shade and your skin")), None)
    assert whole == expected
    assert first.pictures[1] == whole.pictures[1]
    assert first.code == whole.code != look_at_all(open_collection(made), wanted(None), None).code
    [findings] = [one for one in told if isinstance(one, Findings)]
    assert {problem.place.file for problem in findings.problems} <= {FILE}
    [error] = views(faulty)
    assert [(p.place.file, p.place.line) for p in error.errors] == [
        (FILE, text[: text.index(b"contact_us")].count(b"\n") + 1)
    ]
    assert (made.root / FILE).read_bytes() == before


def test_findings_of_what_is_typed_stand_at_their_places_in_it(made: Workspace) -> None:
    text = a_text().replace(b"Skin is an organ", b"Utilise \xe0\xae\x95 sun", 1)

    async def scene(drafts: Drafts, _: WarmPress) -> Any:
        return await seen(drafts, wanted(text))

    [told] = [one for one in played(made, scene) if isinstance(one, Findings)]
    (made.root / FILE).write_bytes(text)
    run = [sys.executable, "-m", "handouts", "-C", str(made.root), "check", "sun"]
    said = subprocess.run(run, capture_output=True, text=True, check=False).stdout
    lines = "\n".join(map(str, told.problems))
    assert lines
    assert said.startswith(lines)


def test_the_fit_and_the_pages_of_the_last_time_serve_the_next(made: Workspace) -> None:
    async def scene(drafts: Drafts, _: WarmPress) -> Any:
        known = views(await seen(drafts, wanted(a_text())))[-1].known
        first = views(await seen(drafts, wanted(a_text("Shade and your skin"))))[0]
        other = views(await seen(drafts, wanted(a_text(), "large-print")))[0]
        return known, first.known, other.known

    known, then, other = played(made, scene)
    assert known == then
    assert known.fit != 1 or known.outline.pages != other.outline.pages


def test_a_run_that_has_shown_its_page_is_dropped_and_of_those_that_wait_the_newest_goes_on(
    made: Workspace,
) -> None:
    async def scene(drafts: Drafts, _: WarmPress) -> Any:
        shown = asyncio.Event()

        async def first() -> list[View | Findings]:
            told = []
            async for one in drafts.look("me", wanted(a_text(sections=40))):
                told.append(one)
                shown.set()
            return told

        runs = [asyncio.create_task(first())]
        await asyncio.sleep(0)
        for title in ("One", "Two", "Three"):  # while the first has shown nothing
            runs.append(asyncio.create_task(seen(drafts, wanted(a_text(title)))))
            await asyncio.sleep(0)
        other = asyncio.create_task(seen(drafts, wanted(a_text("Theirs")), who="you"))
        return [*await asyncio.gather(*runs), await other]

    first, one, two, three, other = played(made, scene)
    assert len(views(first)) == 1
    assert not views(first)[0].errors
    assert one == two == []
    assert [view.title for view in views(three)] == ["Three", "Three"]
    assert [view.title for view in views(other)] == ["Theirs", "Theirs"]


def test_who_goes_away_takes_the_questions_back(made: Workspace) -> None:
    async def scene(drafts: Drafts, press: WarmPress) -> int:
        looking = drafts.look("me", wanted(a_text(sections=40)))
        await anext(looking)
        await looking.aclose()  # type: ignore[attr-defined]
        while children(press.process):
            await asyncio.sleep(0.02)
        return len(await seen(drafts, wanted(a_text())))

    assert played(made, scene) == 3


def test_a_press_that_is_killed_meanwhile_is_started_anew(made: Workspace) -> None:
    async def scene(drafts: Drafts, press: WarmPress) -> Any:
        await seen(drafts, wanted(a_text()))
        looking = asyncio.create_task(seen(drafts, wanted(a_text("Shade"))))
        await asyncio.sleep(0)
        os.kill(press.process, signal.SIGKILL)
        return views(await looking)

    assert [(view.title, view.errors) for view in played(made, scene)] == [("Shade", ())] * 2


def test_what_hangs_holds_up_no_other_draft(made: Workspace) -> None:
    async def scene(drafts: Drafts, press: WarmPress) -> Any:
        hanging = asyncio.create_task(press.ask(Do(pressjobs.spin), "drafts"))
        return await seen(drafts, wanted(a_text())), await hanging

    sound, lost = played(made, scene)
    assert [view.errors for view in views(sound)] == [(), ()]
    assert lost == Lost("was stopped: it took more than 1.5 s of computing")


def test_a_worker_that_ends_is_told_at_the_draft(made: Workspace) -> None:
    async def scene(drafts: Drafts, press: WarmPress) -> Any:
        looking = asyncio.create_task(seen(drafts, wanted(a_text(sections=40))))
        while not looking.done():
            for worker in children(press.process):
                os.kill(int(worker), signal.SIGKILL)
            await asyncio.sleep(0.02)
        return await looking, await seen(drafts, wanted(a_text()))

    lost, sound = played(made, scene)
    [view] = views(lost)
    told = view.errors[0]
    assert (told.rule, told.place.file) == ("worker", FILE)
    assert told.message == "setting it ended its process (signal 9)"
    assert len(views(sound)) == 2


def test_many_runs_and_readings_leave_the_press_as_large_as_it_was(made: Workspace) -> None:
    async def scene(drafts: Drafts, press: WarmPress) -> list[int]:
        sizes = []
        for number in range(11):
            await press.read()
            await seen(drafts, wanted(a_text(f"Shade {number}", sections=1)))
            await asyncio.sleep(1)  # it has time to warm itself
            sizes.append(private(press.process))
        return sizes

    sizes = played(made, scene)
    assert min(sizes[-3:]) - min(sizes[2:5]) < GROWTH_BYTES, sizes


def private(process: int) -> int:
    """Return the bytes of a process that no other shares."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    parts = [line.split() for line in lines if line.startswith(("Private_", "Swap:"))]
    return sum(int(part[1]) for part in parts) * 1024


def children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()


SCRIPT = """
import asyncio, sys
from datetime import date
from functools import partial
from pathlib import Path
from handouts.preview.drafts import Drafts
from handouts.preview.drafting import Wanted
from handouts.preview.readings import ReadAll, load
from handouts.workers import WarmPress

async def main():
    async with WarmPress(partial(ReadAll, Path(sys.argv[1]), date.today()), load) as press:
        await press.read()
        async for one in Drafts(press).look("me", Wanted("sun", "harbour", "standard")):
            print(type(one).__name__)

asyncio.run(main())
print("weasyprint" in sys.modules)
"""


def test_who_asks_never_loads_the_engine(made: Workspace) -> None:
    run = [sys.executable, "-c", SCRIPT, str(made.root)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert sorted(done.stdout.split()) == ["False", "Findings", "View", "View"], done.stderr
