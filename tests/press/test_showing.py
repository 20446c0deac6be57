"""What is said to be open for sure is open by the probe too, whatever is made to fool it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import TODAY
from stamping import box, document, drawing, judged, judged_twice, surely_open

from handouts.batch.materials import read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.diagnostics import Problems
from handouts.page.parts import Sheet
from handouts.press.look import Look
from handouts.press.proofing import set_trial
from handouts.press.showing import is_surely_open
from handouts.workspace import Workspace

ROOT = Path(__file__).parents[2]
HANDOUTS = sorted(path.parent.name for path in ROOT.glob("content/*/handout.yaml"))
FORMATS = ("standard", "full", "large-print", "pocket")  # the booklet is set as the pocket
COLOURS = {"p": "#8a1c55", "q": "#2f7d4b"}
TABLE = "<table><col><tr><td>a</td><td>b</td></tr></table>"
COLLAPSED = "table { border-collapse: collapse } "
WORDS = f"<p>{'Some words of a paragraph. ' * 20}</p>"


def page(css: str, body: str = "<p>Text <b>here</b></p>") -> Sheet:
    """Return a sheet with a paragraph, or another body, in a style."""
    return document(body, css)


SHADED = {  # a border style that computes colours, said in many ways
    "in capitals": box("border: 2mm RIDGE var(--p)"),
    "escaped": box(r"border: 2mm r\69 dge var(--p)"),
    "on one side": box("border-left: 2mm groove var(--p)"),
    "on one side of many": box("border: 2mm solid var(--p); border-bottom-style: inset"),
    "as the second of two": box("border: 2mm solid var(--p); border-style: solid outset"),
    "in logical words": box("border-inline-start: 2mm ridge var(--p)"),
    "in a block's words": box("border-block: 2mm ridge var(--p)"),
    "through a variable": page(":root { --s: ridge } p { border: 2mm var(--s) var(--p) }"),
    "through two": page(":root { --a: ridge; --b: var(--a) } p { border: 2mm var(--b) var(--p) }"),
    "as a fallback": box("border: 2mm var(--none, ridge) var(--p)"),
    "as a whole variable": box("--edge: 2mm inset var(--p); border: var(--edge)"),
    "a variable of another element": page(
        "body { --s: solid } p { --s: groove } b { border: 2mm var(--s) var(--p) }"
    ),
    "inherited": page("p { border: 2mm ridge var(--p) } b { border: inherit }"),
    "in its own colour": page("p { color: var(--p); border: 2mm ridge }"),
    "important": page("p { border: 2mm ridge var(--p) !important; border-style: solid }"),
    "nested": page("p { & b { border: 2mm ridge var(--p) } }"),
    "for print": page("@media print { p { border: 2mm ridge var(--p) } }"),
    "in a layer": page("@layer a { p { border: 2mm ridge var(--p) } }"),
    "before an element": page("p::before { content: 'x'; border: 2mm ridge var(--p) }"),
    "of a first letter": page("p::first-letter { border: 2mm ridge var(--p) }"),
    "of an inline box": page("b { border: 1mm inset var(--p) }"),
    "of a block in a line": page("b { display: inline-block; border: 1mm inset var(--p) }"),
    "of a float": page("b { float: right; border: 1mm inset var(--p) }"),
    "of what is put somewhere": page("b { position: absolute; border: 1mm inset var(--p) }"),
    "of a relative box": page("b { position: relative; border: 1mm inset var(--p) }"),
    "of a flex item": page("p { display: flex } b { border: 1mm inset var(--p) }"),
    "of a grid item": page("p { display: grid } b { border: 1mm inset var(--p) }"),
    "of a column": page("p { columns: 2 } b { border: 1mm inset var(--p) }"),
    "of a picture": drawing(b"<path d='M0 0h9v9z'/>", "border: 2mm ridge var(--p)"),
    "of the page": page("@page { border: 2mm ridge var(--p) }"),
    "of the body": page("body { border: 2mm ridge var(--p) }"),
    "of the root": page("html { border: 2mm ridge var(--p) }"),
    "in the margin": page("@page { @top-left { content: 'x'; border: 2mm ridge var(--p) } }"),
    "of a footnote": page("b { float: footnote; border: 1mm inset var(--p) }"),
    "of the place of footnotes": page(
        "@page { @footnote { border-top: 2mm ridge var(--p) } } b { float: footnote }"
    ),
    "of what runs in the margin": page(
        "b { position: running(x) } @page { @top-left { content: element(x) } } "
        "b { border: 2mm ridge var(--p) }"
    ),
    "of a cell": page("td { border: 1mm inset var(--p) }", TABLE),
    "of a collapsed cell": page(COLLAPSED + "td { border: 1mm ridge var(--p) }", TABLE),
    "of a collapsed row": page(COLLAPSED + "tr { border: 1mm ridge var(--p) }", TABLE),
    "of a collapsed column": page(COLLAPSED + "col { border: 1mm ridge var(--p) }", TABLE),
    "of a marker's list": page("ul { border: 1mm ridge var(--p) }", "<ul><li>a</li></ul>"),
    "of an outline": box("outline: 1mm groove var(--p)"),
    "of a rule between columns": page(
        "div { columns: 2; column-rule: 1mm ridge var(--p) }", f"<div>{WORDS}</div>"
    ),
    "of a line": page("hr { border-color: var(--p) }", "<hr>"),
}
MIXED = {  # two colours around one box, said in many ways
    "two tokens": box("border: 1mm solid; border-color: var(--p) var(--q)"),
    "by two rules": page(
        "p { border: 1mm solid var(--p) } p:first-of-type { border-left-color: var(--q) }"
    ),
    "by a variable": box("--c: var(--q); border: 1mm solid var(--p); border-top-color: var(--c)"),
    "by inheritance": page(
        "p { color: var(--q) } b { border: 1mm solid; border-left-color: var(--p) }"
    ),
    "in logical words": box("border: 1mm solid var(--p); border-inline-end-color: var(--q)"),
    "dots": box("border: 1mm dotted var(--p); border-left-color: var(--q)"),
    "doubled": box("border: 1mm double var(--p); border-left-color: var(--q)"),
    "in two styles": box("border: 1mm solid var(--p); border-left: 1mm dashed var(--q)"),
    "with a literal": box("border: 1mm solid var(--p); border-left-color: #2f7d4b"),
    "with a name": box("border: 1mm solid var(--p); border-left-color: RebeccaPurple"),
    "with a name in a variable": page(
        ":root { --n: teal } p { border: 1mm solid var(--p); border-left-color: var(--n) }"
    ),
    "with the colour of text": page(
        "p { color: #123; border: 1mm solid; border-left-color: var(--p) }"
    ),
    "with one like another space": box(
        "border: 1mm solid var(--p); border-left-color: hsl(327 66% 33%)"
    ),
    "of a cell": page("td { border: 1mm solid var(--p); border-left-color: var(--q) }", TABLE),
    "of an inline box": page("b { border: 1mm solid var(--p); border-top-color: var(--q) }"),
    "in the margin": page(
        "@page { @top-left { content: 'x'; border: 1mm solid var(--p); "
        "border-left-color: var(--q) } }"
    ),
    "of the page": page("@page { border: 1mm solid var(--p); border-left-color: var(--q) }"),
    "over pages": page(
        "div { border: 1mm solid var(--p); border-left-color: var(--q) }", f"<div>{WORDS * 9}</div>"
    ),
    "where one shows nothing": box(
        "border: 1mm solid var(--p); border-left-color: var(--q); border-top-color: transparent"
    ),
}
COMPUTED = {  # what makes other colours of tokens, or might
    "a gradient": box("background: linear-gradient(var(--p), var(--q))"),
    "in capitals": box("background: LINEAR-GRADIENT(var(--p), var(--q))"),
    "an escaped one": box(r"background: l\69near-gradient(var(--p), var(--q))"),
    "one of stops in a variable": box(
        "--stops: var(--p), var(--q); background: linear-gradient(var(--stops))"
    ),
    "one in a variable": page(
        ":root { --g: linear-gradient(var(--p), var(--q)) } p { background: var(--g) }"
    ),
    "one of the colour of text": box(
        "color: var(--p); background: linear-gradient(currentColor, #fff)"
    ),
    "one as a fallback": box("background: var(--none, radial-gradient(var(--p), var(--q)))"),
    "one around a box": box(
        "border: 2mm solid; border-image: linear-gradient(var(--p), var(--q)) 1"
    ),
    "one behind the page": page("@page { background: linear-gradient(var(--p), var(--q)) }"),
    "an average": box("background: repeating-linear-gradient(90deg, var(--p), var(--q) 0px)"),
    "a choice": box("color: light-dark(var(--p), var(--q))"),
    "a shadow": box("box-shadow: 1mm 1mm 0 var(--p)"),
    "a soft shadow": box("box-shadow: 1mm 1mm 3mm var(--p)"),
    "a shadow inside": box("box-shadow: inset 0 0 2mm var(--p)"),
    "a shadow in a variable": box("--s: 1mm 1mm 3mm var(--p); box-shadow: var(--s)"),
}
DRAWN = {  # drawings that do more with tokens than to fill and to stroke
    "a gradient": drawing(
        b'<linearGradient id="g"><stop stop-color="var(--p)"/><stop offset="1" '
        b'stop-color="var(--q)"/></linearGradient><rect width="9" height="9" fill="url(#g)"/>'
    ),
    "a style": drawing(b'<rect width="9" height="9" style="fill: var(--p)"/>'),
    "a stylesheet": drawing(b'<style>rect { fill: var(--p) }</style><rect width="9" height="9"/>'),
    "words": drawing(b'<text y="9">var(--p)</text>'),
    "words after an element": drawing(b'<text y="9"><tspan>a</tspan>var(--p)</text>'),
    "words that look like it": drawing(b'<text y="9"> fill="var(--p)"</text>'),
    "a colour of its own": drawing(
        b'<g color="var(--p)"><rect width="9" height="9" fill="currentColor"/></g>'
    ),
    "a mask": drawing(
        b'<mask id="m"><rect width="9" height="9" fill="var(--p)"/></mask>'
        b'<rect width="9" height="9" fill="var(--q)" mask="url(#m)"/>'
    ),
    "a pattern": drawing(
        b'<pattern id="t" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="2" '
        b'height="2" fill="var(--p)"/></pattern><rect width="40" height="40" fill="url(#t)"/>'
    ),
    "a fallback": drawing(
        b'<rect width="9" height="9" fill="url(#none) var(--p)" stroke="var(--q)"/>'
    ),
}
WRITTEN = {  # colours that come with the HTML
    "a style": page("", '<p style="border: 2mm ridge var(--p)">x</p>'),
    "a style of two": page(
        "p { border: 1mm solid var(--p) }", '<p style="border-left-color: var(--q)">x</p>'
    ),
    "a gradient": page(
        "p { color: var(--p) }",
        '<p style="background: linear-gradient(CurrentColor, #fff)">x</p>',
    ),
    "an escaped name": page("", r'<p style="color: v\61r(--p)">x</p>'),
}
FOOLING = {
    f"{kind} {name}": sheet
    for kind, sheets in (
        ("shaded", SHADED),
        ("mixed", MIXED),
        ("computed", COMPUTED),
        ("drawn", DRAWN),
        ("written", WRITTEN),
    )
    for name, sheet in sheets.items()
}
PLAIN = {
    "text": page("p { color: var(--p); background: var(--q) }"),
    "borders": box("border: 1mm solid var(--p); outline: 1mm solid var(--q)"),
    "a side": box("border-left: 2mm solid var(--p); border-top: 1mm solid var(--q)"),
    "a literal all around": box("border: 1mm solid #333; color: var(--p)"),
    "a sign made of borders": box(
        "width: 0; height: 0; border: 3mm solid transparent; border-bottom-color: var(--p)"
    ),
    "lengths in variables": box("--x: 2mm; border: calc(var(--x) / 2) solid var(--p)"),
    "a literal gradient": box("background: linear-gradient(#fff, #eee); color: var(--p)"),
    "a collapsed table": page(COLLAPSED + "td { border: 1mm solid var(--p) }", TABLE),
    "two colours in a collapsed table": page(
        COLLAPSED + "td { border: 1mm solid var(--p); border-left-color: var(--q) }", TABLE
    ),
    "a drawing": drawing(b'<rect width="9" height="9" fill="var(--p)" stroke=\'var(--q)\'/>'),
    "a clear drawing": drawing(b'<circle r="9" fill="var(--p)" fill-opacity="0.4"/>'),
    "a shaded line that is not drawn": box("border: 0 ridge var(--p); outline: 0 groove var(--q)"),
    "columns": page("div { columns: 2; column-rule: 1mm solid var(--p) }", f"<div>{WORDS}</div>"),
}


@pytest.mark.parametrize("name", FOOLING)
def test_what_may_depend_on_colours_is_not_sure(name: str) -> None:
    assert not surely_open(FOOLING[name], COLOURS)


def test_enough_was_made_to_fool_it() -> None:
    assert len(FOOLING) > 90


@pytest.mark.parametrize("name", PLAIN)
def test_what_only_shows_colours_is_sure_and_open_by_the_probe(name: str) -> None:
    verdict, _, surely = judged_twice(PLAIN[name], COLOURS)
    assert (verdict.kind, surely) == ("open", True)


@pytest.mark.slow
@pytest.mark.parametrize("handout", HANDOUTS)
def test_all_sheets_that_we_ship_are_sure_and_open_by_the_probe(
    handout: str, tmp_path: Path
) -> None:
    workspace = Workspace.open(ROOT, TODAY)
    materials = read_all(workspace, tmp_path, Problems())
    copies = plan(Order((handout,), formats=FORMATS), materials)
    keyed = {copy.sheet_key: copy for copy in copies}.values()
    made = [(copy.sheet(copy.format.fits[0], materials), copy) for copy in keyed]
    sheets = {(sheet.html, sheet.styles): (sheet, copy) for sheet, copy in made}  # in any face
    assert len(sheets) >= len(FORMATS)
    for sheet, copy in sheets.values():
        verdict, _, surely = judged_twice(sheet, copy.sheet_look.colours)
        assert (verdict.kind, surely) == ("open", True), copy.path


PIECES = (
    "color: var(--p)",
    "color: var(--q)",
    "border: 1mm solid var(--p)",
    "border: 1mm solid",
    "border-left-color: var(--q)",
    "border-color: transparent var(--q)",
    "border-top: 1mm solid teal",
    "border-width: 1mm",
    "border-style: var(--s)",
    "border-style: dashed",
    "--s: ridge",
    "--s: double",
    "outline: 1mm var(--s) var(--q)",
    "background: var(--p)",
    "background: var(--g)",
    "--g: linear-gradient(var(--p), white)",
    "--g: var(--q)",
    "columns: 2; column-rule: 1mm var(--s) var(--p)",
    "display: table-cell",
    "border-collapse: collapse",
    "border-radius: 2mm",
    "box-shadow: 0 0 1mm var(--q)",
)
RULES: st.SearchStrategy[Mapping[str, list[str]]] = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(PIECES), max_size=4) for name in ("body", "p", "b")}
)


@settings(max_examples=25, deadline=None)
@given(RULES)
def test_what_is_sure_is_open_by_the_probe(rules: Mapping[str, list[str]]) -> None:
    css = ":root { --s: solid; --g: none } " + "".join(
        f"{name} {{ {'; '.join(pieces)} }} " for name, pieces in rules.items()
    )
    sheet = page(css)
    problems = Problems()
    trial = set_trial(sheet, Look(COLOURS), problems)
    if trial is not None and is_surely_open(sheet, trial.colouring):
        assert judged(sheet, COLOURS)[0].kind == "open"
