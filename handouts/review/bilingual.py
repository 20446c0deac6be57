"""A translation beside its source, segment by segment, for those who read it before it is given."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from handouts.batch import Edition, Materials, working_edition
from handouts.checks import NOT_CHECKED, judge_translations
from handouts.content import (
    Direction,
    Handout,
    Reference,
    Section,
    as_called,
    locale_of,
    plain,
    role_called,
)
from handouts.diagnostics import Diagnostic, HandoutsError, Problems
from handouts.page import Setter, isolate_all, number_sources
from handouts.review.conditions import RULE
from handouts.review.rendering import hindrances
from handouts.review.reviewing import OPENING
from handouts.review.texts import Collection
from handouts.review.translations import opened
from handouts.translation import (
    PairState,
    SegmentKey,
    SegmentPair,
    Translation,
    UnitText,
    segments,
)

__all__ = ["STANDS", "Bilingual", "BilingualSegment", "numbers_of", "put_beside"]

STANDS: Mapping[PairState, str] = {
    "missing": "Not translated",
    "stale": "Stale: the source was changed",
    "machine": "Machine draft",
    "done": "",
}
LINK = re.compile(r"</?a\b[^>]*>")
TOP = "0"  # the number of what stands over all sections
BY_STATE = ("TRN-01", "TRN-03")  # what these tell is the state of a segment


@dataclass(frozen=True)
class BilingualSegment:
    """A segment beside its translation, as both are set; back says again what the latter says.

    Its number is that of its paragraph in the review copy of the source, with one of its own where
    the paragraph has several; also are the numbers of other places where it is said.
    """

    number: str
    heading: str
    pair: SegmentPair
    source: Markup
    words: Markup
    back: str
    findings: tuple[Diagnostic, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def role(self) -> str:
        """What it is, in words: 'Claim: What was found'."""
        return role_called(self.pair.segment.context)

    @property
    def stands(self) -> str:
        """How it stands, in words; '' where nothing is to be said."""
        if self.pair.state == "stale" and not self.pair.entry.previous:
            return "Needs work"
        return STANDS[self.pair.state] if self.pair.segment.needed else ""


@dataclass(frozen=True)
class Bilingual:
    """A translation to be read beside its source.

    ``findings`` are of no segment alone; ``left`` is what keeps it from being approved, in
    sentences; ``sources`` are those that either text cites, by number.
    """

    translation: Translation
    source: Edition
    edition: Edition
    segments: tuple[BilingualSegment, ...]
    findings: tuple[Diagnostic, ...] = ()
    left: tuple[str, ...] = ()
    sources: Mapping[int, Reference] | None = None

    @property
    def with_back(self) -> bool:
        """Whether any of it was translated back."""
        return any(one.back for one in self.segments)

    @property
    def sections(self) -> Mapping[str, list[BilingualSegment]]:
        """The segments by the number and heading of the section in which they stand first."""
        parts: dict[str, list[BilingualSegment]] = {}
        for one in self.segments:
            part = one.number.partition(".")[0]
            parts.setdefault(f"{part}\N{NO-BREAK SPACE} {one.heading}", []).append(one)
        return parts


def put_beside(shelf: Collection, handout_id: str, language: str) -> Bilingual:
    """Put a translation beside its source, as both are now.

    The collection must have been opened with the language.

    Raises WrongUse where there is no translation, HandoutsError where one of the two cannot be
    used.
    """
    one = opened(shelf, handout_id, language)
    source = shelf.editions[handout_id].working
    assert source is not None, "it was opened"
    problems = Problems()
    edition = working_edition(one.handout, source.references, shelf.workspace, problems)
    if edition is None:
        raise HandoutsError(*problems)
    numbers = number_sources([one.source, one.handout])
    references = source.references
    own, whole = _findings(one, shelf.materials)
    rows = _rows(one, numbers, own)
    sources = {number: references[key] for key, number in numbers.items() if key in references}
    left = _left(hindrances(shelf, handout_id, language))
    return Bilingual(one, source, edition, rows, whole, left, sources)


def _rows(
    one: Translation,
    numbers: Mapping[str, int],
    findings: Mapping[SegmentKey, Sequence[Diagnostic]],
) -> tuple[BilingualSegment, ...]:
    before, now = one.source.locale, locale_of(one.language)
    setters = [Setter(numbers, quotes=locale.quotes) for locale in (before, now)]
    places = numbers_of(one)
    rows = []
    for pair in one.pairs:
        segment = pair.segment
        first, *others = places.get(segment.key, (TOP,))
        rows.append(
            BilingualSegment(
                first,
                _heading(one.source, first),
                pair,
                _cell(setters[0], segment.text, before.direction),
                _cell(setters[1], pair.entry.words, now.direction),
                UnitText.by(pair.entry).back,
                tuple(findings.get(segment.key, ())),
                tuple(others),
            )
        )
    return tuple(rows)


def _cell(setter: Setter, text: str, direction: Direction) -> Markup:
    """Set a text without its links, which lead nowhere in what is read beside another text."""
    return Markup(isolate_all(LINK.sub("", str(setter.inline(text))), direction))


def _heading(source: Handout, number: str) -> str:
    section = int(number.partition(".")[0])
    return plain(source.sections[section - 1].heading) if section else "Title and short text"


def numbers_of(one: Translation) -> Mapping[SegmentKey, list[str]]:
    """Return the numbers of each segment, one a place: of its paragraph, and of its place in that.

    Paragraphs are numbered as in the review copy of the source.
    """
    source, pictures = one.source, one.pictures
    numbers: dict[SegmentKey, list[str]] = {}

    def note(number: str, keys: Sequence[SegmentKey]) -> None:
        alone = len(keys) == 1 or "." not in number
        for place, key in enumerate(keys, start=1):
            numbers.setdefault(key, []).append(number if alone else f"{number}.{place}")

    whole = [one.key for one in segments(source, pictures)]
    head = [key for key in whole if not key[0].startswith("sections.")]
    note(TOP, [key for key in head if key[0] not in OPENING])
    for at, name in enumerate(OPENING, start=1):
        note(f"{TOP}.{at}", [key for key in head if key[0] == name])

    def keys_of(section: Section) -> list[SegmentKey]:
        """Return the segments of a section alone."""
        alone = segments(replace(source, sections=(section,)), pictures)
        return [segment.key for segment in alone if segment.context.startswith("sections.")]

    for section_at, section in enumerate(source.sections, start=1):
        note(f"{section_at}", keys_of(replace(section, blocks=())))
        for at, block in enumerate(section.blocks, start=1):
            _, *keys = keys_of(replace(section, blocks=(block,)))
            note(f"{section_at}.{at}", keys)
    return numbers


def _findings(
    one: Translation, materials: Materials
) -> tuple[Mapping[SegmentKey, list[Diagnostic]], tuple[Diagnostic, ...]]:
    """Return what the rules find in each segment, and what is of no segment alone.

    Fields are called as forms call them: who reads a translation does not see the source's file.
    """
    lines = sorted((pair.place.line, pair.segment.key) for pair in one.pairs if pair.place.line)
    own: dict[SegmentKey, list[Diagnostic]] = {}
    whole = list[Diagnostic]()
    settings = materials.workspace.settings
    problems = judge_translations([one], materials.readable, materials.brands, settings)
    for problem in Problems(problems):
        at = bisect_right(lines, problem.place.line, key=lambda line: line[0]) - 1
        if problem.rule in (*BY_STATE, NOT_CHECKED):
            continue
        problem = replace(problem, message=as_called(problem.message), hint=as_called(problem.hint))
        if problem.place.file == one.catalogue.file and at >= 0:
            own.setdefault(lines[at][1], []).append(problem)
        else:
            whole.append(problem)
    return own, tuple(whole)


def _left(problems: Problems) -> tuple[str, ...]:
    """Return what keeps a text from being approved, in sentences; findings are counted."""
    errors = [one for one in problems if one.severity == "error" and one.rule not in BY_STATE]
    own = [one.message for one in errors if one.rule == RULE]
    wrong = len(errors) - len(own)
    counted = [f"{_count(wrong, 'finding')} must be mended"] if wrong else []
    return tuple(f"{words[:1].upper()}{words[1:]}." for words in (*own, *counted))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
