"""Diagnostics as SARIF 2.1.0, which code hosts show beside the lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from handouts import __version__
from handouts.checks.catalogue import all_rules
from handouts.checks.rule import HOUSE, Rule
from handouts.diagnostics import Diagnostic

__all__ = ["sarif"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """Return a SARIF log with one run, that tells of the rules too."""
    driver = {
        "name": "handouts",
        "version": __version__,
        "rules": [_rule(rule) for rule in all_rules().values()],
    }
    results = [_result(diagnostic) for diagnostic in diagnostics]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": str(rule.id),
        "shortDescription": {"text": str(rule.title)},
        "fullDescription": {"text": rule.sentence(rule.limit or 0)},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }
    return entry if rule.source == HOUSE else {**entry, "helpUri": rule.source}


def _result(diagnostic: Diagnostic) -> dict[str, object]:
    place = diagnostic.place
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    location: dict[str, object] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        location["region"] = {"startLine": place.line, "startColumn": place.column}
    return {
        "ruleId": diagnostic.rule,
        "level": LEVELS[diagnostic.severity],
        "message": {"text": diagnostic.message + hint},
        "locations": [{"physicalLocation": location}],
    }
