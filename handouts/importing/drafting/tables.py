"""Tables of an original as tables, or as the block that says the same: choices, doses, days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from handouts.importing.drafting.contacts import foreign
from handouts.importing.drafting.figures import put_pictures
from handouts.importing.drafting.grids import Square, Squares, squares
from handouts.importing.drafting.markup import BLANK, BOX, TO_WRITE, escaped
from handouts.importing.drafting.pieces import Piece
from handouts.importing.drafting.shapes import as_block
from handouts.importing.drafting.writing import DOSE, Writing
from handouts.importing.original import Grid, Para
from handouts.importing.proof import quoted

__all__ = ["put_table"]

MOST_COLUMNS, MOST_ROWS = 7, 40  # as the model has them
SIGN = re.compile(r"[-*+]|\d+[.)]")  # alone it would be read as the sign of a list


def put_table(
    writing: Writing, grid: Grid, caption: Piece | None
) -> tuple[bool, tuple[Para | Grid, ...]]:
    """Add a table; return whether the caption was used, and the boxes of text in its cells."""
    read = {id(cell): writing.read(cell.blocks) for row in grid.rows for cell in row}
    lines = [line for inside in read.values() for line in inside]
    for line in lines:
        put_pictures(writing, line)
    boxes = tuple(block for line in lines for block in line.box)
    table = _without_foreign(writing, squares(grid, read), grid.number)
    if not table.body or table.width < 2:
        _keep_whole(writing, table, grid.number)
        return False, boxes
    cells = {id(line): writing.say(line, strong=False, doses=False) for line in lines if line.text}
    own = writing.say(caption, strong=False) if caption else ""
    words = own or ("" if not writing.sections else writing.section["heading"])
    blocks = _blocks(writing, table, cells, words or f"{TO_WRITE}A caption")
    for at, block in enumerate(blocks):
        placed = [*([caption] if caption and own else []), *lines] if at == 0 else []
        writing.put(block, *placed)
    _ask(writing, table, blocks, grid.number)
    return bool(own), boxes


def _blocks(
    writing: Writing, table: Squares, cells: dict[int, str], caption: str
) -> list[dict[str, Any]]:
    """Return what a table says as blocks; a row of one cell heads those under it."""
    columns = [_column(table, x) for x in range(table.width)]
    texts = [[_text(square, cells) for square in row] for row in table.body]
    if block := as_block(writing, table, columns, texts, caption):
        return [block]
    blocks: list[dict[str, Any]] = []
    part: list[list[str]] = []
    for row, text in zip(table.body, texts, strict=True):
        if row[0].across >= table.width and not row[0].dy:
            blocks += _tables(table, columns, part, caption) if part else []
            caption, part = text[0], []
        else:
            part.append(text)
    if part:
        return blocks + _tables(table, columns, part, caption)
    return [*blocks, {"prose": caption}]


def _text(square: Square, cells: dict[int, str]) -> str:
    """Return what a cell says; an empty one is a blank to fill in. Numbers of lists stay."""
    text = ""
    for line in square.lines:
        if part := cells.get(id(line), "") if line.text else "":
            label = f"{escaped(line.label)} " if line.kind == "step" and line.label else ""
            joint = "; " if line.is_listed and text and text[-1] not in ".:;?!" else " "
            text += f"{joint if text else ''}{label}{part}"
    if not text and any(line.graphics for line in square.lines):
        return f"{TO_WRITE}What the picture of this cell shows"
    if text == BOX or not text:
        return text or BLANK
    return f"\\{text}" if SIGN.fullmatch(text) else text


def _column(table: Squares, x: int) -> str:
    """Return the head of a column: the lowest one over it."""
    heads = table.heads_of(x)
    return escaped(heads[-1]) if heads else f"{TO_WRITE}A head"


def _tables(
    table: Squares, columns: list[str], texts: list[list[str]], caption: str
) -> list[dict[str, Any]]:
    """Return a table as one or several: so many columns and rows as a table takes."""
    others = range(1, table.width)
    many = -(-len(others) // (MOST_COLUMNS - 1))
    size = -(-len(others) // many)
    blocks = []
    for first in others[::size]:
        chosen = [0, *range(first, min(first + size, table.width))]
        named, groups = _grouped(table, columns, chosen)
        for top in range(0, len(texts), MOST_ROWS):
            rows = [[row[x] for x in chosen] for row in texts[top : top + MOST_ROWS]]
            block: dict[str, Any] = {"caption": caption, "columns": named}
            blocks.append({"table": {**block, **groups, "rows": rows}})
    return blocks


def _grouped(
    table: Squares, columns: list[str], chosen: Sequence[int]
) -> tuple[list[str], dict[str, Any]]:
    """Return the heads of columns, and those over several of them as groups.

    Groups name their columns by words: where two have the same, the head over them joins its own.
    """
    whole = [" – ".join(map(escaped, table.heads_of(x))) or columns[x] for x in chosen]
    own, groups = list(whole), []
    at = 1
    while table.heads > 1 and at < len(chosen):
        last = at
        while last + 1 < len(chosen) and _goes_on(table, chosen[last], chosen[last + 1]):
            last += 1
        over = table.rows[0][chosen[at]].text
        if last > at and over:
            for x in range(at, last + 1):
                own[x] = " – ".join(map(escaped, table.heads_of(chosen[x])[1:])) or columns[x]
            groups.append((escaped(over), at, last))
        at = last + 1
    if len(set(own)) < len(own) or not groups:
        return whole, {}
    named = [{"head": head, "first": own[at], "last": own[last]} for head, at, last in groups]
    return own, {"groups": named}


def _goes_on(table: Squares, x: int, after: int) -> bool:
    """Say whether the head over a column reaches over the next one too."""
    return table.rows[0][after].dx > table.rows[0][x].dx


def _without_foreign(writing: Writing, table: Squares, number: int) -> Squares:
    """Take rows out that hold what is the clinic's; they become open points."""
    kept = [*table.rows[: table.heads]]
    for row in table.body:
        if reason := next((f for square in row if (f := foreign(square.text))), None):
            _ask_row(writing, row, number, reason.why)
        else:
            kept.append(row)
    if any(foreign(square.text) for row in table.rows[: table.heads] for square in row):
        return Squares((), 0)
    return Squares(tuple(kept), table.heads)


def _ask_row(writing: Writing, row: Sequence[Square], number: int, why: str) -> None:
    sayings = " | ".join(quoted(square.text) for square in row if square.begins and square.text)
    fact = f"A row of the table at paragraph {number} was left out, since it holds {why}"
    place = len(writing.points)
    writing.ask("table", f"{fact}: {sayings}")
    for line in (line for square in row if square.begins for line in square.lines):
        writing.note(line, f"to_confirm[{place}]", why)


def _keep_whole(writing: Writing, table: Squares, number: int) -> None:
    for row in table.rows:
        if any(square.text for square in row):
            _ask_row(writing, row, number, "what no table of a handout can say")


def _ask(writing: Writing, table: Squares, blocks: Sequence[dict[str, Any]], number: int) -> None:
    """Tell what a table became that its author should look at."""
    where = f"The table at paragraph {number} of the file"
    if len(blocks) > 1:
        writing.ask("table", f"{where} is parted here into {len(blocks)}: see that they fit.")
    if any(DOSE.search(square.text) for row in table.rows for square in row):
        writing.ask("dose", f"Check the doses of the table at paragraph {number} of the file.")
    merged = any(
        square.text and not square.begins and square.across < table.width
        for row in table.body
        for square in row
    )
    if merged:
        writing.ask("table", f"{where} has cells over several rows or columns: each repeats them.")
    empty = any(not square.text for row in table.body for square in row)
    if empty and "diary" not in blocks[0]:
        writing.ask("table", f"{where} has empty cells: they print as blanks to fill in.")
