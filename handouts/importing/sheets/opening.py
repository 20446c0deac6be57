"""A file as a table: what it is, is told by its first bytes, and a workbook is read apart."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from handouts.apart import run_apart
from handouts.diagnostics import Place, Problems, Refused, did_you_mean
from handouts.importing.naming import plain_words
from handouts.importing.sheets import workbook
from handouts.importing.sheets.columns import known_names
from handouts.importing.sheets.separated import read_separated
from handouts.importing.sheets.table import CellValue, Grid, NoValue, SheetCell
from handouts.store import need

__all__ = ["SHEET_KINDS", "open_table"]

SHEET_KINDS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".tab", ".txt")
LARGEST_BYTES = 10_000_000  # bytes of a file
PATIENCE_SECONDS = 120.0  # seconds after which a process that does not answer is given up
ROWS_OF_HEAD = 15
SAVE = "open it in a spreadsheet, and save it as .xlsx or .csv"
LOCKED = "it is protected by a password", "save it without one"
MANIFEST, MOST_OF_MANIFEST = "META-INF/manifest.xml", 100_000  # bytes
# A workbook begins with BOF, WriteProtect where it has it, and FilePass ([MS-XLS] 2.1.7.20.3)
FILEPASS = re.compile(
    rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00.{4}(?:.{8})?(?:\x86\x00\x00\x00)?\x2f\x00",
    re.DOTALL,
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHERS = {
    b"%PDF-": "it is a PDF",
    b"{\\rtf": "it is a text of a word processor",
    b"<!doc": "it is a web page, whatever its name says",
    b"<html": "it is a web page, whatever its name says",
    b"<tabl": "it is a web page, whatever its name says",
    b"<?xml": "it is XML, whatever its name says",
    b"\x89PNG": "it is a picture",
    b"\xff\xd8\xff": "it is a picture",
}


def open_table(data: bytes, file: str, sheet: str, problems: Problems) -> Grid:
    """Return the cells of a spreadsheet: xlsx, xls, ods, or text with separators.

    Of several sheets the one is taken whose head names most columns, unless one is named. Raises
    Refused, and HandoutsError where a package is not installed.
    """
    if len(data) > LARGEST_BYTES:
        raise Refused(f"it has {len(data):,} bytes; at most {LARGEST_BYTES:,} are read", SAVE)
    if not data.strip():
        raise Refused("it is empty", SAVE)
    for start, what in OTHERS.items():
        if data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(start.lower()):
            raise Refused(what, SAVE)
    if data.startswith(b"PK"):
        kind = _kind_of_package(data)
    elif data.startswith(OLE):
        kind = _kind_of_compound(data)
    else:
        return read_separated(data, file, problems)
    need("openpyxl" if kind == "xlsx" else "python_calamine", file)
    return _chosen(_read_apart(data, kind, sheet), file, sheet, kind, problems)


def _kind_of_package(data: bytes) -> str:
    """Return what a zip file holds. Raises Refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            kind = packed.read("mimetype")[:80] if _is_small(packed, "mimetype") else b""
            locked = any(part.flag_bits & 1 for part in packed.infolist()) or _is_locked(packed)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Refused(f"it is damaged: {error}", SAVE) from None
    if locked:
        raise Refused(*LOCKED)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if "word/document.xml" in names:
        raise Refused("it is a Word file", "put its table into a spreadsheet")
    if any(name.startswith("Index/") for name in names):
        raise Refused("it is a file of Apple's Numbers", "export it from there as Excel or CSV")
    if "xl/workbook.bin" in names:
        raise Refused("it is a binary workbook of Excel", SAVE)
    raise Refused("it is a zip file without a spreadsheet in it", SAVE)


def _is_small(packed: zipfile.ZipFile, name: str) -> bool:
    part = packed.getinfo(name) if name in packed.namelist() else None
    return part is not None and part.file_size < 200 and not part.flag_bits & 1


def _is_locked(packed: zipfile.ZipFile) -> bool:
    """Say whether an OpenDocument file is protected by a password (OpenDocument 1.3, 2, 3.4)."""
    names = packed.namelist()
    if "encrypted-package" in names:
        return True
    if MANIFEST not in names:
        return False
    with packed.open(MANIFEST) as file:
        return b":encryption-data" in file.read(MOST_OF_MANIFEST)


def _kind_of_compound(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data or FILEPASS.search(data):
        raise Refused(*LOCKED)
    if "WordDocument".encode("utf-16-le") in data:
        raise Refused("it is a Word file", "put its table into a spreadsheet")
    return "xls"


def _read_apart(data: bytes, kind: str, sheet: str) -> list[dict[str, Any]]:
    """Have a workbook read in a process of its own. Raises Refused."""
    limits = f"{workbook.COMPUTING_SECONDS} s of computing or {workbook.MEMORY_BYTES:,} bytes"
    lost = Refused(f"reading it failed, or took more than {limits} of memory", SAVE)
    program = ("-I", workbook.__file__, kind, sheet)
    done = run_apart(*program, data=data, patience=PATIENCE_SECONDS)
    if done is None:
        raise lost
    if done.returncode == workbook.TOLD:
        raise Refused(" ".join(done.stderr.decode(errors="replace").split()), SAVE)
    if done.returncode:
        raise lost
    sheets: list[dict[str, Any]] = json.loads(done.stdout)
    return sheets


def _chosen(
    sheets: list[dict[str, Any]], file: str, wanted: str, kind: str, problems: Problems
) -> Grid:
    """Return the sheet that is wanted, or that has most columns which are known."""
    names = [sheet["name"] for sheet in sheets]
    if wanted and wanted not in names:
        raise Refused(f"it has no sheet '{wanted}'", did_you_mean(wanted, names))
    read = [sheet for sheet in sheets if sheet["cells"] is not None]
    if not read:
        raise Refused("it has no sheet that can be seen", "name one with --sheet")
    best = max(read, key=_hits)
    place = Place(file)
    others = [name for name in names if name != best["name"]]
    if others:
        fact = f"the sheet '{best['name']}' is read; not read: {', '.join(others)}"
        problems.info("sheet", place, fact)
    if rows := [str(row) for row in sorted(best["hidden_rows"])]:
        fact = f"rows are hidden in the sheet, and read all the same: {', '.join(rows)}"
        problems.warn("sheet", place, fact, "delete them, if they are no clinics any more")
    if kind != "xlsx":
        fact = f"which columns are hidden, and how numbers are shown, is not told by .{kind}"
        problems.info("sheet", place, fact)
    return _table(best, file)


def _hits(sheet: Mapping[str, Any]) -> int:
    return sum(
        kind == "text" and plain_words(text) in known_names()
        for row, _, kind, text, _ in sheet["cells"]
        if row <= ROWS_OF_HEAD
    )


def _table(sheet: Mapping[str, Any], file: str) -> Grid:
    cells = {(row, column): tuple(rest) for row, column, *rest in sheet["cells"]}
    for top, left, bottom, _ in sheet["merged"]:
        if (top, left) in cells:  # a value of several rows is that of each of them
            below = range(top + 1, min(bottom, workbook.MOST_ROWS) + 1)
            cells |= {(row, left): cells[top, left] for row in below}
    rows: list[list[SheetCell]] = [[] for _ in range(max((row for row, _ in cells), default=0))]
    for (row, column), (kind, text, shown) in sorted(cells.items()):
        rows[row - 1].append(SheetCell(row, column, _value(kind, text), shown))
    return Grid(file, sheet["name"], tuple(map(tuple, rows)), frozenset(sheet["hidden"]))


def _value(kind: str, text: str) -> CellValue:
    if kind == "formula":
        why = f"the formula {text[:60]} holds no value: open the file in Excel, and save it"
        return NoValue(why)
    if kind == "error":
        return NoValue(f"the sheet has an error here: {text}")
    read: dict[str, Any] = {
        "bool": bool,
        "int": int,
        "float": float,
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "time": time.fromisoformat,
    }
    value: CellValue = read[kind](text) if kind in read else text
    return value
