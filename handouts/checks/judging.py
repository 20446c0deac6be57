"""Judging: the rules of a chosen set that nobody waives, each held to by its function."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from handouts.checks.rule import SETS, Check, Finding, Rule
from handouts.diagnostics import Diagnostic, HandoutsError, Place, did_you_mean
from handouts.reading import read_packaged
from handouts.workspace import MARKER, Settings

__all__ = ["TOML", "chosen", "judge", "rules_of"]

TOML = Place(MARKER)


@dataclass(frozen=True)
class _Rules:
    rules: tuple[Rule, ...]


@cache
def rules_of(theme: str) -> tuple[Rule, ...]:
    """Return the rules of a theme, as its file in ``checks/rules/`` tells them."""
    return read_packaged(_Rules, __package__, f"rules/{theme}.yaml").rules


def chosen(rules: Iterable[Rule], settings: Settings, only: Collection[str]) -> list[Rule]:
    """Return those of some rules that are in the settings' set, and not waived there.

    only names the rules to use, where it names any. Raises HandoutsError where there is no such
    set.
    """
    name = settings.rules
    if name not in SETS:
        fact = f"there is no rule set '{name}'"
        raise HandoutsError(Diagnostic("error", "rules", TOML, fact, did_you_mean(name, SETS)))
    return [
        rule
        for rule in rules
        if name in rule.sets and (not only or rule.id in only) and rule.id not in settings.waivers
    ]


def judge(
    rules: Iterable[Rule],
    checks: Mapping[str, Check],
    subject: str,
    judged: object,
    settings: Settings,
) -> Iterator[Diagnostic]:
    """Yield what breaks those rules that judge a kind of subject."""
    for rule in rules:
        if rule.judges == subject:
            threshold = rule.threshold(settings.rules, settings.thresholds)
            for finding in checks[rule.id](judged, threshold):
                yield _told(rule, finding)


def _told(rule: Rule, finding: Finding) -> Diagnostic:
    return Diagnostic(rule.severity, str(rule.id), finding.place, finding.fact, finding.hint)
