"""What a reader needs to decide, by the kind of handout: benefits and risks, what else there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.frequencies import frequencies
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import Risk, Section

__all__ = ["CHECKS"]

PARTS: Mapping[str, Mapping[str, str]] = {  # that a handout of a kind must have
    "treatment": {
        "benefits": "what it may do",
        "risks": "its risks",
        "alternatives": "what else there is",
        "nothing": "what happens if nothing is done",
    },
    "medicine": {
        "benefits": "what it may do",
        "how-to-use": "how it is used",
        "missed": "what to do about a missed dose",
        "risks": "its side effects",
    },
    "test": {
        "benefits": "what it may show",
        "before": "what to do before it",
        "during": "what happens",
        "risks": "its risks",
        "results": "when results come and what they mean",
    },
}
HAD = ("treatment", "medicine")  # what not everybody should have
SERIOUS = re.compile(
    r"\b(?:serious|severe|lasting|permanent|emergency|hospital|operation|death|die[ds]?|dead|life|"
    r"scars?|blind|sight|stroke|clots?|breath|throat|heartbeat|birth|for good|no known)\b",
    re.IGNORECASE,
)


def parts_of_its_kind(text: Written, _: float) -> Iterator[Finding]:
    """BRN-01: a handout has the parts that its kind asks for, in every format."""
    parts = {part for section in text.handout.sections if _always(section) for part in section.part}
    for part, meaning in PARTS.get(text.handout.kind, {}).items():
        if part not in parts:
            yield Finding(
                text.handout.place, f"no section tells {meaning} ('part: {part}')",
                "write one, or name the part of the section that does; not in 'detail: full' alone",
            )  # fmt: skip


def serious_risks(text: Written, _: float) -> Iterator[Finding]:
    """BRN-02: the risks of a treatment or medicine say which are serious, if very rare."""
    risks = _sections(text, "risks")
    if text.handout.kind not in HAD or not risks:
        return
    words = [p.words for p in text.passages if p.section in risks]
    if not any(SERIOUS.search(text) for text in words):
        fact = "the risks do not say whether any of them is serious"
        yield Finding(
            risks[0].heading.place, fact, "name the serious ones, or say that none is known"
        )


def who_should_not(text: Written, _: float) -> Iterator[Finding]:
    """BRN-03: a treatment or medicine says for whom it is not."""
    if text.handout.kind in HAD and not _sections(text, "who-should-not"):
        fact = "no section says who should not have it ('part: who-should-not')"
        yield Finding(text.handout.place, fact, "write one")


def parity(text: Written, _: float) -> Iterator[Finding]:
    """BRN-04: benefits and risks are both told with numbers, or both without."""
    if text.handout.kind != "treatment":
        return
    benefits, risks = (_sections(text, part) for part in ("benefits", "risks"))
    if not benefits or not risks or benefits == risks:
        return
    counted = _numbered(text, benefits)
    if counted != _numbered(text, risks):
        known, untold = ("benefits", "risks") if counted else ("risks", "benefits")
        without = risks if counted else benefits
        yield Finding(
            without[0].heading.place, f"the {known} have numbers and the {untold} have none",
            "give numbers for both, or say that none are known",
        )  # fmt: skip


def _always(section: Section) -> bool:
    """Say whether something of a section prints in every format."""
    return not section.detail and any(not block.detail for block in section.blocks)


def _sections(text: Written, part: str) -> list[Section]:
    return [section for section in text.handout.sections if part in section.part]


def _numbered(text: Written, sections: list[Section]) -> bool:
    if any(isinstance(block, Risk) for section in sections for block in section.blocks):
        return True
    return any(frequencies(p.words) for p in text.passages if p.section in sections)


CHECKS: Mapping[str, Check] = {
    "BRN-01": parts_of_its_kind,
    "BRN-02": serious_risks,
    "BRN-03": who_should_not,
    "BRN-04": parity,
}
