from __future__ import annotations

import json
import struct
from collections.abc import Callable
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from handouts.brand import fonts
from handouts.brand.fonts import NEEDED, Unsuitable, packaged, read_font, slug
from handouts.workspace import Refused

Build = Callable[..., bytes]


def test_font_tells_its_weight_and_slant(font: Build) -> None:
    face = read_font(font(weight=700, italic=True))
    assert (face.weight, face.italic) == (700, True)


def test_font_without_a_needed_character_cannot_be_used(font: Build) -> None:
    with pytest.raises(Unsuitable, match="lacks 2 characters that handouts need: — €"):
        read_font(font(glyphs=NEEDED - {"€", "—"}))


def test_variable_font_cannot_be_used(font: Build) -> None:
    with pytest.raises(Unsuitable, match="variable"):
        read_font(font(variable=True))


@pytest.mark.parametrize("kind", [b"wOFF", b"wOF2"])
def test_web_font_cannot_be_used(kind: bytes) -> None:
    with pytest.raises(Unsuitable, match="web font"):
        read_font(kind + bytes(100))


@pytest.mark.parametrize("data", [b"", b"no font", b"\x89PNG", b"<svg/>"])
def test_what_is_no_font_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="holds no TrueType or OpenType font"):
        read_font(data)


@pytest.mark.parametrize("keep", [8, 100, 500])
def test_truncated_font_is_refused(font: Build, keep: int) -> None:
    with pytest.raises(Refused, match="damaged"):
        read_font(font()[:keep])


def test_font_that_claims_billions_of_characters_is_refused(font: Build) -> None:
    data = font(glyphs=frozenset("\U0001f600"))
    group = struct.pack(">LL", 0x1F600, 0x1F600)
    assert data.count(group) == 1
    with pytest.raises(Refused, match="more characters than there are"):
        read_font(data.replace(group, struct.pack(">LL", 0, 0xFFFFFFFF)))


def test_family_is_found_in_its_package() -> None:
    found = packaged("Atkinson Hyperlegible")
    assert found
    assert sorted(read_font(data).weight for data in found) == [400, 700]


def test_family_without_a_package_gives_none() -> None:
    assert packaged("No Such Family") is None


def test_package_of_variable_fonts_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = {"files": [{"path": "a.ttf", "variable": True, "weight": 400, "style": "normal"}]}
    (tmp_path / "metadata.json").write_text(json.dumps(listed), encoding="utf-8")
    point = EntryPoint("variable", "variable", "fontpkg.family")
    monkeypatch.setattr(fonts, "_packages", lambda: {point.name: point.module})
    monkeypatch.setattr(fonts, "files", lambda _: tmp_path)
    with pytest.raises(Unsuitable, match="variable fonts only"):
        packaged("Variable")


def test_slug_is_how_packages_write_a_family() -> None:
    assert slug("IBM  Plex Serif") == "ibm-plex-serif"
