from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from samples import BRAND, MakeWorkspace

from handouts.content.blocks import WORDS
from handouts.page.boxes import SLOTS
from handouts.page.environment import Templates
from handouts.page.formats import load_formats
from handouts.page.gangs import gang, parts_of
from handouts.page.parts import Fragments
from handouts.page.slots import MARKS, marks
from handouts.press.stamping import FORMS


def test_a_gang_holds_every_slot_of_each_clinic_and_what_they_share_once(
    workspace: MakeWorkspace, slots: Callable[..., Fragments]
) -> None:
    member = slots(BRAND)
    made = workspace({})
    form = load_formats(made)["standard"]
    other = replace(member, html={**member.html, "panel": "<p>Call us.</p>"})
    sheet = gang([member, other], form, "en", templates=Templates(made))
    ids = re.findall(r'<div id="([a-z]+-\d)"', sheet.html)
    assert ids == [*(f"{slot}-{number}" for number, slot in enumerate(SLOTS)), "panel-6"]
    assert sheet.html.count(member.html["call"]) == sheet.html.count("<p>Call us.</p>") == 1
    assert parts_of([member, other])["panel", "<p>Call us.</p>"] == 6
    assert not any(style.name.startswith("styles/papers") for style in sheet.styles)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_gang_adds_nothing_to_what_fills_the_slots(
    workspace: MakeWorkspace, language: str
) -> None:
    """In a whole render it stands as it is, and a copy is like that."""
    made = workspace({})
    words = "<p>اتصل بنا، Call 020 7946 0000 (NHS), <b>5 mg</b> ثم 24/7</p>"
    form = load_formats(made)["standard"]
    sheet = gang([Fragments({"call": words})], form, language, templates=Templates(made))
    assert words in sheet.html
    assert (' dir="rtl">' in sheet.html) == (language == "ar")


def test_each_slot_has_a_mark_of_its_own_width() -> None:
    held = marks()
    slots = {*SLOTS, *WORDS}
    assert set(held.html) == set(FORMS) == slots
    assert len(held.assets) == len(set(MARKS.values())) == len(slots)
