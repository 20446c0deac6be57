from __future__ import annotations

from pathlib import Path

import pytest
from samples import Run

from handouts.workspace import Workspace


def test_a_new_workspace_is_named_and_can_be_checked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("new", "workspace", "our handouts")
    assert (said.code, said.out) == (0, "our handouts\n")
    assert said.err == "next: see what there is: cd 'our handouts' && handouts list\n"
    assert run("-C", "our handouts", "check").code == 0


def test_a_new_handout_is_named_and_can_be_found(run: Run, here: Workspace) -> None:
    said = run("new", "handout", "peel", "--title", "A peel")
    assert (said.code, said.out) == (0, f"{here.root / 'content/peel/handout.yaml'}\n")
    assert said.err.endswith(": handouts build peel\n")
    assert "A peel (treatment, en-GB)" in run("list").out


def test_a_new_brand_and_clinic_are_named(run: Run, here: Workspace) -> None:
    said = run("new", "brand", "example-skin")
    assert (said.code, said.out) == (0, f"{here.root / 'brands/example-skin/_brand.yml'}\n")
    assert said.err.endswith(": handouts build -b example-skin\n")
    said = run("new", "clinic", "example-skin/town", "--name", "Town")
    path = here.root / "brands/example-skin/clinics/town.yml"
    assert (said.code, said.out) == (0, f"{path}\n")
    assert said.err.endswith(": handouts build -b example-skin/town\n")


@pytest.mark.usefixtures("here")
def test_what_is_new_is_built_as_a_draft(run: Run) -> None:
    kinds = ("explainer", "treatment", "aftercare", "medicine", "test")
    for kind in kinds:
        run("new", "handout", kind, "--kind", kind)
    run("new", "brand", "example-skin")
    said = run("build", *kinds, "-b", "example-skin")
    assert said.code == 0, said.err
    assert {Path(line).name for line in said.out.splitlines()} == {
        f"example-skin-{kind}-en-GB-DRAFT.pdf" for kind in kinds
    }


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["workspace", "."], "name a folder beneath this one"),
        (["handout", "Peel"], "'Peel' is no id"),
        (["handout", "sun"], "'content/sun/handout.yaml' is there already"),
        (["handout", "peel", "--kind", "essay"], "'essay' is not one of"),
        (["brand", "harbour"], "'brands/harbour/_brand.yml' is there already"),
        (["clinic", "harbour"], "'harbour' names no clinic: write BRAND/ID"),
        (["clinic", "harbour/"], "'' is no id"),
        (["clinic", "harbor/town"], "did you mean 'harbour'?"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_started_is_wrong_use_with_its_reason(
    run: Run, words: list[str], reason: str
) -> None:
    said = run("new", *words)
    assert (said.code, said.out) == (2, "")
    assert reason in said.err


def test_without_a_workspace_a_handout_cannot_be_started(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run("new", "handout", "peel")
    assert said.code == 1
    assert "handouts new workspace DIR" in said.err
