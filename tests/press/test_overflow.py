from __future__ import annotations

from handouts.engine.boxes import Box
from handouts.engine.typesetting import Typeset
from handouts.press.rendering import overflow


def typeset(end: float) -> Typeset:
    return Typeset(b"", 1, {"panel": Box(1, 100, 140), "end-panel": Box(1, end, end)}, 297)


def test_what_stays_in_its_box_does_not_overflow() -> None:
    assert list(overflow(typeset(140.1), ["panel"])) == []


def test_what_leaves_its_box_is_told_by_how_much() -> None:
    assert list(overflow(typeset(143), ["panel"])) == [("panel", 3)]


def test_a_slot_that_a_sheet_does_not_have_is_passed_over() -> None:
    assert list(overflow(typeset(143), ["call"])) == []
