from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from goldens import Goldens
from hypothesis import settings
from pretend import PretendPress
from samples import MakeWorkspace, Ran, Run, a_workspace

from handouts.cli.main import main
from handouts.workspace import Workspace

pytest_plugins = ["documents", "machinery"]
settings.register_profile("house", deadline=None)  # no test asserts a time
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--goldens", action="store_true", help="write the goldens of the tests anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the modules that take long: at the end two processes share what is short."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


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
