from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruling import SOUND, judge
from samples import BRAND, MakeWorkspace, a_library, a_workspace, place_of

from handouts.brand.load import load_brands
from handouts.checks.catalogue import all_rules
from handouts.checks.facts import PageFacts
from handouts.checks.paged import judge_pages
from handouts.checks.run import run_rules
from handouts.content.library import load_handout, load_library
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.workspace import Settings

SHORT = SOUND.replace("  - Doing nothing does no harm.\n", "")  # breaks STR-03 alone


def test_a_waiver_with_a_reason_takes_a_rule_out_of_one_handout(tmp_path: Path) -> None:
    waived = SHORT + "waivers: {STR-03: two points say it all}\n"
    found = judge(tmp_path, waived, other=SHORT)
    assert [(d.rule, d.place.file) for d in found] == [("STR-03", "content/other/handout.yaml")]


def test_a_waiver_without_a_reason_is_refused_when_it_is_read(workspace: MakeWorkspace) -> None:
    text = SHORT + 'waivers: {STR-03: " "}\n'
    problems = Problems()
    assert load_handout(workspace(a_library(cream=text)), "cream", problems) is None
    [found] = problems
    assert found.severity == "error"
    assert "'STR-03' in 'waivers'" in found.message
    assert found.place.line == place_of("waivers", text)[0]


def test_a_waiver_of_a_rule_that_there_is_not_suggests_the_nearest(tmp_path: Path) -> None:
    [found] = judge(tmp_path, SOUND + "waivers: {STR-33: so}\n")
    assert found.severity == "error"
    assert found.message == "there is no rule 'STR-33'"
    assert found.hint.startswith("did you mean 'STR-")


def test_a_workspace_waives_a_rule_for_all(tmp_path: Path) -> None:
    assert judge(tmp_path, SHORT, settings='[waivers]\nSTR-03 = "house style"\n') == []


@pytest.mark.parametrize(
    ("settings", "fact"),
    [
        ('[waivers]\nSTR-99 = "so"\n', "there is no rule 'STR-99'"),
        ("[thresholds]\nSTR-99 = 3\n", "there is no rule 'STR-99'"),
        ("[thresholds]\nSTR-01 = 3\n", "the rule 'STR-01' has no threshold to change"),
    ],
)
def test_settings_that_cannot_hold_are_errors(tmp_path: Path, settings: str, fact: str) -> None:
    [found] = judge(tmp_path, settings=settings)
    assert (found.severity, found.message) == ("error", fact)
    assert found.place == Place("handouts.toml", 2, 1)


def test_a_waiver_without_a_reason_is_no_setting(tmp_path: Path) -> None:
    with pytest.raises(HandoutsError, match=r"handouts\.toml:2:1: error: 'STR-03' in 'waivers' is"):
        judge(tmp_path, settings='[waivers]\nSTR-03 = " "\n')


def test_a_workspace_changes_a_threshold(tmp_path: Path) -> None:
    assert judge(tmp_path, SHORT, settings="[thresholds]\nSTR-03 = 2\n") == []


def test_a_set_has_thresholds_of_its_own(tmp_path: Path) -> None:
    seven = SOUND.replace("How long do I use it?", '?", "'.join("ABCDEFG"))
    assert judge(tmp_path, seven, only="STR-08") == []
    [found] = judge(tmp_path, seven, settings='rules = "nhs"', only="STR-08")
    assert found.message == "the list has 7 points"


def test_a_set_leaves_rules_out(tmp_path: Path) -> None:
    text = SOUND.replace("which other creams", "which medications")
    assert [d.rule for d in judge(tmp_path, text)] == ["TXT-15"]
    assert judge(tmp_path, text, settings='rules = "us"') == []


def test_a_set_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HandoutsError, match="there is no rule set 'nsh'"):
        judge(tmp_path, settings='rules = "nsh"')


def test_one_rule_alone_can_be_asked_for(tmp_path: Path) -> None:
    two = SHORT.replace("It may be dry and red.", "Don't rub it.")
    assert {d.rule for d in judge(tmp_path, two)} == {"STR-03", "TXT-12"}
    assert {d.rule for d in judge(tmp_path, two, only="TXT-12")} == {"TXT-12"}


def test_scores_of_readability_never_gate() -> None:
    assert {all_rules()[name].severity for name in ("TXT-03", "TXT-04")} == {"warning"}


@pytest.mark.parametrize(
    ("facts", "most"),
    [
        ({}, 8),
        ({"format": "large-print"}, 12),
        ({"format": "pocket", "paper": "A5"}, 12),
        ({"format": "booklet", "paper": "A5"}, 12),
        ({"paper": "Letter"}, 9),
        ({"format": "large-print", "paper": "Letter"}, 13),
    ],
)
def test_pages_that_hold_less_may_be_more(facts: dict[str, Any], most: int) -> None:
    def told(pages: int) -> list[str | None]:
        found = judge_pages(PageFacts(**facts, pages=pages), Settings(), {}, only=["PRT-04"])
        return [one.rule for one in found]

    assert (told(most), told(most + 1)) == ([], ["PRT-04"])


@pytest.mark.parametrize(("language", "judged"), [("pl", True), ("ur", False), ("zh-Hans", False)])
def test_lines_are_judged_by_rules_of_scripts_that_stand_as_close(
    language: str, judged: bool
) -> None:
    facts, wanted = PageFacts(leading=1.9, measure=90), ["TYP-06", "TYP-07"]
    found = judge_pages(facts, Settings(), {}, language=language, only=wanted)
    assert [one.rule for one in found] == (wanted if judged else [])


def test_large_print_is_larger() -> None:
    def told(**facts: Any) -> list[str]:
        found = judge_pages(PageFacts(**facts), Settings(), {}, only=["TYP-01"])
        return [one.message for one in found]

    assert told(body_size=14) == []
    assert told(body_size=14, format="large-print") == ["running text is 14 pt (large-print, A4)"]
    assert told(body_size=18, format="large-print") == []


def clinics(root: Path, details: str, count: int = 5) -> list[Diagnostic]:
    """Hold a brand to the rules, with so many clinics that have details in common."""
    files = a_library(cream=SOUND) | {"brands/harbour/_brand.yml": BRAND + details}
    files |= {f"brands/harbour/clinics/{n}.yml": f"name: Clinic {n}\n" for n in "abcdef"[:count]}
    made, problems = a_workspace(root, files), Problems()
    library, brands = load_library(made, problems), load_brands(made, problems)
    return run_rules(library, brands, made.settings)


@pytest.mark.parametrize("rule", ["GOV-05", "AIS-01"])
def test_what_the_clinics_of_a_brand_break_is_told_once_with_their_number(
    tmp_path: Path, rule: str
) -> None:
    [found] = [d for d in clinics(tmp_path, "") if d.rule == rule]
    assert found.place.file == "brands/harbour/_brand.yml"
    assert found.message.endswith(", and 4 more clinics of 'harbour' alike (b, c, d, …)")


def test_what_one_clinic_breaks_is_told_at_its_file(tmp_path: Path) -> None:
    found = clinics(tmp_path, "", count=1)
    assert {d.place.file for d in found} == {"brands/harbour/clinics/a.yml"}


def test_a_medicine_that_a_brand_names_to_the_public_is_told_once(tmp_path: Path) -> None:
    own = 'defaults: {handouts: {country: GB, phone: "1234", interests: We give Botox.}}\n'
    files = a_library(cream=SOUND.replace("audience: patient", "audience: public"))
    files |= {"brands/harbour/_brand.yml": BRAND + own}
    files |= {f"brands/harbour/clinics/{n}.yml": f"name: Clinic {n}\n" for n in "abc"}
    made, problems = a_workspace(tmp_path, files), Problems()
    brands = load_brands(made, problems)
    found = run_rules(load_library(made, problems), brands, made.settings, only=["POM-01"])
    [told] = [d.message for d in found if "says of itself" in d.message or "names" in d.message]
    assert told.endswith("; 2 more clinics of 'harbour' alike (b, c)")
