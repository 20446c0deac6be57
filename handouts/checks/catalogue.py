"""All rules, from the files in ``checks/rules/``, each with the function that holds text to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from handouts.checks import (
    agreement,
    choices,
    clinics,
    evidence,
    language,
    medicines,
    numbers,
    pages,
    privacy,
    readability,
    risks,
    structure,
    translations,
    wording,
)
from handouts.checks.judging import rules_of
from handouts.checks.rule import Check, Rule
from handouts.reading import read_packaged

__all__ = ["CHECKS", "LeftOut", "all_rules", "left_out", "rules_by_theme"]

T = TypeVar("T")


def by_id(entries: Iterable[tuple[str, T]]) -> dict[str, T]:
    """Return entries by their ids. Raises ValueError for an id that is used twice."""
    by_key: dict[str, T] = {}
    for key, entry in entries:
        if key in by_key:
            raise ValueError(f"the rule id {key} is used twice: give one of the two another number")
        by_key[key] = entry
    return by_key


THEMES = {
    "structure": structure.CHECKS,
    "evidence": evidence.CHECKS,
    "agreement": agreement.CHECKS,
    "choices": choices.CHECKS,
    "wording": wording.CHECKS,
    "language": language.CHECKS,
    "readability": readability.CHECKS,
    "numbers": numbers.CHECKS,
    "risks": risks.CHECKS,
    "medicines": medicines.CHECKS,
    "privacy": privacy.CHECKS,
    "translations": translations.CHECKS,
    "clinics": clinics.CHECKS,
    "pages": pages.CHECKS,
}
CHECKS: Mapping[str, Check] = by_id(
    (key, check) for theme in THEMES.values() for key, check in theme.items()
)


@dataclass(frozen=True)
class LeftOut:
    """What a standard asks for and no rule does, and who holds a handout to it instead."""

    id: str
    asks: str
    why: str


@dataclass(frozen=True)
class _LeftOut:
    left_out: tuple[LeftOut, ...]


@cache
def rules_by_theme() -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules of each theme, as its file tells them."""
    return {theme: rules_of(theme) for theme in THEMES}


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its id, theme by theme."""
    return by_id((str(rule.id), rule) for rules in rules_by_theme().values() for rule in rules)


def left_out() -> tuple[LeftOut, ...]:
    """Return what no rule asks."""
    return read_packaged(_LeftOut, __package__, "rules/left-out.yaml").left_out
