from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from objectstore import store
from pretend import PretendPress, nothing, set_at_once
from samples import Run
from shelves import a_pdf

from handouts.batch.copies import Copy
from handouts.batch.reporting import Outcome
from handouts.store.leftovers import BESIDE, owned
from handouts.store.objects import Objects
from handouts.workspace import Workspace

SUN = "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
LASER = "drafts/harbour/harbour-laser-en-GB-DRAFT.pdf"


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make copies without the press; those called laser fail."""

    def make(copy: Copy, *_: object) -> Outcome:
        return Outcome("failed" if copy.handout.id == "laser" else "made")

    set_at_once(monkeypatch)
    monkeypatch.setattr("handouts.batch.making.make", make)


def test_a_handout_is_made_and_its_path_alone_goes_to_stdout(run: Run, here: Workspace) -> None:
    said = run("build", "sun")
    assert said.code == 0
    assert said.out == f"{here.output / SUN}\n"
    assert (here.output / SUN).read_bytes().startswith(b"%PDF-")
    assert said.err.startswith(f"[1/1] made: {SUN}\n1 made; in {here.output}")


@pytest.mark.usefixtures("no_press")
def test_what_failed_has_no_path_on_stdout_and_stops_no_other(run: Run, here: Workspace) -> None:
    said = run("build")
    assert said.code == 1
    assert said.out == f"{here.output / SUN}\n"
    assert "1 failed, 1 made; in " in said.err


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(run: Run, here: Workspace) -> None:
    said = run("build", "--dry-run")
    assert said.code == 0
    assert said.out.splitlines() == [str(here.output / LASER), str(here.output / SUN)]
    assert not here.output.exists()


@pytest.mark.usefixtures("no_press")
@pytest.mark.parametrize("output", ["elsewhere", "a/b"])
def test_copies_go_where_they_are_asked_to(run: Run, here: Workspace, output: str) -> None:
    assert run("build", "sun", "-o", output).out == f"{Path(output) / SUN}\n"


@pytest.mark.usefixtures("here", "press")
def test_copies_that_go_to_object_storage_are_told_by_their_addresses(
    run: Run, bucket: str
) -> None:
    where = f"s3://{bucket}/out"
    said = run("build", "sun", "-o", where + "/")
    assert (said.code, said.out) == (0, f"{where}/{SUN}\n")
    assert f"1 made; in {where}; " in said.err
    assert Objects(where).stamp("drafts/harbour/index.html") is not None
    assert run("audit", where).err == "1 right\n"
    Objects(where).write_whole(SUN, b"changed")
    assert run("audit", where).out == f"changed: {where}/{SUN}\n"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("words", [["build", "-o"], ["audit"]], ids=" ".join)
def test_an_address_that_is_none_of_a_store_is_wrong_use(run: Run, words: list[str]) -> None:
    said = run(*words, "ftp://host/folder")
    assert said.code == 2
    assert "'ftp://' is no object storage" in said.err


@pytest.mark.usefixtures("here")
def test_a_store_that_does_not_answer_is_told_without_a_traceback(
    run: Run, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    store()
    for words in (["build", "-o"], ["audit"]):
        said = run(*words, f"s3://{bucket}/out")
        assert (said.code, said.out) == (1, "")
        assert "Could not connect to the endpoint URL" in said.err
        assert "Traceback" not in said.err


@pytest.mark.usefixtures("here")
def test_a_cluster_that_is_not_there_is_told(run: Run) -> None:
    said = run("build", "--cluster", "nonsense://here")
    assert (said.code, said.out) == (1, "")
    assert "nonsense://here: error: no scheduler answers: " in said.err


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sum"], "there is no handout 'sum'; did you mean 'sun'?"),
        (["-b", "habour"], "there is no brand or clinic 'habour'; did you mean 'harbour'?"),
        (["-b", "harbour/x"], "there is no brand or clinic 'harbour/x'; did you mean"),
        (["-f", "ful"], "there is no format 'ful'; did you mean 'full'?"),
        (["-l", "de"], "nothing matches what was asked for"),
        (["-j", "0"], "0 is not in the range"),
        (["--formt"], "No such option"),
    ],
)
def test_an_order_that_cannot_be_filled_is_wrong_use(run: Run, words: list[str], told: str) -> None:
    said = run("build", "--dry-run", *words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


@pytest.mark.usefixtures("here")
def test_all_that_is_wrong_in_an_order_is_told_at_once(run: Run) -> None:
    said = run("build", "sum", "-f", "ful")
    assert "did you mean 'sun'?" in said.err
    assert "did you mean 'full'?" in said.err


@pytest.mark.usefixtures("no_press")
def test_a_report_on_stdout_is_json_and_nothing_else(run: Run, faulty: Workspace) -> None:
    said = run("build", "--report", "-")
    assert said.code == 1
    told = json.loads(said.out)
    assert [*told] == ["schema", "copies", "diagnostics"]
    assert {copy["handout"]: copy["state"] for copy in told["copies"]} == {
        "broken": "failed",
        "sun": "made",
    }
    assert [d["file"] for d in told["diagnostics"]] == ["content/broken/handout.yaml"]


@pytest.mark.usefixtures("no_press")
def test_a_report_goes_to_a_file_and_paths_to_stdout(run: Run, here: Workspace) -> None:
    said = run("build", "sun", "--report", "report.json")
    assert said.out == f"{here.output / SUN}\n"
    told = json.loads((here.root / "report.json").read_text(encoding="utf-8"))
    assert [copy["path"] for copy in told["copies"]] == [SUN]


@pytest.mark.usefixtures("no_press", "here")
def test_a_report_that_cannot_be_written_is_told_after_the_work(run: Run) -> None:
    said = run("build", "sun", "--report", "gone/report.json")
    assert said.code == 1
    assert "1 made; in " in said.err
    assert "'gone/report.json'" in said.err


@pytest.mark.usefixtures("no_press", "here")
def test_an_interrupted_build_tells_what_was_done(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_progress: object, _row: object, _done: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.cli.progress.Progress.tell", interrupt)
    said = run("build", "sun")
    assert said.code == 130
    assert "1 made; in " in said.err


@pytest.mark.usefixtures("no_press", "here")
def test_a_build_that_is_interrupted_at_its_shelves_tells_what_was_done(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_words: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.counter.making.shelve", interrupt)
    said = run("build", "sun", "--report", "-")
    assert said.code == 130
    assert [row["state"] for row in json.loads(said.out)["copies"]] == ["made"]
    assert "1 made; in " in said.err


@pytest.mark.usefixtures("no_press")
def test_problems_are_told_with_their_hints(run: Run, faulty: Workspace) -> None:
    said = run("build")
    assert "content/broken/handout.yaml:2:1: error: " in said.err
    assert "\n    hint: " in said.err


def test_what_costs_several_copies_is_told_once(run: Run, here: Workspace) -> None:
    faulty = here.root / "styles/type.css"
    faulty.parent.mkdir(exist_ok=True)
    faulty.write_text("h1 { background: url(https://clinic.example/a.png) }")
    (here.root / "brands/harbour/clinics").mkdir()
    for name in ("one", "two"):
        (here.root / f"brands/harbour/clinics/{name}.yml").write_text(f"name: Harbour {name}\n")
    said = run("build")
    assert said.code == 1
    assert said.err.count("failed: ") > 1
    assert said.err.count("nothing is fetched") == 1


def test_what_is_as_it_should_be_is_not_made_again_unless_forced(
    run: Run, here: Workspace, press: PretendPress
) -> None:
    assert "2 made; in " in run("build").err
    assert press.worked_on() == [LASER, SUN]
    again = run("build")
    assert "2 unchanged; in " in again.err
    assert again.out.splitlines() == [str(here.output / LASER), str(here.output / SUN)]
    assert press.worked_on() == []
    assert "2 unchanged; in " in run("build", "--force").err
    assert press.worked_on() == [LASER, SUN]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("jobs", "workers"), [(["-j", "1"], 1), (["-j", "2"], 2), ([], 2)])
def test_as_many_processes_work_as_are_asked_for_else_one_for_each_core(
    run: Run,
    press: PretendPress,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
    jobs: list[str],
    workers: int,
) -> None:
    def meet(_copy: Copy) -> None:
        (seen / str(os.getpid())).touch()
        while len([*seen.iterdir()]) < workers:
            time.sleep(0.01)

    seen, press.before = tmp_path_factory.mktemp("seen"), meet
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert run("build", *jobs).code == 0
    assert len([*seen.iterdir()]) == workers


@pytest.fixture
def signals() -> Iterator[None]:
    """Hear Ctrl-C, as a program does that was not started in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("signals")
def test_after_ctrl_c_what_was_made_is_kept_and_reported(
    run: Run, here: Workspace, press: PretendPress
) -> None:
    def interrupt(copy: Copy) -> None:
        if copy.path == SUN:
            (here.output / SUN).with_name(f"{owned(BESIDE)}abc").write_bytes(b"half")
            os.kill(os.getppid(), signal.SIGINT)
            time.sleep(600)

    press.before = interrupt
    said = run("build", "-j", "1", "--report", "report.json")
    assert said.code == 130
    assert "1 made; in " in said.err
    assert "Traceback" not in said.err
    told = json.loads((here.root / "report.json").read_text(encoding="utf-8"))
    assert [(copy["path"], copy["state"]) for copy in told["copies"]] == [(LASER, "made")]
    assert [p.name for p in here.output.rglob("*") if p.is_file()] == [Path(LASER).name]
    press.before = nothing
    press.worked_on()
    assert "1 made, 1 unchanged; in " in run("build").err
    assert press.worked_on() == [SUN]


@pytest.mark.usefixtures("here")
def test_copies_on_more_sides_than_they_aim_at_are_told(run: Run, press: PretendPress) -> None:
    press.pages = 3
    told = f"1 on more sides than aimed at:\n  3 sides, not 2: {SUN}\n"
    assert told in run("build", "sun").err
    assert told in run("build", "sun").err


def test_a_build_brings_the_shelves_up_to_date_unless_told_to_leave_them(
    run: Run, here: Workspace, press: PretendPress
) -> None:
    press.data = a_pdf()
    shelf = here.output / "drafts/harbour/index.html"
    assert "written" not in run("build", "--no-shelf").err
    assert not shelf.exists()
    assert "1 shelf written: index.html beside the copies" in run("build").err
    assert "<h3>Laser for lines</h3>" in shelf.read_text(encoding="utf-8")
    assert "written" not in run("build").err


@pytest.mark.usefixtures("press")
def test_a_shelf_that_cannot_be_written_fails_the_build(run: Run, here: Workspace) -> None:
    (here.output / "drafts/harbour/index.html").mkdir(parents=True)
    said = run("build", "--report", "report.json")
    assert said.code == 1
    assert "drafts/harbour/index.html: error: it cannot be written" in said.err
    told = json.loads((here.root / "report.json").read_text(encoding="utf-8"))
    assert "write" in {d["rule"] for d in told["diagnostics"]}


@pytest.mark.usefixtures("press")
def test_the_shelf_of_a_brand_that_is_gone_is_told_until_it_is_pruned(
    run: Run, here: Workspace
) -> None:
    run("build")
    brand = here.root / "brands/harbour/_brand.yml"
    (here.root / "brands/north").mkdir()
    brand.rename(here.root / "brands/north/_brand.yml")
    gone = "drafts/harbour/index.html"
    assert f"stray: {gone}: nothing stands on this shelf any more" in run("build").err
    assert f"removed: {gone}: " in run("build", "--prune").err
    assert not (here.output / gone).exists()
