from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from handouts.page.parts import Asset, Face, Style
from handouts.press.keys import engine, key_of, versions

FACE = Face("Brand 1", 400, b"file")


def test_the_same_parts_have_the_same_key() -> None:
    styles = [Style("a.css", "p{}")]
    assert key_of("a", styles=styles, faces=[FACE]) == key_of("a", styles=styles, faces=[FACE])


@pytest.mark.parametrize(
    "other",
    [
        key_of("ab"),
        key_of("a", "b", "c"),
        key_of("a", "b", styles=[Style("", "p{}")]),
        key_of("a", "b", assets={"x.svg": Asset("image/svg+xml", b"<svg/>")}),
        key_of("a", "b", faces=[FACE]),
    ],
)
def test_other_parts_have_another_key(other: str) -> None:
    assert other != key_of("a", "b")


def test_the_name_of_a_style_decides_nothing() -> None:
    assert key_of(styles=[Style("a", "p{}")]) == key_of(styles=[Style("b", "p{}")])


def test_versions_name_the_packages_and_libraries_that_decide_the_bytes() -> None:
    told = dict(entry.split() for entry in versions().split(", "))
    assert {"weasyprint", "pydyf", "pikepdf", "segno", "pango", "harfbuzz"} <= set(told)
    assert told["weasyprint"] == version("weasyprint")
    assert "unknown" not in told.values()


def test_the_faces_of_the_house_belong_to_the_engine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = engine()
    assert before.startswith(f"{versions()}, ")
    other = tmp_path / "other.ttf"
    other.write_bytes(b"another face")
    monkeypatch.setattr("handouts.press.keys.house_font_files", lambda: [other])
    assert engine.__wrapped__() != before
