"""Which files are read, in which encodings, and how hostile ones are refused."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from compound import protected
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from samples import MakeWorkspace
from workbooks import FILES, HEAD, LEEDS, YORK, a_csv, a_zip, an_ods, an_xlsx, planned, told

from handouts.diagnostics import HandoutsError
from handouts.importing import ClinicPlan, plan_clinics
from handouts.importing.sheets import workbook
from handouts.workspace import Workspace

XLS = Path(__file__).parent.parent / "data/importing/clinics.xls"
ROWS = [HEAD, LEEDS, YORK]
GERMAN = [
    ["Name der Praxis", "Telefon", "Straße", "PLZ", "Ort", "Öffnungszeiten"],
    ["Zoë “Ost”", "0351 4960002", "Hauptstraße 7", "01067", "Dresden", "Mo bis Fr; Sa"],
]


@pytest.fixture
def tide(workspace: MakeWorkspace) -> Workspace:
    return workspace(FILES)


def refused(workspace: Workspace, data: bytes, file: str = "s.xlsx", sheet: str = "") -> str:
    """Return what is said of a file that is not read."""
    with pytest.raises(HandoutsError) as error:
        plan_clinics(workspace, "tide", data, file, sheet=sheet)
    [problem] = error.value.diagnostics
    assert problem.place.file == file
    return problem.message


def with_password_in_zip(data: bytes) -> bytes:
    """Return a zip whose parts say that a password is needed."""
    return re.sub(b"(PK\x01\x02.{4})(.)", lambda m: m[1] + bytes([m[2][0] | 1]), data, flags=re.S)


def with_password_in_manifest(data: bytes) -> bytes:
    """Return a spreadsheet as LibreOffice saves it with a password."""
    sealed = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    end = b"</manifest:manifest>"
    manifest = parts["META-INF/manifest.xml"].replace(end, sealed + end)
    return a_zip({**parts, "META-INF/manifest.xml": manifest, "content.xml": bytes(range(256))})


def with_password_in_records(data: bytes) -> bytes:
    """Return an old workbook that says so: a record FILEPASS ([MS-XLS] 2.4.117) near its start."""
    other = b"\xe1\x00\x02\x00\xb0\x04"
    assert data.count(other) == 1
    return data.replace(other, b"\x2f\x00\x02\x00\x01\x00")


def ids(plan: ClinicPlan) -> list[str]:
    return [row.clinic for row in plan.rows]


@pytest.mark.parametrize(
    "data",
    [
        a_csv(GERMAN, ";", "cp1252"),
        a_csv(GERMAN, ";", "utf-8-sig"),
        a_csv(GERMAN, ","),
        a_csv(GERMAN, "\t", "utf-16"),
        a_csv(GERMAN, "|"),
        b"sep=;\r\n" + a_csv(GERMAN, ";", "cp1252"),
        an_xlsx(GERMAN),
        an_ods(GERMAN),
    ],
)
def test_all_kinds_and_encodings_give_the_same_clinic(tide: Workspace, data: bytes) -> None:
    plan = plan_clinics(tide, "tide", data, "s.csv")
    [row] = plan.rows
    assert (row.clinic, {one.key: one.after for one in row.changes}) == (
        "zoe-ost",
        {
            "name": "Zoë “Ost”",
            "address": ["Hauptstraße 7", "Dresden 01067"],
            "phone": "0351 4960002",
            "hours": ["Mo bis Fr", "Sa"],
        },
    )


def test_windows_1252_is_told(tide: Workspace) -> None:
    plan = plan_clinics(tide, "tide", a_csv(GERMAN, ";", "cp1252"), "s.csv")
    assert told(plan, "warning") == ["it is read as Windows-1252, as Excel saves CSV"]


def test_an_old_workbook_of_excel_is_read(tide: Workspace) -> None:
    plan = plan_clinics(tide, "tide", XLS.read_bytes(), "clinics.xls")
    assert ids(plan) == ["bristol", "leeds"]
    assert told(plan, "warning") == [
        "B2: the 0 was put back: 0117 496 0000; the sheet has 1174960000"
    ]


def test_the_sheet_with_most_known_columns_is_read_and_the_others_are_told(tide: Workspace) -> None:
    def more(book: Workbook, sheet: Worksheet) -> None:
        book.create_sheet("Notes", 0).append(["Name", "Call the printer"])
        old = book.create_sheet("Old")
        old.append([*HEAD, "Website"])
        old.append(["Old", *LEEDS[1:]])
        old.sheet_state = "hidden"

    data = an_xlsx(ROWS, more)
    plan = plan_clinics(tide, "tide", data, "s.xlsx")
    assert (plan.sheet, ids(plan)) == ("Sheet", ["leeds", "york"])
    assert told(plan, "info") == ["the sheet 'Sheet' is read; not read: Notes, Old"]
    assert ids(plan_clinics(tide, "tide", data, "s.xlsx", sheet="Old")) == ["old"]
    assert refused(tide, data, sheet="Olt") == "it has no sheet 'Olt'"


def test_hidden_columns_are_not_read_and_hidden_rows_are_both_told(tide: Workspace) -> None:
    def hide(book: Workbook, sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True

    plan = plan_clinics(tide, "tide", an_xlsx(ROWS, hide), "s.xlsx")
    assert "email" not in {one.key for one in plan.rows[0].changes}
    assert told(plan, "info")[-1] == "C1: the column 'Email' is not read: it is hidden in the sheet"
    assert told(plan, "warning") == ["rows are hidden in the sheet, and read all the same: 3"]


def test_merged_titles_are_passed_over_and_a_merged_cell_is_that_of_all_its_rows(
    tide: Workspace,
) -> None:
    def merge(book: Workbook, sheet: Worksheet) -> None:
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("E4:E5")

    data = an_xlsx([["Our clinics, 2026"], [], *ROWS], merge)
    plan = plan_clinics(tide, "tide", data, "s.xlsx")
    assert plan.head == 3
    hours = [{one.key: one.after for one in row.changes}.get("hours") for row in plan.rows]
    assert hours == [["9 to 5"], ["9 to 5"]]


def test_a_formula_without_a_value_is_an_error_at_its_cell(tide: Workspace) -> None:
    plan = plan_clinics(tide, "tide", an_xlsx([HEAD, ["=A4&B4", *LEEDS[1:]]]), "s.xlsx")
    [fact] = told(plan, "error")
    assert fact.startswith("A2: the formula =A4&B4 holds no value")


@pytest.mark.parametrize("cell", ["XFD1048576", "A5001", "GS1"])
def test_a_cell_that_is_far_away_is_refused(tide: Workspace, cell: str) -> None:
    def far(book: Workbook, sheet: Worksheet) -> None:
        sheet[cell] = "x"

    fact = refused(tide, an_xlsx(ROWS, far))
    assert "at most 5,000 rows and 200 columns are read" in fact


@pytest.mark.parametrize(
    "more",
    [
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
        "</table:table-row>",
        "<table:table-row><table:table-cell/></table:table-row>" * 10 + "<broken",
    ],
)
def test_a_bomb_of_repeated_cells_ends_in_its_own_process(tide: Workspace, more: str) -> None:
    assert refused(tide, an_ods(ROWS, more), "s.ods")


def test_a_file_that_unpacks_to_too_much_is_refused(tide: Workspace) -> None:
    parts = {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 70_000_000}
    assert refused(tide, a_zip(parts)) == "it has more than 60 MB unpacked"


def test_a_size_that_the_directory_of_a_zip_lies_about_is_counted(tide: Workspace) -> None:
    data = bytearray(a_zip({"xl/workbook.xml": b"<x/>", "xl/a.xml": b" " * 70_000_000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    assert refused(tide, bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_reads_them(tide: Workspace, encoding: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(an_xlsx(ROWS))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name.endswith("sheet1.xml"):
                text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + body.decode()
                body = text.encode(encoding)
            new.writestr(name, body)
    assert refused(tide, out.getvalue()) == "its part 'xl/worksheets/sheet1.xml' defines entities"


def test_more_memory_than_its_own_is_not_given_to_a_workbook(
    tide: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "workbook.py"
    source = Path(workbook.__file__).read_text("utf-8")
    hungry = source.replace(
        "    try:\n        if kind", '    b"x" * 3_000_000_000\n    try:\n        if kind'
    )
    assert hungry != source
    program.write_text(hungry, "utf-8")
    monkeypatch.setattr(workbook, "__file__", str(program))
    assert refused(tide, an_xlsx(ROWS)).startswith("reading it failed, or took more than 30 s")


@pytest.mark.parametrize(
    ("data", "fact"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"<html><table><tr><td>Name", "it is a web page, whatever its name says"),
        (b"\xef\xbb\xbf<table>", "it is a web page, whatever its name says"),
        (b'<?xml version="1.0"?><Workbook/>', "it is XML, whatever its name says"),
        (b"{\\rtf1", "it is a text of a word processor"),
        (b"PK\x03\x04 torn", "it is damaged: File is not a zip file"),
        (a_zip({"word/document.xml": b"<w/>"}), "it is a Word file"),
        (a_zip({"Index/Document.iwa": b""}), "it is a file of Apple's Numbers"),
        (a_zip({"xl/workbook.bin": b""}), "it is a binary workbook of Excel"),
        (a_zip({"a.txt": b""}), "it is a zip file without a spreadsheet in it"),
        (protected(), "it is protected by a password"),
        (with_password_in_zip(an_xlsx(ROWS)), "it is protected by a password"),
        (with_password_in_manifest(an_ods(ROWS)), "it is protected by a password"),
        (a_zip({"encrypted-package": b"\x93" * 99}), "it is protected by a password"),
        (with_password_in_records(XLS.read_bytes()), "it is protected by a password"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "it is a Word file",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1torn", "it is damaged:"),
        (b"x" * 10_000_001, "it has 10,000,001 bytes; at most 10,000,000 are read"),
        (b"Name\0Phone", "it is no spreadsheet that is read here"),
        (b"sep=#\nName#Phone\n", "its first line names the separator '#', which is not known"),
        (b"Name,Phone\n" * 5001, "it has 5,001 rows; at most 5,000 rows and 200 columns are read"),
        (b"Name,Phone\nA," + b'"' + b"x" * 200_000, "it cannot be read as CSV: field larger"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_with_a_sentence_of_its_own(
    tide: Workspace, data: bytes, fact: str
) -> None:
    assert refused(tide, data).startswith(fact)


def test_without_its_package_a_workbook_is_refused_with_what_to_install(
    tide: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.store.extras.find_spec", lambda name: None)
    assert planned(tide, LEEDS).count("new") == 1  # CSV needs none
    with pytest.raises(HandoutsError, match=r"pip install 'handouts\[sheets\]'"):
        plan_clinics(tide, "tide", an_xlsx(ROWS), "s.xlsx")
