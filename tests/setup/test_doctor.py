from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from samples import TODAY, MakeWorkspace, a_handout, a_library

from handouts.setup import doctor, machine
from handouts.setup.doctor import examine
from handouts.setup.machine import Examined
from handouts.workspace import Workspace, house


@pytest.fixture(autouse=True)
def a_sound_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the workspace alone: the machine is looked at in tests of its own."""
    for name in ("packages", "libraries", "faces", "tools"):
        monkeypatch.setattr(machine, name, lambda: iter(()))
    engine = Examined("engine", "WeasyPrint", "ok", "loads")
    monkeypatch.setattr(machine, "typesetting", lambda: engine)


def of(workspace: Workspace) -> dict[str, Examined]:
    return {finding.name: finding for finding in examine(lambda: workspace)}


def test_a_sound_workspace_is_ready(workspace: MakeWorkspace) -> None:
    found = of(workspace(a_library(sun=a_handout())))
    assert {finding.name for finding in found.values() if finding.state == "missing"} == set()
    assert found["handouts"].fact == "1 can be printed"
    assert found["brands"].fact == "1 can be printed"
    assert found["house files"].fact == f"{house()}; 0 of your own"
    assert found["content/handout.schema.json"].advice == "'handouts schema' writes it"


def test_every_handout_counts_that_can_be_printed(workspace: MakeWorkspace) -> None:
    toxin = a_handout(prescription_only=["botulinum toxin"])
    found = of(workspace(a_library(sun=a_handout(), toxin=toxin)))
    assert found["handouts"].fact == "2 can be printed"


def test_no_workspace_is_told_with_the_way_to_one(tmp_path: Path) -> None:
    found = examine(lambda: Workspace.open(tmp_path, TODAY))
    assert [(finding.name, finding.state) for finding in found] == [
        ("WeasyPrint", "ok"),
        ("handouts.toml", "missing"),
    ]
    assert "handouts new workspace DIR" in found[1].advice


def test_an_empty_workspace_is_told_what_to_start(workspace: MakeWorkspace) -> None:
    found = of(workspace({}))
    assert (found["handouts"].state, found["brands"].state) == ("missing", "missing")
    assert found["handouts"].advice.startswith("'handouts new handout ID'")
    assert found["brands"].advice.startswith("'handouts new brand ID'")


def test_faults_in_the_sources_do_not_stop_the_rest(workspace: MakeWorkspace) -> None:
    found = of(workspace(a_library(sun=a_handout(), broken="title: [")))
    assert (found["errors"].state, found["errors"].fact) == ("note", "1 in the sources")
    assert found["handouts"].fact == "1 can be printed"


def test_formats_that_cannot_be_read_are_told(workspace: MakeWorkspace) -> None:
    found = of(workspace({**a_library(sun=a_handout()), "templates/formats.yaml": "["}))
    assert found["templates/formats.yaml"].state == "missing"
    assert found["house files"].fact.endswith("; 1 of your own")


def test_a_brands_face_that_is_not_installed_is_told_with_its_package(
    workspace: MakeWorkspace,
) -> None:
    brand = "meta: {name: A}\ncolor: {primary: teal}\ntypography: {base: Open Sans}\n"
    found = of(workspace({**a_library(sun=a_handout()), "brands/a/_brand.yml": brand}))
    [face] = [finding for finding in found.values() if finding.group == "typefaces"]
    assert face.state == "note"
    assert face.name.startswith("brands/a/_brand.yml:3:")
    assert "pip install fontpkg-open-sans" in face.advice


def test_an_output_that_cannot_be_written_to_is_told(workspace: MakeWorkspace) -> None:
    found = of(workspace({**a_library(sun=a_handout()), "output": "a file"}))
    assert found["output"].state == "missing"


def test_without_all_packages_the_sources_are_not_read(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = Examined("packages", "jinja2", "missing", "not installed")
    monkeypatch.setattr(machine, "packages", lambda: iter([lost]))
    monkeypatch.setattr(doctor, "_materials", lambda _: pytest.fail("they were read"))
    assert "handouts" not in of(workspace({}))


def test_a_checkout_that_is_not_installed_is_worth_a_note(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def packages() -> Iterator[Examined]:
        raise PackageNotFoundError("handouts")
        yield

    monkeypatch.setattr(machine, "packages", packages)
    found = of(workspace(a_library(sun=a_handout())))
    assert found["Handouts"].state == "note"
    assert found["handouts"].state == "ok"
