"""Print slips: what was asked for at a desk, and what becomes of it until it is printed.

A slip has a name of its own, which the page brings along: asked for twice, it prints once. It is
noted before anything is sent, so that after a crash nobody is told what nobody knows.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Literal

from handouts.counter import (
    JobProgress,
    NotPrinted,
    Printable,
    PrintJob,
    Unlogged,
    Wish,
    cancel_copy,
    print_copy,
    progress_of,
    settle_job,
)
from handouts.diagnostics import HandoutsError
from handouts.web.desklog import DeskLog
from handouts.web.errands import refusal_of
from handouts.web.makings import Makings
from handouts.web.opened import Opened
from handouts.workers import Unmade

__all__ = ["Slip", "SlipState", "Slips"]

KEPT = 1000  # slips that are remembered
LOOK_SECONDS, SELDOM_SECONDS = 0.4, 5.0  # between two looks at a job, watched or not
SOON_SECONDS = 120.0  # for which a job is looked at often, watched or not
PATIENCE_HOURS = 24
PASSING_SECONDS = 8.0  # for which a printer that is only being reached is no trouble
BACK_HOURS = 48

SlipState = Literal["making", "sending", "sent", "ended", "unmade", "unsure"]


@dataclass
class Slip:
    """What was asked for, and how it stands. No word of a person is ever in it."""

    id: str
    who: str
    clinic: str  # BRAND/CLINIC
    handout: str
    title: str
    codes: tuple[str, ...]
    language: str
    format: str
    copies: int
    sides: Literal["one", "two"]
    printer: str
    tray: str = ""
    personal: bool = False
    state: SlipState = "making"
    job: str = ""
    left: tuple[str, ...] = ()
    record: str = ""
    progress: JobProgress | None = None
    unheard: str = ""  # why nothing is heard of the job now
    fact: str = ""
    hint: str = ""
    time: str = ""  # of its end, such as 10:42
    serial: int = 0
    watchers: int = 0
    long: bool = False  # it has been with its printer for a while
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def standing(self) -> str:
        """What became of its job, or '' where there is none yet."""
        return self.progress.job.standing if self.progress else ""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in ("ended", "unmade", "unsure")

    def touch(self) -> None:
        """Tell those who watch that something is new."""
        self.serial += 1
        before, self.changed = self.changed, asyncio.Event()
        before.set()

    @property
    def facts(self) -> dict[str, Any]:
        """What the desk's log says of it."""
        return {
            "slip": self.id,
            "clinic": self.clinic,
            "handout": self.handout,
            "title": self.title,
            "codes": list(self.codes),
            "language": self.language,
            "format": self.format,
            "copies": self.copies,
            "sides": self.sides,
            "printer": self.printer,
            "personal": self.personal,
        }


class Slips:
    """All slips of late, and the tasks that see to them."""

    def __init__(self, opened: Opened, makings: Makings, log: DeskLog) -> None:
        """Take what was read, what is being made, and the log."""
        self._opened, self._makings, self._log = opened, makings, log
        self._slips: OrderedDict[str, Slip] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def get(self, name: str) -> Slip | None:
        """Return a slip by its name; None where there is none."""
        return self._slips.get(name)

    def start(self) -> None:
        """Take up what was asked for before the server ended."""
        since = (datetime.now().astimezone() - timedelta(hours=BACK_HOURS)).isoformat()
        lines: dict[str, dict[str, Any]] = {}
        for line in self._log.of_slips(since):
            if name := line.get("slip"):
                lines[str(name)] = {**lines.get(str(name), {}), **line}
        for name, line in lines.items():
            with contextlib.suppress(KeyError, TypeError, ValueError):
                self._take_up(name, line)

    async def stop(self) -> None:
        """See to nothing more; jobs stay with their printers."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def begin(self, slip: Slip, wish: Wish) -> Slip:
        """Note a slip, and see to it; one of the same name is returned as it stands.

        Raises HandoutsError where it cannot be noted: then nothing is printed.
        """
        if known := self._slips.get(slip.id):
            return known
        self._log.add("asked", slip.who, **slip.facts)
        self._keep(slip)
        self._see_to(self._print(slip, wish))
        return slip

    async def cancel(self, slip: Slip, who: str) -> None:
        """Take a slip back, where it is not too late. Raises NotPrinted, HandoutsError."""
        if slip.over:
            return
        if slip.state in ("making", "sending") and not slip.job:
            slip.fact = "cancelled"  # whoever makes it sees that
            self._end(slip, "unmade", "cancelled before it was sent")
            return
        workspace = self._opened.collection.workspace
        state = await asyncio.to_thread(cancel_copy, workspace, slip.job)
        self._log.note("cancelled", who, slip=slip.id, job=slip.job)
        slip.progress = JobProgress(state, slip.progress.printer if slip.progress else None)
        if state.ended and not slip.over:
            self._end(slip, "ended")

    def _keep(self, slip: Slip) -> None:
        self._slips[slip.id] = slip
        while len(self._slips) > KEPT:
            self._slips.popitem(last=False)

    def _see_to(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _print(self, slip: Slip, wish: Wish) -> None:
        """Make what is asked for, send it, and see to it until it has ended."""
        try:
            copy = await self._makings.copy(wish)
        except Unmade as error:
            return None if slip.over else self._end(slip, "unmade", error.fact, error.hint)
        if slip.over:  # taken back meanwhile
            return None
        slip.codes = tuple(text.code for text in copy.texts)
        slip.state = "sending"
        slip.touch()
        await self._send(slip, copy)
        del copy  # and with it the words of a person
        if slip.job and not slip.over:
            await self._follow(slip)
        return None

    async def _send(self, slip: Slip, copy: Printable) -> None:
        collection, title = self._opened.collection.now, copy.edition.handout.short_title
        job = PrintJob(title, slip.copies, slip.sides, slip.printer, slip.tray)
        self._note(slip, "sending")
        try:
            sent = await asyncio.to_thread(partial(print_copy, collection, copy, job))
        except NotPrinted as error:
            self._end(slip, "unmade", error.fact, error.hint)
        except Unlogged as error:
            self._end(slip, "unmade", refusal_of(error).fact, "ask who looks after the handouts")
        except (HandoutsError, OSError) as error:
            refusal = refusal_of(error)
            self._end(slip, "unsure", refusal.fact, refusal.hint)
        else:
            slip.state, slip.job, slip.printer, slip.left = (
                "sent",
                sent.job,
                sent.printer,
                sent.left,
            )
            slip.record = copy.record(self._opened.clock())
            self._note(slip, "sent", job=sent.job, record=slip.record, printer=sent.printer)
            slip.touch()

    async def _follow(self, slip: Slip) -> None:
        """Look at a job until it has ended."""
        clock = asyncio.get_running_loop().time
        begun = clock()
        while not slip.over and clock() - begun < PATIENCE_HOURS * 3600:
            before = slip.progress, slip.unheard
            try:
                slip.progress = await asyncio.to_thread(progress_of, slip.job)
                slip.unheard = ""
            except NotPrinted as error:
                slip.unheard = error.fact
            if slip.progress and slip.progress.job.ended and not slip.unheard:
                await self._settle(slip)
                return
            long = clock() - begun > PASSING_SECONDS
            if (slip.progress, slip.unheard, slip.long) != (*before, long):
                slip.long = long
                slip.touch()
            often = slip.watchers or clock() - begun < SOON_SECONDS
            await asyncio.sleep(LOOK_SECONDS if often else SELDOM_SECONDS)

    async def _settle(self, slip: Slip) -> None:
        """Log what became of a job."""
        assert slip.progress is not None
        if slip.over:
            return
        workspace, job = self._opened.collection.workspace.now, slip.progress.job
        with contextlib.suppress(HandoutsError):
            await asyncio.to_thread(settle_job, workspace, slip.job, job)
        if not slip.over:
            self._end(slip, "ended")

    def _end(self, slip: Slip, state: SlipState, fact: str = "", hint: str = "") -> None:
        slip.state, slip.fact, slip.hint = state, fact, hint
        slip.time = datetime.now().strftime("%H:%M")
        self._note(slip, "ended", outcome=slip.standing or state)
        slip.touch()

    def _note(self, slip: Slip, did: str, **facts: Any) -> None:
        self._log.note(did, slip.who, slip=slip.id, **facts)

    def _take_up(self, name: str, line: dict[str, Any]) -> None:
        """Make a slip of what the log says of it, and see to what had not ended."""
        slip = Slip(
            name,
            str(line["who"]),
            str(line["clinic"]),
            str(line["handout"]),
            str(line["title"]),
            tuple(map(str, line["codes"])),
            str(line["language"]),
            str(line["format"]),
            copies=int(line["copies"]),
            sides="one" if line["sides"] == "one" else "two",
            printer=str(line["printer"]),
            personal=bool(line["personal"]),
            job=str(line.get("job", "")),
            record=str(line.get("record", "")),
        )
        self._keep(slip)
        if line["did"] == "ended":
            slip.state = "ended" if slip.job else "unmade"
            slip.time, slip.fact = str(line["at"])[11:16], "it was not sent"
            slip.unheard = str(line.get("outcome", ""))
        elif slip.job:
            slip.state = "sent"
            self._see_to(self._follow(slip))
        elif line["did"] == "asked":  # and nothing was sent
            self._begin_again(slip, str(line["at"]))
        else:
            slip.state, slip.fact = "unsure", "the server stopped while it was at it"

    def _begin_again(self, slip: Slip, at: str) -> None:
        """See to a slip of which nothing was sent, while somebody still waits for it."""
        brand, _, clinic = slip.clinic.partition("/")
        there = self._opened.clinic(brand, clinic)
        age = datetime.now().astimezone() - datetime.fromisoformat(at)
        if there is None or slip.personal or age > timedelta(seconds=SOON_SECONDS):
            slip.state, slip.fact = "unmade", "the server stopped, and nothing was sent"
            return
        drafts = self._opened.collection.workspace.settings.desk.drafts
        offers = {(offer.id, offer.language): offer for offer in self._opened.offers(*there)}
        offer = offers.get((slip.handout, slip.language))
        draft = drafts and offer is not None and offer.draft
        wish = Wish(slip.handout, *there, slip.format, draft, language=slip.language)
        self._see_to(self._print(slip, wish))
