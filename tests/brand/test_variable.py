from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

from handouts.brand.fonts import characters, read_font
from handouts.brand.variable import static_font

ROOT = Path(__file__).parents[2]
Build = Callable[..., bytes]
BOLD = (("wght", 700.0), ("opsz", 14.0))


def width(data: bytes) -> int:
    face = TTFont(io.BytesIO(data))
    glyph = face["glyf"][face.getBestCmap()[ord("a")]]
    return int(glyph.xMax - glyph.xMin)


def test_a_static_font_is_of_the_weight(font: Build) -> None:
    made = static_font(font(variable=True), BOLD)
    face = read_font(made)
    assert (face.weight, face.axes) == (700, ())
    assert width(made) == 400 + round(90 * 300 / 500)


def test_a_static_font_has_the_same_bytes_in_every_process_and_at_any_time(
    font: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = font(variable=True)
    (tmp_path / "v.ttf").write_bytes(source)
    program = (
        "import sys, time; time.time = lambda: 2e9\n"
        "from handouts.brand.variable import static_font\n"
        f"data = open({str(tmp_path / 'v.ttf')!r}, 'rb').read()\n"
        f"sys.stdout.buffer.write(static_font(data, {BOLD!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    made = static_font(source, BOLD)
    assert done.stdout == made
    before, after = (TTFont(io.BytesIO(data))["head"].modified for data in (source, made))
    assert before == after


def test_a_static_font_has_all_characters_or_those_that_were_told(font: Build) -> None:
    source = font(variable=True)
    assert characters(static_font(source, BOLD)) == characters(source)
    assert characters(static_font(source, BOLD, "ab喆")) == {"a", "b"}


def test_a_static_font_has_no_glyphs_for_lines_that_run_from_top_to_bottom(font: Build) -> None:
    """A high one among them would make the box around all glyphs higher."""
    upright, out = TTFont(io.BytesIO(font(apart=True))), io.BytesIO()
    addOpenTypeFeaturesFromString(upright, "feature vert {sub u0041 by u0042;} vert;")
    upright.save(out)
    made = TTFont(io.BytesIO(static_font(out.getvalue(), (), "A")))
    assert len(made.getGlyphOrder()) == len(".A")


def test_a_damaged_font_is_not_taken_for_one_that_does_not_vary(font: Build) -> None:
    sound = font(variable=True)
    at = sound.index(b"gvar", 12) + 8
    offset = int.from_bytes(sound[at : at + 4])
    with pytest.raises(RuntimeError):
        static_font(sound[: offset + 4] + b"\xff" * 12 + sound[offset + 16 :], BOLD)
