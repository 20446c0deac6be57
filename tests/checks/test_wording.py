from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, judge, with_example

from handouts.diagnostics import Diagnostic

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


RHYTHM = "TXT-16"  # of the text around the example, which is short


def told(folder: Path, text: str) -> list[Diagnostic]:
    """Return what is told of a text, but for how its sentences follow each other."""
    return [diagnostic for diagnostic in judge(folder, text) if diagnostic.rule != RHYTHM]


@pytest.mark.parametrize(
    "words",
    [
        "Ask the Patient Advice and Liaison Service.",
        "Ring ext 4321, bleep 1234 or option 1000.",
        "Quote HEY1093 and EX1.",
        "Your form is in room 1093.",
    ],
)
def test_a_name_or_a_label_is_no_fault(tmp_path: Path, words: str) -> None:
    assert [str(d) for d in told(tmp_path, with_example([{"prose": words}]))] == []


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Ask the patient.", "TXT-11"),
        ("There were 4321 people.", "NUM-10"),
        ("It lowers GLP1.", "TXT-08"),
    ],
)
def test_what_is_no_name_is_still_told(tmp_path: Path, words: str, rule: str) -> None:
    assert {d.rule for d in told(tmp_path, with_example([{"prose": words}]))} == {rule}


def test_the_word_of_the_title_is_known_to_who_takes_the_sheet(tmp_path: Path) -> None:
    words = [{"prose": "Eczema makes skin sore."}]
    named = with_example(words).replace("Cream for fine lines", "Cream for eczema")
    assert {d.rule for d in told(tmp_path, with_example(words))} == {"TXT-07"}
    assert "TXT-07" not in {d.rule for d in judge(tmp_path, named)}
