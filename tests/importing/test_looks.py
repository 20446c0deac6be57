"""Leaflets without styles: what each line looks like tells what it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from originals import Read

from handouts.importing.drafting.draft import Draft

Blocks = Callable[[Draft], list[dict[str, Any]]]


def test_headings_by_look_alone_are_sections_and_say_why(read: Read) -> None:
    draft = read("unstyled.docx")
    assert draft.data["title"] == "Patch testing"
    headings = [section["heading"] for section in draft.data["sections"]]
    assert headings == [
        "What is patch testing?",
        "Before the test",
        "The week of the test",
        "Are there any risks?",
        "Questions?",
    ]
    why = {one.words: one.why for one in draft.placed if one.place.endswith("heading")}
    assert why["WHAT IS PATCH TESTING?"] == "looks like a heading: bold, capitals"


def test_typed_bullets_numbers_and_warnings_are_known(read: Read, blocks: Blocks) -> None:
    found = blocks(read("unstyled.docx"))
    assert {"points": ["No cream for 7 days.", "Do not tan."]} in found
    assert {"steps": ["Monday: we stick patches on.", "Wednesday: we look.", "Friday."]} in found
    text = "Tell the nurse if you are pregnant or take tablets."
    assert {"warning": {"title": "Important", "text": text}} in found
