from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, judge

LAST = "- prose: We do not know how the cream does after 2 years. The studies were short."
STRENGTHS = "- table: {caption: S, columns: [Name, How strong], rows: [[Hydrocortisone, 0.05%]]}"
SIGNS = "- table: {caption: S, columns: [Sign, How often], rows: [[Redness, 5%]]}"


@pytest.mark.parametrize(
    "block",
    [
        "- prose: Hydrocortisone 1% comes in a tube.",
        "- prose: Use fluorouracil 5% at night.",
        "- prose: Clotrimazole 1% helps.",
        STRENGTHS,
    ],
)
def test_a_strength_is_no_share_of_people(tmp_path: Path, block: str) -> None:
    text = SOUND.replace(LAST, block)
    assert judge(tmp_path, text, only="NUM-01") == []


@pytest.mark.parametrize("block", ["- prose: It comes back in 5% of cases.", SIGNS])
def test_a_share_is_still_told(tmp_path: Path, block: str) -> None:
    text = SOUND.replace(LAST, block)
    [found] = judge(tmp_path, text, only="NUM-01")
    assert "%' stands without a number of people" in found.message
