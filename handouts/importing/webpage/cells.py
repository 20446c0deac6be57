"""The tables of a web page: cells that reach over columns and rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from handouts.importing.original import Grid, GridCell, Para

__all__ = ["grid"]

MOST = 60  # columns or rows that a cell may reach over
CELLS = ("td", "th")


def grid(
    table: Any, first: int, where: str, cell: Callable[[Any], tuple[Para | Grid, ...]]
) -> Grid:
    """Read a table; first is the number of its first paragraph, cell reads what is in a cell."""
    rows: list[tuple[GridCell, ...]] = []
    reach: dict[int, tuple[int, int]] = {}  # of a column: rows still covered, columns of the cell
    heads, trs = 0, list(_rows(table))
    for row in trs:
        cells: list[GridCell] = []
        at = 0
        for element in (e for e in row if e.tag in CELLS):
            at = _covered(reach, at, cells)
            across, down = _span(element, "colspan"), _span(element, "rowspan")
            down = min(down, len(trs) - len(rows))
            cells.append(GridCell(cell(element), across, down))
            if down > 1:
                reach[at] = down - 1, across
            at += across
        while at <= max(reach, default=-1):
            if at not in reach:
                cells.append(GridCell(()))
                at += 1
            at = _covered(reach, at, cells)
        is_head = row.getparent().tag == "thead" or all(e.tag == "th" for e in row)
        heads += is_head and heads == len(rows)
        rows.append(tuple(cells))
    lined = bool(heads or table.get("border", "0") not in ("", "0") or table.findall("caption"))
    return Grid(first, where, tuple(rows), lined, heads)


def _covered(reach: dict[int, tuple[int, int]], at: int, cells: list[GridCell]) -> int:
    """Put in what cells above cover from a column on, and return the next free column."""
    while at in reach:
        left, across = reach.pop(at)
        if left > 1:
            reach[at] = left - 1, across  # looked at again in the next row
        cells.append(GridCell((), across, 0))
        at += across
    return at


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _span(element: Any, key: str) -> int:
    text = element.get(key, "1").strip()
    return max(1, min(int(text), MOST)) if re.fullmatch(r"\d{1,5}", text) else 1
