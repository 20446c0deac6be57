"""The tables of a .docx: cells that reach over columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from handouts.importing.original import Grid, GridCell, Para
from handouts.importing.word.names import name, number, value
from handouts.importing.word.styles import OFF, Styles

__all__ = ["grid"]

MOST_ACROSS = 60  # columns
Inside = tuple[Para | Grid, ...]


def grid(
    table: Any, first: int, where: str, blocks: Callable[[Any], Inside], styles: Styles
) -> Grid:
    """Read a table; first is the number of its first paragraph, blocks reads what is in a cell."""
    above: dict[int, tuple[int, int]] = {}  # of a column: the row and place of the cell above
    rows: list[list[GridCell]] = []
    heads = 0
    for row in _own(table, "w:tr", "w:tbl"):
        cells: list[GridCell] = []
        at = 0
        for cell in _own(row, "w:tc", "w:tr"):
            properties = cell.find(name("w:tcPr"))
            across = min(MOST_ACROSS, max(1, number(value(properties, "w:gridSpan"), 1)))
            merged = value(properties, "w:vMerge")
            inside = blocks(cell)
            if merged is not None and merged != "restart" and at in above:
                y, x = above[at]
                upper = rows[y][x]
                more = tuple(b for b in inside if not isinstance(b, Para) or _says(b))
                rows[y][x] = replace(upper, down=upper.down + 1, blocks=(*upper.blocks, *more))
                cells.append(GridCell((), across, 0))
            else:
                cells.append(GridCell(inside, across))
                above.pop(at, None)
                if merged is not None:
                    above[at] = len(rows), len(cells) - 1
            at += across
        if (repeats := value(row.find(name("w:trPr")), "w:tblHeader")) is not None:
            heads += repeats not in OFF and heads == len(rows)
        rows.append(cells)
    properties = table.find(name("w:tblPr"))
    lined = next(table.iter(name("w:tblBorders"), name("w:tcBorders")), None) is not None
    lined = lined or styles.is_lined(properties)
    return Grid(first, where, tuple(map(tuple, rows)), lined, heads)


def _own(parent: Any, tag: str, within: str) -> Iterator[Any]:
    """Walk through the rows or cells that are its own, and not those of a table in it."""
    for element in parent.iter(name(tag)):
        if next(element.iterancestors(name(within))) is parent:
            yield element


def _says(para: Para) -> bool:
    return bool(para.text.strip() or para.graphics or para.boxes)
