from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from handouts.workers import pool as workers
from handouts.workers.pool import Lost, Unready, Workers

JOBS = ["one", "bad", "two", "three"]
DONE = {0: "ONE", 2: "TWO", 3: "THREE"}


def with_one_bad(bad: Callable[[], object], processes: int = 2) -> dict[int, object]:
    """Do the jobs, of which one does something bad; return what came of each, by number."""

    def work(job: str) -> str:
        if job == "bad":
            bad()
        return job.upper()

    with Workers(work, processes) as team:
        return dict(team.each(JOBS))


def hang() -> None:
    while True:
        pass


@pytest.mark.parametrize("processes", [1, 2, 9])
def test_every_job_is_done_once(processes: int) -> None:
    def work(job: str) -> str:
        return job.upper()

    with Workers(work, processes) as team:
        results = list(team.each(JOBS))
    assert sorted(results) == [(0, "ONE"), (1, "BAD"), (2, "TWO"), (3, "THREE")]


def test_no_jobs_are_no_results() -> None:
    with Workers(str, 2) as team:
        assert list(team.each([])) == []


def test_a_worker_takes_job_after_job() -> None:
    def work(_job: int) -> int:
        return os.getpid()

    with Workers(work, 2) as team:
        first = {pid for _, pid in team.each(range(6))}
        second = {pid for _, pid in team.each(range(6))}
    assert len(first | second) <= 2
    assert os.getpid() not in first


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (lambda: os._exit(3), "ended its process (code 3)"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "ended its process (signal 9)"),
        (
            lambda: bytearray(2 * workers.MEMORY_BYTES),
            "was stopped: it took more than 500 MB of memory",
        ),
    ],
    ids=["exit", "kill", "memory"],
)
@pytest.mark.parametrize("processes", [1, 2])
def test_a_job_that_ends_its_worker_costs_no_other(
    bad: Callable[[], object], reason: str, processes: int
) -> None:
    assert with_one_bad(bad, processes) == DONE | {1: Lost(reason)}


def test_what_the_parent_holds_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "MEMORY_BYTES", 50_000_000)
    held = bytearray(2 * workers.MEMORY_BYTES)
    assert with_one_bad(lambda: bytearray(workers.MEMORY_BYTES // 2)) == DONE | {1: "BAD"}
    assert len(held) > 0


def test_a_job_that_raises_costs_no_other(capfd: pytest.CaptureFixture[str]) -> None:
    results = with_one_bad(lambda: 1 // 0)
    lost = results.pop(1)
    assert results == DONE
    assert isinstance(lost, Lost)
    assert lost.reason.startswith("came to an error: ZeroDivisionError: ")
    assert "(test_pool.py, line " in lost.reason
    assert capfd.readouterr().err == ""


def test_a_job_that_computes_for_ever_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "COMPUTING_SECONDS", 0.5)
    reason = "was stopped: it took more than 0.5 s of computing"
    assert with_one_bad(hang) == DONE | {1: Lost(reason)}


def test_a_job_that_waits_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE_SECONDS", 1.0)
    results = with_one_bad(lambda: time.sleep(600))
    assert results == DONE | {1: Lost("was stopped: it did not answer")}


def test_the_time_of_one_job_is_not_counted_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "COMPUTING_SECONDS", 0.5)

    def work(job: int) -> int:
        end = time.process_time() + 0.3
        while time.process_time() < end:
            pass
        return job

    with Workers(work, 1) as team:
        assert list(team.each(range(3))) == [(0, 0), (1, 1), (2, 2)]


def test_leaving_early_ends_the_workers() -> None:
    def work(job: int) -> int:
        if job:
            time.sleep(600)
        return job

    with Workers(work, 3) as team:
        assert next(team.each(range(3))) == (0, 0)
        assert len(multiprocessing.active_children()) >= 2
    assert multiprocessing.active_children() == []


def test_an_error_of_ours_ends_the_workers() -> None:
    with pytest.raises(RuntimeError), Workers(str, 2) as team:
        next(team.each(range(2)))
        raise RuntimeError
    assert multiprocessing.active_children() == []


def test_an_interruption_is_heard_by_the_parent_alone() -> None:
    def work(job: int) -> int:
        os.kill(os.getpid(), signal.SIGINT)
        return job

    with Workers(work, 1) as team:
        assert list(team.each([7])) == [(0, 7)]


WEIGHING = """
from pathlib import Path
from handouts.workers.pool import Workers

kept = []

def weighed(job):
    WORK
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])

with Workers(weighed, 1) as team:
    pages = [result for _, result in team.each(range(4000))]
print(pages[-1] / pages[500])
"""


def grown(work: str) -> float:
    """Return by how much a worker's resident size grows from the 500th job to the last of 4000.

    A fresh process weighs: the heap of one that ran other tests has room to hide what is kept.
    """
    script = [sys.executable, "-c", WEIGHING.replace("WORK", work)]
    return float(subprocess.run(script, capture_output=True, text=True, check=True).stdout)


def test_a_worker_does_not_grow_with_its_jobs() -> None:
    assert grown("[str(job)] * 1000") < 1.1


def test_a_worker_that_keeps_what_it_made_would_be_seen_to_grow() -> None:
    assert grown("kept.append(bytes(8000))") > 1.1


def test_what_a_job_needs_is_loaded_once_by_who_forks() -> None:
    loaded: list[int] = []

    def work(job: str) -> tuple[str, int]:
        if job != "light" and not loaded:
            raise Unready
        return job, loaded[0] if loaded else 0

    jobs = ["light", "heavy", "light", "heavy", "heavy"]
    with Workers(work, 2, lambda: loaded.append(os.getpid())) as team:
        results = dict(team.each(jobs))
    assert loaded == [os.getpid()]
    done = [result for _, result in sorted(results.items()) if not isinstance(result, Lost)]
    assert [job for job, _ in done] == jobs
    assert {parent for job, parent in done if job == "heavy"} == {os.getpid()}


def test_nothing_is_loaded_where_no_job_needs_it() -> None:
    loaded: list[int] = []
    with Workers(str, 2, lambda: loaded.append(1)) as team:
        assert len(list(team.each([1, 2, 3]))) == 3
    assert loaded == []


def test_a_job_that_needs_more_than_was_loaded_is_lost() -> None:
    def work(_job: int) -> int:
        raise Unready("the engine")

    with Workers(work, 1, lambda: None) as team:
        assert list(team.each([1])) == [(0, Lost("came to an error: the engine"))]
