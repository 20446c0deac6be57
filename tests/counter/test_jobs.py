from __future__ import annotations

import socket

import pytest
from blankpages import a_pdf
from spooling import QUEUE, TRAYS, Spooler, refused

from handouts.counter.jobs import (
    JobProgress,
    JobState,
    PrintJob,
    Sent,
    cancel,
    follow,
    job_state,
    send,
    wishes,
)
from handouts.counter.printer import Printer, find_printer

PAPER = a_pdf()
SUN = PrintJob("Sun")
A4 = "iso_a4_210x297mm"
WAITING, PRINTING = JobState("waiting"), JobState("printing")
HANDED_OVER = ("cups-waiting-for-job-completed",)


def sent_to(name: str = "", job: PrintJob = SUN, data: bytes = PAPER) -> Sent:
    return send(data, job, find_printer(name))


def last(sent: Sent, wait: float = 60.0) -> JobProgress:
    """Return how a job stands once it is settled, or after some seconds."""
    *_, progress = follow(sent.job, wait)
    return progress


def test_a_job_reaches_the_printer_as_it_was_asked_for(spooler: Spooler) -> None:
    sent = sent_to(job=PrintJob("Äging of skin", copies=2))
    assert (sent.printer, sent.left) == (QUEUE, ())
    assert sent.job.startswith(f"{QUEUE}-")
    job = spooler.next_job()
    assert (job["job-name"], job["copies"]) == ("Äging of skin", "2")
    assert (job["media"], job["sides"]) == (A4, "two-sided-long-edge")
    assert job["multiple-document-handling"] == "separate-documents-collated-copies"
    assert job.attributes["CONTENT_TYPE"] == "application/pdf"
    assert job.data == PAPER


@pytest.mark.parametrize(
    ("size", "media"),
    [
        ((210, 297), A4),
        ((215.9, 279.4), "na_letter_8.5x11in"),
        ((148, 210), "iso_a5_148x210mm"),
        ((297, 210), A4),
        ((100, 100), None),
    ],
)
def test_the_paper_is_that_of_the_page_or_left_to_the_printer(
    size: tuple[float, float], media: str | None
) -> None:
    wanted, left = wishes(a_pdf(*size), SUN, Printer(QUEUE, "idle"))
    assert (wanted.get("media"), left) == (media, [])


@pytest.mark.parametrize(
    ("job", "size", "sides"),
    [
        (PrintJob("Sun", sides="one"), (210, 297), "one-sided"),
        (PrintJob("Sun", sides="two"), (210, 297), "two-sided-long-edge"),
        (PrintJob("Sun"), (297, 210), "two-sided-short-edge"),
        (PrintJob("Sun", sides="one"), (297, 210), "one-sided"),
    ],
)
def test_a_sheet_is_turned_like_the_page_of_a_book(
    job: PrintJob, size: tuple[float, float], sides: str
) -> None:
    assert wishes(a_pdf(*size), job, Printer(QUEUE, "idle"))[0]["sides"] == sides


@pytest.mark.parametrize(
    ("printer", "wanted", "left"),
    [
        (Printer("p", "idle", sides=("one-sided",)), {"media": A4}, ["prints on one side only"]),
        (
            Printer("p", "idle", sides=("one-sided", "two-sided-short-edge")),
            {"media": A4},
            ["does not name 'two-sided-long-edge', and prints as it is set"],
        ),
        (
            Printer("p", "idle", media=("na_letter_8.5x11in",)),
            {"sides": "two-sided-long-edge"},
            ["names no paper of 210 x 297 mm, and prints on what it has"],
        ),
        (
            Printer("p", "idle", media=("custom_min_3x5in", "custom_max_8.5x14in")),
            {"sides": "two-sided-long-edge", "media": A4},
            [],
        ),
    ],
)
def test_what_a_printer_does_not_have_is_not_asked_for_but_told(
    printer: Printer, wanted: dict[str, str], left: list[str]
) -> None:
    assert wishes(PAPER, SUN, printer) == (wanted, left)


def test_a_printer_of_one_side_is_asked_for_no_two(spooler: Spooler) -> None:
    with spooler.another_queue("simple", "-P", str(spooler.ppd())) as name:
        assert find_printer(name).sides == ("one-sided",)
        sent = sent_to(name)
        assert sent.left == ("prints on one side only",)
        assert spooler.next_job()["sides"] in (None, "one-sided")


def test_paper_comes_from_the_tray_that_was_asked_for(spooler: Spooler) -> None:
    with spooler.another_queue("trays", "-P", str(spooler.ppd(**TRAYS))) as name:
        sent_to(name, PrintJob("Sun", tray="tray-2"))
        job = spooler.next_job()
    size = "media-size={x-dimension=21000 y-dimension=29700}"
    assert job["media-col"] == f"{{{size} media-source=tray-2}}"


def test_a_tray_that_a_printer_does_not_have_is_told() -> None:
    printer = Printer(QUEUE, "idle", trays=("tray-1", "by-pass-tray"))
    with refused() as told:
        wishes(PAPER, PrintJob("Sun", tray="tray1"), printer)
    assert told == [
        "the printer 'counter' has no tray 'tray1'",
        "did you mean 'tray-1'? it has tray-1, by-pass-tray",
    ]
    with refused() as told:
        wishes(PAPER, PrintJob("Sun", tray="cellar"), printer)
    assert told[1] == "it has tray-1, by-pass-tray"
    with refused() as told:
        wishes(PAPER, PrintJob("Sun", tray="tray-1"), Printer(QUEUE, "idle"))
    assert told == ["the printer 'counter' names no trays", "leave out --tray"]


def test_what_is_no_pdf_goes_to_no_printer() -> None:
    with refused() as told:
        send(b"<!doctype html>", SUN, Printer(QUEUE, "idle"))
    assert told == ["it is no PDF", "open the file, and print it from there"]


def test_a_job_is_followed_until_it_is_printed(spooler: Spooler) -> None:
    with spooler.another_queue("slow", waits=True) as name:
        steps = [*follow(sent_to(name).job)]
        spooler.next_job()
    assert [step.job.standing for step in steps if step.settled] == ["printed"]
    assert len(steps) > 1
    assert any(step.at_work for step in steps)


def test_a_printer_out_of_paper_is_told_while_the_job_waits_and_then_prints(
    spooler: Spooler,
) -> None:
    with spooler.another_queue("slow", waits=True) as name:
        with spooler.having("no-paper"):
            sent = sent_to(name)
            waiting = next(step for step in follow(sent.job) if step.troubles)
            assert (waiting.troubles, waiting.settled) == (("media-empty",), False)
            assert not waiting.at_work
        assert last(sent).job.standing == "printed"
        spooler.next_job()


def test_a_printer_that_is_off_shows_no_sign_of_work_and_prints_when_it_is_back(
    spooler: Spooler,
) -> None:
    with spooler.another_queue("slow", waits=True) as name:
        with spooler.without("printer"):
            sent = sent_to(name)
            progress = next(step for step in follow(sent.job) if step.job.message)
            assert "unavailable" in progress.job.message
            assert (progress.settled, progress.at_work) == (False, False)
            assert last(sent, 0.0).settled is False
        assert last(sent).job.standing == "printed"
        spooler.next_job()


def test_a_printer_that_is_stopped_while_it_has_a_job_settles_it(spooler: Spooler) -> None:
    with spooler.another_queue("slow", waits=True) as name, spooler.without("printer"):
        sent = sent_to(name)
        spooler.run("cupsdisable", "-r", "being mended", name)
        progress = last(sent)
        assert not progress.job.ended
        assert progress.printer
        assert progress.printer.refusal.startswith("is stopped")
        cancel(sent.job)


def test_a_job_of_a_deleted_printer_is_gone(spooler: Spooler) -> None:
    with spooler.another_queue("slow", waits=True) as name, spooler.without("printer"):
        sent = sent_to(name)
        spooler.run("lpadmin", "-x", name)
        progress = last(sent)
    assert progress.settled
    assert progress.job.standing in ("gone", "cancelled")
    assert progress.printer is None


def test_a_held_job_settles(spooler: Spooler) -> None:
    with spooler.another_queue("held", "-m", "raw", "-o", "job-hold-until-default=indefinite"):
        sent = sent_to("held")
        assert last(sent).job.standing == "held"
        assert cancel(sent.job).standing == "cancelled"


def test_a_job_is_taken_back_while_it_waits_and_not_after(spooler: Spooler) -> None:
    with spooler.another_queue("slow", waits=True) as name, spooler.without("printer"):
        sent = sent_to(name)
        assert cancel(sent.job).standing == "cancelled"
        assert cancel(sent.job).standing == "cancelled"
    printed = sent_to()
    spooler.next_job()
    assert last(printed).job.standing == "printed"
    assert cancel(printed.job).standing == "printed"


def test_a_job_of_another_printer_is_not_taken_for_it(spooler: Spooler) -> None:
    number = sent_to().job.rpartition("-")[2]
    spooler.next_job()
    assert job_state(f"{QUEUE}-{number}").standing != "gone"
    assert job_state(f"back-room-{number}") == JobState("gone")
    assert job_state(f"{QUEUE}-99999") == JobState("gone")


@pytest.mark.parametrize("name", ["", "counter", "counter-", "-7", "counter-x", f"c-{2**40}"])
def test_what_is_no_name_of_a_job_is_told(name: str) -> None:
    with refused() as told:
        job_state(name)
    assert told == [f"'{name}' is no name of a job", "it is like counter-13"]


def test_a_printing_system_that_ends_meanwhile_is_told(spooler: Spooler) -> None:
    sent = sent_to()
    spooler.next_job()
    with spooler.without("cupsd"), refused() as told:
        last(sent)
    assert told[0] == "CUPS does not answer"
    assert last(sent).job.standing == "printed"


@pytest.mark.parametrize(
    ("progress", "at_work"),
    [
        (JobProgress(PRINTING, Printer(QUEUE, "busy")), False),
        (JobProgress(PRINTING, Printer(QUEUE, "busy", HANDED_OVER)), True),
        (JobProgress(JobState("printing", pages=2), Printer(QUEUE, "busy")), True),
        (JobProgress(WAITING, Printer(QUEUE, "busy", HANDED_OVER)), True),
        (JobProgress(WAITING, Printer(QUEUE, "busy")), False),
        (
            JobProgress(PRINTING, Printer(QUEUE, "busy", (*HANDED_OVER, "media-empty-warning"))),
            False,
        ),
        (JobProgress(PRINTING, Printer(QUEUE, "stopped", HANDED_OVER)), False),
        (JobProgress(JobState("printed", pages=2), Printer(QUEUE, "idle")), False),
        (JobProgress(PRINTING, None), False),
    ],
)
def test_a_printer_is_at_work_only_where_it_shows_so(progress: JobProgress, at_work: bool) -> None:
    assert progress.at_work is at_work


def test_a_printing_system_that_falls_silent_over_a_job_may_have_it(
    spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer, place = find_printer(), f"{spooler.folder}/deaf.sock"
    monkeypatch.setattr("handouts.counter.ipp.PATIENCE_SECONDS", 0.5)
    monkeypatch.setenv("CUPS_SERVER", place)
    with socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(place)
        deaf.listen()
        with refused() as told:
            send(PAPER, SUN, printer)
    assert told[0].endswith("has not answered for 0 seconds, and may have the job all the same")
    assert told[1] == "look at the printer before you print again"
