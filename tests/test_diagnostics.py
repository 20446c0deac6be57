from __future__ import annotations

import pytest

from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, did_you_mean


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
