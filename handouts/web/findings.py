"""What the rules find in a manuscript, at the field that it is about, with why and an example."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache

from handouts.checks import NOT_CHECKED, all_rules
from handouts.content import as_called
from handouts.diagnostics import Diagnostic
from handouts.reading import Key, Uneditable, key_at, texts_of
from handouts.web.manuscripts import key_as_json, section_of
from handouts.web.visits import sentence

__all__ = ["ShownFinding", "counts", "in_words", "shown_findings"]

LONGEST = 160  # letters of an example
KINDS = ("error", "warning")
TO_WRITE_AT_END, TO_WRITE = re.compile(r": \(to write\).*"), re.compile(r"'\(to write\)[^']*'")
IN_BRACKETS = re.compile(r" \('[\w-]+: [^']*'\)")  # such as ('part: risks')
OF_YAML = re.compile(r"'[\w-]+: ?[^']*'|\bkey\b|\.ya?ml")


@dataclass(frozen=True)
class ShownFinding:
    """A finding as the editor shows it; key is that of its field, as JSON."""

    key: str
    section: str
    must: bool
    rule: str
    words: str
    why: str
    example: str

    def as_json(self) -> dict[str, object]:
        """Return it for the page's script."""
        return asdict(self)


def shown_findings(problems: Iterable[Diagnostic], file: str, text: str) -> list[ShownFinding]:
    """Return what is told of a handout's file: first what must change, in the order of its text."""
    shown = [
        _shown(problem, _key(problem, text))
        for problem in problems
        if problem.place.file == file and (problem.severity in KINDS or problem.rule == NOT_CHECKED)
    ]
    return sorted(shown, key=lambda one: not one.must)


def in_words(problem: Diagnostic) -> tuple[str, str]:
    """Return the fact and the hint of a problem for who writes in forms: without words of YAML.

    The hint is '' where it tells what to write into the file.
    """
    fact = TO_WRITE_AT_END.sub("", IN_BRACKETS.sub("", problem.message))
    fact = as_called(TO_WRITE.sub("that is to be written", fact))
    return fact, "" if OF_YAML.search(problem.hint) else as_called(problem.hint)


def counts(findings: Iterable[ShownFinding]) -> Mapping[str, tuple[int, int]]:
    """Return how many there are of both kinds, must change and look at, by section."""
    by_kind = Counter((one.section, one.must) for one in findings)
    sections = {section for section, _ in by_kind}
    return {name: (by_kind[name, True], by_kind[name, False]) for name in sections}


def _key(problem: Diagnostic, text: str) -> Key:
    try:
        return key_at(text, problem.place) or () if problem.place.line else ()
    except Uneditable:
        return ()


def _shown(problem: Diagnostic, key: Key) -> ShownFinding:
    rule = all_rules().get(problem.rule)
    why = as_called(rule.sentence(rule.limit or 0)) if rule else ""
    fact, hint = in_words(problem)
    words = f"{sentence(fact)} {sentence(hint)}" if hint else sentence(fact)
    must = problem.severity == "error"
    example = _example(problem.rule) if rule else ""
    return ShownFinding(key_as_json(key), section_of(key), must, problem.rule, words, why, example)


@cache
def _example(rule_id: str) -> str:
    """Return what an example says that breaks a rule, and what it says that does not."""
    rule = all_rules()[rule_id]
    try:
        sides = [
            {" ".join(words.split()) for _, words in texts_of(_file(example))}
            for example in (str(rule.fails), str(rule.passes))
        ]
    except Uneditable:
        return ""
    wrong, right = sides[0] - sides[1], sides[1] - sides[0]
    if len(wrong) != 1 or len(right) != 1:
        return ""
    not_this, but_this = wrong.pop(), right.pop()
    if max(len(not_this), len(but_this)) > LONGEST:
        return ""
    return f"Not: “{not_this}” But: “{but_this}”"


def _file(example: str) -> str:
    """Return an example as a file: some are the blocks of one."""
    lines = example.split("\n")
    return (
        "blocks:\n" + "\n".join(f"  {line}" for line in lines)
        if example.startswith("-")
        else example
    )
