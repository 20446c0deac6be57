"""Which clinic a row is: by its id, by its name, or as a question; and the ids of new ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from handouts.importing.naming import LONGEST_ID, plain_words, slug
from handouts.importing.sheets.columns import NAME
from handouts.importing.sheets.phones import digits
from handouts.importing.sheets.rows import ClinicRow, postcode_in
from handouts.importing.sheets.table import Marks, SheetCell
from handouts.importing.sheets.there import There
from handouts.workspace import is_id

__all__ = ["Proposal", "Renamed", "match", "names_of"]

NAMELESS = "clinic"  # an id where a name has no letter of ours

# Says of a row whether it is the clinic that is proposed for it; None where nobody said so yet.
Renamed = Callable[[int], bool | None]


@dataclass(frozen=True)
class Proposal:
    """A row that may be a clinic whose name was changed, which is not in the sheet any more."""

    row: int
    clinic: str
    why: str


@dataclass
class _Matching:
    """Rows, and the clinics that they were found to be."""

    there: There
    marks: Marks
    ids: dict[int, str] = field(default_factory=dict)  # by the number of the row
    proposals: list[Proposal] = field(default_factory=list)

    def left(self) -> list[str]:
        """Return the clinics that no row was found to be."""
        return [clinic for clinic in self.there.clinics if clinic not in self.ids.values()]


def match(
    rows: Sequence[ClinicRow], there: There, answer: Renamed, marks: Marks
) -> tuple[dict[int, str], list[Proposal]]:
    """Return the id of each row's clinic by the row's number, and what must be asked.

    Told are rows that stand there twice, and questions that are not answered yet.
    """
    matching = _Matching(there, marks)
    _by_id(rows, matching)
    _by_name([row for row in rows if not row.wanted], matching)
    for row in rows:
        if row.number not in matching.ids:
            _ask(row, matching, answer)
    _name_new(rows, matching)
    return matching.ids, matching.proposals


def _by_id(rows: Sequence[ClinicRow], matching: _Matching) -> None:
    first: dict[str, int] = {}
    for row in rows:
        wanted = row.wanted if is_id(row.wanted) else slug(row.wanted)
        if not wanted:
            continue
        if wanted in first:
            fact = f"the id '{wanted}' stands here again, as in row {first[wanted]}"
            matching.marks.error(_name_cell(row), fact, "give each clinic an id of its own")
        first.setdefault(wanted, row.number)
        if wanted in matching.there.clinics:
            matching.ids[row.number] = wanted


def _by_name(rows: Sequence[ClinicRow], matching: _Matching) -> None:
    """Find clinics by what they are called; of several of one name, those most alike go first."""
    left = set(matching.left())
    pairs = sorted(
        (
            (_likeness(row, clinic, matching.there), row, clinic)
            for row in rows
            for clinic in left
            if plain_words(row.name) in names_of(clinic, matching.there)
        ),
        key=lambda pair: (-pair[0], pair[1].number, pair[2]),
    )
    for _, row, clinic in pairs:
        if row.number not in matching.ids and clinic in left:
            matching.ids[row.number] = clinic
            left.discard(clinic)


def names_of(clinic: str, there: There) -> set[str]:
    """Return what a clinic is called, in its file and in the last sheets."""
    kept = (there.record.taken, there.record.given)
    known = [there.details(clinic), *(record.get(clinic, {}) for record in kept)]
    return {plain_words(str(details.get(NAME) or "")) for details in known}


def _likeness(row: ClinicRow, clinic: str, there: There) -> int:
    known = (there.details(clinic), there.record.taken.get(clinic, {}))
    return max(sum(one.get(key) == value for key, value in row.details.items()) for one in known)


def _ask(row: ClinicRow, matching: _Matching, answer: Renamed) -> None:
    """Propose a clinic that the sheet lacks for a row that is none yet, where they are alike."""
    proposal = next(
        (
            Proposal(row.number, clinic, why)
            for clinic in matching.left()
            if (why := _why(row, clinic, matching.there))
        ),
        None,
    )
    if proposal is None:
        return
    is_it = answer(row.number)
    if is_it:
        matching.ids[row.number] = proposal.clinic
    elif is_it is None:
        matching.proposals.append(proposal)
        fact = f"'{row.name}' is new, and '{proposal.clinic}' is not in the sheet; {proposal.why}"
        hint = f"write '{proposal.clinic}' into a column Clinic ID if it is that one, or say by "
        hint += "--renamed yes or no whether it is"
        matching.marks.error(_name_cell(row), fact, hint)


def _why(row: ClinicRow, clinic: str, there: There) -> str:
    """Return what makes a row and a clinic alike, or ''."""
    known = there.details(clinic)
    if there.clinics[clinic].before is None:
        return ""  # the brand itself, which has no clinics yet
    phones = [digits(str(one.get("phone") or "")) for one in (row.details, known)]
    if phones[0] and phones[0] == phones[1]:
        return "they have the same phone"
    codes = [
        postcode_in(" ".join(map(str, one.get("address") or ()))) for one in (row.details, known)
    ]
    if codes[0] and codes[0] == codes[1]:
        return "they have the same postcode"
    if clinic in (row.wanted, _id_of(row.name, there)) or (
        row.wanted and plain_words(row.name) in names_of(clinic, there)
    ):
        return "they have the same name" if row.wanted else "its id would be the same"
    return ""


def _name_new(rows: Sequence[ClinicRow], matching: _Matching) -> None:
    """Give ids to rows that are new; a second clinic of a name is told, and gets its town."""
    taken = {*matching.there.clinics, *matching.ids.values()}
    seen: dict[str, ClinicRow] = {}
    for row in rows:
        if row.number in matching.ids:
            seen.setdefault(repr(sorted(row.details.items())), row)
            continue
        twin = seen.setdefault(repr(sorted(row.details.items())), row)
        if twin is not row:
            fact = f"'{row.name}' stands here again, as in row {twin.number}"
            matching.marks.error(_name_cell(row), fact, "delete one of the two rows")
            continue
        wanted = row.wanted and (row.wanted if is_id(row.wanted) else slug(row.wanted))
        own = wanted or _id_of(row.name, matching.there)
        if own in taken:
            own = _free(own, row, taken)
            matching.marks.info(_name_cell(row), f"a clinic of this name is there: this is '{own}'")
        taken.add(own)
        matching.ids[row.number] = own


def _id_of(name: str, there: There) -> str:
    """Return an id for a clinic: its name without that of the brand, or without the brand's id."""
    whole = slug(name)
    return next(
        (own for brand in (there.name, there.brand) if (own := slug(name, brand)) != whole),
        whole or NAMELESS,
    )


def _free(own: str, row: ClinicRow, taken: set[str]) -> str:
    """Return an id that is not taken: with the town after it, else the postcode, else a number."""
    address = [str(line) for line in row.details.get("address") or [""]]
    town = slug(re.sub(r"\S*\d\S*", " ", address[-1]))
    code = postcode_in(" ".join(address)).lower()
    for after in (town if town not in own else "", code):
        name = f"{own}-{after}"[:LONGEST_ID].strip("-")
        if after and name not in taken:
            return name
    return next(one for n in count(2) if (one := f"{own[: LONGEST_ID - 4]}-{n}") not in taken)


def _name_cell(row: ClinicRow) -> SheetCell:
    return row.cells[NAME]
