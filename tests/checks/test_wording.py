from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, judge

LAST = "- prose: We do not know how the cream does after 2 years. The studies were short."


@pytest.mark.parametrize("reference", ["HEY1093", "HEY1093/2023", "DERM204"])
def test_a_reference_number_is_no_abbreviation(tmp_path: Path, reference: str) -> None:
    text = SOUND.replace(LAST, f"- prose: This is leaflet {reference}.")
    assert judge(tmp_path, text, only="TXT-08") == []


@pytest.mark.parametrize("word", ["MRI", "HPV16", "T4N"])
def test_an_abbreviation_is_told_with_its_digits(tmp_path: Path, word: str) -> None:
    text = SOUND.replace(LAST, f"- prose: You may have {word}.")
    [found] = judge(tmp_path, text, only="TXT-08")
    assert f"'{word}' is not spelt out" in found.message
