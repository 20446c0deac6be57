from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder

from handouts.engine import fonts
from handouts.page.parts import Face
from handouts.workspace import TEXT_FACE, house_faces

ROOT = Path(__file__).parents[2]


def built(variable: bool) -> bytes:
    """Make a small typeface, with an axis of weights or without."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef"])
    builder.setupNameTable({"familyName": "Small", "styleName": "Regular"})
    if variable:
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    file = BytesIO()
    builder.save(file)
    return file.getvalue()


def test_house_families_are_ours_and_those_of_the_packages() -> None:
    assert {TEXT_FACE, "Lato"} <= fonts.house_families()


def test_a_static_face_can_be_used() -> None:
    assert fonts.fault(Face("Brand", 400, built(variable=False))) == ""


def test_a_variable_face_is_refused() -> None:
    assert fonts.fault(Face("Brand", 400, built(variable=True))).startswith("is variable")


def test_what_is_no_face_is_refused() -> None:
    assert fonts.fault(Face("Brand", 400, b"")).startswith("is no TTF or OTF file")


def test_only_the_folders_of_the_house_are_seen_and_the_file_goes_with_the_process(
    tmp_path: Path,
) -> None:
    program = (
        "import os; from handouts.engine import fonts; fonts.seal(); fonts.seal(); "
        "print(open(os.environ['FONTCONFIG_FILE']).read())"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "<reset-dirs/>" in done.stdout
    assert done.stdout.count("<dir>") == len(house_faces())
    assert all(f"<dir>{folder}</dir>" in done.stdout for folder in house_faces())
    assert str(tmp_path) in done.stdout
    assert list(tmp_path.iterdir()) == []
