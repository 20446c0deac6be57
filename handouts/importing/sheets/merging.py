"""Three ways to one: the last import, the clinic's file as it is, and the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.importing.sheets.phones import digits
from handouts.importing.sheets.rows import ClinicDetail, ClinicRow
from handouts.importing.sheets.table import SheetCell
from handouts.importing.sheets.there import Given, There

__all__ = ["DetailChange", "merged", "recorded"]

Fate = Literal["take", "keep", "settle"]
ABSENT = object()


@dataclass(frozen=True)
class DetailChange:
    """A detail in which sheet and file differ, and what becomes of it.

    take: it is written. keep: it was changed by hand since the last import and not in the sheet,
    so the file stays. settle: both changed, or nobody knows; the file stays, and it is told at
    every import until both say the same.
    """

    key: str
    before: ClinicDetail | None  # what the clinic prints now
    after: ClinicDetail  # what the sheet says
    fate: Fate
    cell: SheetCell


def merged(row: ClinicRow, clinic: str, there: There) -> Iterator[DetailChange]:
    """Walk through what differs between a row and its clinic. An empty cell takes nothing away."""
    known = there.clinics.get(clinic)
    own = known.details if known else {}
    prints = there.details(clinic) if known else {}
    first = there.printed(clinic) if known else {}
    taken = there.record.taken.get(clinic, {}) if known else {}
    given = there.record.given.get(clinic, {}) if known else {}
    for key, value in row.details.items():
        before = prints.get(key)
        if _same(before, value) or _same(first.get(key), value):
            continue
        bases = [record.get(key, ABSENT) for record in (taken, given)]
        fate: Fate = "settle"
        if any(_same(base, value) for base in bases):
            fate = "keep"
        elif any(_same(base, before) for base in bases):
            fate = "take"
        elif bases == [ABSENT, ABSENT]:
            if _alike(key, before, value):
                continue
            fate = "settle" if key in own else "take"
        yield DetailChange(key, before, value, fate, row.cells[key])


def recorded(
    row: ClinicRow, changes: Sequence[DetailChange], taken: Given
) -> dict[str, ClinicDetail]:
    """Return what is kept of a row for the next import; what is not settled is told again."""
    unsettled = {change.key for change in changes if change.fate == "settle"}
    settled = {key: value for key, value in row.details.items() if key not in unsettled}
    return {**{key: value for key, value in taken.items() if value is not None}, **settled}


def _same(one: object, other: object) -> bool:
    """Say whether two details say the same; where their lines break does not matter."""
    return one == other or _bare(one) == _bare(other)


def _bare(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return " ".join(re.split(r"[\s,;]+", " ".join(value))).strip()
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if item}
    return value


def _alike(key: str, before: object, value: object) -> bool:
    """Say whether two details are the same but for how they are written."""
    if key == "phone":
        return digits(str(before)) == digits(str(value))
    one, other = _bare(before), _bare(value)
    return isinstance(one, str) and isinstance(other, str) and one.casefold() == other.casefold()
