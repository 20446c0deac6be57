from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from samples import Run

from handouts import __version__
from handouts.cli.main import COMMANDS
from handouts.workspace import Workspace


def test_the_command_runs_as_a_module_too() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "handouts", "--version"], capture_output=True, text=True, check=True
    )
    assert said.stdout == f"handouts {__version__}\n"


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_shows_an_example_and_needs_no_workspace(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, option: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(*command.split(), option)
    assert said.code == 0
    assert f"Examples:\n    handouts {command}" in said.out


def test_help_lists_the_commands_in_the_order_of_a_days_work(run: Run) -> None:
    page = run("--help").out
    assert [line.split()[0] for line in page.split("Commands:\n")[1].splitlines()] == [*COMMANDS]


def test_a_command_that_is_not_there_is_wrong_use(run: Run) -> None:
    said = run("xyzzy")
    assert said.code == 2
    assert "there is no command 'xyzzy'; see handouts --help" in said.err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["biuld"], "did you mean 'build'?"),
        (["lsit"], "did you mean 'list'?"),
        (["recal", "7K3Q-9MXD"], "did you mean 'recall'?"),
        (["new", "workspce", "here"], "did you mean 'workspace'?"),
        (["build", "--formt", "full"], "'--format'"),
    ],
)
def test_the_nearest_command_and_option_are_suggested(
    run: Run, typed: list[str], meant: str
) -> None:
    said = run(*typed)
    assert (said.code, said.out) == (2, "")
    assert meant.casefold() in said.err.casefold()


@pytest.mark.usefixtures("here")
def test_what_the_system_refuses_is_told_in_words(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device", "a folder")

    monkeypatch.setattr("handouts.cli.list.list_all", refuse)
    said = run("list")
    assert (said.code, said.out, said.err) == (
        1,
        "",
        "error: a folder: No space left on device\n",
    )


def test_without_a_workspace_the_hint_says_how_to_name_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("list")
    assert said.code == 1
    assert "no handouts.toml here or in a folder above" in said.err
    assert "hint: name the workspace with 'handouts -C DIR …'" in said.err


def test_the_workspace_can_be_named(
    run: Run,
    here: Workspace,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    said = run("-C", str(here.root), "list", "tan")
    assert (said.code, said.out.split()[0]) == (0, "sun")


def test_a_workspace_that_is_not_there_is_wrong_use(run: Run, tmp_path: Path) -> None:
    said = run("-C", str(tmp_path / "gone"), "list")
    assert said.code == 2
    assert "does not exist" in said.err


def test_settings_that_are_not_right_are_told_without_a_traceback(
    run: Run, here: Workspace
) -> None:
    (here.root / "handouts.toml").write_text("format = 1\n", encoding="utf-8")
    said = run("check")
    assert said.code == 1
    assert said.err.startswith("handouts.toml:1:1: error: unknown key 'format' [unknown-key]\n")


def test_an_interruption_is_told_by_its_own_code(
    run: Run, here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_workspace: Workspace, _name: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(Workspace, "names", interrupt)
    said = run("list")
    assert said.code == 130
    assert said.err.strip() == "interrupted"
