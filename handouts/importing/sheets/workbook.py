"""Reads a workbook in a process of its own, within limits: a bomb or a crash ends there.

It is run as a program, ``python workbook.py xlsx|ods|xls [SHEET]``, and imports nothing of ours: a
file comes in on standard input, its cells go out as JSON. What it cannot read it tells on standard
error. openpyxl knows how numbers are shown, which columns are hidden, and formulas; calamine reads
what openpyxl does not, and some cells make it end its whole process.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any, NoReturn
from xml.parsers import expat

COMPUTING_SECONDS = 30  # seconds of processor time
MEMORY_BYTES = 1_000_000_000  # bytes
MOST_UNPACKED = 60_000_000  # bytes
MOST_PARTS = 2_000
MOST_ROWS, MOST_COLUMNS = 5_000, 200
LONGEST_CELL = 32_767  # characters, as in Excel
TOLD = 3  # the exit code where the reason stands on standard error
AT_MOST = f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns are read"


def main(arguments: list[str]) -> int:
    """Read standard input; return the exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (COMPUTING_SECONDS, COMPUTING_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    data, kind, wanted = sys.stdin.buffer.read(), arguments[0], "".join(arguments[1:2])
    try:
        if kind != "xls":
            _check_parts(data)
        sheets = _by_openpyxl(data, wanted) if kind == "xlsx" else _by_calamine(data, wanted)
    except MemoryError:
        _refuse(f"reading it takes more than {MEMORY_BYTES // 1_000_000} MB of memory")
    except Exception as error:  # whatever the damage makes a library raise
        _refuse(f"it is damaged: {type(error).__name__}: {error}"[:300])
    sys.stdout.write(json.dumps(sheets, ensure_ascii=True))
    return 0


def _refuse(why: str) -> NoReturn:
    """End the program with why a file is not read, in words for its owner."""
    sys.stderr.write(why)
    raise SystemExit(TOLD)


def _check_parts(data: bytes) -> None:
    """Count what a file unpacks to, whatever its directory says, and refuse XML that is unsound.

    Entities could read files or grow without end, and on torn XML calamine does not return.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts, total = packed.infolist(), 0
        if len(parts) > MOST_PARTS:
            _refuse(f"it has more than {MOST_PARTS:,} parts")
        for part in parts:
            parser = _parser(part.filename) if part.filename.endswith((".xml", ".rels")) else None
            with packed.open(part) as file:
                while piece := file.read(1 << 16):
                    total += len(piece)
                    if total > MOST_UNPACKED:
                        _refuse(f"it has more than {MOST_UNPACKED // 1_000_000} MB unpacked")
                    if parser:
                        parser.Parse(piece)
            if parser:
                parser.Parse(b"", True)


def _parser(part: str) -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        _refuse(f"its part '{part[:80]}' defines entities")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _by_openpyxl(data: bytes, wanted: str) -> list[dict[str, object]]:
    import warnings

    from openpyxl import load_workbook

    warnings.simplefilter("ignore")  # of what it does not keep, such as drawings
    shown = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    formulas = load_workbook(io.BytesIO(data), keep_links=False)
    sheets = []
    worksheets: list[Any] = shown.worksheets
    for sheet in worksheets:
        if not _is_asked(sheet.title, sheet.sheet_state == "visible", wanted):
            sheets.append(_passed_over(sheet.title, sheet.sheet_state == "visible"))
            continue
        if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
            size = f"{sheet.max_row:,} rows and {sheet.max_column:,} columns"
            _refuse(f"the sheet '{sheet.title}' has {size}; {AT_MOST}")
        cells = []
        for line in sheet.iter_rows():
            for cell in line:
                value = cell.value
                formula = formulas[sheet.title].cell(cell.row, cell.column)
                if value is None and formula.data_type == "f":
                    cells.append([cell.row, cell.column, "formula", str(formula.value), ""])
                elif value is not None and cell.data_type == "e":
                    cells.append([cell.row, cell.column, "error", str(value), ""])
                elif value is not None:
                    number = isinstance(value, int | float) and not isinstance(value, bool)
                    shown_as = cell.number_format if number else ""
                    cells.append([cell.row, cell.column, *_written(value), shown_as])
        hidden = [
            column
            for one in sheet.column_dimensions.values()
            if one.hidden
            for column in range(one.min, min(one.max, MOST_COLUMNS) + 1)
        ]
        merged = [[m.min_row, m.min_col, m.max_row, m.max_col] for m in sheet.merged_cells.ranges]
        rows = [row for row, one in sheet.row_dimensions.items() if one.hidden]
        made = {"name": sheet.title, "visible": sheet.sheet_state == "visible", "cells": cells}
        sheets.append({**made, "hidden": hidden, "merged": merged, "hidden_rows": rows})
    return sheets


def _by_calamine(data: bytes, wanted: str) -> list[dict[str, object]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = []
    for one in book.sheets_metadata:
        visible = str(one.visible).endswith("Visible")
        if not str(one.typ).endswith("WorkSheet") or not _is_asked(one.name, visible, wanted):
            sheets.append(_passed_over(one.name, visible))
            continue
        sheet = book.get_sheet_by_name(one.name)
        if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
            size = f"{sheet.total_height:,} rows and {sheet.total_width:,} columns"
            _refuse(f"the sheet '{one.name}' has {size}; {AT_MOST}")
        cells = [
            [row, column, *_written(value), ""]
            for row, line in enumerate(sheet.to_python(skip_empty_area=False), 1)
            for column, value in enumerate(line, 1)
            if value != ""
        ]
        sheets.append(_passed_over(one.name, visible) | {"cells": cells})
    return sheets


def _is_asked(name: str, visible: bool, wanted: str) -> bool:
    return name == wanted if wanted else visible


def _passed_over(name: str, visible: bool) -> dict[str, object]:
    made: dict[str, object] = {"name": name, "visible": visible, "cells": None}
    return {**made, "hidden": [], "merged": [], "hidden_rows": []}


def _written(value: object) -> tuple[str, str]:
    """Return the kind of a value, and its text."""
    if isinstance(value, bool):
        return "bool", "1" if value else ""
    if isinstance(value, int):
        return "int", str(value)
    if isinstance(value, float):
        return ("int", str(int(value))) if value.is_integer() else ("float", repr(value))
    if isinstance(value, datetime):
        return "datetime", value.isoformat()
    if isinstance(value, date):
        return "date", value.isoformat()
    if isinstance(value, time):
        return "time", value.isoformat()
    if isinstance(value, timedelta):
        return "text", str(value)
    return "text", str(value)[:LONGEST_CELL]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
