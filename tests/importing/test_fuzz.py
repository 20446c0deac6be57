"""The tool that damages leaflets finds nothing in a small lot, and would see what it looks for."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from originals import CORPUS
from samples import tool_named

from handouts.importing.drafting.draft import Draft
from handouts.importing.original import Unreadable

LOT = 60


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    return tool_named("fuzz_leaflets")


@pytest.mark.slow
def test_a_lot_of_damaged_leaflets_loses_no_word_and_crashes_nothing(fuzz: ModuleType) -> None:
    counts = fuzz.run(7, range(LOT))
    assert counts.keys() <= {"read", "refused"}
    assert counts["read"] > LOT / 2


def test_the_same_number_damages_a_leaflet_in_the_same_way(fuzz: ModuleType) -> None:
    made = [fuzz.damaged("styled.docx", fuzz.Random("7 1")) for _ in range(2)]
    assert made[0] == made[1] != CORPUS["styled.docx"]()


def test_a_crash_a_lost_word_and_a_draft_that_is_none_are_seen(
    fuzz: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, name = CORPUS["styled.docx"](), "styled.docx"
    assert fuzz.verdict(data, name) == "read"
    good: Draft = fuzz.drafted(data, name, fuzz.TODAY)

    def less(**changes: Any) -> Draft:
        return replace(good, data={**good.data, **changes})

    def stand_in(value: Any) -> None:
        def drafted(*_: Any) -> Any:
            if isinstance(value, Exception):
                raise value
            return value

        monkeypatch.setattr(fuzz, "drafted", drafted)

    stand_in(KeyError("x"))
    assert fuzz.verdict(data, name).startswith("CRASHED: ")
    stand_in(Unreadable("words of the file would be lost: 'x'"))
    assert fuzz.verdict(data, name).startswith("LOST: ")
    stand_in(Unreadable("the file is empty"))
    assert fuzz.verdict(data, name) == "refused"
    stand_in(less(sections=[]))
    assert fuzz.verdict(data, name).startswith("MODEL: ")
    stand_in(less(to_confirm=[]))
    assert fuzz.verdict(data, name).startswith("LOST: ")
