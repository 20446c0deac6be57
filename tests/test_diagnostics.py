from __future__ import annotations

import pytest

from handouts.diagnostics import (
    Diagnostic,
    HandoutsError,
    Place,
    Problems,
    character,
    cut,
    did_you_mean,
    once,
)


def test_a_place_reads_as_editors_read_it() -> None:
    assert str(Place("a.yaml", 3, 7)) == "a.yaml:3:7"
    assert str(Place("a.yaml")) == "a.yaml"


def test_a_diagnostic_is_a_line_and_its_hint_the_next() -> None:
    found = Diagnostic("error", "figure", Place("a.yaml", 3, 7), "there is no file 'x.svg'")
    assert str(found) == "a.yaml:3:7: error: there is no file 'x.svg' [figure]"
    found = Diagnostic("warning", "id", Place("a.yaml"), "a fact", "an action")
    assert str(found) == "a.yaml: warning: a fact [id]\n    hint: an action"


def test_a_diagnostic_as_json_has_the_keys_that_reports_promise() -> None:
    assert Diagnostic("info", "id", Place("a.yaml", 3, 7), "a fact", "an action").as_json() == {
        "severity": "info",
        "rule": "id",
        "file": "a.yaml",
        "line": 3,
        "column": 7,
        "message": "a fact",
        "hint": "an action",
    }


def test_problems_come_by_file_line_and_column() -> None:
    problems = Problems()
    for place in (Place("b", 1, 1), Place("a", 10, 1), Place("a", 2, 9), Place("a", 2, 1)):
        problems.info("rule", place, "a fact")
    assert [str(d.place) for d in problems] == ["a:2:1", "a:2:9", "a:10:1", "b:1:1"]


def test_the_same_problem_is_told_once() -> None:
    problems = Problems()
    problems.warn("rule", Place("a"), "a fact")
    problems.extend([*problems])
    problems.warn("rule", Place("a"), "a fact")
    assert len(problems) == 1


def test_only_an_error_fails() -> None:
    problems = Problems([Diagnostic("info", "rule", Place("a"), "a fact")])
    problems.warn("rule", Place("a"), "a fact")
    assert not problems.failed
    problems.error("rule", Place("a"), "a fact")
    assert problems.failed


def test_the_exception_carries_its_diagnostics_and_reads_as_they_do() -> None:
    one, two = (Diagnostic("error", "rule", Place(name), "a fact") for name in "ab")
    error = HandoutsError(one, two)
    assert error.diagnostics == (one, two)
    assert str(error) == f"{one}\n{two}"


@pytest.mark.parametrize(
    ("known", "hint"),
    [
        (["retinoids", "fillers"], "did you mean 'retinoids'?"),
        (["facelift", "botox"], "known here: botox, facelift"),
        ([f"name{n}" for n in range(17)], ""),
        ([], ""),
    ],
)
def test_a_hint_names_the_nearest_word_else_the_known_ones_if_few(
    known: list[str], hint: str
) -> None:
    assert did_you_mean("retinoid", known) == hint


@pytest.mark.parametrize(
    "value", ["x" * 5000, "word " * 2000, "data:image/png;base64," + "A" * 60_000]
)
def test_no_line_of_a_diagnostic_is_longer_than_400_characters(value: str) -> None:
    told = Diagnostic(
        "error", "rule", Place("brands/x/_brand.yml", 2, 3), f"'{value}' is bad", value
    )
    lines = str(told).splitlines()
    assert max(map(len, lines)) <= 400
    assert lines[0].endswith("is bad [rule]")


def test_what_is_short_is_told_as_it_is() -> None:
    assert cut("short") == "short"
    assert len(cut("x" * 100)) == 60
    path = "/srv/" + "folder/" * 20
    assert Diagnostic("error", "r", Place("f"), f"'{path}' is full").message == f"'{path}' is full"


@pytest.mark.parametrize(
    ("one", "shown"),
    [
        ("\u00a0", "U+00A0 NO-BREAK SPACE"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\x07", "U+0007"),
        ("⅓", "'⅓' (U+2153)"),
        ("\u2011", "'\u2011' (U+2011)"),
    ],
)
def test_a_character_that_cannot_be_seen_is_told_by_its_name(one: str, shown: str) -> None:
    assert character(one) == shown


def test_a_fact_of_several_lines_is_told_once() -> None:
    problems = Problems()
    for line in (4, 7, 9):
        problems.warn("r", Place("f", line, 2), "there is no logo")
    problems.warn("r", Place("f", 5), "another fact")
    problems.warn("r", Place("g", 5), "there is no logo")
    assert [(str(one.place), one.message) for one in once(problems)] == [
        ("f:4:2", "there is no logo (and in lines 7, 9)"),
        ("f:5:0", "another fact"),
        ("g:5:0", "there is no logo"),
    ]
