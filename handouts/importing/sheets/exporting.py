"""The clinics of a brand as a spreadsheet, all cells as text: what an import reads back."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence

from handouts.files import bar
from handouts.importing.sheets.columns import headings
from handouts.importing.sheets.rows import ClinicDetail
from handouts.importing.sheets.separated import GUARDED
from handouts.importing.sheets.there import Given, ImportRecord, There, read_there, record_path
from handouts.store import need, put_in_place_of
from handouts.workspace import Workspace

__all__ = ["EXPORT_KINDS", "export_clinics", "remember_export"]

EXPORT_KINDS = (".xlsx", ".csv")
DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold: no clock in what we write
WIDTHS = {"address": 32, "hours": 32, "contacts": 40, "name": 28, "interests": 40, "offers": 24}
USUAL_WIDTH = 20  # characters
STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def export_clinics(workspace: Workspace, brand: str, kind: str) -> bytes:
    """Return the clinics of a brand as a spreadsheet of a kind, .xlsx or .csv, one a row.

    A detail that a clinic inherits stands there too. Raises WrongUse where there is no such brand,
    HandoutsError where a file cannot be read or a package is not installed.
    """
    there = read_there(workspace, brand)
    fields = list(headings())
    rows = [list(headings().values())]
    for clinic in sorted(there.clinics):
        details = {"id": clinic, **there.printed(clinic)}
        rows.append([_text(field, details) for field in fields])
    if kind == ".csv":
        return _csv(rows)
    need("openpyxl", "export")
    return _workbook(rows, fields)


def remember_export(workspace: Workspace, brand: str) -> str:
    """Keep what an export gave, by which an import sees what was changed in the sheet.

    Returns why it cannot be kept, or ''.
    """
    there = read_there(workspace, brand)
    path = workspace.root / record_path(brand)
    if why := bar(path):
        return why
    after = ImportRecord(there.record.taken, _given(there)).written()
    if after != there.record.before:
        put_in_place_of(path, there.record.before, after)
    return ""


def _given(there: There) -> dict[str, Given]:
    """Return what an export gives of each clinic, as a row that is read back would say it."""
    return {
        clinic: {key: value for key, value in there.printed(clinic).items() if value}
        for clinic in there.clinics
    }


def _text(field: str, details: Given) -> str:
    """Return a detail as a cell holds it: lines one below the other."""
    first, _, inner = field.partition(".")
    value: ClinicDetail | None = details.get(field) or details.get(first)
    if isinstance(value, dict):
        return value.get(inner, "")
    if isinstance(value, list):
        return "\n".join(one if isinstance(one, str) else _number(one) for one in value)
    return value or ""


def _number(contact: dict[str, str]) -> str:
    """Write a number as an import reads it."""
    extension = f" ext. {contact['extension']}" if contact.get("extension") else ""
    hours = f" ({contact['hours']})" if contact.get("hours") else ""
    return f"{contact.get('who', '')}: {contact.get('phone', '')}{extension}{hours}"


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    guarded = [[_guarded(cell) for cell in row] for row in rows]
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(guarded)
    return out.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    """Return a cell with which no spreadsheet reckons."""
    return f"'{cell}" if cell.lstrip("'").startswith(GUARDED) else cell


def _workbook(rows: Sequence[Sequence[str]], fields: Sequence[str]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Clinics"
    sheet.freeze_panes = "C2"
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
            if text:
                cell.value = text
                cell.data_type = "s"  # what begins with '=' is text too
    for column, field in enumerate(fields, 1):
        width = WIDTHS.get(field, USUAL_WIDTH)
        sheet.column_dimensions[get_column_letter(column)].width = width
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out.getvalue())


def _without_clock(data: bytes) -> bytes:
    """Return a workbook without the time of its making: the same clinics, the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename == "docProps/core.xml":
                body = STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", body)
            entry = zipfile.ZipInfo(part.filename, DAY)
            new.writestr(entry, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()
