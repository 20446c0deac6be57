"""Faults that a reader by hand found in texts of ours, in forms that the rules missed at first."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ruling import OF_A_KIND, judge, with_example
from samples import REFERENCES

BETTER = "- prose: It helped 60 in 100 people.\n"
NO = "{option: Do nothing, helps: No change., otherwise: Fine.}"
RISK = (
    "- risk: {what: Better, of: 100, over: 1 year, groups: [{who: All, people: 60}], sources: [%s]}"
)


def told(root: Path, rule: str, example: str, **others: str) -> list[str]:
    """Return what a rule says of blocks, or keys, in a sound handout beside others."""
    texts = {name: with_example(yaml.safe_load(own)) for name, own in others.items()}
    own = with_example(yaml.safe_load(example))
    found = judge(root, own, only=rule, references=REFERENCES + OF_A_KIND, **texts)
    return [problem.message for problem in found]


@pytest.mark.parametrize(
    "example",
    [
        BETTER + "- prose: A burn came in 3 in 20 people.",
        BETTER + "- prose: Redness came in 24 out of 1,000 people.",
        "- prose: It helped 1 in 2 people.\n- prose: Redness came in 24 in 1,000 people.",
        "- prose: A burn came in 3 in 20 people.\n" + RISK % "shin2019",
        "- table: {caption: C, columns: [A, B], rows: [[Good, 60 in 100], [Bad, 3 in 20]]}",
        "key_points: [It helps 60 in 100 people., It burns 3 in 20 people., Wait.]",
        f"- options: [{NO}, {{option: Laser, helps: In 60 in 100 people., weigh: Burns 3 in 20.}}]",
    ],
)
def test_two_denominators_are_seen_wherever_they_stand(tmp_path: Path, example: str) -> None:
    assert len(told(tmp_path, "NUM-12", example)) == 1


@pytest.mark.parametrize(
    "more",
    [
        "- prose: Sight was lost in 3 in 100,000 people.",
        "- prose: Of the reports, 11 of 18 people had a burn.",
        "- prose: We read 9 of 9 studies.",
    ],
)
def test_what_is_too_rare_or_was_tallied_is_no_second_denominator(
    tmp_path: Path, more: str
) -> None:
    assert told(tmp_path, "NUM-12", BETTER + more) == []


@pytest.mark.parametrize(
    ("example", "found"),
    [
        ("- prose: It helps some people. [@news2020]", 1),
        ("- prose: It helps some people. [@news2020; @shin2019]", 0),
        ("- table: {caption: C, columns: [A, B], rows: [[a, b]], sources: [news2020]}", 1),
        (RISK % "news2020", 1),
        (f"- options: [{NO}, {{option: Sun, helps: 'It may. [@news2020]', certainty: low}}]", 1),
    ],
)
def test_words_on_news_alone_are_told_once_wherever_they_stand(
    tmp_path: Path, example: str, found: int
) -> None:
    assert len(told(tmp_path, "SRC-06", example)) == found


@pytest.mark.parametrize(
    "example",
    [
        RISK % "maker2021",
        "- table: {caption: C, columns: [A, B], rows: [[a, 62 in 100]], sources: [maker2021]}",
    ],
)
def test_a_makers_number_is_known_by_the_sources_of_its_block_too(
    tmp_path: Path, example: str
) -> None:
    assert len(told(tmp_path, "SRC-07", example)) == 1
    paid = "\n- prose: The maker paid for the study."
    assert told(tmp_path, "SRC-07", example + paid) == []


@pytest.mark.parametrize(("certainty", "found"), [("high", 1), ("moderate", 1), ("very-low", 0)])
def test_a_bar_does_not_stand_beside_words_that_say_that_nobody_knows(
    tmp_path: Path, certainty: str, found: int
) -> None:
    claim = f"- claim: {{question: 'Does it?', certainty: {certainty}, sources: [shin2019], "
    assert len(told(tmp_path, "SRC-04", claim + "finding: We do not know.}")) == found
    option = f"{{option: Sun, helps: Nobody knows., certainty: {certainty}, sources: [shin2019]}}"
    assert len(told(tmp_path, "SRC-04", f"- options: [{NO}, {option}]")) == found


ROW = "- options: [%s, {option: Sun, certainty: %s, sources: [shin2019], helps: %s, weigh: %s}]"
CLAIM = "- claim: {question: 'Does it?', certainty: high, finding: It does., sources: [shin2019]}\n"
HELPS = "Probably helps."


@pytest.mark.parametrize(
    ("example", "found"),
    [
        (ROW % (NO, "moderate", "Probably helps. No study has tested it.", "None."), 1),
        (ROW % (NO, "moderate", HELPS, "Nobody has tested it on the face."), 1),
        (ROW % (NO, "high", "It helps., otherwise: It has never been tested.", "None."), 1),
        (ROW % (NO, "low", "It may help. It is well tested.", "None."), 1),
        (ROW % (NO, "very-low", "We do not know. No study has tested it.", "None."), 0),
        (ROW % (NO, "moderate", HELPS, "No study found harm."), 0),
        (ROW % (NO, "moderate", HELPS, "Not one that is untested."), 0),
        (CLAIM + "- prose: No good trial has tested it.", 1),
        (CLAIM + "- prose: Trials have tested it.", 0),
    ],
)
def test_nothing_at_a_bar_of_certainty_says_that_no_study_tested_it(
    tmp_path: Path, example: str, found: int
) -> None:
    assert len(told(tmp_path, "SRC-09", example)) == found


def test_one_claim_is_known_by_its_subject(tmp_path: Path) -> None:
    claim = "- claim: {question: 'Does %s soften lines?', certainty: %s, finding: %s, sources: ["
    claim += "shin2019]}"
    low, moderate = claim % ("laser", "low", "It may."), "It probably does."
    same = told(tmp_path, "SRC-08", low, other=claim % ("laser", "moderate", moderate))
    assert len(same) == 1
    other = claim % ("the acid", "moderate", moderate)
    assert told(tmp_path / "b", "SRC-08", low, other=other) == []


def test_to_keep_a_tube_away_from_children_tells_of_no_age(tmp_path: Path) -> None:
    section = "sections:\n- {heading: Not you, part: who-should-not, blocks: [{prose: %s}]}"
    away = "Keep it away from children, and out of reach of children."
    assert len(told(tmp_path, "BRN-07", section % f'"{away}"')) == 1
    assert told(tmp_path / "b", "BRN-07", section % "It is not for children.") == []
