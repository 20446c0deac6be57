"""Sheets, clinics and copies for the tests of the press, and what copies are compared by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.setting import Typesetting, cast_letterheads, settle_sheet
from handouts.diagnostics import Problems
from handouts.page.parts import Asset, Fragments, Sheet, Style
from handouts.pdf.metadata import Meta
from handouts.pdf.writing import Blob
from handouts.press.look import Look
from handouts.press.proofing import judge, make_plate, set_trial
from handouts.press.rendering import render
from handouts.press.showing import is_surely_open
from handouts.press.stamping import LOW, Letterhead, Plate
from handouts.press.verdicts import Verdict

META = Meta("A title", "Harbour Clinic", "What a test asks for", "en-GB", date(2026, 11, 22))
NOBODY = Letterhead(b"", Blob().table(0, LOW), (), {}, {})  # fills no slot
EMPTY = Fragments({})
PAGE = "@page { size: A6; margin: 12mm } html { font: 11pt 'Atkinson Hyperlegible' }"


def document(body: str, css: str = "", **assets: bytes) -> Sheet:
    """Return a small sheet without slots; assets are SVG drawings, by their names without .svg."""
    html = (
        '<!doctype html><html lang="en"><head><title>T</title></head>'
        f'<body><h1>Title</h1>{body}<div id="end"></div></body></html>'
    )
    drawings = {f"{name}.svg": Asset("image/svg+xml", data) for name, data in assets.items()}
    return Sheet(html, (Style("t.css", PAGE + css),), drawings, "t.yaml")


def box(css: str) -> Sheet:
    """Return a sheet with one box in a style."""
    return document('<div class="b"><p>Text</p></div>', f".b {{ width: 50mm; margin: 3mm; {css} }}")


def drawing(content: bytes, css: str = "") -> Sheet:
    """Return a sheet with one SVG drawing in a style."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 40">%s</svg>' % content
    return document('<p><img src="d.svg" alt="A drawing"></p>', f"img {{ {css} }}", d=svg)


def surely_open(sheet: Sheet, colours: Mapping[str, str]) -> bool:
    """Say whether a sheet without faults is open for sure."""
    problems = Problems()
    trial = set_trial(sheet, Look(colours), problems)
    assert trial is not None, [str(problem) for problem in problems]
    return is_surely_open(sheet, trial.colouring)


def judged(sheet: Sheet, colours: Mapping[str, str]) -> tuple[Verdict, Plate | None]:
    """Return the verdict on a sheet without faults, and its plate if it has one for all."""
    verdict, plate, _ = judged_twice(sheet, colours)
    return verdict, plate


def judged_twice(sheet: Sheet, colours: Mapping[str, str]) -> tuple[Verdict, Plate | None, bool]:
    """Return the verdict of the probe, its plate, and whether the sheet is open for sure."""
    problems = Problems()
    dark, light = (
        set_trial(sheet, Look(colours), problems, alike=alike) for alike in (False, True)
    )
    found = judge(0, dark, light, sheet, Look(colours), problems) if dark and light else None
    assert [str(problem) for problem in problems] == []
    assert dark is not None and found is not None
    return *found, is_surely_open(sheet, dark.colouring)


def settled_sheet(copy: Copy, setting: Typesetting, materials: Materials) -> Typesetting:
    """Return the setting of a copy with the verdict on its sheet, after all steps."""
    while not setting.sheet:
        found = settle_sheet(copy, setting, materials)
        assert isinstance(found, Typesetting), found
        setting = found
    return setting


def settled(copies: Sequence[Copy], materials: Materials) -> list[Typesetting]:
    """Return how copies without faults are set."""
    found = []
    for copy, cast in zip(copies, cast_letterheads(copies, materials), strict=True):
        assert isinstance(cast, Typesetting), cast
        found.append(settled_sheet(copy, cast, materials))
    return found


def plate_for(
    sheet: Sheet, colours: Mapping[str, str], verdict: Verdict, plate: Plate | None
) -> Plate:
    """Return the plate that a palette needs."""
    problems = Problems()
    made = plate or make_plate(sheet, verdict, Look(colours), colours, problems)
    assert [str(problem) for problem in problems] == []
    assert made is not None
    return made


def whole(
    sheet: Sheet,
    colours: Mapping[str, str],
    fragments: Fragments = EMPTY,
    meta: Meta = META,
) -> bytes:
    """Return the whole render of a sheet."""
    problems = Problems()
    data = render(sheet, fragments, Look(colours), meta, problems)
    assert [str(problem) for problem in problems] == []
    assert data is not None
    return data
