"""Variable faces of brands become static ones, once; one that breaks costs its brand that face."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from samples import CLINIC, a_handout, a_library, a_workspace
from smallfonts import a_font

from handouts import make_copy
from handouts.batch import faces
from handouts.batch.faces import make_faces_static
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.run import build
from handouts.batch.suiting import suited
from handouts.brand.fonts import read_font
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

BRAND = """
meta: {name: Harbour Skin}
typography:
  base: Acme
  headings: {family: Acme, weight: 600}
  fonts: [{family: Acme, source: file, files: [v.ttf]}]
"""


def a_brand(data: bytes) -> dict[str, str | bytes]:
    return {
        **a_library(sun=a_handout()),
        "brands/harbour/_brand.yml": BRAND + CLINIC + "    typefaces: true\n",
        "brands/harbour/v.ttf": data,
    }


def read(workspace: Workspace) -> Materials:
    return read_all(workspace, workspace.output, Problems())


def test_variable_faces_become_static_and_are_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, problems = a_workspace(tmp_path, a_brand(a_font(variable=True))), Problems()
    first = make_faces_static(read(workspace), (), problems).brands[0].faces
    for face in (*first.text, *first.headings):
        assert face.location == ()
        assert read_font(face.data).axes == ()
    assert [read_font(face.data).weight for face in first.headings] == [400, 600]
    monkeypatch.setattr(faces, "static_font", None)  # so that it cannot be made again
    assert make_faces_static(read(workspace), (), problems).brands[0].faces == first
    assert len(problems) == 0


def a_pair(units: int) -> dict[str, str | bytes]:
    """Return a brand with a regular and a bold file of so many units an em."""
    files = a_brand(b"")
    for name, weight in (("v.ttf", 400), ("bold.ttf", 700)):
        font, file = TTFont(BytesIO(a_font(weight=weight)), recalcTimestamp=False), BytesIO()
        scale_upem(font, units)
        font.save(file)
        files[f"brands/harbour/{name}"] = file.getvalue()
    brand = str(files["brands/harbour/_brand.yml"]).replace("[v.ttf]", "[v.ttf, bold.ttf]")
    return {**files, "brands/harbour/_brand.yml": brand.replace("weight: 600", "weight: 700")}


def test_static_faces_in_other_parts_of_an_em_are_made_in_thousandths(tmp_path: Path) -> None:
    workspace, problems = a_workspace(tmp_path, a_pair(2048)), Problems()
    brand = make_faces_static(read(workspace), (), problems).brands[0]
    made = [TTFont(BytesIO(face.data)) for face in brand.faces.text]
    assert [font["head"].unitsPerEm for font in made] == [1000, 1000]
    assert {font["hmtx"][font.getBestCmap()[ord("a")]][0] for font in made} == {500}
    assert len(problems) == 0


def test_static_faces_in_thousandths_stay_as_they_are(tmp_path: Path) -> None:
    materials = read(a_workspace(tmp_path, a_pair(1000)))
    assert len(materials.brands[0].faces.text) == 2
    assert make_faces_static(materials, (), Problems()) is materials


def test_brands_that_are_not_asked_for_cost_nothing(tmp_path: Path) -> None:
    materials = read(a_workspace(tmp_path, a_brand(a_font(variable=True))))
    assert make_faces_static(materials, ("other/york",), Problems()) is materials
    assert make_faces_static(materials, ("harbour/main",), Problems()) is not materials


def test_a_font_that_breaks_costs_its_brand_the_face_and_is_told(tmp_path: Path) -> None:
    sound = a_font(variable=True)
    at = sound.index(b"gvar", 12) + 8
    offset = int.from_bytes(sound[at : at + 4])
    broken = sound[: offset + 4] + b"\xff" * 12 + sound[offset + 16 :]
    workspace, problems = a_workspace(tmp_path, a_brand(broken)), Problems()
    brand = make_faces_static(read(workspace), (), problems).brands[0]
    assert (brand.faces.text, brand.faces.headings) == ((), ())
    [told] = problems
    assert told.rule == "no-face"
    assert "the face 'Acme' cannot be used: making a static one" in told.message


def test_a_copy_is_set_in_a_variable_face_with_the_same_bytes_each_time(tmp_path: Path) -> None:
    workspace = a_workspace(tmp_path, a_brand(a_font(variable=True)))

    def made() -> bytes:
        done = build(workspace, Order(), workspace.output, processes=1)
        assert [d.message for row in done.rows for d in row.made.diagnostics] == []
        assert [row.made.state for row in done.rows] == ["made"]
        return (workspace.output / done.rows[0].path).read_bytes()

    first = made()
    shutil.rmtree(tmp_path / ".handouts")
    shutil.rmtree(workspace.output)
    assert made() == first
    done = subprocess.run(["pdffonts", "-"], input=first, capture_output=True, check=True)
    names = {line.split()[0].partition(b"+")[2] for line in done.stdout.splitlines()[2:]}
    [text, top] = {name.removesuffix(b"-Bold") for name in names if name.startswith(b"Acme")}
    assert {text, top, text + b"-Bold", top + b"-Bold"} <= names  # both have one file in common


@pytest.mark.parametrize(
    ("word", "shown"), [("⅓", "'⅓' (U+2153)"), ("½", "'½' (U+00BD)"), ("a\u00a0b", "")]
)
def test_a_character_that_a_face_lacks_costs_only_the_texts_that_use_it(
    tmp_path: Path, word: str, shown: str
) -> None:
    shade = a_handout(title="Shade and your skin", summary=f"Of {word} skin.")
    files = {**a_library(shade=shade), **a_brand(a_font(variable=True))}
    workspace = a_workspace(tmp_path, files)
    problems = Problems()
    materials = make_faces_static(read(workspace), (), problems)
    copies = suited(plan(Order(formats=("standard",)), materials), materials, problems)
    own = {copy.handout.id: copy.brand.faces.sheet for copy in copies}
    assert own == {"sun": True, "shade": not shown}
    facts = [problem.message for problem in problems]
    assert facts == (
        [f"its faces lack {shown}, which 'shade' needs; that text is set in the house face"]
        if shown
        else []
    )


def test_one_copy_is_set_in_the_faces_of_a_build(tmp_path: Path) -> None:
    lacking = a_handout(title="Shade and your skin", summary="Of ⅓ skin.")
    files = {**a_library(shade=lacking), **a_brand(a_font(variable=True))}
    workspace = a_workspace(tmp_path, files)
    done = build(workspace, Order(), workspace.output, processes=1)
    built = {row.handout: (workspace.output / row.path).read_bytes() for row in done.rows}
    assert set(built) == {"sun", "shade"}
    shutil.rmtree(tmp_path / ".handouts")
    assert {name: make_copy(workspace, name, "harbour") for name in built} == built
