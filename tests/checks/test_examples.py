"""Each rule is told by an example that breaks it, and by one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, judge, judge_example

from handouts.checks.catalogue import all_rules
from handouts.checks.rule import SETS

RULES = sorted(all_rules())


def test_a_sound_handout_breaks_no_rule(tmp_path: Path) -> None:
    assert [str(d) for d in judge(tmp_path)] == []


@pytest.mark.parametrize("chosen", SETS)
def test_a_sound_handout_breaks_no_rule_of_any_set(tmp_path: Path, chosen: str) -> None:
    assert [str(d) for d in judge(tmp_path, SOUND, settings=f'rules = "{chosen}"')] == []


@pytest.mark.parametrize("name", RULES)
def test_the_failing_example_breaks_the_rule(tmp_path: Path, name: str) -> None:
    rule = all_rules()[name]
    found = judge_example(tmp_path, rule, rule.fails)
    assert {(d.rule, d.severity) for d in found} == {(name, rule.severity)}
    assert all(d.message and d.hint for d in found)


@pytest.mark.parametrize("name", RULES)
def test_the_passing_example_does_not_break_it(tmp_path: Path, name: str) -> None:
    rule = all_rules()[name]
    assert [str(d) for d in judge_example(tmp_path, rule, rule.passes)] == []
