"""The stylesheets that we ship keep to the rules of the house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "styles").rglob("*.css"))
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(", re.IGNORECASE)
FORBIDDEN = ("color-mix", "opacity", "hyphens: auto", "italic", "uppercase", "justify")
LEAST = 10.5  # pt; what a patient must read has 12 at least, see Fit


def rules(text: str) -> list[str]:
    """Return the declarations of each rule, within @media too."""
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    found: list[str] = []
    for node in nodes:
        content = tinycss2.serialize(getattr(node, "content", None) or ())
        found += rules(content) if getattr(node, "at_keyword", "") == "media" else [content]
    return found


def border_tokens(declarations: str) -> set[str]:
    borders = re.findall(r"border[\w-]*:([^;]*)", declarations)
    return {token for value in borders for token in re.findall(r"var\(--([\w-]+)\)", value)}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_box_has_one_colour_token_on_its_borders(sheet: Path) -> None:
    for declarations in rules(sheet.read_text(encoding="utf-8")):
        assert len(border_tokens(declarations)) <= 1, declarations


def test_two_tokens_on_the_borders_of_a_box_are_found() -> None:
    mixed = "a { border: 1mm solid var(--ink); border-left-color: var(--brand) }"
    for text in (mixed, f"@media (width > 40rem) {{ {mixed} }}"):
        assert [border_tokens(d) for d in rules(text)] == [{"ink", "brand"}]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_colours_are_tokens_and_nothing_is_light_slanted_or_hidden(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert COLOUR.findall(text) == []
    assert [word for word in FORBIDDEN if word in text] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_size_is_under_the_least(sheet: Path) -> None:
    sizes = re.findall(r"(?:font-size|--\w+): ([\d.]+)pt", sheet.read_text(encoding="utf-8"))
    assert all(float(size) >= LEAST for size in sizes)
