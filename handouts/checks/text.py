"""A handout, read once for all rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from handouts.brand import Clinic
from handouts.checks.passages import Passage, Sentence, passages, sentences
from handouts.content import Handout, Library, speaks
from handouts.translation import Translation

__all__ = ["Written", "either", "whole_word"]

SPOKEN = ("paragraph", "line", "item", "alt")


@dataclass(frozen=True)
class Written:
    """A handout with its words taken apart, and what it is read beside."""

    handout: Handout
    library: Library
    clinics: Sequence[Clinic] = ()
    translation: Translation | None = None

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """All that prints, in reading order."""
        return tuple(passages(self.handout))

    @cached_property
    def sentences(self) -> Sequence[Sentence]:
        """All sentences: of paragraphs, lines, points and 'alt', not of labels and cells."""
        return tuple(s for p in self.passages if p.kind in SPOKEN for s in sentences(p))

    @property
    def english(self) -> bool:
        """Say whether it is written in English."""
        return speaks(self.handout.language, "en")

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Walk through all that a pattern finds in what prints."""
        for passage in self.passages:
            yield from ((passage, match) for match in pattern.finditer(passage.words))


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def whole_word(words: Iterable[str], ending: str = "") -> re.Pattern[str]:
    """Return a pattern for any of some words as a whole, small or large."""
    return re.compile(rf"(?<![\w-])(?:{either(words)}){ending}(?![\w-])", re.IGNORECASE)
