"""Natural frequencies in a text: '3 in 100 people', 'one out of ten'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["NUMBER", "ROUND", "Frequency", "frequencies", "number"]

SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
LARGE = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000}
NUMBER = rf"(?:\d[\d,]*|{'|'.join((*SMALL[1:], *LARGE))})"
PEOPLE = r"(?:people|persons|patients|women|men|adults|children|babies|users)"
THINGS = r"(?:injections|operations|procedures|reports|studies|syringes|treatments|trials)"
SCORE = re.compile(r"\b(?:pain|points?|rated?|scale|scored?)\b[^.]*$", re.IGNORECASE)
PATTERN = re.compile(
    rf"(?<![\w.,])(?:(?:a|one) (?=hundred|thousand))?(?P<people>{NUMBER})(?: {PEOPLE})?"
    rf" (?P<link>in|of|out of)(?: every| each)? (?:a |one (?=hundred|thousand))?(?P<of>{NUMBER})"
    rf"(?![\w%]|[.,]\d| (?:days?|weeks?|months?|years?|hours?|minutes?|areas?|kinds?|ways?)\b)"
    rf"(?P<who> {PEOPLE}\b)?(?: (?P<things>{THINGS})\b)?",
    re.IGNORECASE,
)
ROUND = re.compile(r"10+")


@dataclass(frozen=True)
class Frequency:
    """So many of so many, and where it starts in its text."""

    people: int
    of: int
    start: int
    things: str = ""  # what is counted, where it is not people
    tally: bool = False  # of those who were there, as '11 of 18 people'

    @property
    def share(self) -> float:
        """The share, 0 to 1."""
        return self.people / self.of


def number(word: str) -> int:
    """Return the whole number that a word or digits name."""
    word = word.casefold().replace(",", "")
    if word.isdigit():
        return int(word)
    return LARGE[word] if word in LARGE else SMALL.index(word)


def frequencies(words: str) -> Sequence[Frequency]:
    """Return the natural frequencies in a text; neither years, scores nor '2 of 3 kinds'."""
    shares = []
    for match in PATTERN.finditer(words):
        people, of = number(match["people"]), number(match["of"])
        of_a_count = match["link"] != "in"
        year = match["link"] == "in" and "," not in match["of"] and 1900 <= of <= 2100
        whole = match["who"] or ROUND.fullmatch(str(of)) or match["link"] == "out of"
        score = SCORE.search(words[: match.start()])
        counted = 0 < people <= of and of > 1 and not year and not score
        if counted and (whole or not of_a_count):
            tally = of_a_count and not ROUND.fullmatch(str(of))
            shares.append(Frequency(people, of, match.start(), match["things"] or "", tally))
    return shares
