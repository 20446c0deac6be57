from __future__ import annotations

import json
import multiprocessing
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from samples import TODAY, MakeWorkspace, rules

from handouts.counter.printlog import (
    LOG,
    PrintEntry,
    PrintOutcome,
    Recalled,
    Unlogged,
    close_job,
    open_log,
    read_log,
    recall,
)
from handouts.diagnostics import HandoutsError, Problems
from handouts.workspace import Workspace

PRINTED = PrintEntry(TODAY, "harbour/harbour", "sun", "7K3Q-9MXD", "en-GB", "standard", 2)
SENT = replace(PRINTED, job="counter-7", outcome="sent")
SOLD = SENT.line.replace(b'"sent"', b'"sold"').rstrip()
WRITERS, LINES = 4, 50


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace({})


def log(workspace: Workspace, *entries: PrintEntry) -> None:
    for entry in entries:
        with open_log(workspace) as add:
            add(entry)


def read(workspace: Workspace) -> tuple[list[PrintEntry], list[str]]:
    problems = Problems()
    return read_log(workspace, problems), [str(d) for d in problems]


def write_many(root: Path, writer: int) -> None:
    here = Workspace(root, TODAY)
    log(here, *(replace(PRINTED, copies=writer * LINES + line) for line in range(1, LINES + 1)))


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """Stand for a disk that fills up in the middle of a line."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_was_printed_is_read_back(here: Workspace) -> None:
    later = replace(PRINTED, date=date(2026, 12, 1), clinic="härbour/b", copies=1)
    log(here, PRINTED, later)
    assert read(here) == ([PRINTED, later], [])


def test_a_line_holds_no_more_than_it_promises(here: Workspace) -> None:
    log(here, PRINTED)
    assert json.loads((here.root / LOG).read_text("utf-8")) == {
        "date": TODAY.isoformat(),
        "clinic": "harbour/harbour",
        "handout": "sun",
        "text_code": "7K3Q-9MXD",
        "language": "en-GB",
        "format": "standard",
        "copies": 2,
        "job": "",
        "outcome": "printed",
    }


def test_a_line_from_before_jobs_were_followed_counts_as_printed(
    workspace: MakeWorkspace,
) -> None:
    old = (
        f'{{"date": "{TODAY}", "clinic": "harbour/harbour", "handout": "sun", "text_code": '
        '"7K3Q-9MXD", "language": "en-GB", "format": "standard", "copies": 2}\n'
    )
    assert read(workspace({LOG: old * 2})) == ([PRINTED, PRINTED], [])


@pytest.mark.parametrize("outcome", ["printed", "failed"])
def test_a_job_is_told_once_with_what_became_of_it(here: Workspace, outcome: PrintOutcome) -> None:
    leaf = replace(SENT, handout="laser", text_code="CCCC-2222")
    log(here, PRINTED, SENT, leaf, PRINTED)
    assert read(here) == ([PRINTED, SENT, leaf, PRINTED], [])
    close_job(here, SENT.job, outcome)
    known = [replace(entry, outcome=outcome) for entry in (SENT, leaf)]
    assert read(here) == ([PRINTED, *known, PRINTED], [])
    lines = (here.root / LOG).read_text("utf-8").splitlines()
    assert len(lines) == 6
    close_job(here, SENT.job, "failed")
    assert read(here) == ([PRINTED, *known, PRINTED], [])


def test_of_two_jobs_of_one_name_the_last_is_closed(here: Workspace) -> None:
    before = replace(SENT, date=date(2020, 1, 1))
    log(here, before, SENT)
    close_job(here, SENT.job, "printed")
    assert read(here)[0] == [before, replace(SENT, outcome="printed")]


def test_what_became_of_a_job_is_not_undone_by_a_log_that_is_joined_twice(
    here: Workspace,
) -> None:
    printed = replace(SENT, outcome="printed")
    log(here, SENT, printed, SENT, printed, SENT)
    assert read(here) == ([printed], [])


def test_where_nothing_was_printed_there_is_nothing_to_read(here: Workspace) -> None:
    assert read(here) == ([], [])


def test_a_torn_last_line_is_told_and_the_next_one_begins_anew(here: Workspace) -> None:
    log(here, PRINTED, PRINTED)
    path = here.root / LOG
    path.write_bytes(path.read_bytes()[:-30])
    found, problems = read(here)
    assert found == [PRINTED]
    [problem] = problems
    assert problem.startswith(f"{LOG}:2:1: warning: this line is no record [print-log]")
    log(here, PRINTED)
    assert read(here) == ([PRINTED, PRINTED], problems)


def test_a_line_that_only_lost_its_end_still_counts(here: Workspace) -> None:
    log(here, PRINTED)
    path = here.root / LOG
    path.write_bytes(path.read_bytes().rstrip())
    log(here, PRINTED)
    assert read(here) == ([PRINTED, PRINTED], [])


@pytest.mark.parametrize(
    "line",
    [b"", b"[]", b"7", b"null", b'{"date": "2026-11-22"}', b"\xff\xfe", b"[" * 100_000, SOLD],
    ids=["empty", "list", "number", "null", "half", "bytes", "deep", "outcome"],
)
def test_a_line_that_is_no_record_is_told_and_all_others_are_read(
    here: Workspace, line: bytes
) -> None:
    log(here, PRINTED)
    path = here.root / LOG
    path.write_bytes(line + b"\n" + path.read_bytes())
    problems = Problems()
    assert read_log(here, problems) == [PRINTED]
    assert rules(problems) == ["print-log"]


def test_several_writers_lose_no_line(here: Workspace) -> None:
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=write_many, args=(here.root, n)) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found, problems = read(here)
    assert problems == []
    assert sorted(entry.copies for entry in found) == list(range(1, WRITERS * LINES + 1))


def test_a_log_that_cannot_be_opened_is_told_before_anything_prints(
    workspace: MakeWorkspace,
) -> None:
    here = workspace({"records": "a file"})
    with pytest.raises(HandoutsError) as caught, open_log(here):
        pytest.fail("it was opened")
    [problem] = caught.value.diagnostics
    assert problem.message.startswith("it cannot be written: ")
    assert problem.hint.startswith("nothing was printed; ")


def test_a_line_of_a_log_that_cannot_be_opened_goes_to_who_takes_it_instead(
    workspace: MakeWorkspace,
) -> None:
    lost: list[PrintEntry] = []
    with open_log(workspace({"records": "a file"}), lost.append) as add:
        add(PRINTED)
    assert lost == [PRINTED]


@pytest.mark.parametrize("room", [0, 40], ids=["no room", "room for half a line"])
def test_a_line_that_cannot_be_written_is_given_to_the_person(here: Workspace, room: int) -> None:
    log(here, PRINTED)
    with (
        open_log(here) as add,
        no_file_longer_than((here.root / LOG).stat().st_size + room),
        pytest.raises(HandoutsError) as caught,
    ):
        add(PRINTED)
    [problem] = caught.value.diagnostics
    assert problem.hint.startswith("it was printed; add this line: {")
    assert '"text_code": "7K3Q-9MXD"' in problem.hint
    log(here, PRINTED)
    assert read(here) == ([PRINTED, PRINTED], [])


def test_where_the_log_has_no_room_nothing_is_printed(here: Workspace) -> None:
    log(here, PRINTED)
    before = (here.root / LOG).read_bytes()
    with no_file_longer_than(len(before) + 40), pytest.raises(Unlogged) as caught, open_log(here):
        pytest.fail("it was opened")
    [problem] = caught.value.diagnostics
    assert problem.hint.startswith("nothing was printed; ")
    assert (here.root / LOG).read_bytes() == before


def test_a_log_that_cannot_be_read_is_told(workspace: MakeWorkspace) -> None:
    with pytest.raises(HandoutsError, match="it cannot be read"):
        read(workspace({f"{LOG}/inner": ""}))


def test_copies_are_added_up_clinic_by_clinic() -> None:
    first, last = date(2026, 1, 2), date(2026, 3, 4)
    printed = [
        replace(PRINTED, date=last, copies=3),
        replace(PRINTED, date=first),
        replace(PRINTED, clinic="a/b", copies=1),
        replace(SENT, copies=4),
        replace(SENT, clinic="a/b", outcome="failed"),
    ]
    assert recall(printed) == [
        Recalled("a/b", 1, TODAY, TODAY, failed=2),
        Recalled("harbour/harbour", 5, first, TODAY, sent=4),
    ]
