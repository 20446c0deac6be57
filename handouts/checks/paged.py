"""Hold set pages to the rules on pages. A build judges them for each copy, and needs no others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from handouts.checks.facts import PageFacts
from handouts.checks.judging import chosen, judge, rules_of
from handouts.checks.pages import CHECKS
from handouts.diagnostics import Diagnostic
from handouts.workspace import Settings

__all__ = ["THEME", "judge_pages"]

THEME = "pages"


def judge_pages(
    facts: PageFacts,
    settings: Settings,
    waivers: Mapping[str, str],
    *,
    language: str = "en",
    only: Collection[str] = (),
) -> list[Diagnostic]:
    """Tell of all on a handout's pages that breaks a rule which neither it nor the settings waive.

    Rules that do not know how its language is set do not judge it. Raises HandoutsError where there
    is no such rule set.
    """
    rules = chosen(rules_of(THEME), settings, only)
    kept = [rule for rule in rules if rule.id not in waivers and rule.holds(language)]
    pages = f" ({facts.format}, {facts.paper})"
    return [
        replace(problem, message=problem.message + pages)
        for problem in judge(kept, CHECKS, "page", facts, settings)
    ]
