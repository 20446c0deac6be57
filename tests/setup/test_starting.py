from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from samples import TODAY, MakeWorkspace, a_library

from handouts.batch.materials import read_all
from handouts.checks.rule import SETS
from handouts.checks.run import run_rules
from handouts.content.library import load_handout
from handouts.diagnostics import Diagnostic, HandoutsError, Problems
from handouts.setup import starting
from handouts.setup.schemas import schema_files
from handouts.setup.starting import WrongStart, new_brand, new_clinic, new_handout, new_workspace
from handouts.workspace import Workspace, house

KINDS = ("explainer", "treatment", "aftercare", "medicine", "test")
TREATMENT_PARTS = {
    "about",
    "benefits",
    "risks",
    "who-should-not",
    "alternatives",
    "nothing",
    "before",
    "during",
    "after",
    "recovery",
    "lasts",
    "unknown",
    "get-help",
    "questions",
}


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library())


def found(workspace: Workspace, folder: str, rules: str = "base") -> list[Diagnostic]:
    """Return what ``check`` would tell of the files in a folder."""
    problems = Problems()
    materials = read_all(workspace, workspace.output, problems)
    settings = replace(workspace.settings, rules=rules)
    problems.extend(run_rules(materials.readable, materials.brands, settings))
    return [problem for problem in problems if problem.place.file.startswith(f"{folder}/")]


def errors(workspace: Workspace, folder: str) -> list[str]:
    return [str(p) for p in found(workspace, folder) if p.severity == "error"]


def test_a_new_workspace_passes_check_and_holds_what_we_ship(tmp_path: Path) -> None:
    new_workspace(tmp_path / "deep/ours")
    made = Workspace.open(tmp_path / "deep/ours", TODAY)
    assert errors(made, "brands") + errors(made, "content") == []
    folders = {path.name for path in made.root.iterdir()}
    shared = {"brands", "content", "packs.yaml", "styles", "templates"}
    assert folders == shared | {".gitignore", "handouts.toml", "handouts.schema.json"}
    shipped = (house() / "content/references.yaml").read_bytes()
    assert (made.root / "content/references.yaml").read_bytes() == shipped
    for name, schema in schema_files().items():
        assert (made.root / name).read_bytes() == schema
    assert {p.name for p in (made.root / "styles").iterdir()} == {"README.md"}
    assert {p.name for p in (tmp_path / "deep").iterdir()} == {"ours"}


def test_an_empty_folder_becomes_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    new_workspace(tmp_path / "ours")
    assert (tmp_path / "ours/handouts.toml").is_file()


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    with pytest.raises(WrongStart, match=r"is there already, and not empty$"):
        new_workspace(tmp_path)
    with pytest.raises(WrongStart, match=r"is there already, and not empty$"):
        new_workspace(tmp_path / "letter.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_the_folder_that_one_stands_in_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongStart, match=r"beneath this one$"):
        new_workspace(Path())


def test_a_workspace_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []

    def write(path: Path, _data: bytes) -> None:
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        written.append(path)

    monkeypatch.setattr(starting, "write_whole", write)
    with pytest.raises(HandoutsError, match="it cannot be written: No space left on device"):
        new_workspace(tmp_path / "ours")
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


def test_hidden_files_are_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = tmp_path / "house"
    for name in ("content/.cache/a", "brands/.DS_Store", "content/a.yaml", "packs.yaml"):
        (ours / name).parent.mkdir(parents=True, exist_ok=True)
        (ours / name).touch()
    monkeypatch.setattr(starting, "house", lambda: ours)
    assert [name for name, _ in starting._copies()] == ["packs.yaml", "content/a.yaml"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_handout_breaks_no_rule_but_that_it_is_to_be_written(
    here: Workspace, kind: str
) -> None:
    path = new_handout(here, "chemical-peel", "", kind)
    told = [p for rules in SETS for p in found(here, "content/chemical-peel", rules)]
    assert {(p.severity, p.rule) for p in told} == {("warning", "STR-13")}
    assert path.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../handout.schema.json\n"
    )
    handout = load_handout(here, "chemical-peel", Problems())
    assert handout is not None
    assert (handout.title, handout.kind, handout.issued) == ("Chemical peel", kind, TODAY)
    assert handout.to_confirm
    assert handout.summary.startswith("(to write)")


def test_no_handout_takes_the_folder_of_shared_drawings(here: Workspace) -> None:
    with pytest.raises(WrongStart, match=r"is for the drawings that handouts share; choose"):
        new_handout(here, "drawings", "", "treatment")


def test_a_new_treatment_has_all_parts(here: Workspace) -> None:
    new_handout(here, "peel", "", "treatment")
    handout = load_handout(here, "peel", Problems())
    assert handout is not None
    assert {part for section in handout.sections for part in section.part} == TREATMENT_PARTS


@pytest.mark.parametrize(
    "title", ['A "peel": yes # or no', "2026-11-22", "{a}, [b]", "$issued", "\\n é ’", "x" * 120]
)
def test_a_title_is_kept_as_it_was_given(here: Workspace, title: str) -> None:
    path = new_handout(here, "peel", title, "treatment")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert data["title"] == title
    assert 0 < len(data["short_title"]) <= 40


@pytest.mark.parametrize("title", [" ", "two\nlines", "\x1b[1m", "\udcff", "x" * 121])
def test_what_is_no_title_is_refused(here: Workspace, title: str) -> None:
    with pytest.raises(WrongStart, match=r"is no name of 1 to 120 characters$"):
        new_handout(here, "peel", title, "treatment")
    assert not here.exists("content/peel")


def test_a_workspace_may_start_handouts_its_own_way(workspace: MakeWorkspace) -> None:
    here = workspace({"templates/new/treatment.yaml": "title: $title\n"})
    path = new_handout(here, "peel", "", "treatment")
    assert path.read_text(encoding="utf-8") == 'title: "Peel"\n'


def test_a_start_that_cannot_be_read_is_told(workspace: MakeWorkspace) -> None:
    here = workspace({"templates/new/treatment.yaml/nothing": ""})
    with pytest.raises(
        HandoutsError, match=r"^templates/new/treatment.yaml: error: .* is a folder"
    ):
        new_handout(here, "peel", "", "treatment")


def test_a_start_that_is_not_utf8_is_told(workspace: MakeWorkspace) -> None:
    here = workspace({"templates/new/brand.yaml": b"# \xff"})
    with pytest.raises(HandoutsError, match=r"^templates/new/brand.yaml:1:3: .* is not UTF-8"):
        new_brand(here, "example-skin", "")


def test_a_new_brand_and_its_clinics_pass_check(here: Workspace) -> None:
    brand = new_brand(here, "example-skin", "")
    assert yaml.safe_load(brand.read_text(encoding="utf-8"))["meta"] == {"name": "Example Skin"}
    assert errors(here, "brands/example-skin") == []
    clinic = new_clinic(here, "example-skin", "town", "")
    assert clinic == here.root / "brands/example-skin/clinics/town.yml"
    assert yaml.safe_load(clinic.read_text(encoding="utf-8")) == {"name": "Example Skin Town"}
    assert errors(here, "brands/example-skin") == []


def test_the_details_of_a_new_brand_and_clinic_are_right_when_they_are_given(
    here: Workspace,
) -> None:
    paths = [new_brand(here, "example-skin", "A"), new_clinic(here, "example-skin", "town", "B")]
    for path in paths:
        schema, explained, *rest = path.read_text(encoding="utf-8").splitlines()
        given = [line.replace("# ", "", 1) if line.startswith("# ") else line for line in rest]
        given = [f" {line[1:]}" if line.startswith("#") else line for line in given]
        (path.parent / "logo.svg").write_bytes(
            (house() / "brands/harbour-skin/logo.svg").read_bytes()
        )
        path.write_text("\n".join([schema, explained, *given, ""]), encoding="utf-8")
    (paths[1].parent / "logo.svg").unlink()
    assert [str(problem) for problem in found(here, "brands/example-skin")] == []


@pytest.mark.parametrize("name", ["", "Peel", "a b", "../peel", "-a", "a--b", "a/b", "x" * 61])
def test_what_is_no_id_is_refused(here: Workspace, name: str) -> None:
    before = sorted(here.root.rglob("*"))
    with pytest.raises(WrongStart, match="is no id: use small letters"):
        new_handout(here, name, "A", "treatment")
    with pytest.raises(WrongStart, match="is no id: use small letters"):
        new_brand(here, name, "A")
    with pytest.raises(WrongStart, match="is no id: use small letters"):
        new_clinic(here, "harbour", name, "A")
    assert sorted(here.root.rglob("*")) == before


def test_what_is_there_already_is_refused_and_kept(here: Workspace) -> None:
    path = new_handout(here, "peel", "Mine", "treatment")
    before = path.read_bytes()
    with pytest.raises(WrongStart, match=r"^'content/peel/handout.yaml' is there already$"):
        new_handout(here, "peel", "Yours", "treatment")
    assert path.read_bytes() == before
    with pytest.raises(WrongStart, match=r"is there already$"):
        new_brand(here, "harbour", "")
    new_clinic(here, "harbour", "town", "")
    with pytest.raises(WrongStart, match=r"is there already$"):
        new_clinic(here, "harbour", "town", "")


def test_a_clinic_needs_its_brand(here: Workspace) -> None:
    with pytest.raises(WrongStart, match=r"no brand 'harbor'; did you mean 'harbour'\?$"):
        new_clinic(here, "harbor", "town", "")


def test_a_clinic_without_any_brand_names_the_way(workspace: MakeWorkspace) -> None:
    with pytest.raises(WrongStart, match=r"make it with handouts new brand$"):
        new_clinic(workspace({}), "harbour", "town", "")


def test_a_place_that_cannot_be_written_to_is_told(workspace: MakeWorkspace) -> None:
    here = workspace({"content": "a file"})
    with pytest.raises(HandoutsError, match=r"^content/peel/handout.yaml: error: it cannot be"):
        new_handout(here, "peel", "", "treatment")
