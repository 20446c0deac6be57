"""What stands where a single value is needed, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from handouts.diagnostics import Problems
from handouts.reading.decoding import decode
from handouts.reading.nodes import Text
from handouts.reading.yaml import parse_yaml


@dataclass(frozen=True)
class Points:
    points: tuple[Text, ...]


@pytest.mark.parametrize(
    ("yaml", "hint"),
    [
        (
            "points:\n  - Do not pop blisters: they protect the skin.",
            "where a colon and a space stand in the text, put it in quotes",
        ),
        ("points: [{a: b, c: d}]", ""),
        ("points: [[a]]", ""),
        ("points: [true]", "put it in quotes"),
    ],
)
def test_what_is_no_text_is_told_with_the_way_out(yaml: str, hint: str) -> None:
    problems = Problems()
    node = parse_yaml(yaml, "a.yaml", problems)
    assert node is not None
    assert decode(Points, node, problems) is None
    assert [problem.hint for problem in problems] == [hint]
