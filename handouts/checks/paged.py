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
    only: Collection[str] = (),
) -> list[Diagnostic]:
    """Tell of all on a handout's pages that breaks a rule which neither it nor the settings waive.

    Raises HandoutsError where there is no such rule set.
    """
    kept = [rule for rule in chosen(rules_of(THEME), settings, only) if rule.id not in waivers]
    pages = f" ({facts.format}, {facts.paper})"
    return [
        replace(problem, message=problem.message + pages)
        for problem in judge(kept, CHECKS, "page", facts, settings)
    ]
