"""Many copies are the same, whoever makes them: one machine or a cluster."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clusters import Machines, cluster, nothing
from pretend import PretendPress, deadly_do, pretend_do
from samples import BRAND, CLINIC, MakeWorkspace, a_handout, a_library

from handouts.batch import making
from handouts.batch.copies import Copy
from handouts.batch.order import BuildOptions, Order
from handouts.batch.reporting import Build, Row
from handouts.batch.run import build
from handouts.store import extras
from handouts.store.auditing import audit
from handouts.store.ledger import Ledger
from handouts.store.output import storage_at
from handouts.store.whole import digest
from handouts.workspace import Workspace

COPIES = 8
LIBRARY = a_library(**{f"text_{n}": a_handout(title=f"Text {n}") for n in range(COPIES)})


@pytest.fixture
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Run a cluster of two workers."""
    with cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def built(workspace: Workspace, address: str, where: Path | str = "") -> Build:
    output = where or workspace.output
    return build(workspace, Order(), output, processes=1, options=BuildOptions(cluster=address))


def states(done: Build) -> list[str]:
    return [row.made.state for row in done.rows]


def all_right(workspace: Workspace) -> bool:
    with Ledger(workspace.root, workspace.output) as book:
        found = audit([storage_at(workspace.output)], book.everywhere())
    return [file.state for file in found] == ["right"] * COPIES


def test_a_cluster_that_writes_to_a_store_makes_the_same_copies_as_one_machine(
    workspace: MakeWorkspace, bucket: str, machines: Machines
) -> None:
    files = a_library(sun=a_handout()) | {"brands/north/_brand.yml": BRAND + CLINIC}
    made, there = workspace(files), f"s3://{bucket}/out"
    one = build(made, Order(), made.output, processes=1)
    shutil.rmtree(made.root / ".handouts/cache")
    many = built(made, machines.address, there)
    assert states(many) == states(one) == ["made", "made"]
    assert [row.made.sha256 for row in many.rows] == [row.made.sha256 for row in one.rows]
    for row in one.rows:
        assert storage_at(there).read(row.path) == (made.output / row.path).read_bytes()
    assert states(built(made, "", there)) == ["unchanged", "unchanged"]


@pytest.mark.slow
def test_cold_cached_shared_resumed_and_clustered_builds_give_the_same_hashes(
    workspace: MakeWorkspace, machines: Machines
) -> None:
    sheets = a_library(sun=a_handout(), moles=a_handout(title="Moles"))
    made = workspace(
        sheets | {"brands/north/_brand.yml": (BRAND + CLINIC).replace("Harbour", "North")}
    )

    def hashes(processes: int = 1, **options: Any) -> dict[str, str]:
        chosen = BuildOptions(**options)
        done = build(made, Order(), made.output, processes=processes, options=chosen)
        files = {row.path: digest((made.output / row.path).read_bytes()) for row in done.rows}
        assert files == {row.path: row.made.sha256 for row in done.rows}
        return files

    def anew() -> None:
        for folder in (made.root / ".handouts", made.output):
            shutil.rmtree(folder)

    def interrupt(_row: Row, _done: Build) -> None:
        raise KeyboardInterrupt

    cold = hashes()
    assert len(set(cold.values())) == len(cold) == 4
    shutil.rmtree(made.output)
    assert hashes(force=True) == cold
    anew()
    assert hashes(processes=2) == cold
    anew()
    first = build(made, Order(), made.output, processes=1, watch=interrupt)
    assert first.interrupted
    assert 1 <= len(first.rows) < 4
    assert hashes() == cold
    anew()
    assert hashes(cluster=machines.address) == cold


@pytest.mark.slow
def test_a_worker_that_is_killed_in_the_middle_costs_no_copy(
    workspace: MakeWorkspace, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.batch.making._do", deadly_do)
    monkeypatch.setattr("handouts.batch.making.load_press", nothing)
    made = workspace(LIBRARY)
    assert states(built(made, machines.address)) == ["made"] * COPIES
    assert (made.root / "killed").exists()
    assert all_right(made)


def test_a_copy_that_ends_its_worker_costs_none_that_is_stamped_in_the_same_job(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    def deadly(copy: Copy) -> None:
        if copy.handout.title == "Sheet 5":
            os._exit(3)

    press.before = deadly
    many = 2 * making.SHARES * COPIES  # so that several are one job
    made = workspace(a_library(**{f"text_{n}": a_handout(title=f"Sheet {n}") for n in range(many)}))
    done = build(made, Order(), made.output, processes=1)
    [row] = [row for row in done.rows if row.made.state == "failed"]
    assert row.path.endswith("-5-en-GB-DRAFT.pdf")
    there = [one.path for one in done.rows if storage_at(made.output).stamp(one.path)]
    assert len(there) == many - 1
    assert "ended its process (code 3)" in row.made.diagnostics[0].message


@pytest.mark.slow
def test_an_interrupted_build_keeps_what_was_made(
    workspace: MakeWorkspace, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_row: Row, done: Build) -> None:
        if len(done.rows) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("handouts.batch.making._do", pretend_do)
    monkeypatch.setattr("handouts.batch.making.load_press", nothing)
    made = workspace(LIBRARY)
    done = build(
        made,
        Order(),
        made.output,
        processes=1,
        options=BuildOptions(cluster=machines.address),
        watch=interrupt,
    )
    assert done.interrupted
    assert states(done) == ["made"] * 3
    assert states(built(made, "")).count("unchanged") >= 3
    assert all_right(made)


def test_a_cluster_that_cannot_be_used_fails_every_copy_and_is_told_once(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.workers.cluster.ARRIVAL_SECONDS", 1)
    done = built(workspace(LIBRARY), "tcp://127.0.0.1:9")
    assert states(done) == ["failed"] * COPIES
    [problem] = done.problems
    assert (problem.rule, problem.place.file) == ("cluster", "tcp://127.0.0.1:9")
    assert problem.message.startswith("no scheduler answers: ")


def test_a_package_that_is_missing_is_told_with_what_to_install(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    done = built(workspace(LIBRARY), "tcp://127.0.0.1:9")
    assert states(done) == ["failed"] * COPIES
    assert [problem.hint for problem in done.problems] == [
        "python -m pip install 'handouts[cluster]'"
    ]
