"""How two files of translations differ, segment by segment."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.diagnostics import HandoutsError, Problems
from handouts.textfile import decode_text
from handouts.translation.amending import UnitText
from handouts.translation.catalogue import Catalogue, Unit, parse_catalogue
from handouts.translation.pairing import SegmentKey

__all__ = ["SegmentChange", "catalogue_changes"]


@dataclass(frozen=True)
class SegmentChange:
    """What is said for a segment in two files, its key as the newer one has it.

    Where one of them does not know the segment, nothing is said in it.
    """

    key: SegmentKey
    before: UnitText
    after: UnitText


def catalogue_changes(before: bytes, after: bytes, file: str) -> list[SegmentChange]:
    """Return the segments that say something else, in the order of the newer file.

    A segment whose source was changed is known by the source that it was translated from. Raises
    HandoutsError where one of the two cannot be read; file stands in its places.
    """
    old, new = (_read(data, file) for data in (before, after))
    there = {unit.key: unit for unit in old.entries}
    changes = []
    for unit in new.entries:
        was = there.pop(unit.key, None) or _former(unit, there)
        changes.append(SegmentChange(unit.key, _by(was), _by(unit)))
    changes += [SegmentChange(key, _by(unit), UnitText()) for key, unit in there.items()]
    return [one for one in changes if one.before != one.after]


def _by(unit: Unit | None) -> UnitText:
    return UnitText.by(unit) if unit else UnitText()


def _former(unit: Unit, there: dict[SegmentKey, Unit]) -> Unit | None:
    return there.pop((unit.context, unit.previous), None) if unit.previous else None


def _read(data: bytes, file: str) -> Catalogue:
    problems = Problems()
    catalogue = parse_catalogue(decode_text(data, file), file, problems)
    if catalogue is None:
        raise HandoutsError(*problems)
    return catalogue
