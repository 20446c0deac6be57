from __future__ import annotations

import json
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from approved import approvable
from blankpages import a_pdf
from pretend import PretendPress
from samples import Run
from spooling import QUEUE, Spooler

from handouts.counter import jobs
from handouts.counter.jobs import JobProgress
from handouts.counter.printer import Printer
from handouts.counter.printlog import LOG
from handouts.workspace import Workspace

PAPER = a_pdf()
DRAFT = "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
UNSURE = "stopped while it was sent: the printer may have it; look there before you print again"
Impatient = Callable[[Callable[[JobProgress], object]], None]


@pytest.fixture
def here(here: Workspace, press: PretendPress, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace whose copies are quickly made, and can be printed."""
    monkeypatch.setattr("handouts.batch.make.Press.stamp_copy", lambda *_: (PAPER, 2))
    (here.root / "content/sun/handout.yaml").write_text(
        approvable(also=["tan", "sun tan"]), encoding="utf-8"
    )
    return here


def job_of(said: str) -> str:
    """Return the name of the job that was sent."""
    return said.split(", as ")[1].split("\n")[0]


def outcomes(workspace: Workspace) -> list[str]:
    lines = (workspace.root / LOG).read_text("utf-8").splitlines()
    return [json.loads(line)["outcome"] for line in lines]


@contextmanager
def interrupted_once(ready: Callable[[], object]) -> Iterator[None]:
    """Press Ctrl-C when something is so."""
    waiting = threading.Event()

    def press() -> None:
        while not (waiting.is_set() or ready()):
            time.sleep(0.02)
        if not waiting.is_set():
            os.kill(os.getpid(), signal.SIGINT)

    finger = threading.Thread(target=press)
    finger.start()
    try:
        yield
    finally:
        waiting.set()
        finger.join()


def after(act: Callable[..., None], *words: object) -> bool:
    """Do something, and wait on."""
    act(*words)
    return False


@pytest.fixture
def slow(spooler: Spooler) -> Iterator[str]:
    """A printer that counts a job as printed once it is out."""
    with spooler.another_queue("slow", waits=True) as name:
        yield name


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Impatient:
    """Have the wait for a job over as soon as something is so."""

    def wait_until(enough: Callable[[JobProgress], object]) -> None:
        def follow(name: str, wait: float) -> Iterator[JobProgress]:
            for progress in jobs.follow(name, wait):
                yield progress
                if enough(progress):
                    return

        monkeypatch.setattr("handouts.cli.jobs.follow", follow)

    return wait_until


def test_what_a_printer_does_not_have_is_told(run: Run, here: Workspace, spooler: Spooler) -> None:
    with spooler.another_queue("simple", "-P", str(spooler.ppd(InputSlot=["Tray1"]))):
        said = run("print", "tan", "--draft", "--printer", "simple", "--tray", "tray-l")
        assert (said.code, said.out) == (1, f"{here.output / DRAFT}\n")
        assert said.err == (
            "not printed: the printer 'simple' has no tray 'tray-l'\n"
            "    hint: did you mean 'tray-1'? it has tray-1\n"
        )
        said = run("print", "tan", "--draft", "--printer", "simple")
        spooler.next_job()
    assert said.code == 0
    assert "\nsimple prints on one side only\n" in said.err


def test_to_a_printer_that_is_stopped_nothing_is_sent(
    run: Run, here: Workspace, spooler: Spooler, slow: str
) -> None:
    spooler.run("cupsdisable", "-r", "being mended", slow)
    said = run("print", "tan", "--draft", "--printer", slow)
    assert (said.code, said.out) == (1, f"{here.output / DRAFT}\n")
    assert said.err == (
        f"not printed: the printer 'slow' is stopped: being mended\n    hint: see to it and print "
        f"again, or name another: --printer NAME; there is {QUEUE}\n"
    )
    assert (here.root / LOG).read_bytes() == b""


def test_a_printer_that_is_off_is_told_and_its_job_can_be_taken_back(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    impatient(lambda progress: progress.job.message)
    with spooler.without("printer"):
        said = run("print", "tan", "--draft", "--printer", slow)
        name = job_of(said.err)
        assert (said.code, said.out) == (1, f"{here.output / DRAFT}\n")
        told = "slow says: The printer may not exist or is unavailable at this time."
        assert said.err == (
            f"sent to slow, as {name}\n{told}\nnot printed yet: {told}\n    hint: {name} waits, "
            f"and may still be printed; to take it back: handouts cancel {name}\n"
        )
        assert outcomes(here) == ["sent"]
        said = run("cancel", name)
        assert (said.code, said.out) == (0, "")
        assert said.err == f"cancelled: {name} will not be printed\n"
    assert outcomes(here) == ["sent", "failed"]


def test_a_printer_without_paper_is_told_while_its_job_waits(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    impatient(lambda progress: progress.troubles)
    with spooler.having("no-paper"):
        said = run("print", "tan", "--draft", "--printer", slow)
        assert (said.code, said.out) == (1, f"{here.output / DRAFT}\n")
        name = job_of(said.err)
        assert said.err.startswith(
            f"sent to slow, as {name}\n"
            "slow is out of paper\n"
            "not printed yet: slow is out of paper\n"
        )
        assert run("cancel", name).code == 0


def test_paper_that_is_put_in_meanwhile_is_printed_on(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    with spooler.having("no-paper") as lack:
        impatient(lambda progress: progress.troubles and after(lack.unlink, True))
        said = run("print", "tan", "--draft", "--printer", slow)
    assert said.code == 0
    assert "\nslow is out of paper\n" in said.err
    assert f"\nprinted, as {job_of(said.err)}; " in said.err
    assert outcomes(here) == ["sent", "printed"]
    spooler.next_job()


def test_a_printer_that_is_still_at_work_after_the_wait_counts_as_done(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    impatient(lambda progress: progress.at_work)
    with spooler.having("busy"):
        said = run("print", "tan", "--draft", "--printer", slow)
    assert said.code == 0
    assert said.out.startswith('Handout "Sun and your skin" (a draft) of ')
    assert said.err.endswith(f"slow is still printing {job_of(said.err)}; for the record:\n")
    assert outcomes(here) == ["sent"]
    spooler.next_job()


def test_a_printer_that_gives_no_sign_is_not_taken_at_its_word(
    run: Run, here: Workspace, spooler: Spooler, slow: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.cli.jobs.WAIT_SECONDS", 0.0)
    with spooler.another_queue("shut", waits=True), spooler.without("printer"):
        run("print", "tan", "--draft", "--printer", "shut")
        said = run("print", "laser", "--draft", "--printer", "shut")
    name = job_of(said.err)
    assert said.code == 1
    assert "not printed yet: shut " in said.err
    assert f"hint: {name} waits, and may still be printed" in said.err


def test_a_job_that_is_held_is_told(run: Run, here: Workspace, spooler: Spooler) -> None:
    held = ["-m", "raw", "-o", "job-hold-until-default=indefinite"]
    with spooler.another_queue("held", *held):
        said = run("print", "tan", "--draft", "--printer", "held")
        assert said.code == 1
        assert "not printed yet: held holds the job until it is released\n" in said.err
        assert run("cancel", job_of(said.err)).code == 0


def test_a_printer_that_is_deleted_meanwhile_is_told(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    impatient(lambda progress: progress.job.ended or after(spooler.run, "lpadmin", "-x", slow))
    with spooler.without("printer"):
        said = run("print", "tan", "--draft", "--printer", slow)
    assert (said.code, said.out) == (1, f"{here.output / DRAFT}\n")
    assert "not known whether it was printed: " in said.err or " was cancelled" in said.err


def test_a_printing_system_that_ends_meanwhile_is_told(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    impatient(lambda progress: progress.at_work and after(spooler.running["cupsd"].close))
    try:
        with spooler.having("busy"):
            said = run("print", "tan", "--draft", "--printer", slow)
    finally:
        spooler.start("cupsd")
    assert (said.code, said.out) == (1, f"{here.output / DRAFT}\n")
    assert f"not known whether {job_of(said.err)} was printed: CUPS does not answer\n" in said.err
    assert outcomes(here) == ["sent"]


def test_who_stops_waiting_is_told_that_the_job_stays(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    followed = threading.Event()
    impatient(lambda _: followed.set())
    with spooler.without("printer"), interrupted_once(followed.is_set):
        said = run("print", "tan", "--draft", "--printer", slow)
        assert (said.code, said.out) == (130, "")
        name = job_of(said.err)
        later = f"{name} may still be printed; to take it back: handouts cancel {name}\n"
        assert said.err.endswith(f"{later}\ninterrupted\n")
        assert outcomes(here) == ["sent"]
        assert run("cancel", name).code == 0


def test_a_job_that_somebody_cancelled_is_told_as_not_printed(
    run: Run, here: Workspace, spooler: Spooler, slow: str, impatient: Impatient
) -> None:
    impatient(lambda progress: progress.job.ended or after(spooler.run, "cancel", "-a", slow))
    with spooler.without("printer"):
        said = run("print", "tan", "--draft", "--printer", slow)
    assert (said.code, said.out) == (1, f"{here.output / DRAFT}\n")
    assert f"not printed: {job_of(said.err)} was cancelled" in said.err
    assert outcomes(here) == ["sent", "failed"]


def test_who_stops_while_it_is_sent_is_told_that_nobody_knows(
    run: Run, here: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "deaf.sock"
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(place))
        deaf.listen()
        monkeypatch.setenv("CUPS_SERVER", str(place))
        monkeypatch.setattr(
            "handouts.counter.printing.find_printer", lambda _: Printer("p", "idle")
        )
        with interrupted_once(lambda: select.select([deaf], [], [], 0)[0]):  # somebody rings
            said = run("print", "tan", "--draft")
    assert (said.code, said.out) == (130, "")
    assert said.err == f"{UNSURE}\n\ninterrupted\n"
