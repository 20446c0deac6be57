"""What the text rests on: sources, how sure they are, and what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from handouts.checks.frequencies import frequencies
from handouts.checks.passages import Passage
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import CITATION, Certainty, Claim, Options, Risk, cited, plain
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
MARKS = re.compile(
    r"\b(?:PIF TICK|HON ?code|Information Standard|NHS[- ](?:approved|endorsed)|"
    r"approved by the NHS|NICE[- ]approved)\b",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"\b(?:compan(?:y|ies)|makers?|manufacturers?|paid|funded|sponsors?|industry|sellers?)\b",
    re.IGNORECASE,
)
SHARE = re.compile(r"\d ?(?:%|per ?cent\b)|\ba (?:half|third|quarter|fifth)\b", re.IGNORECASE)
SECOND_HAND = ("news", "copy")
WEAK = re.compile(
    r"\b(?:weak (?:methods|proof|evidence)|poor (?:methods|quality)|(?:poor|bad)ly (?:done|run)|"
    r"flaws?|flawed|untested|"
    r"(?:no (?:\w+ ){0,2}(?:study|studies|trials?|research)|nobody) "
    r"(?:has |have |had )?(?:ever |yet )?(?:tested|tried|studied|compared|looked at)|"
    r"(?:has|have) (?:never|not(?: yet)?) been (?:tested|tried|studied))\b",
    re.IGNORECASE,
)
STRONG = re.compile(
    r"\b(?:(?:strong|good|clear|firm) (?:proof|evidence)|well (?:proven|proved|tested)|no doubt|"
    r"large,? (?:good )?trials)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CertaintyWords:
    """The words that a certainty asks for, in GRADE's plain language, and those it forbids."""

    words: re.Pattern[str] | None
    name: str
    forbids: tuple[re.Pattern[str], ...] = ()


NOT_KNOWN = re.compile(
    r"\b(?:(?:do|does|did) not (?:yet )?know|not (?:yet )?known|nobody knows|unknown|uncertain)\b",
    re.IGNORECASE,
)
SAID: Mapping[Certainty, CertaintyWords] = {
    "high": CertaintyWords(None, "a plain verb", (NOT_KNOWN, PROBABLY, MAY)),
    "moderate": CertaintyWords(PROBABLY, "'probably'", (NOT_KNOWN, SURE)),
    "low": CertaintyWords(MAY, "'may'", (PROBABLY, SURE)),
    "very-low": CertaintyWords(UNKNOWN, "'we do not know' or 'very uncertain'", (PROBABLY, SURE)),
}


def claim_has_source(text: Written, _: float) -> Iterator[Finding]:
    """SRC-01: a claim, a risk and an option that research backs name their sources."""
    for block in text.handout.blocks():
        if isinstance(block, Claim) and not _cited(block.sources, block.finding):
            unknown = not text.english or UNKNOWN.search(block.finding)
            if block.certainty != "very-low" or not unknown:
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
                asks = (VERB, PROBABLY, NOT_KNOWN)
                if row.certainty and any(words.search(row.helps) for words in asks):
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


def first_hand(text: Written, _: float) -> Iterator[Finding]:
    """SRC-06: what is said by a source rests on more than a report or a copy of it."""
    hint = "cite what it reports or copies, or leave it out"
    judged = set[int]()
    for sentence, value in _found_by_research(text):
        if _second_hand(text, [c.key for c in cited((value,))]):
            judged.update(map(id, (value, getattr(value, "helps", None))))
            yield Finding(sentence.place, f"'{sentence}' rests on news or a copy alone", hint)
    for passage in text.passages:
        keys = passage.cites or (_own_sources(passage) if passage.name == "caption" else ())
        if not {id(passage.block), id(passage.source)} & judged and _second_hand(text, keys):
            yield Finding(passage.at(0), "these words rest on news or a copy alone", hint)


def who_paid(text: Written, _: float) -> Iterator[Finding]:
    """SRC-07: a number from a study that its maker paid for is told with that."""
    seen: set[tuple[int, str]] = set()
    for passage in text.passages:
        near = [p.words for p in text.passages if p.section is passage.section]
        counted = frequencies(passage.words) or SHARE.search(passage.words) or _dotted(passage)
        if not counted or any(MONEY.search(words) for words in near):
            continue
        for key in (*passage.cites, *_own_sources(passage)):
            source = text.library.references.get(key)
            bought = source and (source.paid.startswith("maker") or source.kind == "maker")
            if bought and (id(passage.section), key) not in seen:
                seen.add((id(passage.section), key))
                fact = f"the number is from '{key}', which a maker paid for or took part in"
                yield Finding(passage.at(0), fact, "say so beside it: 'in a company's study'")


def bar_and_words(text: Written, _: float) -> Iterator[Finding]:
    """SRC-09: what stands at a bar of certainty does not say the contrary of it."""
    for certainty, passage in _at_bars(text):
        pattern = WEAK if certainty in ("high", "moderate") else STRONG
        match = pattern.search(passage.words)
        if match and not NEGATED.search(passage.words[: match.start()].rpartition(".")[2]):
            fact = f"'{match[0]}' stands at a bar that says {certainty} certainty"
            hint = "say it before the bar, with what it means for it, or change the certainty"
            yield Finding(passage.at(match.start()), fact, hint)


def _at_bars(text: Written) -> Iterator[tuple[Certainty, Passage]]:
    """Walk through what stands at a bar: in a claim, right below it, and in a row of options."""
    for section in text.handout.sections:
        for block, below in zip_longest(section.blocks, section.blocks[1:]):
            for passage in text.passages:
                if isinstance(block, Claim) and (
                    passage.block is block or (passage.block is below and passage.kind != "label")
                ):
                    yield block.certainty, passage
                for row in block.rows if isinstance(block, Options) else ():
                    cells = (row.helps, row.otherwise, row.weigh)
                    if row.certainty and any(passage.source is cell for cell in cells if cell):
                        yield row.certainty, passage


def _own_sources(passage: Passage) -> tuple[str, ...]:
    """Return the keys that a block with a caption or an outcome names beside its words."""
    return tuple(map(str, getattr(passage.block, "sources", ()))) if passage.block else ()


def _dotted(passage: Passage) -> bool:
    """Say whether it is what the dots of a risk count."""
    return isinstance(passage.block, Risk) and passage.source is passage.block.what


def _found_by_research(text: Written) -> Iterator[tuple[Text, object]]:
    """Walk through the claims, the risks and the options with a certainty."""
    for block in text.handout.blocks():
        if isinstance(block, Claim):
            yield block.question, block
        elif isinstance(block, Risk):
            yield block.what, block
        elif isinstance(block, Options):
            yield from ((row.option, row) for row in block.rows if row.certainty)


def _second_hand(text: Written, keys: Sequence[str]) -> bool:
    """Say whether some sources, as far as they are there, are reports and copies alone."""
    known = text.library.references
    kinds = [known[key].kind for key in keys if key in known]
    return bool(kinds) and all(kind in SECOND_HAND for kind in kinds)


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
            text.place,
            f"the words do not show that the certainty is {certainty}",
            f"say {asked.name}, or change the certainty",
        )


CHECKS: Mapping[str, Check] = {
    "GOV-09": quality_marks,
    "SRC-01": claim_has_source,
    "SRC-04": certainty_word,
    "SRC-05": unknowns,
    "SRC-06": first_hand,
    "SRC-07": who_paid,
    "SRC-09": bar_and_words,
}
