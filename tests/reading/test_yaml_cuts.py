from __future__ import annotations

import pytest

from handouts.diagnostics import Diagnostic, Problems
from handouts.reading.yaml import parse_yaml


def only_problem(text: str, *, lenient: bool = False) -> Diagnostic:
    problems = Problems()
    node = parse_yaml(text, "a.yaml", problems, lenient=lenient)
    (problem,) = problems
    assert (node is None) == (problem.severity == "error")
    return problem


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("a: Ring the bell in bay #3 and wait.", "#3 and wait."),
        ("a: bay # 3 and wait", "# 3 and wait"),
        ("a: #1 choice", "#1 choice"),
        ("a: #ff0000", "#ff0000"),
        ("a: [one, two #three\n]", "#three"),
        ("a: >-\n  b\nc: d #e", "#e"),
    ],
)
def test_a_text_that_a_hash_cuts_is_an_error_at_the_hash(line: str, rest: str) -> None:
    problems = Problems()
    parse_yaml(line, "x.yaml", problems)
    [problem] = problems
    assert (problem.rule, problem.message) == ("comment", f"what follows '#' is not read: '{rest}'")
    before = line[: line.index(rest)]
    assert problem.place.line == before.count("\n") + 1
    assert problem.place.column == len(before.rsplit("\n", 1)[-1]) + 1


@pytest.mark.parametrize(
    "line",
    ["a: b # c", "a: b  #", "a: 'bay #3'", "a: |\n  bay #3", "a: x#3", "# 3\na: b", "a: b ## c"],
)
def test_a_comment_is_no_fault(line: str) -> None:
    problems = Problems()
    parse_yaml(line, "x.yaml", problems)
    assert list(problems) == []


@pytest.mark.parametrize(
    "line",
    [
        "a: [get it in eyes, nose or mouth., use it on broken skin.]",
        "a: [Wear an old, dark top]",
        "a: ['Quoted.', Wear a hat, and shade.]",
    ],
)
def test_a_comma_that_parts_a_sentence_is_a_warning_at_its_second_half(line: str) -> None:
    problems = Problems()
    parse_yaml(line, "x.yaml", problems)
    [problem] = problems
    assert (problem.severity, problem.rule) == ("warning", "comma")


@pytest.mark.parametrize(
    "line",
    [
        "a: [botox, anti-wrinkle injections]",
        "a: [HA filler, soft tissue filler]",
        "a: [One sentence., Another one.]",
        "a: [chest pain, trouble breathing]",
        "a: ['Wear an old, dark top', b c]",
        "a:\n  - Wear an old\n  - dark top",
    ],
)
def test_items_of_a_list_are_no_halves(line: str) -> None:
    problems = Problems()
    parse_yaml(line, "x.yaml", problems)
    assert list(problems) == []
