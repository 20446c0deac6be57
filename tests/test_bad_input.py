"""Nothing that a user can put into a workspace ends in a traceback or a half-written file."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from badinput import COPIES, MAKERS, YESTERDAY, Case, agrees, cases, told, write
from samples import a_handout, a_library

from handouts.cli.main import main
from handouts.workers.pool import Workers

CASES = cases()
READ = [case for case in CASES if case.made is None]
BUILT = [case for case in CASES if case.made is not None]
GROUPED = [case for case in READ if case.exit]
COMPUTING = 60  # seconds of processor time for all jobs of a process; each alone has 9
MEMORY = 500_000_000  # bytes that a process may allocate
ONE_RULE = "TXT-01"  # beside it, what cannot be read or set is told
LONGEST_LINE = 400  # characters
UNFORESEEN = {  # what is known once pages are set, or files written
    "output-is-a-file",
    "output-is-a-folder",
    "style-endless",
    "style-hungry",
    "style-odd-size",
}
PIPE_BYTES = 4096  # that a pipe holds unread: the least that Linux gives
PATIENCE = 300  # seconds after which a test is given up, on however busy a machine

Outcome = tuple[int, str]  # exit code, and what went to stderr
Command = Callable[..., Outcome]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process; return its exit code and what went to stderr."""

    def run(*words: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["handouts", *words])
        with pytest.raises(SystemExit) as end:
            main()
        assert isinstance(end.value.code, int)
        return end.value.code, capfd.readouterr().err

    return run


def build(root: Path, computing: int = COMPUTING) -> Outcome:
    """Build a workspace in a process of its own, within limits, as `here` does."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (computing, computing))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))

    words = ["-m", "handouts", "-C", str(root), "build", "--draft", "--report", "-", "-j", "2"]
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        preexec_fn=limit,
    )
    return done.returncode, done.stderr


def assert_told(expected: Sequence[str], stderr: str) -> None:
    """Hold what was told against what is expected, line by line; no traceback is among it."""
    lines = told(stderr)
    assert "Traceback" not in stderr
    assert [line for line in stderr.splitlines() if len(line) > LONGEST_LINE] == []
    assert len(lines) == len(set(lines))
    fits = [agrees(line, given) for line, given in zip(lines, expected, strict=False)]
    assert len(lines) == len(expected) and all(fits), "\n".join(lines)


def put_yesterdays_copies(output: Path, names: Sequence[str]) -> None:
    """Write a copy of an earlier build for each name, unless something else stands there."""
    write(output, {name: YESTERDAY for name in names if not (output / name).exists()})


def left_over(output: Path) -> list[str]:
    """Return the temporary files in a folder."""
    return [path.name for path in output.rglob(".*") if path.is_file()]


def test_every_maker_has_its_case() -> None:
    assert set(MAKERS) <= {case.name for case in CASES}


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_what_is_wrong_in_a_file_is_told_with_its_place(
    case: Case, tmp_path: Path, here: Command
) -> None:
    root = case.arrange(tmp_path / "workspace")
    code, stderr = here("-C", str(root), "build", "--draft", "--dry-run")
    assert_told(case.problems, stderr)
    assert code == case.exit


@pytest.mark.slow
@pytest.mark.parametrize("case", BUILT, ids=lambda case: case.name)
def test_what_is_wrong_while_copies_are_made_costs_its_own_copies_alone(
    case: Case, tmp_path: Path, here: Command
) -> None:
    root = case.arrange(tmp_path / "workspace")
    output = root / "output"
    if not output.is_file():
        put_yesterdays_copies(output, list(COPIES.values()))
    code, stderr = build(root) if case.hostile else here("-C", str(root), "build", "--draft")
    assert_told(case.problems, stderr)
    assert code == case.exit
    files = {name: output / path for name, path in COPIES.items() if (output / path).is_file()}
    made = [name for name, path in files.items() if path.read_bytes().startswith(b"%PDF")]
    assert made == case.made
    assert all(files[name].read_bytes() == YESTERDAY for name in files if name not in made)
    assert left_over(root) == []


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in CASES if case.exit], ids=lambda case: case.name)
def test_check_fails_where_a_build_does_but_for_what_typesetting_and_writing_alone_tell(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    root = case.arrange(tmp_path / "workspace")
    words = ["handouts", "-C", str(root), "check", "--rule", ONE_RULE]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as end:
        main()
    said = capfd.readouterr()
    lines = (said.out + said.err).splitlines()
    assert "Traceback" not in said.err
    assert [line for line in lines if len(line) > LONGEST_LINE] == []
    problems = [line for line in lines if ": error: " in line]
    assert len(problems) == len(set(problems))
    assert (end.value.code == 0) == (case.name in UNFORESEEN)


@pytest.mark.slow
def test_faults_of_many_handouts_and_brands_cost_their_own_copies_alone(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    write(root, {"handouts.toml": "", **a_library(good=a_handout())})
    yesterday = []
    for number, case in enumerate(GROUPED):
        own = case.arrange(tmp_path / case.name)
        for kind in ("content", "brands"):
            if (own / kind / "bad").exists() or (own / kind / "bad").is_symlink():
                name = f"bad-{number}"
                (own / kind / "bad").rename(root / kind / name)
                yesterday += [f"drafts/{name}/{name}-good-en-GB-DRAFT.pdf"]
                yesterday += [f"drafts/harbour/harbour-{name}-en-GB-DRAFT.pdf"]
    output = root / "output"
    put_yesterdays_copies(output, yesterday)
    code, stderr = build(root, 3 * COMPUTING)
    assert code == 1
    assert "Traceback" not in stderr
    assert all((output / path).read_bytes() == YESTERDAY for path in yesterday)
    assert (output / COPIES["good for harbour"]).read_bytes().startswith(b"%PDF")
    assert left_over(root) == []
    assert len(yesterday) > 100


def test_ctrl_c_ends_a_build_with_a_report_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    root, temporary = tmp_path / "workspace", tmp_path / "temporary"
    temporary.mkdir()
    handouts = {f"sun_{number}_{'long' * 10}": a_handout() for number in range(60)}
    write(root, {"handouts.toml": "", **a_library(**handouts)})
    words = ["-m", "handouts", "-C", str(root), "build", "--draft", "--report", "-", "-j", "2"]
    process = subprocess.Popen(
        [sys.executable, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert process.stderr
    # all lines are longer than the pipe: a build that nobody hears waits, and is not done yet
    fcntl.fcntl(process.stderr, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    first = process.stderr.readline()  # the first copy is made
    process.send_signal(signal.SIGINT)
    stdout, stderr = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, first + stderr
    assert "Traceback" not in stderr
    made = {row["path"] for row in json.loads(stdout)["copies"] if row["state"] == "made"}
    output = root / "output"
    assert 0 < len(made) < len(handouts)
    assert all((output / path).read_bytes().rstrip().endswith(b"%%EOF") for path in made)
    assert left_over(root) == []
    assert list(temporary.iterdir()) == []


def test_a_worker_that_is_dismissed_tidies_up(tmp_path: Path) -> None:
    begun, tidied = tmp_path / "begun", tmp_path / "tidied"

    def work(job: str) -> None:
        if job == "short":
            while not begun.exists():
                time.sleep(0.01)
            return
        try:
            begun.touch()
            time.sleep(PATIENCE)
        finally:
            tidied.touch()

    with Workers(work, 2) as team:
        next(team.each(["long", "short"]))
    assert tidied.exists()
