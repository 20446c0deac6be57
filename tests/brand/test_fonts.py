from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import EntryPoint
from importlib.resources import files
from pathlib import Path

import pytest

from handouts.brand import fonts
from handouts.brand.fonts import (
    BOLD,
    NEEDED,
    Axis,
    Unsuitable,
    is_packaged,
    packaged,
    read_font,
    slug,
)
from handouts.workspace import Refused

ROOT = Path(__file__).parents[2]
Build = Callable[..., bytes]


def test_font_tells_its_weight_and_slant(font: Build) -> None:
    face = read_font(font(weight=700, italic=True))
    assert (face.weight, face.italic) == (700, True)


def test_font_without_a_needed_character_cannot_be_used(font: Build) -> None:
    with pytest.raises(Unsuitable, match="lacks 2 characters that nearly every text needs: a —"):
        read_font(font(glyphs=NEEDED - {"a", "—"}))


@pytest.mark.parametrize("rare", ["\u00a0", "\u2011", "⅓", "€", "•"])
def test_font_without_a_rare_character_can_be_used(font: Build, rare: str) -> None:
    assert read_font(font(glyphs=NEEDED - {rare})).weight == 400


def test_variable_font_tells_its_axes_and_where_on_them_a_weight_is(font: Build) -> None:
    face = read_font(font(variable=True))
    assert face.axes == (Axis("wght", 100, 400, 900), Axis("opsz", 8, 10, 40))
    assert face.at(700) == (("wght", 700), ("opsz", 14))
    assert face.at(2000) == (("wght", 900), ("opsz", 14))


@pytest.mark.parametrize(("most", "reaches"), [(500, False), (600, True), (900, True)])
def test_axis_that_ends_below_bold_is_no_bold(font: Build, most: int, reaches: bool) -> None:
    face = replace(read_font(font(variable=True)), axes=(Axis("wght", 300, 400, most),))
    assert face.reaches(BOLD) is reaches


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


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (["v.ttf", "i.ttf"], ["v.ttf"]),
        (["v.ttf", "400.ttf", "700.ttf"], ["400.ttf", "700.ttf"]),
        (["v.ttf", "400.ttf"], ["v.ttf"]),
        (["400.ttf"], ["400.ttf"]),
    ],
)
def test_static_files_of_a_package_go_before_variable_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: list[str], taken: list[str]
) -> None:
    listed = [
        {
            "path": name,
            "variable": name in ("v.ttf", "i.ttf"),
            "weight": int(name[:3]) if name[0].isdigit() else None,
            "style": "italic" if name == "i.ttf" else "normal",
        }
        for name in there
    ]
    for name in there:
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "metadata.json").write_text(json.dumps({"files": listed}), encoding="utf-8")
    point = EntryPoint("variable", "variable", "fontpkg.family")
    monkeypatch.setattr(fonts, "_packages", lambda: {point.name: point.module})
    monkeypatch.setattr(fonts, "files", lambda _: tmp_path)
    assert [data.decode() for data in packaged("Variable") or ()] == taken


def test_only_packages_that_there_are_are_known() -> None:
    assert is_packaged("Open Sans")
    assert not is_packaged("Arial")
    assert not is_packaged("")
    listed = (files("handouts.brand") / "fontpkg.txt").read_text("utf-8").splitlines()[1:]
    assert listed == sorted(set(listed))
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in listed)


def test_the_list_of_packages_comes_from_a_listing(tmp_path: Path) -> None:
    listing, made = tmp_path / "listing.tsv", tmp_path / "list.txt"
    lines = ["fontpkg\t0.2", "fontpkg-pt-sans\t2", "x-fontpkg-y\t1", "fontpkg-lato", "fontpkg-lato"]
    listing.write_text("\n".join(lines), encoding="utf-8")
    subprocess.run([sys.executable, ROOT / "tools/fontpackages.py", listing, made], check=True)
    assert made.read_text("utf-8").splitlines()[1:] == ["lato", "pt-sans"]
    ours = (ROOT / "handouts/brand/fontpkg.txt").read_text("utf-8")
    assert made.read_text("utf-8").splitlines()[0] == ours.splitlines()[0]


def test_slug_is_how_packages_write_a_family() -> None:
    assert slug("IBM  Plex Serif") == "ibm-plex-serif"
