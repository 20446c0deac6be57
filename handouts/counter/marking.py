"""Why a handout was found: a phrase of it that holds words of the query, with these marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.content import Handout, Locale, plain
from handouts.counter.finding import counted, likeness
from handouts.counter.folding import fold, unspaced
from handouts.counter.languages import locale_called

__all__ = ["Marked", "Reason", "marked_parts", "reason_for"]

AROUND = 5  # words that are shown before and after the one that was found in a long text
JOINERS = "\u200c\u200d"  # which stand in words
PARTS = re.compile("w+(?:['’-]w+)*|[^w]+")  # with w for all that stands in words

Marked = tuple[str, bool]
Where = Literal["title", "also", "summary", "text"]


@dataclass(frozen=True)
class Reason:
    """Where words of a query stand, and that phrase in parts, each marked or not."""

    where: Where
    parts: tuple[Marked, ...]
    language: str = ""

    @property
    def locale(self) -> Locale:
        """The language that it is in, by its own name."""
        return locale_called(self.language)


def marked_parts(phrase: str, query: str) -> tuple[Marked, ...]:
    """Return a phrase in parts; those are marked that a word of the query means."""
    tokens = counted(fold(query)) or fold(query).split()
    marked: list[Marked] = []
    for part in _parts(phrase, tokens):
        folded = fold(part).split()
        hit = any(likeness(word, token) for word in folded for token in tokens)
        if marked and marked[-1][1] == hit:
            marked[-1] = marked[-1][0] + part, hit
        else:
            marked.append((part, hit))
    return tuple(marked)


def _parts(phrase: str, tokens: Sequence[str]) -> Iterator[str]:
    """Yield words and what is between them; of a script without spaces, also tokens apart."""
    shape = "".join(
        "w" if unicodedata.category(c)[0] in "LMN" or c in JOINERS else c for c in phrase
    )
    whole = "|".join(map(re.escape, filter(unspaced, tokens)))
    for match in PARTS.finditer(shape):
        part = phrase[slice(*match.span())]
        yield from filter(None, re.split(f"({whole})", part) if whole else (part,))


def reason_for(handout: Handout, query: str, others: Sequence[Handout] = ()) -> Reason | None:
    """Return the first phrase of a handout that holds words of a query; None where none does.

    others are it in other languages: their names are what it is also called.
    """
    names: Iterator[tuple[Where, str, str]] = (
        ("also", name, str(one.language))
        for one in others
        for name in (one.title, one.short_title, *one.also)
    )
    own = ((where, phrase, str(handout.language)) for where, phrase in _phrases(handout))
    for where, phrase, language in (*own, *names):
        parts = marked_parts(plain(phrase), query)
        if any(hit for _, hit in parts):
            return Reason(where, parts if where != "text" else _cut(parts), language)
    return None


def _phrases(handout: Handout) -> Iterator[tuple[Where, str]]:
    yield "title", handout.title
    yield from (("also", name) for name in handout.also)
    yield "summary", handout.summary
    yield "text", handout.main_message
    yield from (("text", words) for words in (*handout.terms, *handout.key_points))
    yield from (("text", section.heading) for section in handout.sections)


def _cut(parts: Sequence[Marked]) -> tuple[Marked, ...]:
    """Keep some words on both sides of the first that is marked."""
    at = next(number for number, (_, hit) in enumerate(parts) if hit)
    before, after = "".join(t for t, _ in parts[:at]), "".join(t for t, _ in parts[at + 1 :])
    first, last = before.split(" ")[-AROUND - 1 :], after.split(" ")[: AROUND + 1]
    ahead = ("… " if len(before.split(" ")) > len(first) else "") + " ".join(first)
    behind = " ".join(last) + (" …" if len(after.split(" ")) > len(last) else "")
    return ((ahead, False), parts[at], (behind, False))
