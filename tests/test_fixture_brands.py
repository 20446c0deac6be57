"""Every odd brand file that can be read gives a finished page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from machinery import Validate
from pdfstructure import Structure
from samples import a_handout, a_library, a_workspace

from handouts.batch.order import Order
from handouts.batch.run import build
from handouts.brand.load import load_brands
from handouts.diagnostics import Problems
from handouts.workspace import MARKER, Workspace

pytestmark = pytest.mark.slow

KOREAN = "name-not-ascii/name-not-ascii"  # no face of ours has its letters
DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("brands")
    files = {k: v for k, v in a_library(sun=a_handout()).items() if not k.startswith("brands/")}
    shutil.copytree(DATA / "brands", root / "brands", symlinks=True)
    return a_workspace(root, {MARKER: "", **files})


@pytest.fixture(scope="module")
def copies(workspace: Workspace) -> dict[str, Path]:
    done = build(workspace, Order(), workspace.output, processes=2)
    made = [row for row in done.rows if row.made.state == "made"]
    return {f"{row.brand}/{row.clinic}": workspace.output / row.path for row in made}


def test_every_brand_that_can_be_read_gives_a_copy(
    workspace: Workspace, copies: dict[str, Path]
) -> None:
    brands = load_brands(workspace, Problems())
    clinics = {f"{brand.id}/{clinic.id}" for brand in brands for clinic in brand.clinics}
    assert len(brands) > 40
    assert clinics - set(copies) == {KOREAN}


def test_a_name_that_no_face_can_write_is_told_with_its_letter(workspace: Workspace) -> None:
    order = Order(brands=(KOREAN.partition("/")[0],))
    done = build(workspace, order, workspace.output, processes=1)
    assert [row.made.state for row in done.rows] == ["failed"]
    assert {d.rule for d in done.problems if d.severity == "error"} == {"glyph"}


def test_every_copy_passes_verapdf(copies: dict[str, Path], validate: Validate) -> None:
    found = validate(copies.values())
    assert {file.name: rules for file, rules in found.items() if rules} == {}


def test_every_copy_is_heard_whole(copies: dict[str, Path]) -> None:
    faults = {name: Structure(file.read_bytes()).faults() for name, file in copies.items()}
    assert {name: found for name, found in faults.items() if found} == {}
