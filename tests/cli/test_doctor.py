from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import Run

from handouts.workspace import Workspace


@pytest.mark.usefixtures("here")
def test_a_machine_that_can_build_is_ready(run: Run) -> None:
    said = run("doctor")
    assert (said.code, said.err) == (0, "ready to build\n")
    groups = [line for line in said.out.splitlines() if not line.startswith(" ")]
    assert groups == ["packages", "engine", "typefaces", "workspace", "tools"]
    assert "  ok       handouts: 2 can be printed\n" in said.out
    assert "\n           hint: 'handouts schema' writes it\n" in said.out


def test_a_folder_without_a_workspace_is_not_ready(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("doctor")
    assert (said.code, said.err) == (1, "not ready to build: see what is missing\n")
    assert "  missing  handouts.toml: no handouts.toml here or in a folder above\n" in said.out


def test_json_has_the_keys_that_it_promises(run: Run, here: Workspace) -> None:
    said = run("doctor", "--as", "json")
    assert said.code == 0
    told = json.loads(said.out)
    assert [*told] == ["schema", "ready", "findings"]
    assert (told["schema"], told["ready"]) == (1, True)
    assert all(
        [*finding] == ["group", "name", "state", "fact", "advice"] for finding in told["findings"]
    )
