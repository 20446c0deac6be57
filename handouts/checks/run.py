"""Hold a library and its clinics to the rules that a workspace has chosen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handouts.brand import Brand
from handouts.checks.catalogue import CHECKS, all_rules
from handouts.checks.judging import TOML, chosen, judge
from handouts.checks.rule import Rule, alike
from handouts.checks.text import Written
from handouts.content import Handout, Library
from handouts.diagnostics import Diagnostic, Place, Problems, did_you_mean
from handouts.reading import Text
from handouts.translation import Translation
from handouts.workspace import Settings

__all__ = [
    "NOT_CHECKED",
    "judge_translations",
    "not_checked",
    "run_rules",
]

NOT_CHECKED = "not-checked"
MOST_NAMED = 8  # rules that are named, of several that cannot judge a language


def run_rules(
    library: Library,
    brands: Sequence[Brand],
    settings: Settings,
    *,
    only: Collection[str] = (),
    handouts: Collection[str] = (),
) -> list[Diagnostic]:
    """Tell of everything that breaks a rule of the settings' set; only names the rules to use.

    Where handouts are named, only they are judged, each and beside all others.

    A waiver, of the workspace or of a handout, takes the rule that it names out. Raises
    HandoutsError where there is no such rule set.
    """
    problems = Problems(_of_settings(settings))
    rules = _chosen(settings, only)
    clinics = [clinic for brand in brands for clinic in brand.clinics]
    written = [Written(handout, library, clinics) for handout in library.handouts.values()]
    for judged in written:
        handout = judged.handout
        if handouts and handout.id not in handouts:
            continue
        problems.extend(_waivers(handout.waivers))
        language = str(handout.language)
        kept = [r for r in rules if r.id not in handout.waivers and r.holds(language)]
        problems.extend(_judge(kept, "handout", judged, settings))
        problems.extend(_not_judged(not_checked(handout, settings, only=only), handout))
    problems.extend(_of_library(rules, written, settings))
    for brand in brands:
        problems.extend(_judge(rules, "brand", brand, settings))
        problems.extend(_of_clinics(rules, brand, settings))
    return list(problems)


def judge_translations(
    translations: Iterable[Translation],
    library: Library,
    brands: Sequence[Brand],
    settings: Settings,
    *,
    only: Collection[str] = (),
) -> list[Diagnostic]:
    """Tell of everything in translations that breaks a rule of the settings' set, as run_rules."""
    problems = Problems()
    rules = _chosen(settings, only)
    clinics = [clinic for brand in brands for clinic in brand.clinics]
    for one in translations:
        language, waivers = str(one.handout.language), one.handout.waivers
        kept = [rule for rule in rules if rule.id not in waivers and rule.holds(language)]
        judged = Written(one.handout, library, clinics, one)
        problems.extend(_judge(kept, "handout", judged, settings))
        problems.extend(_judge(kept, "translation", judged, settings))
        problems.extend(_not_judged(not_checked(one.handout, settings, only=only), one.handout))
    return list(problems)


def not_checked(handout: Handout, settings: Settings, *, only: Collection[str] = ()) -> list[Rule]:
    """Return the rules that do not know a handout's language, errors first.

    Those that judge it in part are among them. Raises HandoutsError where there is no such rule
    set.
    """
    unknown = [
        rule
        for rule in _chosen(settings, only)
        if rule.judges in ("handout", "library", "page")
        and rule.id not in handout.waivers
        and not rule.knows(str(handout.language))
    ]
    return sorted(unknown, key=lambda rule: (rule.severity != "error", rule.in_part))


def _not_judged(rules: Sequence[Rule], handout: Handout) -> Iterator[Diagnostic]:
    """Tell once of what no rule looked at, as it does not know the language."""
    unseen = [str(rule.id) for rule in rules if not rule.in_part]
    partly = [str(rule.id) for rule in rules if rule.in_part]
    parts = [f"not checked in {handout.language}: {_some(unseen)}"] if unseen else []
    parts += [f"checked in part in {handout.language}: {_some(partly)}"] if partly else []
    if parts:
        hint = "somebody who reads it looks for what these rules ask; the review copy lists them"
        yield Diagnostic("info", NOT_CHECKED, handout.place, "; ".join(parts), hint)


def _some(ids: Sequence[str]) -> str:
    """Name some rules, and count the others."""
    if len(ids) <= MOST_NAMED + 1:
        *first, last = ids
        return f"{', '.join(first)} and {last}" if first else last
    return f"{', '.join(ids[:MOST_NAMED])} and {len(ids) - MOST_NAMED} more"


def _of_library(
    rules: Iterable[Rule], written: Sequence[Written], settings: Settings
) -> Iterator[Diagnostic]:
    """Judge handouts beside each other, each where the rule holds for it."""
    for rule in rules:
        looked_at = [
            text
            for text in written
            if rule.id not in text.handout.waivers and rule.holds(str(text.handout.language))
        ]
        yield from _judge([rule], "library", looked_at, settings)


def _of_clinics(rules: Iterable[Rule], brand: Brand, settings: Settings) -> Iterator[Diagnostic]:
    """Judge the clinics of a brand; what several of them break is told once, at the brand."""
    broken: dict[str, list[tuple[str, Diagnostic]]] = {}
    for clinic in brand.clinics:
        for problem in _judge(rules, "clinic", clinic, settings):
            broken.setdefault(problem.rule, []).append((clinic.id, problem))
    for (_, problem), *others in broken.values():
        if others:
            fact = f"{problem.message}, and {alike([name for name, _ in others], brand.id)}"
            yield replace(problem, message=fact, place=brand.place)
        else:
            yield problem


def _chosen(settings: Settings, only: Collection[str]) -> list[Rule]:
    return chosen(all_rules().values(), settings, only)


def _judge(
    rules: Iterable[Rule], subject: str, judged: object, settings: Settings
) -> Iterator[Diagnostic]:
    return judge(rules, CHECKS, subject, judged, settings)


def _waivers(waivers: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Tell of waivers of rules that there are not; each has a reason, or it could not be read."""
    for rule in waivers:
        if rule not in all_rules():
            yield _unknown(rule)


def _of_settings(settings: Settings) -> Iterator[Diagnostic]:
    """Tell of waivers and thresholds in handouts.toml that cannot hold."""
    yield from _waivers(settings.waivers)
    for name in settings.thresholds:
        rule = all_rules().get(name)
        if rule is None:
            yield _unknown(name)
        elif rule.limit is None:
            fact = f"the rule '{name}' has no threshold to change"
            yield Diagnostic(
                "error", "rules", _place(name), fact, "waive it with a reason, or keep it"
            )


def _place(name: str) -> Place:
    """Return where the name of a rule stands."""
    return name.place if isinstance(name, Text) else TOML


def _unknown(name: str) -> Diagnostic:
    hint = did_you_mean(name.upper(), list(all_rules())) or "docs/rules.md lists the rules"
    return Diagnostic("error", "rules", _place(name), f"there is no rule '{name}'", hint)
