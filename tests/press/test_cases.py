"""Which documents can be stamped, which need plates of their own, and that none comes out wrong."""

from __future__ import annotations

import pytest
from machinery import Words
from stamping import (
    META,
    NOBODY,
    box,
    document,
    drawing,
    judged,
    judged_twice,
    plate_for,
    whole,
)

from handouts.diagnostics import Problems
from handouts.page.parts import Sheet
from handouts.pdf.comparing import differences
from handouts.press.look import Look
from handouts.press.proofing import judge, set_trial
from handouts.press.stamping import stamp

PALETTES = {
    "usual": {"p": "#8a1c55", "q": "#2f7d4b"},
    "equal": {"p": "#8a1c55", "q": "#8a1c55"},
    "literal": {"p": "#333333", "q": "#ffffff"},
    "black and white": {"p": "#000000", "q": "#ffffff"},
}
RECTANGLE = b'<rect width="90" height="40" fill="var(--p)" stroke="var(--q)"%s/>'
GRADIENT = (
    b'<defs><linearGradient id="g"><stop offset="0" stop-color="var(--p)"/>'
    b'<stop offset="1" stop-color="var(--q)"/></linearGradient></defs>'
    b'<rect width="90" height="40" fill="url(#g)"/>'
)


OPEN = {
    "colours": box("color: var(--q); background: var(--p); border: 1mm solid var(--q)"),
    "rounded dashes": box("border: 1mm dashed var(--p); border-radius: 3mm"),
    "dots": box("border: 1mm dotted var(--p)"),
    "sides apart": box("border-left: 2mm solid var(--p); border-top: 1mm solid var(--q)"),
    "outline": box("outline: 1mm solid var(--p)"),
    "underline": box("text-decoration: underline wavy var(--p)"),
    "current colour": box("color: var(--p); border: 1mm solid currentcolor"),
    "gradient": box("background: linear-gradient(90deg, var(--p), #fff 30%, var(--q))"),
    "gradient to nothing": box("background: linear-gradient(var(--p), transparent)"),
    "gradient with a hint": box("background: linear-gradient(90deg, var(--p), 20%, var(--q))"),
    "repeating gradient": box(
        "background: repeating-linear-gradient(45deg, var(--p), var(--q) 2mm, #fff 2mm, #fff 4mm)"
    ),
    "repeating radial gradient": box(
        "background: repeating-radial-gradient(var(--p) 0mm, var(--q) 3mm)"
    ),
    "radial gradient": box("background: radial-gradient(var(--p), var(--q))"),
    "tiles": box("background: radial-gradient(circle, var(--p) 30%, var(--q) 31%) 0 0 / 4mm 4mm"),
    "hard shadow": box("box-shadow: 1mm 1mm 0 var(--p)"),
    "soft shadow": box("box-shadow: 1mm 1mm 2mm var(--p)"),
    "one of two": box("background: light-dark(var(--p), var(--q))"),
    "clear literal": box("background: rgba(10, 20, 30, 0.5); color: var(--p)"),
    "turned": box("transform: rotate(8deg); overflow: hidden; background: var(--p)"),
    "runs": document(
        '<p class="a">one <b>two</b> three <i>four</i></p>',
        ".a { color: var(--p) } b { color: var(--q) } i { color: #123456; font-style: normal }",
    ),
    "first line": document(
        f"<p>{'word ' * 40}</p>", "p::first-line { color: var(--p) } p { color: var(--q) }"
    ),
    "list": document(
        "<ul><li>a</li><li>b</li></ul>",
        'li::marker { color: var(--p) } li::before { content: "x"; color: var(--q) }',
    ),
    "collapsed table": document(
        '<table><tr><td class="l">a</td><td>b</td></tr></table>',
        "table { border-collapse: collapse } td { border: 1mm solid var(--q) }",
    ),
    "columns": document(
        f"<div>{'word ' * 60}</div>", "div { columns: 2; column-rule: 1mm solid var(--p) }"
    ),
    "pages": document(
        "<p>one</p><h2>Two</h2><p>two</p>", "h2 { break-before: page; color: var(--p) }"
    ),
    "nothing of a palette": document("<p>Plain</p>"),
    "drawing": drawing(RECTANGLE % b""),
    "drawing of a circle": drawing(b'<circle cx="20" cy="20" r="20" fill="var(--p)"/>'),
    "clear drawing": drawing(RECTANGLE % b' fill-opacity="0.3"'),
    "drawing with a gradient": drawing(GRADIENT),
}
PATTERNED = {
    "two colours around": box("border: 2mm solid var(--p); border-left-color: var(--q)"),
    "two colours around, from two rules": document(
        '<div class="a b">x</div>',
        ".a { border: 2mm solid var(--p) } .b { border-left-color: var(--q) }",
    ),
    "a literal around": box("border: 2mm solid var(--p); border-left-color: #333333"),
    "a literal around, through a variable": box(
        "--n: #333; border: 2mm solid var(--p); border-left-color: var(--n)"
    ),
    "the colour of text around": box(
        "color: #333333; border: 2mm solid; border-left-color: var(--p)"
    ),
}
CLOSED = {
    "ridge": box("border: 2mm ridge var(--p)"),
    "groove": box("border: 2mm groove var(--p)"),
    "inset": box("border: 2mm inset var(--p)"),
    "outset": box("border: 2mm outset var(--p)"),
    "average": box("background: repeating-linear-gradient(90deg, var(--p), var(--q) 0px)"),
}
DROPPED = (  # by WeasyPrint 70, without a word; a copy would lack what they say
    "color-mix(in srgb, var(--p) 10%, white)",
    "color-mix(in oklab, var(--p), black)",
    "rgb(from var(--p) r g b / 0.5)",
    "hsl(from var(--p) h s 90)",
    "oklch(from var(--p) l c h)",
    "contrast-color(var(--p))",
    "radial-gradient(rgb(from var(--p) r g b / 0.2), var(--q))",
)
CASES = [
    pytest.param(sheet, kind, id=name)
    for kind, sheets in (("open", OPEN), ("patterned", PATTERNED), ("closed", CLOSED))
    for name, sheet in sheets.items()
]


@pytest.mark.parametrize(("sheet", "kind"), CASES)
def test_a_sheet_takes_its_colours_as_it_must_and_comes_out_as_the_whole_render(
    sheet: Sheet, kind: str, words: Words
) -> None:
    verdict, plate, surely = judged_twice(sheet, PALETTES["usual"])
    assert verdict.kind == kind
    assert bool(verdict.reasons) == (kind == "closed")
    assert kind == "open" or not surely
    for colours in PALETTES.values():
        made = plate_for(sheet, colours, verdict, plate)
        copy = stamp(made, NOBODY, tuple(colours.values()), META)
        rendered = whole(sheet, colours)
        assert [*differences(copy, rendered)] == [], colours
        assert words(copy) == words(rendered)


@pytest.mark.parametrize("value", DROPPED)
def test_what_the_engine_drops_is_an_error(value: str) -> None:
    problems = Problems()
    assert set_trial(box(f"background: {value}"), Look(PALETTES["usual"]), problems) is None
    assert {problem.rule for problem in problems} == {"css"}


@pytest.mark.parametrize("sheet", [box("opacity: 0.4"), drawing(GRADIENT, "opacity: 0.5")])
def test_what_is_clear_as_a_whole_is_an_error_because_nobody_would_hear_it(sheet: Sheet) -> None:
    look, problems = Look(PALETTES["usual"]), Problems()
    made = set_trial(sheet, look, problems)
    assert made is not None
    assert judge(0, made, made, sheet, look, problems) is None
    assert {problem.rule for problem in problems} == {"finish"}


def test_the_palette_that_a_plate_is_not_for_comes_out_wrong() -> None:
    sheet = PATTERNED["two colours around"]
    verdict, _ = judged(sheet, PALETTES["usual"])
    equal = PALETTES["equal"]
    wrong = plate_for(sheet, PALETTES["usual"], verdict, None)
    copy = stamp(wrong, NOBODY, tuple(equal.values()), META)
    assert [*differences(copy, whole(sheet, equal))]


def test_one_wrong_ink_is_seen() -> None:
    sheet = OPEN["colours"]
    verdict, plate = judged(sheet, PALETTES["usual"])
    made = plate_for(sheet, PALETTES["usual"], verdict, plate)
    copy = stamp(made, NOBODY, ("#8a1c56", "#2f7d4b"), META)
    assert [*differences(copy, whole(sheet, PALETTES["usual"]))]
