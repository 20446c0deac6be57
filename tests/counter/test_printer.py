from __future__ import annotations

import pytest
from blankpages import a_pdf
from spooling import QUEUE, TRAYS, Spooler, refused

from handouts.counter.jobs import PrintJob, send
from handouts.counter.printer import Printer, default_printer, find_printer, printers

PAPER = a_pdf()


@pytest.mark.usefixtures("spooler")
def test_a_printer_that_says_nothing_of_itself_is_idle() -> None:
    assert printers() == [Printer(QUEUE, "idle", info=QUEUE)]


def test_a_printer_tells_what_it_can_do(spooler: Spooler) -> None:
    with spooler.another_queue("trays", "-P", str(spooler.ppd(**TRAYS))):
        found = find_printer("trays")
    assert found.sides == ("one-sided", "two-sided-long-edge", "two-sided-short-edge")
    assert found.media == ("iso_a4_210x297mm",)
    assert found.trays == ("tray-1", "tray-2")


@pytest.mark.usefixtures("spooler")
def test_the_default_printer_is_known() -> None:
    assert default_printer() == QUEUE
    assert find_printer().name == QUEUE


def test_a_user_may_choose_another_default(
    spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = spooler.folder / ".cups/lpoptions"
    options.parent.mkdir()
    options.write_text("Dest a x=1\nDefault back-room/draft sides=one-sided\n", encoding="utf-8")
    try:
        assert default_printer() == "back-room"
        monkeypatch.setenv("PRINTER", "upstairs")
        assert default_printer() == "upstairs"
        monkeypatch.setenv("LPDEST", "cellar")
        assert default_printer() == "cellar"
    finally:
        options.unlink()


@pytest.mark.usefixtures("spooler")
def test_an_unknown_printer_is_told() -> None:
    with refused() as told:
        find_printer("conter")
    assert told == ["there is no printer 'conter'", f"did you mean '{QUEUE}'?"]


def test_no_default_printer_is_told_with_those_that_there_are(spooler: Spooler) -> None:
    with spooler.without_queue():
        with refused() as told:
            find_printer()
        assert told[0] == "there is no default printer"
        assert "set one up in CUPS first" in told[1]
        with refused() as told:
            find_printer("counter")
        assert told == ["there is no printer 'counter'", "set one up in CUPS first"]
        with spooler.another_queue("back-room"), refused() as told:
            find_printer()
    assert told[1] == "name one with --printer NAME; there is back-room"


def test_to_a_stopped_printer_nothing_is_sent(spooler: Spooler) -> None:
    with spooler.another_queue("back-room"):
        spooler.run("cupsdisable", "-r", "being mended", "back-room")
        with refused() as told:
            send(PAPER, PrintJob("Sun"), find_printer("back-room"))
        spooler.run("cupsenable", "back-room")
        assert find_printer("back-room").refusal == ""
    assert told[0] == "the printer 'back-room' is stopped: being mended"
    assert (
        told[1] == f"see to it and print again, or name another: --printer NAME; there is {QUEUE}"
    )


def test_to_a_printer_that_takes_nothing_nothing_is_sent(spooler: Spooler) -> None:
    with spooler.another_queue("back-room"):
        spooler.run("cupsreject", "-r", "moving house", "back-room")
        with refused() as told:
            send(PAPER, PrintJob("Sun"), find_printer("back-room"))
    assert told[0] == "the printer 'back-room' accepts no jobs: moving house"


@pytest.mark.machine
def test_a_printer_that_began_to_refuse_meanwhile_is_told_in_its_own_words(
    spooler: Spooler,
) -> None:
    with spooler.another_queue("back-room"):
        before = find_printer("back-room")
        spooler.run("cupsreject", "back-room")
        with refused() as told:
            send(PAPER, PrintJob("Sun"), before)
        assert told[0].startswith("the printer 'back-room' took nothing: ")
        assert "not accepting jobs" in told[0]
    with refused() as told:
        send(PAPER, PrintJob("Sun"), before)
    assert told[0].startswith("the printer 'back-room' took nothing: ")


@pytest.mark.parametrize(
    ("state", "reasons", "refusal"),
    [
        ("busy", ("media-empty",), "is out of paper"),
        ("busy", ("media-empty-warning",), ""),
        ("busy", ("connecting-to-device",), ""),
        ("idle", ("media-empty-error",), ""),  # that is of its last job
        ("stopped", ("media-empty-error", "paused"), "is stopped"),
    ],
)
def test_a_printer_that_stands_still_over_a_job_gets_no_other(
    state: str, reasons: tuple[str, ...], refusal: str
) -> None:
    assert Printer(QUEUE, state, reasons).refusal == refusal  # type: ignore[arg-type]
