"""From the start page to paper: real browsers' pages, a real CUPS, a real printer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from serving import Desk, Visitor, a_desk, a_practice, until
from spooling import Spooler

from handouts.counter.printlog import LOG
from handouts.pdf.raster import page_texts

pytestmark = pytest.mark.slow

SUN = "harbour/harbour/sun"


@pytest.fixture(scope="module")
def counter(
    tmp_path_factory: pytest.TempPathFactory, running_spooler: Spooler
) -> Iterator[tuple[Path, Desk]]:
    root = tmp_path_factory.mktemp("counter") / "workspace"
    a_practice(root)
    with a_desk(root, environment=running_spooler.environment) as desk:
        yield root, desk


def log_of(root: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (root / LOG).read_text("utf-8").splitlines()]


def printed(visitor: Visitor, sheet: str = SUN, **fields: str) -> str:
    """Press Print on the page of a sheet, and return the address of what becomes of it."""
    form = {"format": "standard", "copies": "1", "sides": "two", "printer": "counter"}
    sent = visitor.ask(f"/print/{sheet}", {**form, **visitor.form(f"/look/{sheet}"), **fields})
    assert sent.status == 303, sent.words
    return sent.headers["location"]


def test_a_sheet_is_found_looked_at_and_printed(
    counter: tuple[Path, Desk], spooler: Spooler
) -> None:
    root, desk = counter
    visitor = desk.visitor()
    found = visitor.ask("/find?q=sunscren")
    assert "Sun and your skin" in found.words
    assert "Also called sunscreen" in found.words
    look = visitor.ask(f"/look/{SUN}")
    assert "Approved. Use until" in look.words
    job = printed(visitor, copies="2")
    received = spooler.next_job()
    assert received["copies"] == "2"
    assert received["sides"] == "two-sided-long-edge"
    assert "Skin is an organ" in " ".join(page_texts(received.data))
    until(lambda: "Printed at" in visitor.ask(job).words)
    assert 'Handout "Sun and your skin" of Harbour Skin Clinic: text ' in visitor.ask(job).words
    until(lambda: [entry["outcome"] for entry in log_of(root)] == ["sent", "printed"])

    def did() -> list[str]:
        lines = (root / "records/desk.jsonl").read_text("utf-8")
        return [json.loads(line)["did"] for line in lines.splitlines()]

    until(lambda: did() == ["asked", "sending", "sent", "ended"], lambda: str(did()))


def test_asked_for_twice_it_prints_once(counter: tuple[Path, Desk], spooler: Spooler) -> None:
    root, desk = counter
    visitor = desk.visitor()
    before = len(log_of(root))
    form = {"format": "standard", "copies": "1", "sides": "one", "printer": "counter"}
    form |= visitor.form(f"/look/{SUN}")
    pages = {visitor.ask(f"/print/{SUN}", form).headers["location"] for _ in range(3)}
    assert len(pages) == 1
    assert spooler.next_job()["sides"] == "one-sided"
    until(lambda: "Printed at" in visitor.ask(pages.copy().pop()).words)
    until(lambda: len(log_of(root)) >= before + 2)
    assert len(log_of(root)) == before + 2


def test_a_draft_is_not_printed(counter: tuple[Path, Desk], spooler: Spooler) -> None:
    visitor = counter[1].visitor()
    page = visitor.ask("/look/harbour/harbour/peel")
    assert "nobody has approved it" in page.words
    assert 'action="/print' in page.text
    assert not re.search(r"<button[^>]*>Print ", page.text)
    token = visitor.form("/look/harbour/harbour/peel")
    form = {"format": "standard", "copies": "1", "printer": "counter", "slip": "abcdefgh1234"}
    sent = visitor.ask("/print/harbour/harbour/peel", {**form, **token})
    until(lambda: "Not printed" in visitor.ask(sent.headers["location"]).words)
    assert "this text is a draft" in visitor.ask(sent.headers["location"]).words.lower()


def test_a_printer_out_of_paper_is_told_and_its_job_is_taken_back(
    counter: tuple[Path, Desk], spooler: Spooler
) -> None:
    root, desk = counter
    visitor = desk.visitor()
    with (
        spooler.another_queue("upstairs", waits=True) as upstairs,
        spooler.having("no-paper"),
    ):
        job = printed(visitor, printer=upstairs)
        until(lambda: "out of paper" in visitor.ask(job).words)
        assert "Print on" in visitor.ask(job).words
        token = visitor.form(job)["token"]
        assert visitor.ask(f"{job}/cancel", {"token": token}).status == 303
        until(lambda: "Cancelled" in visitor.ask(job).words)
        until(lambda: log_of(root)[-1]["outcome"] == "failed")
    spooler.taken += 1


def test_a_sheet_opened_in_the_browser_is_logged_as_that(
    counter: tuple[Path, Desk], spooler: Spooler
) -> None:
    root, desk = counter
    visitor = desk.visitor()
    page = printed(visitor, printer="browser")
    assert "Opened to print" in visitor.ask(page).words
    pdf = visitor.ask(f"/copy/{SUN}/standard.pdf")
    assert pdf.body.startswith(b"%PDF-")
    until(lambda: log_of(root)[-1]["outcome"] == "opened")


def test_a_slip_of_which_nothing_was_sent_is_taken_up_again(
    tmp_path: Path, spooler: Spooler
) -> None:
    root = tmp_path / "workspace"
    a_practice(root)
    (root / "records").mkdir()
    at = datetime.now().astimezone()
    slips = {"asked00000": (at, False), "older00000": (at - timedelta(hours=1), False)}
    slips["person0000"] = at, True
    lines = [
        {
            "at": when.isoformat(timespec="seconds"),
            "who": "",
            "did": "asked",
            "slip": name,
            "clinic": "harbour/harbour",
            "handout": "sun",
            "title": "Sun",
            "codes": [],
            "language": "en-GB",
            "format": "standard",
            "copies": 1,
            "sides": "two",
            "printer": "counter",
            "personal": personal,
        }
        for name, (when, personal) in slips.items()
    ]
    lines.append({**lines[0], "slip": "sending000"})
    lines.append({"at": at.isoformat(), "who": "", "did": "sending", "slip": "sending000"})
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    (root / "records/desk.jsonl").write_text(text, "utf-8")
    with a_desk(root, environment=spooler.environment) as desk:
        visitor = desk.visitor()
        spooler.next_job()
        until(lambda: "Printed at" in visitor.ask("/jobs/asked00000").words)
        for name in ("older00000", "person0000"):
            assert "nothing was sent" in visitor.ask(f"/jobs/{name}").words
        assert "Not known whether it was printed" in visitor.ask("/jobs/sending000").words
        until(lambda: len(log_of(root)) >= 2)
    assert len(log_of(root)) == 2


def test_while_cups_is_gone_that_is_told_and_the_job_is_heard_of_again(
    counter: tuple[Path, Desk], spooler: Spooler
) -> None:
    visitor = counter[1].visitor()
    with spooler.another_queue("back", waits=True) as back, spooler.having("busy") as busy:
        job = printed(visitor, printer=back)
        until(lambda: re.search("On back|back has it", visitor.ask(job).words))
        with spooler.without("cupsd"):
            until(
                lambda: "The printing system does not answer" in visitor.ask(job).words,
                lambda: visitor.ask(job).words,
            )
            look = visitor.ask(f"/look/{SUN}").words
            assert "You can print in this browser" in look
        until(lambda: "does not answer" not in visitor.ask(job).words)
        busy.unlink()
        visitor.ask(f"{job}/cancel", {"token": visitor.form(job)["token"]})
        until(lambda: re.search("Cancelled|Printed at|Not known", visitor.ask(job).words))


def test_a_printer_that_is_not_there_any_more_is_told(
    counter: tuple[Path, Desk], spooler: Spooler
) -> None:
    visitor = counter[1].visitor()
    job = printed(visitor, printer="no-such-printer")
    until(lambda: "there is no printer 'no-such-printer'" in visitor.ask(job).words.lower())
    assert "Try again" in visitor.ask(job).words


def test_a_printer_that_is_stopped_is_told_before_anything_is_sent(
    counter: tuple[Path, Desk], spooler: Spooler
) -> None:
    root, desk = counter
    visitor, before = desk.visitor(), len(log_of(root))
    with spooler.another_queue("broken") as broken:
        spooler.run("cupsdisable", "-r", "under repair", broken)
        assert "It is stopped: under repair" in visitor.ask(f"/look/{SUN}").text.replace(
            'data-state="is', "It is"
        )
        job = printed(visitor, printer=broken)
        until(lambda: "is stopped: under repair" in visitor.ask(job).words)
    assert len(log_of(root)) == before
