"""What the text rests on: sources, how sure they are, and what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import CITATION, Certainty, Claim, Options, Risk, plain
from handouts.reading import Text

__all__ = ["CHECKS"]

UNKNOWN = re.compile(
    r"\b(?:(?:do|does|did) not (?:yet )?know|not (?:yet )?known|nobody knows|unknown|unclear"
    r"|uncertain|no (?:\w+ )?(?:study|studies|trials?|proof|evidence|research))\b",
    re.IGNORECASE,
)
PROBABLY = re.compile(r"\b(?:probably|likely)\b", re.IGNORECASE)
MAY = re.compile(r"\b(?:may|might|could)\b", re.IGNORECASE)
SURE = re.compile(
    r"\b(?:always|proven|proves|certainly|definitely|(?<!at )(?<!probably )will(?! probably))\b",
    re.IGNORECASE,
)
NEGATED = re.compile(r"\b(?:not|no|never|nobody|cannot|nor)\b", re.IGNORECASE)
VERB = re.compile(
    r"\b(?:clears?|closes?|cuts?|eases?|evens?|fades?|fills?|gets? rid|helps?|heals?|improves?|"
    r"lifts?|lowers?|makes?|plumps?|prevents?|protects?|reduces?|removes?|renews?|smooth(?:e?s)?|"
    r"slows?|softens?|stops?|tightens?|treats?|works?)\b",
    re.IGNORECASE,
)
MARKS = re.compile(r"\b(?:PIF TICK|HON ?code|Information Standard|NHS[- ](?:approved|endorsed)|"
                   r"approved by the NHS|NICE[- ]approved)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class CertaintyWords:
    """The words that a certainty asks for, in GRADE's plain language, and those it forbids."""

    words: re.Pattern[str] | None
    name: str
    forbids: tuple[re.Pattern[str], ...] = ()


SAID: Mapping[Certainty, CertaintyWords] = {
    "high": CertaintyWords(None, "a plain verb", (PROBABLY, MAY)),
    "moderate": CertaintyWords(PROBABLY, "'probably'", (SURE,)),
    "low": CertaintyWords(MAY, "'may'", (PROBABLY, SURE)),
    "very-low": CertaintyWords(UNKNOWN, "'we do not know' or 'very uncertain'", (PROBABLY, SURE)),
}


def claim_has_source(text: Written, _: float) -> Iterator[Finding]:
    """SRC-01: a claim, a risk and an option that research backs name their sources."""
    for block in text.handout.blocks():
        if isinstance(block, Claim) and not _cited(block.sources, block.finding):
            if block.certainty != "very-low" or not UNKNOWN.search(block.finding):
                yield _sourceless(block.question, f"the claim '{block.question}'")
        elif isinstance(block, Risk) and not _cited(block.sources, block.what, block.note):
            yield _sourceless(block.what, f"the risk '{block.what}'")
        elif isinstance(block, Options):
            for row in block.rows:
                if row.certainty and not _cited(row.sources, row.helps):
                    yield _sourceless(row.option, f"the option '{row.option}'")


def certainty_word(text: Written, _: float) -> Iterator[Finding]:
    """SRC-04: the words of a claim or an option agree with how sure the research is."""
    for block in text.handout.blocks():
        if isinstance(block, Claim):
            yield from _disagreement(block.finding, block.certainty)
        elif isinstance(block, Options):
            for row in block.rows:
                if row.certainty and (VERB.search(row.helps) or PROBABLY.search(row.helps)):
                    yield from _disagreement(row.helps, row.certainty)


def unknowns(text: Written, _: float) -> Iterator[Finding]:
    """SRC-05: the handout says what is not known."""
    if any("unknown" in section.part for section in text.handout.sections):
        return
    if not any(UNKNOWN.search(sentence.words) for sentence in text.sentences):
        fact = "nothing here says what is not known"
        yield Finding(text.handout.place, fact, "add a section with 'part: unknown'")


def quality_marks(text: Written, _: float) -> Iterator[Finding]:
    """GOV-09: no quality mark and no approval is claimed."""
    for passage, match in text.search(MARKS):
        fact = f"'{match[0]}' claims a quality mark"
        yield Finding(
            passage.at(match.start()), fact, "take it out: a mark is given to the publisher"
        )


def _cited(sources: tuple[Text, ...], *words: Text | None) -> bool:
    return bool(sources) or any(text and CITATION.search(text) for text in words)


def _sourceless(text: Text, what: str) -> Finding:
    return Finding(
        text.place, f"{what} names no source", "add 'sources: [key]', or say it is not known"
    )


def _disagreement(text: Text, certainty: Certainty) -> Iterator[Finding]:
    """Tell of the word that claims too much or too little, or of the one that is missing."""
    asked, words = SAID[certainty], plain(text)
    for pattern in asked.forbids:
        match = pattern.search(words)
        if match and not NEGATED.search(words[: match.start()].rpartition(".")[2]):
            at = text.at(max(text.find(match[0]), 0))
            fact = f"'{match[0]}' does not go with {certainty} certainty"
            yield Finding(at, fact, f"say {asked.name}, or change the certainty")
            return
    if asked.words and not asked.words.search(words):
        yield Finding(
            text.place, f"the words do not show that the certainty is {certainty}",
            f"say {asked.name}, or change the certainty",
        )  # fmt: skip


CHECKS: Mapping[str, Check] = {
    "GOV-09": quality_marks,
    "SRC-01": claim_has_source,
    "SRC-04": certainty_word,
    "SRC-05": unknowns,
}
