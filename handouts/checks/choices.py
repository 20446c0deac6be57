"""What a reader needs to decide: benefits, risks, alternatives, and doing nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.frequencies import frequencies
from handouts.checks.rule import Check, Found
from handouts.checks.text import Written
from handouts.content import Section
from handouts.content.blocks import Risk

__all__ = ["CHECKS"]

PARTS = {
    "benefits": "what it may do",
    "risks": "its risks",
    "alternatives": "what else there is",
    "nothing": "what happens if nothing is done",
}
SERIOUS = re.compile(
    r"\b(?:serious|severe|lasting|permanent|emergency|hospital|operation|death|die[ds]?|dead|life|"
    r"scars?|blind|sight|stroke|clots?|breath|throat|heartbeat|birth|for good|no known)\b",
    re.IGNORECASE,
)


def four_questions(text: Written, _: float) -> Iterator[Found]:
    """BRN-01: a treatment has benefits, risks, alternatives and nothing, in every format."""
    if text.handout.kind != "treatment":
        return
    told = {part for section in text.handout.sections if _always(section) for part in section.part}
    for part, meaning in PARTS.items():
        if part not in told:
            yield Found(
                text.handout.place, f"no section tells {meaning} ('part: {part}')",
                "write one, or name the part of the section that does; not in 'detail: full' alone",
            )  # fmt: skip


def serious_risks(text: Written, _: float) -> Iterator[Found]:
    """BRN-02: the risks of a treatment say which are serious, even if they are very rare."""
    risks = _sections(text, "risks")
    if text.handout.kind != "treatment" or not risks:
        return
    words = [p.words for p in text.passages if p.section in risks]
    if not any(SERIOUS.search(text) for text in words):
        fact = "the risks do not say whether any of them is serious"
        yield Found(
            risks[0].heading.place, fact, "name the serious ones, or say that none is known"
        )


def who_should_not(text: Written, _: float) -> Iterator[Found]:
    """BRN-03: a treatment says for whom it is not."""
    if text.handout.kind == "treatment" and not _sections(text, "who-should-not"):
        fact = "no section says who should not have it ('part: who-should-not')"
        yield Found(text.handout.place, fact, "write one")


def parity(text: Written, _: float) -> Iterator[Found]:
    """BRN-04: benefits and risks are both told with numbers, or both without."""
    if text.handout.kind != "treatment":
        return
    benefits, risks = (_sections(text, part) for part in ("benefits", "risks"))
    if not benefits or not risks or benefits == risks:
        return
    counted = _numbered(text, benefits)
    if counted != _numbered(text, risks):
        told, untold = ("benefits", "risks") if counted else ("risks", "benefits")
        without = risks if counted else benefits
        yield Found(
            without[0].heading.place, f"the {told} have numbers and the {untold} have none",
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
    "BRN-01": four_questions,
    "BRN-02": serious_risks,
    "BRN-03": who_should_not,
    "BRN-04": parity,
}
