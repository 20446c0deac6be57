"""A sheet and a brand → what an import would change: nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from handouts.content import handout_ids
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, Refused
from handouts.importing.sheets.columns import Column, find_head
from handouts.importing.sheets.matching import Proposal, Renamed, match, names_of
from handouts.importing.sheets.merging import DetailChange, merged, recorded
from handouts.importing.sheets.opening import open_table
from handouts.importing.sheets.rows import ClinicDetail, ClinicRow, KnownHere, read_rows
from handouts.importing.sheets.table import Marks
from handouts.importing.sheets.there import (
    ClinicFile,
    ImportRecord,
    There,
    clinics_folder,
    read_there,
    record_path,
)
from handouts.reading import Map, Uneditable, parse_yaml, set_value
from handouts.textfile import decode_text
from handouts.workspace import Workspace

__all__ = ["ClinicPlan", "FileEdit", "PlannedRow", "plan_clinics"]

START = "# yaml-language-server: $schema=../../clinic.schema.json\nname: clinic\n"


@dataclass(frozen=True)
class PlannedRow:
    """A clinic of the sheet, and what an import does with it."""

    number: int  # of the row in the sheet
    clinic: str  # its id
    name: str
    state: Literal["new", "changed", "same"]
    changes: tuple[DetailChange, ...] = ()


@dataclass(frozen=True)
class FileEdit:
    """A file as it was read, None where there was none, and as it is to be."""

    path: str  # from the workspace
    before: bytes | None = field(repr=False)
    after: bytes = field(repr=False)


@dataclass(frozen=True)
class ClinicPlan:
    """All that an import would do, and what is wrong with the sheet.

    Nothing of it can be written while there is an error among the problems.
    """

    brand: str
    file: str
    sheet: str
    head: int  # the row that names the columns
    columns: tuple[Column, ...]
    rows: tuple[PlannedRow, ...]
    gone: tuple[str, ...]  # clinics that are not in the sheet, and stay as they are
    proposals: tuple[Proposal, ...]
    problems: tuple[Diagnostic, ...]
    edits: tuple[FileEdit, ...]
    record: FileEdit

    @property
    def failed(self) -> bool:
        """Say whether something must be mended before anything is written."""
        return Problems(self.problems).failed

    def count(self, state: str) -> int:
        """Count the rows of a state."""
        return sum(row.state == state for row in self.rows)


def plan_clinics(
    workspace: Workspace,
    brand: str,
    data: bytes,
    file: str,
    *,
    sheet: str = "",
    answer: Renamed = lambda row: None,
) -> ClinicPlan:
    """Return what an import of a spreadsheet into a brand would change.

    file is its name for messages, sheet the one of several. answer says of a row, where a clinic is
    proposed for it, whether it is that clinic; None, which is an error, where nobody said so yet.
    Raises WrongUse where there is no such brand, HandoutsError where the file or one of the brand's
    cannot be read.
    """
    there, problems = read_there(workspace, brand), Problems()
    try:
        table = open_table(data, file, sheet, problems)
    except Refused as refused:
        problem = Diagnostic("error", "sheet", Place(file), str(refused), refused.hint)
        raise HandoutsError(problem) from None
    marks = Marks(file, problems)
    head = find_head(table, marks)
    rows = read_rows(table, head, _known(workspace, there), problems)
    ids, proposals = match(rows, there, answer, marks)
    planned = list(_planned(rows, ids, there, marks))
    edits = list(_edits(planned, there, problems))
    _tell_brand(edits, ids.values(), there, problems)
    clinics = {name for name, known in there.clinics.items() if known.before is not None}
    return ClinicPlan(
        brand=brand,
        file=file,
        sheet=table.sheet,
        head=head.row,
        columns=head.columns,
        rows=tuple(planned),
        gone=tuple(sorted(clinics - {*ids.values(), *(one.clinic for one in proposals)})),
        proposals=tuple(proposals),
        problems=tuple(problems),
        edits=tuple(edits),
        record=_record(rows, planned, there),
    )


def _known(workspace: Workspace, there: There) -> KnownHere:
    """Return what rows are read by; a brand may offer handouts that are there, or named."""
    named = [there.inherited, *(clinic.details for clinic in there.clinics.values())]
    offered = {str(one) for details in named for one in details.get("offers") or ()}
    return KnownHere(
        country=str(there.inherited.get("country") or ""),
        treatments=frozenset({*handout_ids(workspace), *offered}),
        names=frozenset(name for clinic in there.clinics for name in names_of(clinic, there)),
    )


def _planned(
    rows: Sequence[ClinicRow], ids: dict[int, str], there: There, marks: Marks
) -> Iterator[PlannedRow]:
    """Walk through the rows with what becomes of each; told is what must be settled."""
    for row in rows:
        clinic = ids.get(row.number)
        if clinic is None:
            continue
        changes = tuple(merged(row, clinic, there))
        for change in changes:
            if change.fate == "settle":
                fact = f"'{clinic}' says something else of '{change.key}', and stays as it is"
                hint = "it was changed by hand, or never imported: write the same in both"
                marks.warn(change.cell, fact, hint)
        state: Literal["new", "changed", "same"] = "same"
        if clinic not in there.clinics:
            state = "new"
        elif any(change.fate == "take" for change in changes):
            state = "changed"
        yield PlannedRow(row.number, clinic, row.name, state, changes)


def _edits(rows: Sequence[PlannedRow], there: There, problems: Problems) -> Iterator[FileEdit]:
    """Walk through the files that change. A brand's own clinic gets a file beside the first."""
    new = any(row.state == "new" for row in rows)
    for row in rows:
        path = f"{clinics_folder(there.brand)}/{row.clinic}.yml"
        known = there.clinics.get(row.clinic, ClinicFile(path, None, {}))
        taken = {change.key: change.after for change in row.changes if change.fate == "take"}
        if known.before is None and (taken or new):
            taken = {"name": row.name, **taken}
        if not taken:
            continue
        text = START if known.before is None else decode_text(known.before, known.path)
        try:
            for key, value in taken.items():
                text = _with(text, key, value)
        except Uneditable as error:
            hint = "change it there by hand, as the sheet says it"
            problems.error("edit", Place(known.path), f"{error}", hint)
        else:
            yield FileEdit(known.path, known.before, text.encode())


def _with(text: str, key: str, value: ClinicDetail) -> str:
    """Return a clinic's file with a detail. Raises Uneditable."""
    first, _, word = key.partition(".")
    if not word:
        return set_value(text, (first,), value)
    node = parse_yaml(text, "", Problems())
    if node is None or isinstance(node.items.get(first), Map):
        return set_value(text, (first, word), value)
    return set_value(text, (first,), {word: value})


def _tell_brand(
    edits: Sequence[FileEdit], ids: Collection[str], there: There, problems: Problems
) -> None:
    """Tell where a brand that was a clinic itself has clinics from now on."""
    alone = there.clinics.get(there.brand)
    stays = alone is None or alone.before is not None or there.brand in ids
    if edits and not stays and there.inherited.get("phone"):
        place = Place(f"brands/{there.brand}/_brand.yml")
        fact = "what stands in defaults.handouts is no clinic any more: clinics inherit it"
        problems.warn("brand", place, fact, "add a row for it, if it is one")


def _record(rows: Sequence[ClinicRow], planned: Sequence[PlannedRow], there: There) -> FileEdit:
    """Return the record of the last import as it is to be."""
    by_number = {row.number: row for row in rows}
    taken, given = dict(there.record.taken), dict(there.record.given)
    for one in planned:
        row, before = by_number[one.number], taken.get(one.clinic, {})
        before = before if one.clinic in there.clinics else {}
        taken[one.clinic] = recorded(row, one.changes, before)
        left = {key: v for key, v in given.pop(one.clinic, {}).items() if key not in row.details}
        given |= {one.clinic: left} if left else {}
    return FileEdit(
        record_path(there.brand), there.record.before, ImportRecord(taken, given).written()
    )
