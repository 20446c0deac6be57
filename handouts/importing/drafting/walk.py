"""The way through an original, from its first line to its last: each goes where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handouts.importing.drafting.callouts import put_box, put_warning
from handouts.importing.drafting.contacts import foreign, leads_to_help, names_emergency
from handouts.importing.drafting.figures import put_pictures
from handouts.importing.drafting.forms import labels_of, put_fields
from handouts.importing.drafting.grids import is_box, is_layout
from handouts.importing.drafting.halves import put_halves
from handouts.importing.drafting.lists import put_list, unsigned
from handouts.importing.drafting.markup import TO_WRITE, has_blank
from handouts.importing.drafting.parts import KEY_POINTS
from handouts.importing.drafting.pieces import WHEN, Piece, PieceKind, ordinal, told_apart
from handouts.importing.drafting.tables import put_table
from handouts.importing.drafting.writing import Writing
from handouts.importing.original import Grid, Para
from handouts.importing.proof import quoted

__all__ = ["walk"]

LONGEST_SUMMARY = 220  # letters
MOST_KEY_POINTS = 7  # as the model has them
MOST_STAGES = 12
Found = list[Piece]
Handler = Callable[[Writing, Found, int], int]  # takes a place in the lines, returns the next one


def walk(writing: Writing, lines: Found, top: int) -> None:
    """Put lines where they belong; headings from the level top up begin sections."""
    lines = [_levelled(piece, top) for piece in lines if piece.kind != "empty" or piece.graphics]
    at = 0
    while at < len(lines):
        if not lines[at].is_listed:
            writing.route = leads_to_help(lines[at].text) if _leads(lines[at]) else ""
        first, at = at, HANDLERS[lines[at].kind](writing, lines, at)
        for piece in lines[first:at]:
            if piece.graphics and not piece.is_listed:
                after = lines[at] if at < len(lines) else None
                caption = after if after is not None and after.kind == "caption" else None
                at += put_pictures(writing, piece, caption)


def _levelled(piece: Piece, top: int) -> Piece:
    """Return a heading as what it is here: of a section, or within one."""
    if piece.kind == "heading" and piece.level > top:
        return replace(piece, kind="within")
    return piece


def _leads(piece: Piece) -> bool:
    """Say whether a line leads to what follows it."""
    return piece.kind in ("heading", "within") or piece.text.endswith(":")


def _skip(_writing: Writing, _found: Found, at: int) -> int:
    return at + 1


def _heading(writing: Writing, lines: Found, at: int) -> int:
    piece = lines[at]
    key = KEY_POINTS.fullmatch(piece.text.rstrip(":")) and not writing.key_points
    if key and (after := _key_points(writing, lines, at)):
        return after
    if text := writing.say(piece, strong=False):
        text = text.capitalize() if text.isupper() else text
        writing.begin(text.rstrip(":"), piece)
    else:  # it waits under to_confirm, and what follows is none of the section before
        writing.begin(f"{TO_WRITE}A heading")
        writing.section.update({"part": "get-help"} if names_emergency(piece.text) else {})
    if ordinal(piece.label) and not writing.has_numbers:
        writing.has_numbers = True
        fact = "The headings of the file are numbered, and those of a handout are not"
        writing.ask("order", f"{fact}: see what points to a section by its number.")
    return at + 1


def _key_points(writing: Writing, lines: Found, at: int) -> int:
    """Take the list under a heading such as 'Key points' as those; 0 where it cannot be."""
    end = _end(lines, at + 1, lambda piece: piece.kind == "point" and not piece.depth)
    closed = end == len(lines) or lines[end].kind == "heading"
    if not 0 < end - at - 1 <= MOST_KEY_POINTS or not closed:
        return 0
    items = [(piece, writing.say(unsigned(piece))) for piece in lines[at + 1 : end]]
    for piece, text in items:
        if text:
            writing.note(piece, f"key_points[{len(writing.key_points)}]")
            writing.key_points.append(text)
    fact = "The points under this heading print as 'In short', at the top"
    writing.ask("order", f"{fact}: {quoted(lines[at].text)}", lines[at])
    return end


def _within(writing: Writing, lines: Found, at: int) -> int:
    if after := put_halves(writing, lines, at):
        return after
    writing.put_heading(lines[at])
    return at + 1


def _subtitle(writing: Writing, lines: Found, at: int) -> int:
    piece = lines[at]
    if writing.summary or writing.sections or foreign(piece.text):
        return _text(writing, lines, at)
    writing.summary = writing.say(piece, strong=False)
    writing.note(piece, "summary")
    return at + 1


def _text(writing: Writing, lines: Found, at: int) -> int:
    piece = lines[at]
    if not writing.summary and not writing.sections and piece.kind == "text":
        short = len(piece.text) <= LONGEST_SUMMARY and not has_blank(piece.text)
        if short and not piece.leader and not foreign(piece.text):
            return _subtitle(writing, lines, at)
    if labels_of(piece):
        end = _end(lines, at, lambda one: bool(labels_of(one)))
        put_fields(writing, lines[at:end])
        return end
    if text := writing.say(piece):
        writing.put_prose(text, piece)
    return at + 1


def _list(writing: Writing, lines: Found, at: int) -> int:
    base = lines[at].depth
    kind = lines[at].kind

    def belongs(piece: Piece) -> bool:
        return piece.is_listed and (piece.kind == kind or piece.depth > base)

    end = _end(lines, at, belongs)
    put_list(writing, lines[at:end])
    return end


def _when(writing: Writing, lines: Found, at: int) -> int:
    end = _end(lines, at, lambda piece: piece.kind == "when")
    texts = [(piece, writing.say(piece, strong=False)) for piece in lines[at:end]]
    stages = [(piece, text) for piece, text in texts if text]
    split = [(piece, WHEN.match(text), text) for piece, text in stages]
    if len(split) < 2 or len(split) > MOST_STAGES or not all(match for _, match, _ in split):
        for piece, text in stages:
            writing.put_prose(text, piece)
        return end
    rows = [
        {"when": match[1].strip(), "what": text[match.end() :]} for _, match, text in split if match
    ]
    writing.put({"timeline": rows}, *(piece for piece, _ in stages))
    return end


def _warning(writing: Writing, lines: Found, at: int) -> int:
    put_warning(writing, lines[at])
    return at + 1


def _contents(writing: Writing, lines: Found, at: int) -> int:
    end = _end(lines, at, lambda piece: piece.kind == "contents")
    text = " ".join(quoted(piece.text) for piece in lines[at:end])
    place = f"to_confirm[{len(writing.points)}]"
    writing.ask("order", f"The table of contents was left out, since a sheet has none: {text}")
    for piece in lines[at:end]:
        writing.note(piece, place, "a table of contents")
    return end


def _box(writing: Writing, lines: Found, at: int) -> int:
    _read_on(writing, put_box(writing, lines[at].box, "a box of text"))
    return at + 1


def _table(writing: Writing, lines: Found, at: int) -> int:
    grid = lines[at].grid
    if grid is None or not any(cell.down for row in grid.rows for cell in row):
        return at + 1
    if is_box(grid):
        cell = next(cell for row in grid.rows for cell in row if cell.down)
        _read_on(writing, put_box(writing, cell.blocks, "a table of one cell"))
    elif is_layout(grid):
        _layout(writing, grid)
    else:
        after = lines[at + 1] if at + 1 < len(lines) else None
        caption = after if after is not None and after.kind == "caption" else None
        used, boxes = put_table(writing, grid, caption)
        _read_on(writing, boxes)
        if used:
            lines[at + 1] = replace(lines[at + 1], kind="empty", graphics=())
    return at + 1


def _caption(writing: Writing, lines: Found, at: int) -> int:
    """Put the words over a table as its caption."""
    grid = lines[at + 1].grid if at + 1 < len(lines) else None
    if grid is None or is_box(grid) or is_layout(grid):
        return _text(writing, lines, at)
    used, boxes = put_table(writing, grid, lines[at])
    _read_on(writing, boxes)
    if not used:
        _text(writing, lines, at)
    return at + 2


def _layout(writing: Writing, grid: Grid) -> None:
    """Read a table that sets things side by side: cell after cell."""
    for row in grid.rows:
        _read_on(writing, tuple(block for cell in row for block in cell.blocks))
    fact = f"The table at paragraph {grid.number} of the file sets things side by side"
    writing.ask("order", f"{fact}; they stand one after the other. Read their order.")


def _read_on(writing: Writing, blocks: tuple[Para | Grid, ...]) -> None:
    """Put what stands in a cell or a box; its headings stand within the section."""
    if blocks:
        lines = told_apart(writing.read(blocks))
        heads: Mapping[PieceKind, PieceKind] = {"title": "within", "subtitle": "text"}
        walk(writing, [replace(p, kind=heads.get(p.kind, p.kind)) for p in lines], 0)


def _end(lines: Found, at: int, belongs: Callable[[Piece], bool]) -> int:
    """Return where what belongs together ends."""
    while at < len(lines) and belongs(lines[at]):
        at += 1
    return at


HANDLERS: Mapping[PieceKind, Handler] = {
    "empty": _skip,
    "title": _skip,
    "heading": _heading,
    "within": _within,
    "subtitle": _subtitle,
    "text": _text,
    "caption": _caption,
    "contents": _contents,
    "point": _list,
    "step": _list,
    "tick": _list,
    "warning": _warning,
    "when": _when,
    "box": _box,
    "table": _table,
}
