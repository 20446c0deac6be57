"""What handouts say beside each other: one number for one finding, one certainty for one claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from handouts.checks.frequencies import Frequency, frequencies
from handouts.checks.passages import Passage, sentences
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import Certainty, Claim, Options, Risk, cited, plain
from handouts.reading import Text

__all__ = ["CHECKS"]

WORD = re.compile(r"[a-z]{4,}")
STEM = 5  # letters by which words of one family are known
SAYS_NOTHING = re.compile(
    r"about|after|also|before|does|from|have|into|likely|more|most|might|people|probably|some|than|"
    r"that|their|them|then|there|they|this|treatment|were|when|which|with|your"
)
ALIKE = 0.6  # share of the words of the shorter that the longer has
ROUNDED = 0.15  # by which a share may differ where one is the other, rounded


@dataclass(frozen=True)
class _Count:
    """A share of people that a handout tells, by a source."""

    text: Written
    passage: Passage
    start: int
    rate: Frequency
    words: frozenset[str]


@dataclass(frozen=True)
class _Sure:
    """How sure a handout is of something, by some sources."""

    text: Written
    about: Text
    certainty: Certainty
    sources: frozenset[str]
    words: frozenset[str]


def one_number(library: Sequence[Written], _: float) -> Iterator[Finding]:
    """NUM-13: what one source counted has the same number in every handout."""
    counts: dict[str, list[_Count]] = {}
    for text in library:
        for key, count in _counts(text):
            counts.setdefault(key, []).append(count)
    spoken_of = set()
    for key, entries in counts.items():
        for first, second in combinations(entries, 2):
            apart = first.text is not second.text and second.passage.source not in spoken_of
            if apart and _at_odds(first, second):
                spoken_of.add(second.passage.source)
                fact = (
                    f"'{key}' gives {_said(second.rate)} here, and {_said(first.rate)} in "
                    f"{first.text.handout.id}"
                )
                place = second.passage.at(second.start)
                yield Finding(
                    place, fact, "tell one finding by one number, counted out of the same"
                )


def one_certainty(library: Sequence[Written], _: float) -> Iterator[Finding]:
    """SRC-08: of one claim, by one source, every handout is as sure."""
    entries = [entry for text in library for entry in _certainties(text)]
    spoken_of = set()
    for first, second in combinations(entries, 2):
        same = first.sources & second.sources and _one_within(first.words, second.words)
        apart = first.text is not second.text and first.certainty != second.certainty
        if same and apart and id(second.about) not in spoken_of:
            spoken_of.add(id(second.about))
            fact = (
                f"'{second.about}' has the certainty {second.certainty}, and '{first.about}' in "
                f"{first.text.handout.id} {first.certainty}, by the same source"
            )
            yield Finding(second.about.place, fact, "be as sure in both, or say what differs")


def _counts(text: Written) -> Iterator[tuple[str, _Count]]:
    """Walk through the shares of people that a handout tells by a source, in words and dots."""
    for passage in text.passages:
        risk = passage.block
        if isinstance(risk, Risk) and passage.source is risk.what:
            for group in risk.groups if len(risk.groups) == 1 else ():
                rate = Frequency(group.people, risk.of, 0)
                for source in risk.sources:
                    yield str(source), _Count(text, passage, 0, rate, _words(passage.words))
    for passage in text.passages:
        own = getattr(passage.block, "sources", ()) if passage.block else ()
        keys = passage.cites or tuple(str(key) for key in own)
        for sentence in sentences(passage) if keys else ():
            rates = [f for f in frequencies(sentence.words) if not f.things]
            for rate in rates:
                at = sentence.start + rate.start
                for key in keys:
                    yield key, _Count(text, passage, at, rate, _words(sentence.words))


def _certainties(text: Written) -> Iterator[_Sure]:
    for block in text.handout.blocks():
        if isinstance(block, Claim):
            keys = frozenset(c.key for c in cited((block,)))
            words = _words(plain(block.question))
            yield _Sure(text, block.question, block.certainty, keys, words)
        elif isinstance(block, Options):
            for row in block.rows:
                if row.certainty:
                    keys = frozenset(c.key for c in cited((row,)))
                    words = _words(plain(row.option))
                    yield _Sure(text, row.option, row.certainty, keys, words)


def _at_odds(first: _Count, second: _Count) -> bool:
    """Say whether two counts tell one finding in two ways: rounded, or with other numbers."""
    one, other = first.rate, second.rate
    if (one.people, one.of) == (other.people, other.of):
        return False
    near = abs(one.share - other.share) <= ROUNDED * max(one.share, other.share)
    return near if one.of != other.of else not near and _alike(first.words, second.words)


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    least = min(len(first), len(second))
    return bool(least) and len(first & second) / least >= ALIKE


def _one_within(first: frozenset[str], second: frozenset[str]) -> bool:
    """Say whether the words of one are all in the other: a cream is not a laser."""
    return bool(first and second) and (first <= second or second <= first)


def _words(words: str) -> frozenset[str]:
    words_used = (w for w in WORD.findall(words.casefold()) if not SAYS_NOTHING.fullmatch(w))
    return frozenset(word[:STEM] for word in words_used)


def _said(rate: Frequency) -> str:
    return f"{rate.people:,} in {rate.of:,}"


CHECKS: Mapping[str, Check] = {
    "NUM-13": one_number,
    "SRC-08": one_certainty,
}
