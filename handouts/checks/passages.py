"""The words of a handout as they print, each with its place in the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from handouts.content import (
    CITATION,
    Block,
    Cite,
    Handout,
    List,
    Run,
    Section,
    TextKind,
    marked,
    parse,
    speaks,
)
from handouts.diagnostics import Place
from handouts.reading import Text

__all__ = ["Passage", "Sentence", "TextKind", "joined", "passages", "sentences"]

HEAD: Mapping[str, TextKind] = {
    "title": "label",
    "short_title": "label",
    "summary": "line",
    "main_message": "line",
}
MARKUP = re.compile(
    rf"{CITATION.pattern}|\]\([^)]*\)|\*\*|\[|^[ ]*(?:[-*+]|\d+[.)])[ ]", re.MULTILINE
)
STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
OPENERS, CLOSERS = "\"'“‘„‚«‹¿¡(「『（", "\"'”’“»›)」』）"
FULL = "؟۔।॥。！？｡።။។"  # what ends a sentence whatever follows: Arabic, Urdu, Hindi, Chinese ...
ENDING = (
    rf"(?<=[.!?…])[{CLOSERS}]*\s+(?=[{OPENERS}]?(?P<next>\w))"
    rf"|(?<=[{FULL}])(?![{FULL}!?.…{CLOSERS}])\s*|(?<=[{FULL}])[{CLOSERS}]+\s*"
)
END = re.compile(rf"(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bDr\.)(?<!\bMr\.)(?:{ENDING})")
SHORTENED = (  # words of other languages that stand before a stop, and end no sentence with it
    "bzw|ca|evtl|ggf|inkl|max|min|Nr|sog|St|Std|usw|vgl|dr|godz|lek|np|nr|ok|prof|tel|tzn|tzw|ul|"
    "aprox|art|cap|Dr|Dra|ej|etc|ex|env|mg|pág|Prof|Sr|Sra|dk|örn|vb|вул|див|ін|напр|тел"
)
END_ABROAD = re.compile(
    r"(?<!\b\w\.)" + "".join(rf"(?<!\b{word}\.)" for word in SHORTENED.split("|")) + f"(?:{ENDING})"
)
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


@dataclass(frozen=True)
class Passage:
    """Words that print together: a paragraph, a line, a point, a cell or a label."""

    words: str  # without markup and citations
    kind: TextKind
    name: str  # the key of the field that holds it
    source: Text
    offsets: Sequence[int]  # of each character in the source
    cites: tuple[str, ...]
    unit: int  # the same for the points of one list and the cells of one table
    section: Section | None = None
    block: Block | None = None
    language: str = "en"

    @property
    def full(self) -> bool:
        """Say whether it prints in the full format alone."""
        return any(holder and holder.detail == "full" for holder in (self.section, self.block))

    def at(self, offset: int) -> Place:
        """Return the place of one of its characters."""
        within = offset < len(self.offsets)
        return self.source.at(self.offsets[offset]) if within else self.source.place


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage."""

    words: str
    passage: Passage
    start: int

    def at(self, offset: int = 0) -> Place:
        """Return the place of one of its characters."""
        return self.passage.at(self.start + offset)


def sentences(passage: Passage) -> Iterator[Sentence]:
    """Walk through the sentences of a passage."""
    start, pattern = 0, END if speaks(passage.language, "en") else END_ABROAD
    ends = (end for end in pattern.finditer(passage.words) if _begins(end["next"]))
    for end in (*ends, None):
        words = passage.words[start : end.start() if end else None]
        if words.strip():
            yield Sentence(words.rstrip(), passage, start)
        start = end.end() if end else start


def joined(words: str) -> str:
    """Return words without the marks and joiners within them, at which a pattern would part them.

    Vowels of Bengali and Hindi are such marks: https://www.unicode.org/reports/tr29/#WB4
    """
    if words.isascii():
        return words
    return "".join(c for c in words if unicodedata.category(c)[0] != "M" and c not in JOINERS)


def passages(handout: Handout) -> Iterator[Passage]:
    """Walk through all that prints, in reading order, each list and paragraph under a number."""
    language = str(handout.language)
    return (replace(passage, language=language) for passage in _passages(handout))


def _begins(letter: str | None) -> bool:
    """Say whether a sentence may begin with a letter, after a stop: with no small one."""
    return letter is None or letter.isdigit() or (letter.isalpha() and not letter.islower())


def _passages(handout: Handout) -> Iterator[Passage]:
    units = count()
    for name, kind in HEAD.items():
        yield from _read(getattr(handout, name), kind, name, units)
    unit = next(units)
    for point in handout.key_points:
        yield from _read(point, "item", "key_points", units, unit)
    for section in handout.sections:
        within = [_read(section.heading, "label", "heading", units)]
        within += [_of_block(block, units) for block in section.blocks]
        for passage in chain.from_iterable(within):
            yield replace(passage, section=section)


def _of_block(block: Block, units: Iterator[int]) -> Iterator[Passage]:
    unit = next(units)
    for name, text, mark in marked(block):
        if mark.kind and name not in block.hidden:
            shared = unit if mark.kind in ("item", "cell") else None
            for passage in _read(text, mark.kind, name, units, shared):
                yield replace(passage, block=block)


def _read(
    text: Text,
    kind: TextKind,
    name: str,
    units: Iterator[int],
    unit: int | None = None,
) -> Iterator[Passage]:
    """Read a text field into passages: the points of its lists, and its paragraphs."""
    aligned = _Aligned(text)
    for part in parse(text):
        own = next(units) if unit is None else unit
        rows = part.items if isinstance(part, List) else (part.runs,)
        for runs in rows:
            words = "".join(run.text for run in runs if not isinstance(run, Cite))
            yield Passage(
                words=words,
                kind="item" if isinstance(part, List) else kind,
                name=name,
                source=text,
                offsets=aligned.follow(words),
                cites=_keys(runs),
                unit=own,
            )


def _keys(runs: Sequence[Run]) -> tuple[str, ...]:
    return tuple(key for run in runs if isinstance(run, Cite) for key in run.keys)


class _Aligned:
    """A source that is walked through beside the words that it prints."""

    def __init__(self, text: Text) -> None:
        masked = MARKUP.sub(lambda match: "\0" * len(match[0]), text)
        self._source = masked.translate(STRAIGHT).replace("\n", " ")
        self._next = 0

    def follow(self, words: str) -> list[int]:
        """Return the offset in the source of each character of the words that come next."""
        offsets = []
        for character in words.translate(STRAIGHT):
            place = self._source.find(character, self._next)
            if place >= 0:
                self._next = place + 1
            offsets.append(max(self._next - 1, 0))
        return offsets
