"""A share of short sentences is told, and what is joined is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ruling import judge, with_example

SHORT = "Wear a hat. "
LONG = "Wear a hat in the sun, and stay in the shade when you can. "


@pytest.mark.parametrize(("few", "many", "told"), [(11, 29, True), (9, 31, False), (5, 15, False)])
def test_more_than_a_quarter_of_short_sentences_is_told(
    tmp_path: Path, few: int, many: int, told: bool
) -> None:
    said = [*[{"prose": SHORT.strip()}] * few, *[{"prose": LONG.strip()}] * many]
    text = with_example(
        {
            "summary": LONG,
            "main_message": LONG,
            "sections": [{"heading": "About", "part": "about", "blocks": said}],
        }
    )
    assert bool(judge(tmp_path, text, only="TXT-16")) is told


def test_points_may_be_short(tmp_path: Path) -> None:
    said = [{"points": ["Wear a hat."] * 7} for _ in range(9)]
    assert judge(tmp_path, with_example(said), only="TXT-16") == []


def test_cells_of_options_and_endings_are_no_sentences(tmp_path: Path) -> None:
    option = "{option: Do nothing, helps: No change., otherwise: You can wait.}"
    group = "{who: With cream, people: 6, otherwise: did not}"
    risk = f"risk: {{what: Lines got better in some weeks of use, of: 10, groups: [{group}]}}"
    said = "\n".join([f"- options: [{option}, {option}]\n- {risk}"] * 9 + [f"- prose: {LONG}"] * 22)
    section = {"heading": "About", "part": "about", "blocks": yaml.safe_load(said)}
    text = with_example({"summary": LONG, "main_message": LONG, "sections": [section]})
    assert judge(tmp_path, text, only="TXT-16") == []


@pytest.mark.parametrize("words", ["Ask us what your age means.", "It is for any age."])
def test_what_is_said_of_age_in_words_is_age(tmp_path: Path, words: str) -> None:
    warned = {"heading": "It may not suit you", "part": "who-should-not"}
    text = with_example(
        {"kind": "treatment", "sections": [{**warned, "blocks": [{"prose": words}]}]}
    )
    assert judge(tmp_path, text, only="BRN-07") == []
