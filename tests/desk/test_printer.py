from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from spooling import QUEUE, Spooler, a_pdf

from handouts.desk import printer
from handouts.desk.printer import Job, Unprinted, default_printer, send

PAPER = a_pdf()


@contextmanager
def refused() -> Iterator[list[str]]:
    """Expect that nothing is printed; the list holds the fact and the hint afterwards."""
    told: list[str] = []
    with pytest.raises(Unprinted) as caught:
        yield told
    told += [str(caught.value), caught.value.hint]


def test_a_job_reaches_the_printer_as_it_was_asked_for(spooler: Spooler) -> None:
    name = send(PAPER, Job("Äging of skin", copies=2))
    assert name.startswith(f"{QUEUE}-")
    job = spooler.next_job()
    assert (job["job-name"], job["copies"]) == ("Äging of skin", "2")
    assert (job["media"], job["sides"]) == ("iso_a4_210x297mm", "two-sided-long-edge")
    assert job["collate"] == "true"
    assert job.attributes["CONTENT_TYPE"] == "application/pdf"
    assert job.data == PAPER


@pytest.mark.parametrize(
    ("size", "media"),
    [
        ((210, 297), "iso_a4_210x297mm"),
        ((215.9, 279.4), "na_letter_8.5x11in"),
        ((148, 210), "iso_a5_148x210mm"),
        ((297, 210), "iso_a4_210x297mm"),
        ((100, 100), None),
    ],
)
def test_the_paper_is_that_of_the_page_or_left_to_the_printer(
    spooler: Spooler, size: tuple[float, float], media: str | None
) -> None:
    send(a_pdf(*size), Job("Sun"))
    assert spooler.next_job()["media"] == media


@pytest.mark.parametrize(
    ("job", "size", "sides"),
    [
        (Job("Sun", sides="one"), (210, 297), "one-sided"),
        (Job("Sun", sides="two", printer=QUEUE), (210, 297), "two-sided-long-edge"),
        (Job("Sun"), (297, 210), "two-sided-short-edge"),
        (Job("Sun", sides="one"), (297, 210), "one-sided"),
    ],
)
def test_a_sheet_is_turned_like_the_page_of_a_book(
    spooler: Spooler, job: Job, size: tuple[float, float], sides: str
) -> None:
    send(a_pdf(*size), job)
    assert spooler.next_job()["sides"] == sides


@pytest.mark.usefixtures("spooler")
def test_the_default_printer_is_known() -> None:
    assert default_printer() == QUEUE


@pytest.mark.usefixtures("spooler")
def test_an_unknown_printer_is_told() -> None:
    with refused() as told:
        send(PAPER, Job("Sun", printer="conter"))
    assert told == ["there is no printer 'conter'", f"did you mean '{QUEUE}'?"]


def test_no_default_printer_is_told_with_those_that_there_are(
    spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    with spooler.without_queue():
        with refused() as told:
            send(PAPER, Job("Sun"))
        assert told[0] == "there is no default printer"
        assert "set one up in CUPS first" in told[1]
        spooler.run("lpadmin", "-p", "back-room", "-E", "-v", spooler.printer, "-m", "raw")
        try:
            with refused() as told:
                send(PAPER, Job("Sun"))
        finally:
            spooler.run("lpadmin", "-x", "back-room")
    assert told[1] == "name one with --printer NAME; there is back-room"


def test_a_printer_that_takes_nothing_is_told_in_its_own_words(spooler: Spooler) -> None:
    spooler.run("cupsreject", QUEUE)
    try:
        with refused() as told:
            send(PAPER, Job("Sun"))
    finally:
        spooler.run("cupsaccept", QUEUE)
    assert told[0].startswith(f"the printer '{QUEUE}' took nothing: ")
    assert "not accepting jobs" in told[0]
    assert told[1] == f"ask it: lpstat -p {QUEUE} -l"


@pytest.mark.machine
def test_a_scheduler_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no.sock"))
    for name in ("", "counter"):
        with refused() as told:
            send(PAPER, Job("Sun", printer=name))
        assert told == ["CUPS does not answer", "have it started: systemctl start cups"]


@pytest.mark.machine
def test_a_scheduler_that_never_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "PATIENCE", 0.5)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "deaf.sock"))
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(str(tmp_path / "deaf.sock"))
        deaf.listen()
        with refused() as told:
            send(PAPER, Job("Sun"))
    assert told == ["CUPS has not answered for 0 seconds", "see what it does: lpstat -t"]


def test_a_machine_without_cups_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with refused() as told:
        send(PAPER, Job("Sun"))
    assert told == ["CUPS is not installed", "on Debian: apt install cups-client"]


def test_what_is_no_pdf_goes_to_no_printer() -> None:
    with refused() as told:
        send(b"<!doctype html>", Job("Sun"))
    assert told == ["it is no PDF", "open the file, and print it from there"]
