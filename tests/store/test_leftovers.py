from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from handouts.store.leftovers import ABANDONED_SECONDS, BESIDE, clear_leftovers, owned

ROOT = Path(__file__).parents[2]
HOST = platform.node()


@pytest.fixture
def nobody() -> int:
    """Return the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture(autouse=True)
def own_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def left(folder: Path, name: str) -> Path:
    (folder / name).write_bytes(b"half")
    return folder / name


def test_a_file_of_a_process_that_has_ended_goes(tmp_path: Path, nobody: int) -> None:
    file = left(tmp_path, f".handouts-{HOST}-{nobody}-a_b1")
    clear_leftovers([tmp_path])
    assert not file.exists()


def test_the_files_of_processes_that_run_stay(tmp_path: Path) -> None:
    mine = left(tmp_path, f"{owned(BESIDE)}abc")
    init = left(tmp_path, f".handouts-{HOST}-1-abc")
    clear_leftovers([tmp_path])
    assert mine.exists()
    assert init.exists()


def test_what_another_machine_left_goes_after_a_day(tmp_path: Path, nobody: int) -> None:
    new, old = (left(tmp_path, f".handouts-elsewhere-{nobody}-{name}") for name in ("new", "old"))
    then = old.stat().st_mtime - ABANDONED_SECONDS
    os.utime(old, (then, then))
    clear_leftovers([tmp_path])
    assert (new.exists(), old.exists()) == (True, False)


@pytest.mark.parametrize("name", ["a.pdf", ".handouts-notes", ".hidden", ".handouts-1-2-3/x"])
def test_what_is_not_ours_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    file = left(tmp_path, name)
    clear_leftovers([tmp_path])
    assert file.exists()


def test_the_fonts_of_a_press_that_was_killed_go(own_temporary_files: Path) -> None:
    program = (
        "import os, signal; from handouts.engine import fonts; fonts.seal(); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    environment = os.environ | {"TMPDIR": str(own_temporary_files), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], env=environment, check=False)
    assert len([*own_temporary_files.iterdir()]) == 1
    clear_leftovers([])
    assert [*own_temporary_files.iterdir()] == []


def test_the_fonts_of_a_press_that_runs_stay(own_temporary_files: Path) -> None:
    folder = own_temporary_files / f"{owned('handouts-fonts-')}abc"
    folder.mkdir()
    clear_leftovers([])
    assert folder.exists()
