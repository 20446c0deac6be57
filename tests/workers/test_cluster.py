"""A cluster does what the processes of one machine do, with the same limits."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from clusters import PLENTY, Machines, at_work, cluster, do, nothing

from handouts.diagnostics import HandoutsError
from handouts.workers.cluster import Cluster
from handouts.workers.pool import Lost

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Run a cluster of two workers."""
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Run a scheduler for one test, which may do harm to it."""
    with cluster(tmp_path_factory.mktemp("own"), workers=0) as running:
        yield running


def team(machines: Machines, folder: Path) -> Cluster[str, str]:
    return Cluster(machines.address, nothing, partial(do, folder), [folder / "shared"])


def all_done(machines: Machines, folder: Path, *jobs: str) -> dict[str, str | Lost]:
    with team(machines, folder) as crew:
        found = {jobs[number]: result for number, result in crew.each(jobs)}
    left_alone(folder)
    return found


def left_alone(folder: Path) -> None:
    """Wait until nobody works any more, and look for what is left in the shared folder."""
    end = time.monotonic() + PLENTY
    while at_work(folder):
        assert time.monotonic() < end, "somebody stayed"
        time.sleep(0.05)
    assert [*(folder / "shared").iterdir()] == []


def refused(machines: Machines, folder: Path) -> str:
    with pytest.raises(HandoutsError) as told, team(machines, folder) as crew:
        list(crew.each(["one"]))
    [problem] = told.value.diagnostics
    assert problem.place.file == machines.address
    return problem.message


def test_every_job_is_done_once(machines: Machines, tmp_path: Path) -> None:
    jobs = [f"job {number}" for number in range(100)]
    with team(machines, tmp_path) as crew:
        found = list(crew.each(jobs))
        assert list(crew.each([])) == []
        assert list(crew.each(["more"])) == [(0, "MORE")]
    assert sorted(found) == [(number, job.upper()) for number, job in enumerate(jobs)]
    left_alone(tmp_path)


def test_a_bad_job_costs_no_other(machines: Machines, tmp_path: Path) -> None:
    found = all_done(machines, tmp_path, "one", "raise", "hunger", "hang", "kill", "two")
    assert [found.pop("one"), found.pop("two")] == ["ONE", "TWO"]
    lost = {job: result.reason for job, result in found.items() if isinstance(result, Lost)}
    assert lost.pop("raise").startswith("came to an error: ValueError: too odd (clusters.py, line ")
    assert lost == {
        "hunger": "was stopped: it took more than 500 MB of memory",
        "hang": "was stopped: it took more than 9 s of computing",
        "kill": "ended its process (signal 9)",
    }


def test_a_process_that_is_killed_beside_a_worker_costs_nothing(
    machines: Machines, tmp_path: Path
) -> None:
    assert all_done(machines, tmp_path, "one", "kill foreman", "two") == {
        "one": "ONE",
        "kill foreman": "KILL FOREMAN",
        "two": "TWO",
    }


def test_the_jobs_of_a_worker_that_is_killed_are_done_by_another(
    own: Machines, tmp_path: Path
) -> None:
    first, second = own.worker(), own.worker()
    jobs = [f"job {number}" for number in range(40)]
    found = all_done(own, tmp_path, *jobs, "kill worker")
    assert found == {job: job.upper() for job in (*jobs, "kill worker")}
    assert sorted(process.poll() is None for process in (first, second)) == [False, True]


def test_leaving_early_ends_what_is_at_work(machines: Machines, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), team(machines, tmp_path) as crew:
        assert next(crew.each(["one", "sleep", "sleep"])) == (0, "ONE")
        raise KeyboardInterrupt
    left_alone(tmp_path)
    assert all_done(machines, tmp_path, "two") == {"two": "TWO"}


def test_a_scheduler_that_goes_is_told(own: Machines, tmp_path: Path) -> None: ...


def test_a_cluster_that_does_not_answer_is_told(
    own: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.workers.cluster.ARRIVAL_SECONDS", 1)
    assert refused(own, tmp_path) == "it has no workers"
    own.address = "tcp://127.0.0.1:9"
    assert refused(own, tmp_path).startswith("no scheduler answers: ")
    own.address = "nonsense://"
    assert refused(own, tmp_path).startswith("no scheduler answers: ")


def test_a_worker_with_another_engine_is_refused_and_both_are_named(
    own: Machines, tmp_path: Path
) -> None:
    other = tmp_path / "other/weasyprint-99.0.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Name: weasyprint\nVersion: 99.0\n", encoding="utf-8")
    own.worker(other.parent)
    assert refused(own, tmp_path).endswith(
        "cannot be used: it has weasyprint 99.0 where the machine that builds has weasyprint 70.0"
    )
    left_alone(tmp_path)


def test_a_worker_that_does_not_see_the_disk_is_refused(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "touch", lambda _: None)  # as if it were made on another disk
    assert f"it does not see the same '{tmp_path / 'shared'}'" in refused(machines, tmp_path)
