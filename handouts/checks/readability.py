"""How hard a text is to read: two formulas for English, which warn and never gate.

The NHS does not recommend such scores except to find what to look at first:
https://service-manual.nhs.uk/content/how-we-write
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from handouts.checks.rule import Check, Finding
from handouts.checks.syllables import syllables
from handouts.checks.text import Written

__all__ = ["CHECKS", "Counts", "counts", "flesch_kincaid", "grade", "smog"]

WORD = re.compile(r"[A-Za-z]+(?:[-'’][A-Za-z]+)*")
LONG = 3  # syllables of a word that SMOG counts
LEAST_WORDS, LEAST_SENTENCES = 100, 30  # of fewer a score says nothing


@dataclass(frozen=True)
class Counts:
    """What the formulas count."""

    sentences: int
    words: int
    syllables: int
    long_words: int


def counts(sentences: Iterable[str]) -> Counts:
    """Count the words of sentences; numbers are none."""
    spoken = [spoken_words for sentence in sentences if (spoken_words := WORD.findall(sentence))]
    each = [syllables(word) for words in spoken for word in words]
    return Counts(len(spoken), len(each), sum(each), sum(count >= LONG for count in each))


def flesch_kincaid(of: Counts) -> float:
    """Return the Flesch-Kincaid grade, a US school year.

    https://github.com/textstat/textstat
    """
    return 0.39 * of.words / of.sentences + 11.8 * of.syllables / of.words - 15.59


def smog(of: Counts) -> float:
    """Return the SMOG grade; it runs some three years above Flesch-Kincaid's.

    https://github.com/textstat/textstat
    """
    return 1.043 * sqrt(30 * of.long_words / of.sentences) + 3.1291


def grade(text: Written) -> float | None:
    """Return the Flesch-Kincaid grade of an English handout; None where it is too short."""
    counted = _counted(text)
    return flesch_kincaid(counted) if counted and counted.words >= LEAST_WORDS else None


def school_year(text: Written, most: float) -> Iterator[Finding]:
    """TXT-03: the Flesch-Kincaid grade."""
    score = grade(text)
    if score is not None and score > most:
        yield _hard(text, f"the Flesch-Kincaid grade is {score:.1f}")


def long_words(text: Written, most: float) -> Iterator[Finding]:
    """TXT-04: the SMOG grade."""
    counted = _counted(text)
    if counted and counted.sentences >= LEAST_SENTENCES and (score := smog(counted)) > most:
        yield _hard(text, f"the SMOG grade is {score:.1f}")


def _counted(text: Written) -> Counts | None:
    return counts(s.words for s in text.sentences) if text.english else None


def _hard(text: Written, fact: str) -> Finding:
    """Point to the sentence that is hardest to read."""
    hardest = max(text.sentences, key=lambda s: sum(syllables(w) for w in WORD.findall(s.words)))
    start = hardest.words[:40]
    return Finding(text.handout.place, fact, f"shorten sentences; the hardest begins '{start}…'")


CHECKS: Mapping[str, Check] = {
    "TXT-03": school_year,
    "TXT-04": long_words,
}
