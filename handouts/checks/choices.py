"""What a reader needs to decide, by the kind of handout: benefits and risks, what else there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.frequencies import frequencies
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import Risk, Section
from handouts.diagnostics import Place

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
PREGNANCY = re.compile(r"\b(?:pregnan|breast ?-?feed|expect(?:ing)? a baby)", re.IGNORECASE)
AGE = re.compile(
    r"\b(?:(?:under|over) (?:the age of )?\d\d|adults?|(?:your|any) age"
    r"|(?<!away from )(?<!reach of )child(?:ren)?)\b",
    re.IGNORECASE,
)
LICENCE = re.compile(r"\b(?:un)?licen[cs]|\boff[ -]label\b", re.IGNORECASE)
SAID: Mapping[str, re.Pattern[str]] = {  # how the words of a part are known, where they can be
    "who-should-not": re.compile(
        r"\b(?:not|avoid|ask|tell|check|stop|never|allerg|pregnan|suits?\b|instead)", re.IGNORECASE
    ),
    "lasts": re.compile(
        r"\b(?:lasts?|lasting|wears? off|hours?|days?|weeks?|months?|years?|for good|for life|"
        r"how long|permanent|short time)\b",
        re.IGNORECASE,
    ),
    "unknown": re.compile(
        r"\b(?:(?:not|nobody|un)(?: \w+)? ?know\w*|knows? (?:too |very |so )?(?:little|less)|"
        r"unclear|uncertain|disputed|disagree|not been shown|not (?:\w+ )?sure|"
        r"no (?:\w+ )?(?:study|studies|trials?|proof|evidence|research|count))\b",
        re.IGNORECASE,
    ),
    "nothing": re.compile(r"\b(?:nothing|without|no treatment|do not|wait)\b", re.IGNORECASE),
}
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
                text.handout.place,
                f"no section tells {meaning} ('part: {part}')",
                "write one, or name the part of the section that does; not in 'detail: full' alone",
            )


def words_of_a_part(text: Written, _: float) -> Iterator[Finding]:
    """BRN-05: what a part is for is said in every format, and not in the full one alone."""
    for part, pattern in SAID.items():
        sections = _sections(text, part)
        passages = [p for p in text.passages if p.section in sections and pattern.search(p.words)]
        if sections and not any(not p.full for p in passages):
            where = "in the full format alone" if passages else "nowhere"
            fact = f"'part: {part}' stands here, and its words {where}"
            hint = "say it in a block without 'detail: full', or take the part out"
            yield Finding(sections[0].heading.place, fact, hint)


def pregnancy(text: Written, _: float) -> Iterator[Finding]:
    """BRN-06: a treatment or a medicine says what holds in pregnancy, in every format."""
    yield from _who(text, PREGNANCY, "pregnancy", "say whether it may be had then, or that it may")


def ages(text: Written, _: float) -> Iterator[Finding]:
    """BRN-07: a treatment or a medicine says for which ages it is."""
    yield from _who(
        text, AGE, "age", "say for which ages it is, or is licensed, or that any age may"
    )


def _who(text: Written, named: re.Pattern[str], what: str, hint: str) -> Iterator[Finding]:
    """Tell of a handout that says who should not have it, and does not name what it must."""
    sections = _sections(text, "who-should-not")
    if text.handout.kind in HAD and sections:
        yield from _untold(text, sections[0].heading.place, named, what, hint)


def licence(text: Written, _: float) -> Iterator[Finding]:
    """BRN-08: a treatment with a prescription-only medicine says whether that is licensed."""
    handout, medicines = text.handout, text.handout.medicines
    head = [handout.title, handout.short_title, *handout.also, handout.summary, *handout.key_points]
    about = " ".join([*head, handout.main_message]).casefold()
    given = [m for m in medicines if handout.kind == "medicine" or m.casefold() in about]
    if handout.kind in HAD and given:
        hint = f"say whether {given[0]} is licensed for this use, or that it is used outside it"
        yield from _untold(text, given[0].place, LICENCE, "a licence", hint)


def _untold(
    text: Written, place: Place, named: re.Pattern[str], what: str, hint: str
) -> Iterator[Finding]:
    """Tell of what no words name in every format, at a place; a question to ask is no answer."""
    answers = [p for p in text.passages if not (p.block and p.block.tag == "questions")]
    naming = [passage for passage in answers if named.search(passage.words)]
    if all(passage.full for passage in naming):
        where = " outside the full format" if naming else ""
        yield Finding(place, f"nothing here tells of {what}{where}", hint)


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
            without[0].heading.place,
            f"the {known} have numbers and the {untold} have none",
            "give numbers for both, or say that none are known",
        )


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
    "BRN-05": words_of_a_part,
    "BRN-06": pregnancy,
    "BRN-07": ages,
    "BRN-08": licence,
}
