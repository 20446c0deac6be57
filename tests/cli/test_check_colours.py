from __future__ import annotations

import json

import pytest
from samples import Run

pytestmark = pytest.mark.usefixtures("here")


def table(run: Run) -> list[str]:
    """Return the lines of the table that follows the problems."""
    lines = run("check", "-v").out.splitlines()
    return lines[lines.index("harbour: Harbour Skin") :]


def test_the_colours_of_each_brand_are_told_with_their_contrast(run: Run) -> None:
    _title, header, text, *_ = table(run)
    assert header.split() == [
        *("pair", "colours", "ratio", "least", "aim", "in", "grey", "(black)"),
    ]
    assert text.split() == [
        *("text", "ink", "#111a1a", "on", "paper", "#ffffff", "17.7", "7.0", "7.0"),
        *("91%", "on", "0%"),
    ]


def test_the_columns_of_the_table_stand_under_their_heads(run: Run) -> None:
    _title, header, *rows = table(run)
    ends = [header.index(head) + len(head) for head in ("ratio", "least", "aim")]
    assert rows
    for row in rows:
        assert all(row[end - 1].isdigit() and row[end] == " " for end in ends), row


def test_json_holds_the_colours_only_where_they_are_asked_for(run: Run) -> None:
    assert "colours" not in json.loads(run("check", "--as", "json").out)
    colours = json.loads(run("check", "-v", "--as", "json").out)["colours"]
    assert [*colours] == ["harbour"]
    assert colours["harbour"][1] == {
        "pair": "headings",
        "foreground": "#0f5c5c",
        "background": "#ffffff",
        "ratio": 7.76,
        "least": 4.5,
        "aim": 7.0,
        "grey": [0.73, 0.0],
    }
