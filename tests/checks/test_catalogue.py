from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from goldens import Goldens

from handouts.checks.catalogue import CHECKS, all_rules, by_id, left_out, rules_by_theme
from handouts.checks.explaining import explain_rule, page
from handouts.checks.paged import THEME
from handouts.checks.rule import SETS
from handouts.checks.sariflog import sarif
from handouts.diagnostics import Diagnostic, Place

ROOT = Path(__file__).parents[2]


def test_each_rule_has_a_function_and_each_function_a_rule() -> None:
    assert set(CHECKS) == set(all_rules())


def test_no_rule_stands_in_two_files() -> None:
    assert sum(map(len, rules_by_theme().values())) == len(all_rules())


def test_what_judges_pages_stands_in_the_theme_that_a_build_reads() -> None:
    of_pages = {rule.id for rule in all_rules().values() if rule.judges == "page"}
    assert of_pages == {rule.id for rule in rules_by_theme()[THEME]}


def test_each_function_names_its_rule() -> None:
    assert [name for name, check in CHECKS.items() if name not in str(check.__doc__)] == []


def test_a_rule_is_built_or_left_out_with_a_reason() -> None:
    out = {entry.id for entry in left_out()}
    assert not out & set(all_rules())
    assert all(entry.why for entry in left_out())


def test_a_threshold_is_named_where_there_is_one() -> None:
    for rule in all_rules().values():
        assert ("{limit}" in rule.asks) == (rule.limit is not None), rule.id
        assert set(rule.limits) <= set(SETS), rule.id


def test_examples_are_yaml() -> None:
    for rule in all_rules().values():
        assert yaml.safe_load(rule.fails) != yaml.safe_load(rule.passes), rule.id


def test_the_page_of_rules_is_fresh(goldens: Goldens) -> None:
    Goldens(ROOT / "docs", goldens.renew).hold("rules.md", page())


def test_a_rule_explains_itself_for_a_set() -> None:
    told = explain_rule(all_rules()["STR-08"], "nhs")
    assert "A list has 6 points at most." in told
    for part in (
        "STR-08",
        "Fails:",
        "Passes:",
        "- points:",
        "threshold  7 points; nhs: 6",
        "cdc.gov",
    ):
        assert part in told


def test_sarif_tells_of_rules_and_places() -> None:
    found = Diagnostic(
        "warning", "TXT-01", Place("content/a b/handout.yaml", 3, 5), "Long.", "Cut."
    )
    whole = Diagnostic("info", "workspace", Place("handouts.toml"), "So.")
    log = json.loads(json.dumps(sarif([found, whole])))
    [run] = log["runs"]
    assert log["version"] == "2.1.0"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == set(all_rules())
    first, second = run["results"]
    assert (first["ruleId"], first["level"]) == ("TXT-01", "warning")
    assert first["message"]["text"] == "Long. (Cut.)"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a%20b/handout.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 5}
    assert second["level"] == "note"
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_every_rule_of_the_page_has_an_anchor() -> None:
    links = re.findall(r"\]\(#([a-z]{3}-\d\d)\)", page())
    assert sorted(links) == sorted(name.lower() for name in all_rules())
    assert all(f'<a id="{link}"></a>' in page() for link in links)


def test_an_id_that_is_used_twice_is_no_catalogue() -> None:
    with pytest.raises(ValueError, match="NUM-01 is used twice"):
        by_id([("NUM-01", 1), ("NUM-02", 2), ("NUM-01", 3)])
