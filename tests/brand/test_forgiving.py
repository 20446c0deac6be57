from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handouts.brand.forgiving import is_missing, light, text, warn_unknown
from handouts.diagnostics import Problems
from handouts.reading.nodes import Map, Node
from handouts.reading.yaml import parse_yaml
from handouts.workspace import Workspace


def value(written: str) -> Node:
    top = parse_yaml(f"key: {written}", "_brand.yml", Problems())
    assert top
    return top.items["key"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("red", "red"),
        ("{light: red, dark: blue}", "red"),
        ("{light: red}", "red"),
        ("{dark: blue}", None),
    ],
)
def test_light_is_taken_and_dark_alone_means_none(written: str, meant: str | None) -> None:
    assert text(light(value(written))) == meant


@pytest.mark.parametrize("written", ["", "[a]", "{a: b}", "''", "' '"])
def test_what_is_no_text_says_nothing(written: str) -> None:
    assert text(value(written)) is None


@pytest.mark.parametrize(
    ("written", "suggested"),
    [("links", "link"), ("body", "base"), ("long", "full"), ("Primary", "primary")],
)
def test_unknown_key_suggests_the_nearest(written: str, suggested: str) -> None:
    problems, node = Problems(), value(f"{{{written}: 1}}")
    assert isinstance(node, Map)
    warn_unknown(node, ("link", "base", "full", "primary"), problems)
    assert [problem.hint for problem in problems] == [f"did you mean '{suggested}'?"]


def test_missing_is_told_from_refused(
    tmp_path: Path, workspace: Workspace, write: Callable[[dict[str, str]], None]
) -> None:
    write({"brands/one/logo.svg": ""})
    (tmp_path / "brands/out").symlink_to("/")
    assert is_missing(workspace, "brands/one/none.svg")
    assert is_missing(workspace, "brands/two/logo.svg")
    assert not is_missing(workspace, "brands/one/logo.svg")
    assert not is_missing(workspace, "brands/out/none.svg")
    assert not is_missing(workspace, "../none.svg")
