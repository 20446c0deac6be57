from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from handouts.brand.fonts import read_font
from handouts.brand.variable import instance, plain_glyphs

ROOT = Path(__file__).parents[2]
Build = Callable[..., bytes]
BOLD = (("wght", 700.0), ("opsz", 14.0))


def width(data: bytes) -> int:
    glyph = TTFont(io.BytesIO(data))["glyf"]["any"]
    return int(glyph.xMax - glyph.xMin)


def test_instance_is_a_static_font_of_the_weight(font: Build) -> None:
    made = instance(font(variable=True), BOLD)
    face = read_font(made)
    assert (face.weight, face.axes) == (700, ())
    assert width(made) == 400 + round(90 * 300 / 500)


def test_instance_has_the_same_bytes_in_every_process_and_at_any_time(
    font: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = font(variable=True)
    (tmp_path / "v.ttf").write_bytes(source)
    program = (
        "import sys, time; time.time = lambda: 2e9\n"
        "from handouts.brand.variable import instance, plain_glyphs\n"
        f"data = open({str(tmp_path / 'v.ttf')!r}, 'rb').read()\n"
        f"sys.stdout.buffer.write(instance(plain_glyphs(data), {BOLD!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    made = instance(plain_glyphs(source), BOLD)
    assert done.stdout == made
    before, after = (TTFont(io.BytesIO(data))["head"].modified for data in (source, made))
    assert before == after


def test_plain_glyphs_are_those_of_all_characters(font: Build) -> None:
    before = read_font(font(variable=True))
    after = read_font(plain_glyphs(before.data))
    assert after.axes == before.axes
