from __future__ import annotations

import sys
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from browser import launched
from goldens import Goldens
from hypothesis import settings
from objectstore import Server, serving, store
from playwright.sync_api import Browser
from pretend import PretendPress
from samples import MakeWorkspace, Ran, Run, a_workspace
from spooling import Spooler, a_spooler

from handouts.cli import main
from handouts.workspace import Workspace

settings.register_profile("house", deadline=None)  # no test asserts a time
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--goldens", action="store_true", help="write the goldens of the tests anew")


@pytest.fixture
def goldens(request: pytest.FixtureRequest) -> Goldens:
    return Goldens(renew=request.config.getoption("--goldens"))


@pytest.fixture
def workspace(tmp_path: Path) -> MakeWorkspace:
    """Make a workspace of files, given by their paths."""

    def make(files: Mapping[str, str | bytes]) -> Workspace:
        return a_workspace(tmp_path, files)

    return make


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type words after ``handouts``."""

    def type_in(*words: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["handouts", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ran(ended.value.code, said.out, said.err)

    return type_in


@pytest.fixture
def press(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> PretendPress:
    """Have copies made without typesetting."""
    pretended = PretendPress(tmp_path_factory.mktemp("press") / "log")
    pretended.stand_in(monkeypatch)
    return pretended


@pytest.fixture(scope="module")
def running_spooler() -> Iterator[Spooler]:
    """Run a printing system with one printer, for all tests of a module."""
    with a_spooler() as spooler:
        yield spooler


@pytest.fixture
def spooler(running_spooler: Spooler, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    """Have everything printed on a printer of the tests."""
    for name, value in running_spooler.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("LPDEST", "PRINTER"):
        monkeypatch.delenv(name, raising=False)
    return running_spooler


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def s3() -> Iterator[Server]:
    """Run an object store."""
    with serving() as server:
        yield server


@pytest.fixture
def bucket(s3: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Return the name of a bucket that is empty."""
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{zlib.crc32(bytes(tmp_path))}"
    store().mkdir(name)
    return name
