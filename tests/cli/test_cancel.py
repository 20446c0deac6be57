from __future__ import annotations

from datetime import date

import pytest
from blankpages import a_pdf
from samples import Run
from spooling import Spooler

from handouts.counter.jobs import PrintJob, follow, send
from handouts.counter.printer import find_printer
from handouts.counter.printlog import LOG, PrintEntry, open_log
from handouts.workspace import Workspace


def log(workspace: Workspace, job: str) -> None:
    sent = PrintEntry(
        date.today(), "harbour/harbour", "sun", "7K3Q-9MXD", "en-GB", "standard", 2, job
    )
    with open_log(workspace) as add:
        add(PrintEntry(**{**sent.__dict__, "outcome": "sent"}))


def test_a_job_that_was_printed_is_told_and_logged_so(
    run: Run, here: Workspace, spooler: Spooler
) -> None:
    name = send(a_pdf(), PrintJob("Sun"), find_printer()).job
    log(here, name)
    assert [*follow(name)][-1].job.standing == "printed"
    said = run("cancel", name)
    assert (said.code, said.out, said.err) == (1, "", "not cancelled: it was printed before\n")
    assert '"outcome": "printed"' in (here.root / LOG).read_text("utf-8").splitlines()[1]


@pytest.mark.usefixtures("spooler")
def test_a_job_that_cups_has_forgotten_is_told(run: Run, here: Workspace) -> None:
    log(here, "counter-4711")
    said = run("cancel", "counter-4711")
    assert said.code == 1
    assert said.err.startswith("not cancelled: CUPS knows no more of it; ")
    assert len((here.root / LOG).read_text("utf-8").splitlines()) == 1


@pytest.mark.usefixtures("spooler")
def test_a_job_that_was_not_sent_from_here_is_left_alone(run: Run, here: Workspace) -> None:
    name = send(a_pdf(), PrintJob("A letter"), find_printer()).job
    log(here, "counter-4711")
    said = run("cancel", "counter-4710")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "not cancelled: no job 'counter-4710' was sent from here\n"
        "    hint: did you mean 'counter-4711'?\n"
    )
    assert f"no job '{name}' was sent from here" in run("cancel", name).err


def test_without_a_printing_system_nothing_is_cancelled(
    run: Run, here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(here.root / "no.sock"))
    log(here, "counter-4711")
    said = run("cancel", "counter-4711")
    assert (said.code, said.err.splitlines()[0]) == (1, "not cancelled: CUPS does not answer")
