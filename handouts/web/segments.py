"""The segments of a translation as the desk shows them: what is said, what is typed, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from handouts.batch import Materials
from handouts.checks import all_rules, judge_translations
from handouts.content import plain, role_called
from handouts.diagnostics import Place
from handouts.proof import WordStep, word_steps
from handouts.reading import Text
from handouts.review import numbers_of
from handouts.translation import (
    PairState,
    SegmentKey,
    SegmentPair,
    Translation,
    Typed,
    UnitText,
    resaid,
)
from handouts.web.findings import ShownFinding, shown_findings
from handouts.web.manuscripts import TITLES

__all__ = ["STATES", "SegmentRow", "findings_in", "id_of", "rows_of", "sections_of"]

STATES: Mapping[PairState, str] = {
    "missing": "To do",
    "stale": "Stale",
    "machine": "Machine",
    "done": "Kept",
}
BY_STATE = ("TRN-01", "TRN-03")  # what these tell is the state of a segment
FEW = 70  # letters of a line, in a narrow column


@dataclass(frozen=True)
class SegmentRow:
    """A segment as it is shown; before is what the file says, now what the person says.

    Its number is that of the review copy.
    """

    number: str
    pair: SegmentPair
    section: str
    before: UnitText
    now: UnitText
    findings: Sequence[ShownFinding] = ()
    clashes: bool = False  # somebody saved other words, and these are those

    @property
    def id(self) -> str:
        """Its name on the page."""
        return id_of(self.pair.segment.key)

    @property
    def label(self) -> str:
        """What it is, in words: 'Claim: What was found'."""
        return role_called(self.pair.segment.context)

    @property
    def state(self) -> str:
        """How it stands in the file, in words."""
        return STATES[self.pair.state]

    @property
    def steps(self) -> Sequence[WordStep]:
        """What changed in the source since it was translated, word by word."""
        before = self.pair.entry.previous
        return word_steps(before, self.pair.segment.text) if before else ()

    @property
    def lines(self) -> int:
        """How many lines its fields have at first."""
        longest = max(len(self.pair.segment.text), len(self.now.words), len(self.now.back))
        return min(8, longest // FEW + 1)


def id_of(key: SegmentKey) -> str:
    """Return the name of a segment on a page."""
    return sha256("\0".join(key).encode()).hexdigest()[:12]


def rows_of(
    one: Translation,
    typed: Mapping[SegmentKey, Typed],
    materials: Materials,
    clashing: Sequence[SegmentKey] = (),
) -> list[SegmentRow]:
    """Return the segments of a translation with what somebody typed, in the source's order."""
    findings, numbers = findings_in(one, typed, materials), numbers_of(one)
    rows = []
    for at, pair in enumerate(one.pairs, start=1):
        key, before = pair.segment.key, UnitText.by(pair.entry)
        own = typed.get(key)
        clashes = key in clashing or (own is not None and own.before != before)
        now = own.now if own else before
        own_faults = findings.get(at, ())
        number = numbers[key][0]
        rows.append(SegmentRow(number, pair, _section(one, pair), before, now, own_faults, clashes))
    return rows


def sections_of(rows: Sequence[SegmentRow]) -> Mapping[str, list[SegmentRow]]:
    """Return the segments of each section, by its heading."""
    sections: dict[str, list[SegmentRow]] = {}
    for row in rows:
        sections.setdefault(row.section, []).append(row)
    return sections


def findings_in(
    one: Translation, typed: Mapping[SegmentKey, Typed], materials: Materials
) -> Mapping[int, Sequence[ShownFinding]]:
    """Return what the rules on translations find, by the number of the segment from 1.

    What is stale is judged as if it were said now: who mends it sees what is left.
    """
    file = one.catalogue.file
    pairs = []
    for number, pair in enumerate(one.pairs, start=1):
        own = typed.get(pair.segment.key)
        now = replace(own.now if own else UnitText.by(pair.entry), left=False)
        place = Place(file, number, 1)
        entry = replace(resaid(pair.entry, now), words=Text(now.words, place), place=place)
        pairs.append(replace(pair, entry=entry))
    rules = [r.id for r in all_rules().values() if r.judges == "translation"]
    problems = judge_translations(
        [replace(one, pairs=tuple(pairs))],
        materials.readable,
        materials.brands,
        materials.workspace.settings,
        only=[rule for rule in rules if rule not in BY_STATE],
    )
    lines = {problem.place.line for problem in problems}
    return {
        line: shown_findings([p for p in problems if p.place.line == line], file, "")
        for line in lines
    }


def _section(one: Translation, pair: SegmentPair) -> str:
    """Return the heading of the section in which a segment stands first."""
    line = pair.segment.places[0].line
    within = [part for part in one.source.sections if part.place.line <= line]
    name = pair.segment.context.partition(".")[0]
    if name != "sections" or not within:
        return TITLES["short" if name in ("main_message", "key_points") else "title"]
    return plain(within[-1].heading)
