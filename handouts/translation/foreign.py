"""Words of another language among those of a translation: of its source, or of a third one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from handouts.content import Locale, locale_of, plain
from handouts.translation.pairing import SegmentPair

__all__ = ["left_in_source", "strangers"]

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
RUN = 4  # words of a source in a row that no translation has by chance
SMALL = 0.5  # of a run: names, which may stay, have fewer words that begin with a small letter
ENOUGH = 7  # different words, by which a segment is known
MANY = 40  # segments, whose words tell those of a language
SHARED = 0.1  # of its words: each segment of our translations shares more with the others


def left_in_source(pair: SegmentPair) -> str:
    """Return words of the source that a translation has in a row; '' where it has none."""
    source, own = (WORD.findall(plain(text)) for text in (pair.segment.text, pair.entry.words))
    first, second = ([word.casefold() for word in words] for words in (source, own))
    match = SequenceMatcher(None, first, second, autojunk=False).find_longest_match()
    run = source[match.a : match.a + match.size]
    small = sum(word[0].islower() for word in run)
    return " ".join(run) if len(run) >= RUN and small >= SMALL * len(run) else ""


def strangers(pairs: Sequence[SegmentPair], language: str) -> Iterator[SegmentPair]:
    """Walk through segments that share hardly a word with the others: of another language."""
    locale = locale_of(language)
    every = [(pair, _words(pair.entry.words, locale)) for pair in pairs if pair.entry.said]
    if len(every) < MANY:
        return
    common = Counter(word for _, words in every for word in words)
    for pair, words in every:
        shared = sum(common[word] > 1 for word in words)
        if len(words) >= ENOUGH and shared < SHARED * len(words):
            yield pair


def _words(text: str, locale: Locale) -> frozenset[str]:
    """Return the words of a text; where nothing stands between them, its letters."""
    words = WORD.findall(plain(text).casefold())
    return frozenset(words if locale.spaced else "".join(words))
