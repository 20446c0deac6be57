"""What is said of a print job: while it is waited for, and of what became of it."""

from __future__ import annotations

import click

from handouts.counter import (
    LOG,
    WAIT_SECONDS,
    JobProgress,
    NotPrinted,
    Printable,
    PrintEntry,
    PrintJob,
    Sent,
    follow,
    in_words,
    print_copy,
    settle_job,
)
from handouts.review import Collection

__all__ = ["print_and_wait", "tell_unprinted"]

ENDED = {"cancelled": "cancelled", "failed": "given up by its printer"}
UNSURE = "stopped while it was sent: the printer may have it; look there before you print again"
LATER = "may still be printed; to take it back: handouts cancel {}"


def print_and_wait(shelf: Collection, copy: Printable, job: PrintJob, *, unlogged: bool) -> int:
    """Send a copy to a printer, wait for it, tell what became of it, and return the exit code.

    With unlogged, lines that the log cannot take are told instead. Raises as print_copy does.
    """
    lost: list[PrintEntry] = []
    try:
        sent = print_copy(shelf, copy, job, lost.append if unlogged else None)
    except NotPrinted as error:
        return tell_unprinted(error)
    except KeyboardInterrupt:
        click.echo(UNSURE, err=True)
        raise
    for line in lost:
        click.echo(f"not logged; have it added to {LOG}: {line.line.decode().strip()}", err=True)
    try:
        progress = watch(sent)
    except NotPrinted as error:
        return tell_unprinted(error, f"not known whether {sent.job} was printed")
    except KeyboardInterrupt:
        click.echo(f"{sent.job} {LATER.format(sent.job)}", err=True)
        raise
    if not lost:
        settle_job(shelf.workspace, sent.job, progress.job)
    return tell(sent, progress)


def tell_unprinted(error: NotPrinted, what: str = "not printed") -> int:
    """Tell why nothing was printed, and return the exit code."""
    return _say(f"{what}: {error}", error.hint)


def watch(sent: Sent) -> JobProgress:
    """Wait for a job, with a line for each thing that its printer says of itself.

    Raises Unprinted where the printing system does not answer any more, KeyboardInterrupt where
    somebody stopped waiting; the job stays.
    """
    facts, now = set[str](), None
    click.echo(f"sent to {sent.printer}, as {sent.job}", err=True)
    for fact in sent.left:
        click.echo(f"{sent.printer} {fact}", err=True)
    for now in follow(sent.job, WAIT_SECONDS):
        fact = _trouble(now)
        if fact and fact not in facts and not now.settled:
            click.echo(f"{sent.printer} {fact}", err=True)
        facts.add(fact)
    assert now is not None  # it yields once at least
    return now


def tell(sent: Sent, progress: JobProgress) -> int:
    """Tell what became of a job when the wait was over, and return the exit code."""
    job = progress.job
    if job.standing == "printed":
        click.echo(f"printed, as {sent.job}; for the patient's record:", err=True)
        return 0
    if progress.at_work:
        click.echo(f"{sent.printer} is still printing {sent.job}; for the record:", err=True)
        return 0
    if job.standing == "gone":
        hint = "look at the printer; CUPS forgets jobs at once with 'PreserveJobHistory No'"
        return _say(f"not known whether it was printed: CUPS knows no more of {sent.job}", hint)
    if job.ended:
        message = f": {job.message}" if job.message else ""
        hint = "some of it may have come out; print it again"
        return _say(f"not printed: {sent.job} was {ENDED[job.standing]}{message}", hint)
    hint = f"{sent.job} waits, and {LATER.format(sent.job)}"
    return _say(f"not printed yet: {sent.printer} {_reason(progress)}", hint)


def _reason(progress: JobProgress) -> str:
    """Say why a job waits, as what follows on the name of its printer."""
    if progress.job.standing in ("held", "stopped"):
        return "holds the job until it is released"
    if progress.printer is None:
        return "is no longer there"
    return _trouble(progress) or f"has shown no sign of printing it in {WAIT_SECONDS:.0f} seconds"


def _trouble(progress: JobProgress) -> str:
    """Say what keeps a printer from printing, as what follows on its name; '' where nothing does.

    What it says in its own words is told only while it does not say that it is at work.
    """
    printer = progress.printer
    if printer is None or progress.job.ended or progress.at_work:
        return ""
    message = f": {printer.message}" if printer.message else ""
    if printer.state == "stopped":
        return f"is stopped{message}"
    if progress.troubles:
        return in_words(progress.troubles)
    return f"says{message}" if message else ""


def _say(fact: str, hint: str) -> int:
    click.echo(fact, err=True)
    if hint:
        click.echo(f"    hint: {hint}", err=True)
    return 1
