"""A rule as a value: what it asks, how much, by whose word, and an example of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from handouts.content import speaks
from handouts.diagnostics import Place, Severity
from handouts.reading import Doc, Length, Pattern, Text

__all__ = ["HOUSE", "SETS", "Check", "Finding", "Rule", "Subject", "alike"]

Subject = Literal["handout", "library", "translation", "clinic", "brand", "page"]
RuleSet = Literal["base", "nhs", "us"]
SETS: tuple[RuleSet, ...] = ("base", "nhs", "us")
MOST = 3  # clinics that are named, of several of which the same is true
HOUSE = "house"  # the source of a rule of our own, with no standard behind it


@dataclass(frozen=True)
class Finding:
    """What breaks a rule: where, the fact, and the next action."""

    place: Place
    fact: str
    hint: str = ""


def alike(clinics: Sequence[str], brand: str) -> str:
    """Say of how many more clinics of a brand the same is true, and name the first."""
    shown = ", ".join([*clinics[:MOST], *(["…"] if len(clinics) > MOST else [])])
    what = "1 more clinic" if len(clinics) == 1 else f"{len(clinics)} more clinics"
    return f"{what} of '{brand}' alike ({shown})"


Check = Callable[[Any, float], Iterable[Finding]]
"""What finds the faults: given a rule's subject and its threshold, 0 where it has none."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule, as its theme's file in ``checks/rules/`` tells it."""

    id: Annotated[Text, Pattern(r"[A-Z]{3}-\d{2}", "three capitals and a number, as in STR-08")]
    title: Text
    asks: Annotated[Text, Doc("a sentence; '{limit}' stands for the threshold with its unit")]
    severity: Severity
    judges: Subject = "handout"
    limit: Annotated[float | None, Doc("the threshold")] = None
    unit: str = ""
    limits: Annotated[Mapping[str, float], Doc("sets with a threshold of their own")] = field(
        default_factory=dict
    )
    sets: Annotated[tuple[RuleSet, ...], Doc("the sets that hold the rule")] = SETS
    languages: Annotated[tuple[str, ...], Doc("the languages that it knows; absent: any")] = ()
    not_in: Annotated[tuple[str, ...], Doc("of all others those in which it cannot judge")] = ()
    in_part: Annotated[bool, Doc("what needs no words is judged in every language")] = False
    source: Annotated[str, Pattern(r"https?://\S+|house", "an address, or 'house'")]
    fails: Annotated[str, Length(1), Doc("an example that breaks the rule, as YAML")]
    passes: Annotated[str, Length(1), Doc("one that does not")]

    def threshold(self, chosen: str, own: Mapping[str, float]) -> float:
        """Return the threshold in a rule set, or a workspace's own; 0 where there is none."""
        return own.get(self.id, self.limits.get(chosen, self.limit or 0))

    def knows(self, language: str) -> bool:
        """Say whether it can judge all that it asks in a language."""
        known = not self.languages or any(speaks(language, one) for one in self.languages)
        return known and not any(speaks(language, one) for one in self.not_in)

    def holds(self, language: str) -> bool:
        """Say whether it judges a text in a language, if only in part."""
        return self.in_part or self.knows(language)

    def sentence(self, threshold: float) -> str:
        """Say what the rule asks, with a threshold."""
        return self.asks.replace("{limit}", f"{threshold:g} {self.unit}".strip())
