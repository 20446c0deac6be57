"""The rules: one small function each, over content, brands, and facts of pages."""

from handouts.checks.catalogue import all_rules
from handouts.checks.details import check_brand
from handouts.checks.explain import explain, page
from handouts.checks.facts import PageFacts, Spot
from handouts.checks.integrity import check_handout
from handouts.checks.readability import grade
from handouts.checks.rule import SETS, Rule
from handouts.checks.run import judge_pages, run_rules
from handouts.checks.sarif import sarif
from handouts.checks.text import Written

__all__ = [
    "SETS",
    "PageFacts",
    "Rule",
    "Spot",
    "Written",
    "all_rules",
    "check_brand",
    "check_handout",
    "explain",
    "grade",
    "judge_pages",
    "page",
    "run_rules",
    "sarif",
]
