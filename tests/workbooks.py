"""Spreadsheets for tests: as Excel, LibreOffice and databases save them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from handouts.importing import ClinicPlan, plan_clinics, write_clinics
from handouts.workspace import Workspace

Grid = Sequence[Sequence[object]]

HEAD = ["Name", "Tel", "Email", "Address", "Hours"]
LEEDS = ["Tide Skin Leeds", "0113 496 0001", "l@t.example", "3 Mill Lane, Leeds LS1 4AP", "9 to 5"]
NORTH = [
    "Tide Skin Leeds",
    "0113 496 0099",
    "l2@t.example",
    "90 North Road, Leeds LS8 2XX",
    "8 to 4",
]
YORK = ["Tide Skin York", "01904 960000", "", "1 Gate, York YO1 7AA", ""]
BRAND = "meta: {name: Tide Skin}\ndefaults: {handouts: {country: GB}}\n"
FILES = {"brands/tide/_brand.yml": BRAND}


def a_csv(rows: Grid, separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Return rows as text with separators."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def an_xlsx(rows: Grid, change: Callable[[Workbook, Worksheet], object] | None = None) -> bytes:
    """Return rows as a workbook of Excel, with whatever else is done to it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def an_ods(rows: Grid, more: str = "") -> bytes:
    """Return rows as a spreadsheet of LibreOffice: numbers as such, all else as text."""

    def cell(value: object) -> str:
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        text = escape(str(value))
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )

    lines = (f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Clinics">{"".join(lines)}{more}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{names}:manifest:1.0"></manifest:manifest>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return a_zip({name: part.encode() for name, part in parts.items()})


def a_zip(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return out.getvalue()


def planned(
    workspace: Workspace, *rows: Sequence[object], head: Sequence[str] = HEAD, brand: str = "tide"
) -> ClinicPlan:
    """Plan the import of rows under a head, as CSV."""
    return plan_clinics(workspace, brand, a_csv([head, *rows]), "s.csv")


def imported(
    workspace: Workspace, *rows: Sequence[object], head: Sequence[str] = HEAD
) -> dict[str, str]:
    """Import rows under a head, and return the brand's clinics' files."""
    write_clinics(workspace, planned(workspace, *rows, head=head))
    return files(workspace)


def files(workspace: Workspace, brand: str = "tide") -> dict[str, str]:
    """Return the files of a brand's clinics by their names."""
    folder = workspace.root / f"brands/{brand}/clinics"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*"))}


def told(plan: ClinicPlan, severity: str) -> list[str]:
    """Return what a plan tells of one severity."""
    return [one.message for one in plan.problems if one.severity == severity]


def changes(plan: ClinicPlan) -> list[tuple[str, str, str]]:
    """Return which details of which clinics differ, and what becomes of them."""
    return [(row.clinic, one.key, one.fate) for row in plan.rows for one in row.changes]


def everything(workspace: Workspace) -> dict[Path, bytes]:
    """Return every file of the brands."""
    folder = workspace.root / "brands"
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
