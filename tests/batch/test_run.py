from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from pretend import set_at_once
from samples import MakeWorkspace, a_handout, a_library, a_workspace

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.order import BuildOptions, Order, WrongOrder
from handouts.batch.reporting import Outcome, Row, report
from handouts.batch.run import Build, build
from handouts.batch.setting import Typesetting
from handouts.diagnostics import HandoutsError
from handouts.workspace import Workspace

LIBRARY = a_library(sun=a_handout(), broken="title: [", laser=a_handout(kind="treatment"))
BAD_BRAND = {"brands/odd/_brand.yml": "meta: ["}


@dataclass(frozen=True)
class Twice:
    """A workspace that was built two times, and what came of both."""

    workspace: Workspace
    first: Build
    second: Build


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Twice:
    made = a_workspace(tmp_path_factory.mktemp("built"), LIBRARY)
    first, second = (build(made, Order(), made.output, processes=2) for _ in range(2))
    return Twice(made, first, second)


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make copies without the press; the one of a handout called laser ends its process."""

    def make(copy: Copy, *_: object) -> Outcome:
        if copy.handout.id == "laser":
            os._exit(3)
        return Outcome("made", "abc", 3, 1)

    set_at_once(monkeypatch)
    monkeypatch.setattr("handouts.batch.making.make", make)


def states(done: Build) -> dict[str, str]:
    return {f"{row.brand}/{row.handout}": row.made.state for row in done.rows}


def test_every_copy_is_made_and_one_bad_handout_stops_no_other(twice: Twice) -> None:
    assert states(twice.first) == {
        "harbour/broken": "failed",
        "harbour/laser": "made",
        "harbour/sun": "made",
    }
    assert twice.first.failed
    assert [d.place.file for d in twice.first.problems] == ["content/broken/handout.yaml"]


def test_the_files_are_where_the_rows_say_and_nothing_else_is(twice: Twice) -> None:
    output = twice.workspace.output
    files = {p.relative_to(output).as_posix(): p for p in output.rglob("*") if p.is_file()}
    rows = [row for row in twice.first.rows if row.path]
    assert set(files) == {row.path for row in rows}
    for row in rows:
        data = files[row.path].read_bytes()
        assert data.startswith(b"%PDF-")
        assert len(data) == row.made.size
        assert row.made.pages == 1


def test_a_second_build_changes_nothing(twice: Twice) -> None:
    assert set(states(twice.second).values()) == {"failed", "unchanged"}
    first, second = (
        {row.path: row.made.sha256 for row in done.rows} for done in (twice.first, twice.second)
    )
    assert first == second


def test_the_report_tells_of_every_copy(twice: Twice) -> None:
    told = report(twice.first.rows, twice.first.problems)
    assert [*told] == ["schema", "copies", "diagnostics"]
    copies = told["copies"]
    assert isinstance(copies, list)
    assert [copy["text_code"] != "" for copy in copies] == [False, True, True]
    assert [copy["path"] for copy in copies] == [
        "",
        "drafts/harbour/harbour-laser-en-GB-DRAFT.pdf",
        "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf",
    ]


def test_a_dry_run_plans_and_makes_nothing(workspace: MakeWorkspace) -> None:
    made = workspace(LIBRARY)
    done = build(made, Order(("sun",)), made.output, processes=1, options=BuildOptions(dry=True))
    assert states(done) == {"harbour/sun": "planned"}
    assert not made.output.exists()


def test_a_name_that_is_not_there_is_a_wrong_order(workspace: MakeWorkspace) -> None:
    made = workspace(LIBRARY)
    with pytest.raises(WrongOrder, match="did you mean 'laser'"):
        build(made, Order(("lasre",)), made.output, processes=1)


def test_the_formats_are_those_of_the_order_else_of_the_workspace(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(LIBRARY | {"handouts.toml": "formats = ['full']"})

    def formats(*names: str) -> set[str]:
        order = Order(("sun",), formats=names)
        done = build(made, order, made.output, processes=1, options=BuildOptions(dry=True))
        return {row.format for row in done.rows}

    assert formats() == {"full"}
    assert formats("standard") == {"standard"}


def test_a_format_of_the_workspace_that_is_not_there_is_an_error_of_its_settings(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(LIBRARY | {"handouts.toml": "formats = ['ful']"})
    with pytest.raises(HandoutsError, match="there is no format 'ful'"):
        build(made, Order(), made.output, processes=1)


def test_a_brand_that_cannot_be_read_is_told_for_every_handout(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=a_handout()) | BAD_BRAND)
    done = build(made, Order(), made.output, processes=1, options=BuildOptions(dry=True))
    assert states(done) == {"odd/sun": "failed", "harbour/sun": "planned"}
    assert done.failed


def test_a_bad_brand_that_was_not_asked_for_is_no_row(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=a_handout()) | BAD_BRAND)
    done = build(
        made, Order(brands=("harbour",)), made.output, processes=1, options=BuildOptions(dry=True)
    )
    assert states(done) == {"harbour/sun": "planned"}


@pytest.mark.usefixtures("no_press")
def test_a_copy_that_ends_its_process_is_told_and_the_others_are_made(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(LIBRARY)
    done = build(made, Order(("sun", "laser")), made.output, processes=1)
    assert states(done) == {"harbour/laser": "failed", "harbour/sun": "made"}
    [problem] = next(row.made.diagnostics for row in done.rows if row.handout == "laser")
    assert problem.rule == "worker"
    assert problem.place.file == "content/laser/handout.yaml"
    assert "'laser' for harbour/harbour ended its process (code 3)" in problem.message


@pytest.mark.usefixtures("no_press")
def test_whoever_watches_is_told_of_each_copy_as_it_is_done(workspace: MakeWorkspace) -> None:
    made, seen = workspace(LIBRARY), list[tuple[str, int]]()

    def watch(row: Row, done: Build) -> None:
        seen.append((row.handout, done.planned))

    build(made, Order(("sun", "laser")), made.output, processes=1, watch=watch)
    assert sorted(seen) == [("laser", 2), ("sun", 2)]


@pytest.mark.usefixtures("no_press")
def test_an_interrupted_build_tells_what_was_done(workspace: MakeWorkspace) -> None:
    def interrupt(_row: Row, _done: Build) -> None:
        raise KeyboardInterrupt

    made = workspace(a_library(sun=a_handout(), shade=a_handout()))
    done = build(made, Order(), made.output, processes=1, watch=interrupt)
    assert done.interrupted
    assert len(done.rows) == 1


def test_a_style_that_ends_its_process_costs_its_own_clinics_alone(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(copies: Sequence[Copy], _materials: Materials) -> Typesetting:
        if copies[0].handout.language == "de":
            os._exit(3)
        return Typesetting()

    set_at_once(monkeypatch)
    monkeypatch.setattr("handouts.batch.making.judge_style", judge)
    monkeypatch.setattr("handouts.batch.making.make", lambda *_: Outcome("made"))
    made = workspace(a_library(sun=a_handout(), sonne=a_handout(language="de")))
    done = build(made, Order(), made.output, processes=1)
    assert {row.handout: row.made.state for row in done.rows} == {"sonne": "failed", "sun": "made"}


def test_a_clinic_whose_slots_fail_costs_its_own_copies_alone(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cast(copies: Sequence[Copy], _materials: Materials) -> list[Typesetting | Outcome]:
        return [Typesetting() if copy.clinic.id == "york" else Outcome("failed") for copy in copies]

    set_at_once(monkeypatch)
    monkeypatch.setattr("handouts.batch.making.cast_letterheads", cast)
    monkeypatch.setattr("handouts.batch.making.make", lambda *_: Outcome("made"))
    clinics = {f"brands/harbour/clinics/{name}.yml": f"name: {name}" for name in ("cork", "york")}
    made = workspace(a_library(sun=a_handout()) | clinics)
    done = build(made, Order(), made.output, processes=1)
    assert {row.clinic: row.made.state for row in done.rows} == {"cork": "failed", "york": "made"}


@pytest.fixture(autouse=True)
def no_workers_are_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []
