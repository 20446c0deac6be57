"""Segments and their translations side by side: kept, stale, or to do.

What is stale has another source than when it was translated; its old words are kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from handouts.diagnostics import Place
from handouts.translation.catalogue import FUZZY, MACHINE, Catalogue, Unit
from handouts.translation.segmenting import ALSO, Segment

__all__ = ["PairState", "SegmentKey", "SegmentPair", "hint_of", "pair", "renewed"]

PairState = Literal["missing", "stale", "machine", "done"]
LIKE = 60  # of 100: how alike two sources are, where the words of one may serve the other
SegmentKey = tuple[str, str]


@dataclass(frozen=True)
class SegmentPair:
    """A segment, and what a file of translations has for it."""

    segment: Segment
    entry: Unit

    @property
    def state(self) -> PairState:
        """Whether its words may be taken for a translation of it."""
        if not self.entry.said:
            return "missing"
        if self.entry.previous or (self.entry.fuzzy and not self.entry.machine):
            return "stale"
        return "machine" if self.entry.machine else "done"

    @property
    def place(self) -> Place:
        """Where its translation stands, or will stand."""
        return self.entry.place


def pair(segments: Iterable[Segment], catalogue: Catalogue) -> tuple[SegmentPair, ...]:
    """Put each segment beside its translation in a file that may know an older source."""
    segments = tuple(segments)
    known = {entry.key: entry for entry in (*catalogue.obsolete, *catalogue.entries)}
    former = _former(segments, catalogue)
    nowhere = Place(catalogue.file)
    pairs = []
    for one in segments:
        entry = known.get(one.key)
        if entry is None and (old := former.get(one.key)):
            flags = old.flagged(**{FUZZY: True})
            entry = replace(flags, source=one.text, previous=old.previous or old.source)
        pairs.append(SegmentPair(one, entry or Unit(one.context, one.text, place=nowhere)))
    return tuple(pairs)


def renewed(
    pairs: Sequence[SegmentPair], catalogue: Catalogue, header: Mapping[str, str]
) -> Catalogue:
    """Return a file of translations as it is to be written for the source of today.

    What has no segment any more becomes obsolete, if it was translated; a machine draft that is
    not fuzzy any more has been gone through.
    """
    entries = [_entry(one) for one in pairs]
    used = {one.entry.key for one in pairs} | {
        (one.entry.context, one.entry.previous) for one in pairs if one.entry.previous
    }
    gone = {entry.key: entry for entry in (*catalogue.obsolete, *catalogue.entries)}
    obsolete = [entry for key, entry in gone.items() if key not in used and entry.said]
    return Catalogue(catalogue.file, header, entries, obsolete, catalogue.note)


def _entry(one: SegmentPair) -> Unit:
    entry, segment = one.entry, one.segment
    if entry.machine and not entry.fuzzy:
        entry = entry.flagged(**{MACHINE: False})
    if entry.previous and not entry.fuzzy:
        entry = replace(entry, previous="")
    places = tuple((place.file, str(place.line)) for place in segment.places)
    return replace(entry, hint=hint_of(segment), places=places)


def hint_of(segment: Segment) -> str:
    """Say what a translator must know of a segment."""
    parts = []
    if segment.context == ALSO:
        parts.append("What people call it, for finding: in your own words, with ; between.")
    elif segment.most:
        parts.append(f"At most {segment.most} characters.")
    elif segment.context == "sections.heading":
        parts.append("It hangs in a narrow column: keep it short.")
    elif segment.in_drawing:
        parts.append("In a drawing, which does not grow with it: keep it short.")
    elif segment.kind == "label":
        parts.append("A label: keep it short.")
    elif segment.kind == "alt":
        parts.append("For those who cannot see the drawing.")
    kept = [what for sign, what in KEPT if sign in segment.text]
    if kept:
        parts.append(f"Keep as they are: {', '.join(kept)}.")
    return " ".join(parts)


KEPT = (
    ("[@", "[@sources]"),
    ("](", "the addresses in (brackets) of links"),
    ("**", "** around strong words"),
    ("{", "{words in braces}"),
)


def _former(segments: Sequence[Segment], catalogue: Catalogue) -> dict[SegmentKey, Unit]:
    """Return for segments that are new the entry whose words may serve, by the segment's key."""
    old = [entry for entry in catalogue.entries if entry.said]
    there, known = {one.key for one in segments}, {entry.key for entry in catalogue.entries}
    new = [one for one in segments if one.key not in known]
    if not new:
        return {}
    free = [entry for entry in old if entry.key not in there]
    matches = dict(_nearest(new, free))
    matches |= _neighbours([s for s in segments if s.key not in matches], old, there)
    taken = {id(entry) for entry in matches.values()}
    left = [one for one in new if one.key not in matches]
    return dict(_nearest(left, [e for e in old if id(e) not in taken])) | matches


def _nearest(new: Iterable[Segment], free: Iterable[Unit]) -> Iterator[tuple[SegmentKey, Unit]]:
    """Walk through pairs of a new segment and an old entry in its role, the most alike first."""
    from rapidfuzz.fuzz import ratio  # late: most texts that are read have nothing to be paired

    by_role: dict[str, list[Unit]] = {}
    for entry in free:
        by_role.setdefault(entry.context, []).append(entry)
    likeness = [
        (-score, number, one, entry)
        for number, one in enumerate(new)
        for entry in by_role.get(one.context, ())
        if (score := ratio(one.text, entry.source)) >= LIKE
    ]
    seen: set[object] = set()
    for _, _, one, entry in sorted(likeness, key=lambda row: row[:2]):
        if one.key not in seen and id(entry) not in seen:
            seen |= {one.key, id(entry)}
            yield one.key, entry


def _neighbours(
    segments: Sequence[Segment], old: Sequence[Unit], there: set[SegmentKey]
) -> dict[SegmentKey, Unit]:
    """Return new segments that stand where an old one in the same role stood."""
    before, now = [entry.key for entry in old], [one.key for one in segments]
    matches = {}
    for what, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if what != "replace":
            continue
        free = [entry for entry in old[a:b] if entry.key not in there]
        for one in segments[c:d]:
            match = next((entry for entry in free if entry.context == one.context), None)
            if match is not None:
                free.remove(match)
                matches[one.key] = match
    return matches
