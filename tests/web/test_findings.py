from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, judge_example

from handouts.checks.catalogue import all_rules
from handouts.diagnostics import Diagnostic, Place
from handouts.web.findings import in_words, shown_findings
from handouts.web.writes import pasted

FILE = "content/sun/handout.yaml"
KEYS = ["also", "alt", "certainty", "emergency", "get-help", "key_points", "off_label", "over"]
KEYS += ["prescription_only", "sources", "terms", "unnamed"]


def test_what_was_not_checked_in_the_language_is_shown_and_other_news_is_not() -> None:
    problems = [
        Diagnostic("info", "not-checked", Place(FILE, 1, 1), "not checked in pl: SRC-04"),
        Diagnostic("info", "others", Place(FILE), "so"),
        Diagnostic("error", "STR-08", Place(FILE, 1, 1), "the list has 9 points"),
    ]
    first, second = shown_findings(problems, FILE, SOUND)
    assert (first.must, second.must, second.rule) == (True, False, "not-checked")
    assert second.words == "Not checked in pl: SRC-04."


@pytest.mark.parametrize(
    ("fact", "hint", "words"),
    [
        (
            "this is not written yet: (to write) A role",
            "write the text, or take it out with its key",
            ("this is not written yet", ""),
        ),
        (
            "the option '(to write) One' names no source",
            "add 'sources: [key]', or say it is not known",
            ("the option that is to be written names no source", ""),
        ),
        ("no section tells the risks ('part: risks')", "", ("no section tells the risks", "")),
        (
            "'part: lasts' stands here, and its words nowhere",
            "say it in a block without 'detail: full', or take the part out",
            ("“How long it lasts” stands here, and its words nowhere", ""),
        ),
        (
            "the summary is in no source",
            "cite one, as 'Shin 2019'",
            ("the summary is in no source", "cite one, as 'Shin 2019'"),
        ),
    ],
)
def test_who_writes_in_forms_is_told_nothing_of_yaml(
    fact: str, hint: str, words: tuple[str, str]
) -> None:
    assert in_words(Diagnostic("error", "X", Place(FILE), fact, hint)) == words


def test_the_reason_of_a_rule_calls_choices_what_the_form_calls_them() -> None:
    place = Place(FILE, 1, 1)
    problem = Diagnostic("warning", "BRN-05", place, "'part: lasts' stands here")
    [shown] = shown_findings([problem], FILE, "title: Sun\n")
    assert "“Who should not have it”, “How long it lasts”" in shown.why
    assert "“Full format alone” does not keep it" in shown.why
    assert "`" not in shown.why


@pytest.mark.parametrize("name", sorted(all_rules()))
def test_no_rule_tells_who_writes_in_forms_the_key_of_a_field(tmp_path: Path, name: str) -> None:
    rule = all_rules()[name]
    for problem in judge_example(tmp_path, rule, rule.fails):
        told = " ".join(in_words(problem))
        assert [key for key in KEYS if f"'{key}'" in told] == []


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("One\x0btwo", "One\ntwo"),  # a line break in Word
        ("A cell\x07", "A cell"),
        ("One\r\ntwo\u2028three", "One\ntwo\nthree"),
        ("turned \u202eround\u202c", "turned round"),
        ("Soft\u00adly 🙂 \u200d ok\n\n- a", "Soft\u00adly 🙂 \u200d ok\n\n- a"),
    ],
)
def test_what_is_pasted_leaves_behind_what_is_not_seen(words: str, kept: str) -> None:
    assert pasted(words, "\n") == kept
