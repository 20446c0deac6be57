"""The proof that no word is lost: what it sees, and what counts for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from handouts.importing.proof import FilePassage, lacking, quoted, words_of

EMPTY: Mapping[str, Any] = {
    "title": "",
    "summary": "",
    "key_points": [],
    "sections": [],
    "to_confirm": [],
}


def draft(*blocks: Mapping[str, Any], to_confirm: tuple[str, ...] = ()) -> Mapping[str, Any]:
    return {**EMPTY, "sections": [{"heading": "", "blocks": blocks}], "to_confirm": to_confirm}


def lost(data: Mapping[str, Any], *texts: str) -> list[str]:
    return [one.words for one in lacking([FilePassage("body", text) for text in texts], data)]


@pytest.mark.parametrize(
    "data",
    [
        draft({"prose": "Keep it **dry** for 48 hours."}),
        draft({"points": ["Keep it dry", "for 48 hours"]}),
        draft({"warning": {"title": "Keep it dry", "text": "for 48 hours"}}),
        draft(to_confirm=(f"Left out: {quoted('Keep it dry for 48 hours')}",)),
        draft({"prose": "KEEP IT DRY for ⁴⁸ ho\u00adurs"}),
    ],
)
def test_words_that_stand_somewhere_in_their_order_are_not_lost(data: Mapping[str, Any]) -> None:
    assert lost(data, "Keep it dry for 48 hours.") == []


@pytest.mark.parametrize(
    "data",
    [
        draft({"prose": "Keep it dry for hours."}),
        draft({"prose": "Keep it for 48 hours dry."}),
        draft({"prose": "(to write) Keep it dry for 48 hours."}),
        draft(to_confirm=("Keep it dry for 48 hours",)),
        draft({"figure": {"file": "Keep it dry for 48 hours"}}),
    ],
    ids=["a word less", "another order", "to be written", "words of ours", "a file's name"],
)
def test_words_that_are_lost_are_seen(data: Mapping[str, Any]) -> None:
    assert lost(data, "Keep it dry for 48 hours.") == ["Keep it dry for 48 hours."]


def test_what_stands_twice_in_the_file_must_stand_twice_in_the_draft() -> None:
    data = draft({"prose": "Wash your hands."})
    assert lost(data, "Wash your hands.", "Wash your hands.") == ["Wash your hands."]


def test_a_passage_that_is_torn_is_told_and_not_its_innocent_neighbours() -> None:
    data = draft({"prose": "Wash your hands. Dry your skin."})
    assert lost(data, "Wash your hands.", "Dry your hands well.") == ["Dry your hands well."]


def test_numbers_that_a_list_prints_may_have_been_typed() -> None:
    data = draft({"steps": ["Wash.", "Dry."], "start": 3})
    assert lost(data, "3. Wash.", "4. Dry.") == []
    assert lost(data, "Wash.", "Dry.") == []
    assert lost(data, "1. Wash.") == ["1. Wash."]


def test_heads_that_blocks_print_by_themselves_count() -> None:
    halves = draft({"do-and-do-not": {"do": ["rest"], "do_not": ["swim"]}})
    assert lost(halves, "Do", "rest", "Do not", "swim") == []
    days = draft({"diary": {"caption": "Days", "days": 2, "note": ["Pain"]}})
    assert lost(days, "Day 1", "Day 2", "Pain") == []
    assert lost(days, "Day 3") == ["Day 3"]


def test_quotation_marks_in_a_quotation_do_not_end_it() -> None:
    assert quoted("He said “stop” twice") == "“He said ‘stop’ twice”"
    assert words_of("Über-38,5 °C, cm²") == ["über", "38", "5", "c", "cm2"]
