"""Sheets that are read from the right: numbers stand in order by where their glyphs are."""

from __future__ import annotations

from io import BytesIO

import pytest
from pikepdf import Pdf
from rightward import FACES, LOOK, PROSE, SLOTS, Set, files, lines, missing, rows, set_text
from samples import MakeWorkspace, a_workspace
from stamping import META

from handouts.diagnostics import Problems
from handouts.engine.typesetting import Source, typeset
from handouts.page import environment
from handouts.pdf.comparing import differences
from handouts.press.casting import cast
from handouts.press.proofing import judge, make_plate, set_trial
from handouts.press.rendering import render
from handouts.press.stamping import Letterhead, stamp

RUNNING = '<span class="slot running-name" style="width: 60mm; height: 7mm">'
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Set:
    return set_text(a_workspace(tmp_path_factory.mktemp("right"), files()))


def rendered(text: Set) -> bytes:
    problems = Problems()
    data = render(text.sheet, text.slots, LOOK, META, problems)
    assert [str(problem) for problem in problems] == []
    assert data is not None
    return data


@pytest.fixture(scope="module")
def whole(text: Set) -> bytes:
    return rendered(text)


@pytest.fixture(scope="module")
def stamped(text: Set) -> bytes:
    problems = Problems()
    trial = set_trial(text.sheet, LOOK, problems)
    assert trial is not None, [str(problem) for problem in problems]
    verdict, plate = judge(0, trial, None, text.sheet, LOOK, problems) or (None, None)
    assert verdict is not None
    plate = plate or make_plate(text.sheet, verdict, LOOK, LOOK.colours, problems)
    [letterhead] = cast([text.slots], text.gang, LOOK)
    assert isinstance(letterhead, Letterhead), letterhead
    assert plate is not None
    return stamp(plate, letterhead, tuple(LOOK.colours.values()), META)


def test_numbers_names_and_addresses_stand_in_order_in_text_and_slots(whole: bytes) -> None:
    assert missing(whole, PROSE + SLOTS) == []
    assert sum(line.count("02079460000") for line in lines(whole)) == 3  # masthead, help box, panel


def test_they_do_in_a_stamped_copy_too(stamped: bytes, whole: bytes) -> None:
    assert missing(stamped, PROSE + SLOTS) == []
    assert [fact for fact in differences(stamped, whole) if "pixel" in fact] == []


@pytest.mark.parametrize(
    ("name", "first", "left", "right"),
    [
        (f'<span dir="ltr">{"Harbour Clinic " * 9}</span>', "H", 132, 135),
        ("بحر جلد عيادة " * 9, "ب", 189, 193),
        ('<span dir="ltr">Harbour</span>', "H", 178, 182),
    ],
)
def test_a_running_name_that_is_too_long_is_cut_at_its_end(
    text: Set, name: str, first: str, left: float, right: float
) -> None:
    html = f'<!doctype html><html lang="ar" dir="rtl"><title>T</title><p>{RUNNING}{name}</span></p>'
    problems = Problems()
    found = typeset(Source(html, (LOOK.style, *text.sheet.styles), {}, "x"), FACES, problems)
    assert found is not None, [str(problem) for problem in problems]
    places = [place for row in rows(found.data) for place, letter in row if letter == first]
    assert left < (max(places) if first == "ب" else min(places)) < right


def test_a_pdf_says_that_its_pages_follow_from_the_right(whole: bytes, stamped: bytes) -> None:
    for data in (whole, stamped):
        with Pdf.open(BytesIO(data)) as pdf:
            assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True


def test_text_that_is_not_set_apart_is_found_out(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "isolate_all", lambda html, *_: html)
    monkeypatch.setattr(environment, "isolate_unit", lambda text, *_: text)
    lost = missing(rendered(set_text(workspace(files()))), PROSE + SLOTS)
    assert {"020 7946 0000", "020 7946 0001", "≥10 mg", "37.5 °C", "9:00–17:00"} <= set(lost)
