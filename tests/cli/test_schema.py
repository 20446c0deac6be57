from __future__ import annotations

import json

import pytest
from samples import Run

from handouts.setup.schemas import SCHEMAS, schema_text
from handouts.workspace import Workspace


def test_all_schemas_go_where_the_files_look_for_them(run: Run, here: Workspace) -> None:
    said = run("schema")
    paths = [here.root / path for path, _ in SCHEMAS.values()]
    assert (said.code, said.out.splitlines()) == (0, [str(path) for path in paths])
    for kind, path in zip(SCHEMAS, paths, strict=True):
        assert path.read_text(encoding="utf-8") == schema_text(kind)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_one_schema_goes_to_stdout_without_a_workspace(
    run: Run, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(Workspace, "open", lambda *_: pytest.fail("it was opened"))
    said = run("schema", kind)
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out)["$schema"].startswith("https://json-schema.org/")


def test_one_schema_goes_to_a_file(run: Run, here: Workspace) -> None:
    said = run("schema", "clinic", "-o", "deep/clinic.json")
    assert (said.code, said.out) == (0, "deep/clinic.json\n")
    assert (here.root / "deep/clinic.json").read_text("utf-8") == schema_text("clinic")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "code", "reason"),
    [
        (
            ["-o", "a.json"],
            2,
            "name the schema that goes to the file: handout, brand, clinic",
        ),
        (["page"], 2, "'page' is not one of"),
        (["clinic", "-o", "handouts.toml/a.json"], 1, "Could not open file"),
    ],
)
def test_what_cannot_be_written_is_told(run: Run, words: list[str], code: int, reason: str) -> None:
    said = run("schema", *words)
    assert (said.code, said.out) == (code, "")
    assert reason in said.err
