"""Faults that may never pass, each told at its line and column."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruling import SOUND, judge
from samples import place_of

RISK = """\
      - risk:
          what: Fine lines got better
          of: 100
          over: 24 weeks
          groups:
            - {who: With the cream, people: 62}
            - {who: With a plain cream, people: 39}
          sources: [shin2019]
"""
NINE = "      - points: [One., Two., Three., Four., Five., Six., Seven., Eight., Nine.]\n"
CLAIM = "      - claim: {question: Does it lift?, certainty: CERTAINTY, finding: FINDING}\n"


def in_benefits(blocks: str) -> str:
    """Return the sound handout with blocks more in its section on benefits."""
    return SOUND.replace("      - claim:\n", blocks + "      - claim:\n", 1)


def in_risks(words: str) -> str:
    """Return the sound handout with words more at the start of a paragraph on risks."""
    return SOUND.replace("Your skin may sting.", f"{words} Your skin may sting.")


@pytest.mark.parametrize(
    ("rule", "handout", "needle"),
    [
        (
            "NUM-11",
            in_benefits(f"{RISK}      - prose: So fine lines got better in 26 in 100 people.\n"),
            "26 in 100",
        ),
        (
            "NUM-11",
            SOUND.replace(
                "by a small amount.", "Fine lines got better in nine in ten people."
            ).replace("      - claim:\n", f"{RISK}      - claim:\n", 1),
            "nine in ten",
        ),
        ("NUM-02", in_risks("In men 3 in 100 had a rash, in women 1 in 50."), "1 in 50"),
        (
            "NUM-02",
            in_benefits(RISK + RISK.replace("100", "1000").replace("62", "620")),
            "risk:\n          what: Fine lines got better\n          of: 1000",
        ),
        (
            "SRC-01",
            in_benefits(CLAIM.replace("CERTAINTY", "low").replace("FINDING", "It may.")),
            "Does it lift?",
        ),
        (
            "SRC-04",
            in_benefits(
                CLAIM.replace("CERTAINTY", "very-low").replace(
                    "FINDING", "We think it probably does."
                )
            ).replace("probably does.}", "probably does., sources: [wan2013]}"),
            "probably does., sou",
        ),
        ("BRN-01", SOUND.replace("[alternatives, nothing]", "alternatives"), "title"),
        ("STR-08", in_benefits(NINE), "One., Two."),
        ("TXT-07", in_risks("A haematoma can form."), "haematoma"),
        ("PRI-01", in_risks("Your number is 401 023 2137."), "401 023 2137"),
        ("PRI-01", in_risks("She was born on 12 March 1980."), "born on 12"),
        (
            "POM-01",
            in_risks("You may also ask about Dysport.").replace("patient\n", "public\n"),
            "Dysport",
        ),
    ],
)
def test_the_fault_is_told_at_its_place(
    tmp_path: Path, rule: str, handout: str, needle: str
) -> None:
    [found] = judge(tmp_path, handout, only=rule)
    assert found.rule == rule
    assert (found.place.line, found.place.column) == place_of(needle, handout)


def test_the_message_of_a_wrong_number_names_both(tmp_path: Path) -> None:
    wrong = in_benefits(f"{RISK}      - prose: So fine lines got better in 26 in 100 people.\n")
    [found] = judge(tmp_path, wrong, only="NUM-11")
    assert found.message == "the words say 26 in 100, and the dots 62 in 100 and 39 in 100"


@pytest.mark.parametrize(
    "words", ["62 in 100", "38 in 100", "39 of 100", "6 in 10", "about four out of ten"]
)
def test_numbers_that_the_dots_show_are_left_alone(tmp_path: Path, words: str) -> None:
    block = f"{RISK}      - prose: So fine lines got better in {words} people.\n"
    assert judge(tmp_path, in_benefits(block), only="NUM-11") == []


def test_a_sentence_about_something_else_is_left_alone(tmp_path: Path) -> None:
    block = f"{RISK}      - prose: A rash came in 26 in 100 people.\n"
    assert judge(tmp_path, in_benefits(block), only="NUM-11") == []


def test_each_of_the_four_questions_is_missed(tmp_path: Path) -> None:
    for part in ("benefits", "risks", "alternatives", "nothing"):
        without = re.sub(rf"(part: .*\b){part}\b", r"\1after", SOUND)
        [found] = judge(tmp_path, without, only="BRN-01")
        assert f"part: {part}" in found.message


OF_A_KIND = {
    "medicine": ("benefits", "how-to-use", "missed", "risks"),
    "test": ("benefits", "before", "during", "risks", "results"),
}


@pytest.mark.parametrize(("kind", "missed"), [(k, p) for k in OF_A_KIND for p in OF_A_KIND[k]])
def test_a_medicine_and_a_test_are_asked_for_their_own_parts(
    tmp_path: Path, kind: str, missed: str
) -> None:
    other = SOUND.replace("kind: treatment", f"kind: {kind}")
    parts = [part for part in OF_A_KIND[kind] if part != missed]
    some = re.sub(r"part: .*", "part: about", other)
    some = some.replace("part: about", f"part: [{', '.join(parts)}]", 1)
    [found] = judge(tmp_path, some, only="BRN-01")
    assert f"part: {missed}" in found.message
    whole = some.replace("part: [", f"part: [{missed}, ", 1)
    assert judge(tmp_path, whole, only="BRN-01") == []


def test_a_medicine_says_for_whom_it_is_not_and_a_test_need_not(tmp_path: Path) -> None:
    silent = SOUND.replace("who-should-not", "about")
    medicine, test = (
        judge(tmp_path / kind, silent.replace("kind: treatment", f"kind: {kind}"), only="BRN-03")
        for kind in ("medicine", "test")
    )
    assert [found.rule for found in medicine] == ["BRN-03"]
    assert test == []


def test_a_part_that_only_the_full_format_prints_is_missed(tmp_path: Path) -> None:
    hidden = SOUND.replace("part: risks\n", "part: risks\n    detail: full\n")
    [found] = judge(tmp_path, hidden, only="BRN-01")
    assert "part: risks" in found.message


def test_a_term_that_the_text_explains_elsewhere_is_left_alone(tmp_path: Path) -> None:
    named = in_risks("A haematoma can form.") + "terms: {haematoma: blood under the skin}\n"
    assert judge(tmp_path, named, only="TXT-07") == []


@pytest.mark.parametrize("number", ["999 123 4567", "943 476 5919", "123 456 7890", "1234567890"])
def test_numbers_that_are_no_persons_health_number_are_left_alone(
    tmp_path: Path, number: str
) -> None:
    assert judge(tmp_path, in_risks(f"It is {number}."), only="PRI-01") == []
