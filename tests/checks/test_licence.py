"""A medicine, and a treatment about one, says whether it is licensed for this use (BRN-08)."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, judge


def sheet(summary: str, **changes: str) -> str:
    """Return a sound handout that lists tretinoin, with another summary and keys changed."""
    text = SOUND.replace("What the cream does to fine lines.", summary)
    text = text.replace("owner:", "prescription_only: [tretinoin]\nowner:")
    for before, after in changes.items():
        text = text.replace(f"{before}:", f"{before}: {after} #", 1)
    return text


@pytest.mark.parametrize(
    ("summary", "found"),
    [
        ("What tretinoin does.", 1),
        ("What tretinoin does. It is licensed for acne alone.", 0),
        ("What tretinoin does. Its licence is for acne.", 0),
        ("What tretinoin does. We use it off-label.", 0),
        ("What tretinoin does. This is an unlicensed medicine.", 0),
        ("What a laser does.", 0),  # a treatment that names a medicine, and is not about it
    ],
)
def test_a_treatment_about_a_prescription_only_medicine_tells_its_licence(
    tmp_path: Path, summary: str, found: int
) -> None:
    assert len(judge(tmp_path, sheet(summary), only="BRN-08")) == found


def test_it_is_told_at_the_medicine_with_a_hint_that_names_it(tmp_path: Path) -> None:
    [told] = judge(tmp_path, sheet("What tretinoin does."), only="BRN-08")
    assert (told.place.line, told.severity) == (7, "warning")
    assert told.message == "nothing here tells of a licence"
    assert "say whether tretinoin is licensed" in told.hint


@pytest.mark.parametrize(("kind", "found"), [("medicine", 1), ("aftercare", 0), ("test", 0)])
def test_a_medicine_is_about_what_it_lists(tmp_path: Path, kind: str, found: int) -> None:
    assert len(judge(tmp_path, sheet("A cream.", kind=kind), only="BRN-08")) == found


def test_a_question_to_ask_is_no_answer(tmp_path: Path) -> None:
    asks = sheet("What tretinoin does.").replace("How long do I use it?", "Is it licensed?")
    assert len(judge(tmp_path, asks, only="BRN-08")) == 1


def test_words_of_the_full_format_alone_do_not_count(tmp_path: Path) -> None:
    more = "      - prose: It is licensed for acne.\n        detail: full\n      - claim:\n"
    hidden = sheet("What tretinoin does.").replace("      - claim:\n", more, 1)
    [told] = judge(tmp_path, hidden, only="BRN-08")
    assert told.message.endswith("outside the full format")
