from __future__ import annotations

import re
from collections.abc import Callable

from samples import BRAND, MakeWorkspace

from handouts.page import SLOTS, Fragments, Templates, gang, load_formats
from handouts.page.slots import MARKS, marks


def test_a_gang_holds_every_slot_of_each_clinic_in_order(
    workspace: MakeWorkspace, slots: Callable[..., Fragments]
) -> None:
    member = slots(BRAND)
    made = workspace({})
    form = load_formats(made)["standard"]
    sheet = gang([member, member], form, "en", templates=Templates(made))
    ids = re.findall(r'<div id="([a-z]+-\d)"', sheet.html)
    assert ids == [f"{slot}-{number}" for number in (0, 1) for slot in SLOTS]
    assert sheet.html.count(member.html["panel"]) == 2
    assert not any(style.name.startswith("styles/papers") for style in sheet.styles)


def test_each_slot_has_a_mark_of_its_own_width() -> None:
    held = marks()
    assert set(held.html) == set(SLOTS)
    assert len(held.assets) == len(set(MARKS.values())) == len(SLOTS)
