"""Text with separators as a table: CSV as Excel, LibreOffice and databases write it."""

from __future__ import annotations

import csv
import io
import re

from handouts.diagnostics import Place, Problems, Refused
from handouts.importing.naming import plain_words
from handouts.importing.sheets.columns import known_names
from handouts.importing.sheets.table import MOST_COLUMNS, MOST_ROWS, Grid, SheetCell

__all__ = ["GUARDED", "read_separated"]

# A cell that begins so is a formula to a spreadsheet; ' before it makes it text:
# https://owasp.org/www-community/attacks/CSV_Injection
GUARDED = tuple("=+-@\t\r")
SEPARATORS = {";": "semicolons", ",": "commas", "\t": "tabs", "|": "bars"}
ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line
LOOKED_AT = 20  # rows that tell the separator
SAVE = "save it as 'CSV UTF-8', or as .xlsx"


def read_separated(data: bytes, file: str, problems: Problems) -> Grid:
    """Return the cells of a text. Raises Refused where it is none, or too large."""
    text = _text(data, file, problems)
    if named := SEPARATOR_LINE.match(text):
        separator, text = named[1], text[named.end() :]
    else:
        separator = max(SEPARATORS, key=lambda one: _score(text, one))
    if not SEPARATORS.get(separator):
        raise Refused(f"its first line names the separator '{separator}', which is not known", SAVE)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Refused(f"it cannot be read as CSV: {error}", SAVE) from None
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        most = f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns are read"
        raise Refused(f"it has {len(rows):,} rows; {most}", SAVE)
    problems.info("sheet", Place(file), f"its values are parted by {SEPARATORS[separator]}")
    cells = (
        tuple(
            SheetCell(number, column, _bare(value))
            for column, value in enumerate(row, 1)
            if value != ""
        )
        for number, row in enumerate(rows, 1)
    )
    return Grid(file, "", tuple(cells))


def _text(data: bytes, file: str, problems: Problems) -> str:
    """Return a file's text: UTF-8 or UTF-16 by its mark, else UTF-8, else Windows-1252."""
    encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        fact = "it is read as Windows-1252, as Excel saves CSV"
        problems.warn("sheet", Place(file), fact, "look at its umlauts and accents")
    if "\0" in text:
        raise Refused("it is no spreadsheet that is read here", SAVE)
    return text


def _score(text: str, separator: str) -> int:
    """Say how well a separator parts a text: by the columns that are known, then by their count."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        rows = [row for _, row in zip(range(LOOKED_AT), reader, strict=False) if any(row)]
    except csv.Error:
        return 0
    known = sum(plain_words(value) in known_names() for row in rows for value in row)
    return known * 1000 + min(map(len, rows), default=0)


def _bare(value: str) -> str:
    """Return a value without the sign that keeps a spreadsheet from reckoning with it."""
    guarded = value.startswith("'") and value[1:].lstrip("'").startswith(GUARDED)
    return value[1:] if guarded else value
