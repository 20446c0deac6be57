"""The stylesheets that we ship keep to the rules of the house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tinycss2

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "styles").rglob("*.css"))
PHYSICAL = re.compile(  # sides that do not change with the direction of a text
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right)(?![\w-]*\s*\{)(?:-\w+)*\s*:"
    r"|(?<![\w-])(?:text-align|float|clear|object-position)\s*:\s*(?:left|right)\b"
)
SIDES = re.compile(
    r"(?<![\w-])(?:margin|padding|inset|border-(?:width|style|color))\s*:\s*([^;{}]+)"
)
AS_DRAWN = {  # what is drawn does not turn; what stands in rtl.css has its other half there
    "do-and-do-not.css": "of the tick and the cross",
    "slots.css": "of the logo, which has no side by the direction",
    "rtl.css": "of the logo, too",
}
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


def physical(text: str) -> list[str]:
    """Return what a stylesheet puts at the left or the right, whatever the direction."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = [match[0] for match in PHYSICAL.finditer(bare)]
    for match in SIDES.finditer(bare):
        values = re.findall(r"\w*\([^()]*\)|[^\s()]+", match[1])
        if len(values) == 4 and values[1] != values[3]:
            found.append(match[0])
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sides_are_those_of_the_direction(sheet: Path) -> None:
    assert sheet.name in AS_DRAWN or physical(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.name in AS_DRAWN])
def test_what_does_not_turn_is_what_is_said(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    ours = r"[^}]*(\.sign::|logo)[^}]*}"
    assert physical(re.sub(ours, "", text)) == []
    assert physical(text)


@pytest.mark.parametrize(
    "wrong",
    [
        "a { margin-left: 1mm }",
        "a { border-right: 0 }",
        "a { position: absolute; left: 0 }",
        "a { text-align: left }",
        "a { float: right }",
        "a { padding: 1mm 3mm 1mm 0 }",
        "a { margin: 0 0 0 calc(1mm + 2mm) }",
        "@media print { a { border-left-color: red } }",
        "a { border-width: 1px 0 0 1px }",
    ],
)
def test_a_side_that_does_not_turn_is_found(wrong: str) -> None:
    assert physical(wrong)
    assert physical("a { margin-inline: 0 1mm; padding: 1mm 2mm; float: inline-start }") == []
