"""Print jobs: what is asked of a printer, how it is sent, followed and taken back.

Attributes and their values are those of IPP (RFC 8011, sections 5.2 and 5.3,
https://www.rfc-editor.org/rfc/rfc8011) and, for trays, of PWG 5100.7.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote, unquote

from handouts.counter.ipp import (
    NOT_FOUND,
    Answer,
    Attribute,
    NotPrinted,
    Operation,
    Tag,
    ask,
    asked,
)
from handouts.counter.printer import Printer, others, printers
from handouts.diagnostics import did_you_mean
from handouts.papers import PAPERS
from handouts.pdf import page_size

__all__ = [
    "JobProgress",
    "JobState",
    "PrintJob",
    "Sent",
    "cancel",
    "follow",
    "job_state",
    "progress_of",
    "send",
    "wishes",
]

WAIT_SECONDS = 60.0  # seconds until nobody waits for a job any more
LOOK_SECONDS = 0.25  # seconds between two looks at it
MEDIA = {paper.whole_mm: paper for paper in PAPERS.values()}
ANY_SIZE = "custom_"  # how the names of sizes begin that a printer takes between two bounds
ASKED_OF_JOB = (
    "job-state",
    "job-state-reasons",
    "job-printer-uri",
    "job-printer-state-message",
    "job-impressions-completed",
    "job-media-sheets-completed",
)
COLLATED = "separate-documents-collated-copies"
AT_WORK = {"cups-waiting-for-job-completed", "cups-remote-processing"}  # the printer has the job

JobStanding = Literal[
    "waiting", "held", "printing", "stopped", "cancelled", "failed", "printed", "gone"
]
STANDINGS: dict[int, JobStanding] = {  # RFC 8011, section 5.3.7
    3: "waiting",
    4: "held",
    5: "printing",
    6: "stopped",
    7: "cancelled",
    8: "failed",
    9: "printed",
}


@dataclass(frozen=True)
class PrintJob:
    """What is asked of a printer; without a name it is the default one, and the tray is its own."""

    title: str
    copies: int = 1
    sides: Literal["one", "two"] = "two"
    printer: str = ""
    tray: str = ""


@dataclass(frozen=True)
class Sent:
    """That a printer took a job: its name, and what could not be asked of the printer, in words."""

    job: str
    printer: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class JobState:
    """What became of a job; ``gone`` where the printing system keeps nothing of it any more."""

    standing: JobStanding
    reasons: tuple[str, ...] = ()
    message: str = ""
    pages: int = 0  # that came out, where the printer counts them

    @property
    def ended(self) -> bool:
        """Say whether nothing more will happen to it."""
        return self.standing in ("cancelled", "failed", "printed", "gone")


@dataclass(frozen=True)
class JobProgress:
    """How a job and its printer stand; there is no printer where it was deleted."""

    job: JobState
    printer: Printer | None

    @property
    def settled(self) -> bool:
        """Say whether waiting on is of no use: it has ended, or nothing prints until told to."""
        idle = self.job.standing in ("held", "stopped")
        return self.job.ended or idle or self.printer is None or self.printer.state == "stopped"

    @property
    def troubles(self) -> tuple[str, ...]:
        """What the printer lacks now, as keywords."""
        return self.printer.troubles if self.printer else ()

    @property
    def at_work(self) -> bool:
        """Say whether the printer shows that it is at work, on this job or on one before it."""
        if self.settled or self.troubles or self.printer is None:
            return False
        return self.job.pages > 0 or not AT_WORK.isdisjoint(self.printer.reasons)


def wishes(data: bytes, job: PrintJob, printer: Printer) -> tuple[Mapping[str, str], list[str]]:
    """Return what can be asked of a printer for a PDF, and what must be left to it, in words.

    Raises Unprinted for a tray that it does not have, and for what is no PDF.
    """
    width, height = _size(data)
    wanted: dict[str, str] = {}
    left: list[str] = []
    sides = _sides(job, width > height)
    if not printer.sides or sides in printer.sides:
        wanted["sides"] = sides
    elif printer.sides == ("one-sided",):
        left.append("prints on one side only")
    else:
        left.append(f"does not name '{sides}', and prints as it is set")
    paper = MEDIA.get((min(width, height), max(width, height)))
    media = paper.media if paper else ""
    sized = any(name.startswith(ANY_SIZE) for name in printer.media)
    if media and (not printer.media or sized or media in printer.media):
        wanted["media"] = media
    elif media:
        left.append(f"names no paper of {width} x {height} mm, and prints on what it has")
    if job.tray:
        wanted["media-source"] = _tray(job.tray, printer)
    return wanted, left


def send(data: bytes, job: PrintJob, printer: Printer) -> Sent:
    """Hand a PDF to a printer that was found by find_printer. Raises Unprinted.

    Nothing is sent to a printer that is known not to print now. No file is written on the way.
    """
    if printer.refusal:
        hint = f"see to it and print again, or name another: --printer NAME{others(printer)}"
        raise NotPrinted(f"the printer '{printer.name}' {printer.refusal}", hint)
    wanted, left = wishes(data, job, printer)
    answer = _hand_over(data, job, printer, wanted)
    number = next(filter(None, (group.number("job-id") for group in answer.groups)), 0)
    if answer.refused or not number:
        fact = f"the printer '{printer.name}' took nothing: {answer.message}"
        raise NotPrinted(fact, f"name another with --printer NAME{others(printer)}")
    return Sent(f"{printer.name}-{number}", printer.name, tuple(left))


def job_state(name: str) -> JobState:
    """Return what became of a job. Raises Unprinted where nobody answers."""
    answer = ask(Operation.GET_JOB, [*_job(name), *asked(ASKED_OF_JOB)], path="/jobs/")
    printer = name.rpartition("-")[0]
    for group in answer.groups:
        standing = STANDINGS.get(group.number("job-state"))
        own = unquote(group.word("job-printer-uri")).rpartition("/")[2] == printer
        if standing and own:
            return JobState(
                standing,
                group.words("job-state-reasons"),
                group.word("job-printer-state-message"),
                max(map(group.number, ASKED_OF_JOB[-2:])),
            )
    if answer.refused and answer.status != NOT_FOUND:
        raise NotPrinted(f"CUPS tells nothing of '{name}': {answer.message}")
    return JobState("gone")


def follow(name: str, wait: float = WAIT_SECONDS) -> Iterator[JobProgress]:
    """Yield how a job stands, whenever that changes, until it is settled or the wait is over.

    wait is in seconds. Raises Unprinted where the printing system does not answer any more.
    """
    end, before = time.monotonic() + wait, None
    while True:
        time.sleep(
            LOOK_SECONDS
        )  # before the first look too, at which CUPS still tells of the job before
        now = progress_of(name)
        if now != before:
            yield now
        if now.settled or time.monotonic() > end:
            return
        before = now


def progress_of(name: str) -> JobProgress:
    """Return how a job and its printer stand now. Raises Unprinted where nobody answers."""
    job, there = job_state(name), {printer.name: printer for printer in printers()}
    return JobProgress(job, there.get(name.rpartition("-")[0]))


def cancel(name: str) -> JobState:
    """Take a job back where it has not ended, and return what became of it. Raises Unprinted."""
    before = job_state(name)
    if before.ended:
        return before
    answer = ask(Operation.CANCEL_JOB, _job(name), path="/jobs/")
    after = job_state(name)
    if answer.refused and not after.ended:
        hint = "ask who looks after the printers"
        raise NotPrinted(f"the job '{name}' was not taken back: {answer.message}", hint)
    return after


def _hand_over(data: bytes, job: PrintJob, printer: Printer, wanted: Mapping[str, str]) -> Answer:
    """Send a job to CUPS. Raises Unprinted where it is not known whether CUPS took it."""
    attributes = [
        Attribute(Tag.URI, "printer-uri", [_address(printer.name)]),
        Attribute(Tag.NAME, "job-name", [job.title]),
        Attribute(Tag.MIME, "document-format", ["application/pdf"]),
    ]
    asked_for = [Attribute(Tag.INTEGER, "copies", [job.copies]), *_attributes(wanted)]
    path = f"/printers/{quote(printer.name)}"
    try:
        return ask(Operation.PRINT_JOB, attributes, asked_for, data, path)
    except NotPrinted as error:
        hint = "look at the printer before you print again"
        raise NotPrinted(f"{error}, and may have the job all the same", hint) from None


def _job(name: str) -> list[Attribute]:
    """Return what names a job. Raises Unprinted for what is no name of one."""
    printer, _, number = name.rpartition("-")
    if not (printer and number.isascii() and number.isdigit() and 0 < int(number) < 2**31):
        raise NotPrinted(f"'{name}' is no name of a job", "it is like counter-13")
    return [Attribute(Tag.URI, "job-uri", [f"ipp://localhost/jobs/{int(number)}"])]


def _address(printer: str) -> str:
    return f"ipp://localhost/printers/{quote(printer)}"


def _attributes(wanted: Mapping[str, str]) -> Iterator[Attribute]:
    """Yield what is asked of a printer; paper from a tray is asked for as a collection."""
    if "sides" in wanted:
        yield Attribute(Tag.KEYWORD, "sides", [wanted["sides"]])
    yield Attribute(Tag.KEYWORD, "multiple-document-handling", [COLLATED])
    if "media-source" not in wanted:
        if "media" in wanted:
            yield Attribute(Tag.KEYWORD, "media", [wanted["media"]])
        return
    members = [Attribute(Tag.KEYWORD, "media-source", [wanted["media-source"]])]
    for paper in PAPERS.values():
        if paper.media == wanted.get("media"):
            sides = zip(("x-dimension", "y-dimension"), paper.hundredths, strict=True)
            dimensions = [Attribute(Tag.INTEGER, axis, [length]) for axis, length in sides]
            members.insert(0, Attribute(Tag.COLLECTION, "media-size", dimensions))
    yield Attribute(Tag.COLLECTION, "media-col", members)


def _tray(name: str, printer: Printer) -> str:
    """Return the name of a tray that a printer has. Raises Unprinted for another."""
    if not printer.trays:
        raise NotPrinted(f"the printer '{printer.name}' names no trays", "leave out --tray")
    if name not in printer.trays:
        near = did_you_mean(name, printer.trays).partition("known here")[0]
        hint = f"{near}{near and ' '}it has {', '.join(printer.trays)}"
        raise NotPrinted(f"the printer '{printer.name}' has no tray '{name}'", hint)
    return name


def _size(data: bytes) -> tuple[int, int]:
    from pypdfium2 import PdfiumError  # late: it is needed only once there is something to print

    try:
        return page_size(data)
    except PdfiumError:
        raise NotPrinted("it is no PDF", "open the file, and print it from there") from None


def _sides(job: PrintJob, landscape: bool) -> str:
    """Return the value of ``sides``: a sheet is turned like a page of a book."""
    if job.sides == "one":
        return "one-sided"
    return "two-sided-short-edge" if landscape else "two-sided-long-edge"
