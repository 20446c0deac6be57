"""Lists of an original as points, steps and boxes; their numbers stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handouts.importing.drafting.figures import kept_picture, put_pictures
from handouts.importing.drafting.markup import TO_WRITE, escaped, trimmed
from handouts.importing.drafting.pieces import MARK, TICK, TYPED, Piece, ordinal
from handouts.importing.drafting.writing import Writing
from handouts.importing.original import Graphic

__all__ = ["number_of", "put_list", "unsigned"]

BLOCKS = {"point": "points", "step": "steps", "tick": "checklist"}
SIGNS = {"point": MARK, "step": TYPED, "tick": TICK}
MOST_ITEMS = LAST_START = 40  # as the model has them


@dataclass
class _Item:
    """An item of the highest level, with those of the lists in it."""

    piece: Piece
    number: int = 0
    under: list[Piece] = field(default_factory=list)


def put_list(writing: Writing, group: Sequence[Piece]) -> None:
    """Add the items of a list. Lists in it join their item, since one level is printed."""
    for items in _runs(_items(group)):
        _put(writing, items)


def number_of(piece: Piece) -> int:
    """Return the number of an item, whether Word counts or somebody typed it; else 0."""
    typed = TYPED.match("".join(s.text for s in piece.stretches)) if piece.why else None
    return ordinal(piece.label or (typed[1] if typed else ""))


def _items(group: Sequence[Piece]) -> Iterator[_Item]:
    base = min(piece.depth for piece in group)
    item: _Item | None = None
    for piece in group:
        if item is None or piece.depth == base:
            if item is not None:
                yield item
            item = _Item(piece, number_of(piece))
        else:
            item.under.append(piece)
    if item is not None:
        yield item


def _runs(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    """Part items where their kind changes, their numbers do not follow, or there are too many."""
    run: list[_Item] = []
    for item in items:
        last = run[-1] if run else item
        follows = item.piece.kind == last.piece.kind and len(run) < MOST_ITEMS
        if item.piece.kind == "step" and run:
            follows = follows and item.number == last.number + 1
        if run and not follows:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _put(writing: Writing, items: list[_Item]) -> None:
    kind, first = items[0].piece.kind, items[0].number
    texts = [_text(writing, item) for item in items]
    if kind == "step" and (first < 1 or first > LAST_START):
        for item, text in zip(items, texts, strict=True):
            label = f"**{escaped(item.piece.label)}** " if item.piece.label else ""
            if text:
                writing.put_prose(f"{label}{text}", item.piece, "its number is none that prints")
        return
    entries: list[Any] = []
    places: list[tuple[_Item, int]] = []
    for item, text in zip(items, texts, strict=True):
        if not text and kind == "step":  # the numbers after it stay
            text = f"{TO_WRITE}Step {item.number}, which waits under to_confirm"
        if text:
            places.append((item, len(entries)))
            entries.append(_with_picture(writing, item, text) if kind == "step" else text)
    if entries:
        place, before = _block(writing, items[0], entries)
        for item, at in places:
            for piece in (item.piece, *item.under):
                why = "" if piece is item.piece else "a list in a list: one level is printed"
                writing.note(piece, f"{place}[{before + at}]", why)
    _ask_of_letters(writing, items[0].piece)
    for item in items:
        pieces = (
            item.under if kind == "step" and len(_shown(item)) == 1 else [item.piece, *item.under]
        )
        for piece in pieces:
            put_pictures(writing, piece)


def _block(writing: Writing, first: _Item, entries: list[Any]) -> tuple[str, int]:
    """Put a list as its block; return its place, and how many items stood there before.

    Signs to watch for go to the help box: to the route that the line before them leads to, else
    those of the first list of the section.
    """
    kind, taken = first.piece.kind, writing.help or {}
    of_section = writing.section.get("part") == "get-help" and "worried" not in taken
    route = writing.route or ("worried" if of_section else "")
    if kind == "point" and route and len(taken.get(route, ())) + len(entries) <= MOST_ITEMS:
        return writing.put_help(route, entries, first.piece)
    name = BLOCKS[kind]
    start = {"start": first.number} if kind == "step" and first.number > 1 else {}
    writing.put({name: entries, **start})
    return f"{writing.place}.{name}", 0


def _text(writing: Writing, item: _Item) -> str:
    text = writing.say(unsigned(item.piece))
    for at, piece in enumerate(item.under):
        more = writing.say(unsigned(piece))
        joint = "; " if at else (" " if text.endswith((":", ".", "!", "?")) else ": ")
        text = f"{text}{joint}{more}" if text and more else text or more
    return text


def unsigned(piece: Piece) -> Piece:
    """Return an item without the sign or number that was typed before it."""
    raw = "".join(stretch.text for stretch in piece.stretches)
    sign = SIGNS[piece.kind].match(raw) if piece.is_listed else None
    if sign is None or not (piece.why or piece.kind == "tick"):
        return piece
    return replace(piece, stretches=trimmed(piece.stretches, sign.end()))


def _shown(item: _Item) -> list[Graphic]:
    return [graphic for graphic in item.piece.graphics if graphic.data]


def _with_picture(writing: Writing, item: _Item, text: str) -> Any:
    """Return a step with its picture, where it has one."""
    if len(item.piece.graphics) != 1:
        return text
    figure = kept_picture(writing, item.piece.graphics[0], item.piece)
    return {"text": text, "figure": figure} if figure else text


def _ask_of_letters(writing: Writing, piece: Piece) -> None:
    if piece.kind == "step" and piece.label and not any(map(str.isdigit, piece.label)):
        fact = f"The list from paragraph {piece.number} of the file counts '{escaped(piece.label)}'"
        writing.ask("order", f"{fact}; here it counts in numbers. See what points to its items.")
