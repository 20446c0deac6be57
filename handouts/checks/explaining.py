"""A rule in words: for the command line, and as the page docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from handouts.checks.catalogue import all_rules, left_out, rules_by_theme
from handouts.checks.rule import HOUSE, SETS, Rule

__all__ = ["explain_rule", "page"]

JUDGED = {
    "library": "handouts beside each other",
    "translation": "translations",
    "clinic": "clinics",
    "brand": "brands",
    "page": "pages, once they are set",
}


def explain_rule(rule: Rule, chosen: str) -> str:
    """Say what a rule asks in a rule set, by whose word, with an example of each kind."""
    return "\n".join(
        (
            f"{rule.id}: {rule.title}",
            "",
            rule.sentence(rule.threshold(chosen, {})),
            "",
            *(f"{name:10} {value}" for name, value in _facts(rule)),
            "",
            "Fails:",
            *_indented(rule.fails),
            "",
            "Passes:",
            *_indented(rule.passes),
        )
    )


def page() -> str:
    """Return docs/rules.md."""
    frame = resources.files(__package__).joinpath("rules/page.md").read_text(encoding="utf-8")
    return frame.format(rules="\n".join(_chapters()), left_out="\n".join(_left_out()))


def _chapters() -> Iterator[str]:
    """Walk through an overview of all rules, and a chapter for each theme."""
    yield "| rule | | severity | threshold |\n|---|---|---|---|"
    for rule in all_rules().values():
        link = f"[{rule.id}](#{rule.id.lower()})"
        yield f"| {link} | {rule.title} | {rule.severity} | {_limits(rule)} |"
    for theme, rules in rules_by_theme().items():
        yield f"\n## {theme.capitalize()}\n"
        yield from (_section(rule) for rule in rules)


def _left_out() -> Iterator[str]:
    yield from (f"| {entry.id} | {entry.asks} | {entry.why} |" for entry in left_out())


def _section(rule: Rule) -> str:
    facts = "\n".join(f"- {name}: {value}" for name, value in _facts(rule))
    return (
        f'<a id="{rule.id.lower()}"></a>\n\n### {rule.id}: {rule.title}\n\n'
        f"{rule.sentence(rule.limit or 0)}\n\n{facts}\n\n"
        f"Fails:\n\n```yaml\n{rule.fails}```\n\nPasses:\n\n```yaml\n{rule.passes}```\n"
    )


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "severity", rule.severity
    if rule.judges in JUDGED:
        yield "judges", JUDGED[rule.judges]
    if rule.limit is not None:
        yield "threshold", _limits(rule)
    if rule.languages or rule.not_in:
        yield "languages", _languages(rule)
    if rule.sets != SETS:
        yield "sets", ", ".join(rule.sets)
    yield "source", "a rule of our own" if rule.source == HOUSE else rule.source


def _languages(rule: Rule) -> str:
    """Say in which languages a rule judges."""
    if rule.not_in:
        return f"all but {', '.join(rule.not_in)}"
    known = ", ".join(rule.languages)
    return f"{known}; others in part" if rule.in_part else f"{known} alone"


def _limits(rule: Rule) -> str:
    if rule.limit is None:
        return ""
    base = f"{rule.limit:g} {rule.unit}".strip()
    return "; ".join((base, *(f"{name}: {limit:g}" for name, limit in rule.limits.items())))


def _indented(example: str) -> list[str]:
    return [f"  {line}".rstrip() for line in example.splitlines()]
