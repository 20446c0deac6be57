from __future__ import annotations

import pytest

from handouts.page import Asset, Face, Style
from handouts.press.keys import key_of, versions

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


def test_versions_tell_the_libraries_that_decide_the_bytes() -> None:
    said = versions()
    for name in (
        "weasyprint 70.0",
        "pydyf 0.13.0",
        "pango_version",
        "hb_version",
        "press ",
        "faces ",
    ):
        assert name in said
    assert "unknown" not in said
