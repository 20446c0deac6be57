"""Boxes of text, and tables of one cell, as warnings and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handouts.importing.drafting.figures import put_pictures
from handouts.importing.drafting.lists import number_of, unsigned
from handouts.importing.drafting.markup import TO_WRITE, escaped, trimmed, upper_first
from handouts.importing.drafting.parts import WARNING
from handouts.importing.drafting.pieces import Piece, told_apart
from handouts.importing.drafting.writing import Writing
from handouts.importing.original import Grid, Para

__all__ = ["put_box", "put_warning"]

DANGER = re.compile(r"\b(?:do not|don[’']t|never|stop|danger|nicht|keine?n?|nie wolno)\b", re.I)
LONGEST_TEXT = 4_000  # letters; the model takes a few more
LONGEST_TITLE = 60  # letters


def put_warning(writing: Writing, piece: Piece) -> None:
    """Add a paragraph that begins with a word of warning."""
    title, rest = _headed(piece)
    if text := writing.say(rest):
        writing.put({"warning": {"title": title, "text": upper_first(text)}}, piece)


def put_box(writing: Writing, blocks: Sequence[Para | Grid], why: str) -> tuple[Para | Grid, ...]:
    """Add a box, and return what of it is to be read on: tables, and boxes in the box."""
    lines = told_apart(writing.read(b for b in blocks if isinstance(b, Para)))
    for piece in lines:
        put_pictures(writing, piece)
    if texts := [piece for piece in lines if piece.kind not in ("empty", "box")]:
        _put(writing, texts, why)
    return (
        *(block for block in blocks if isinstance(block, Grid)),
        *(block for piece in lines for block in piece.box),
    )


def _put(writing: Writing, texts: list[Piece], why: str) -> None:
    head, *rest = texts
    title, begins = f"{TO_WRITE}A title for this box", texts
    tag = "warning" if DANGER.search(head.text) else "note"
    if head.kind == "warning":
        title, first = _headed(head)
        tag, begins = "warning", [first, *rest]
    elif rest and len(head.text) <= LONGEST_TITLE and not head.is_listed:
        headline = writing.say(head, strong=False)
        title, begins = (headline.rstrip(":") or title), rest
    said_all = [(piece, writing.say(unsigned(piece))) for piece in begins]
    kept = [text for _, text in said_all if text]
    if not kept:
        if not title.startswith(TO_WRITE):
            writing.put_prose(title, head, why)
        return
    own = [piece for piece, text in said_all if text]
    kept[0] = upper_first(kept[0]) if head.kind == "warning" else kept[0]
    body = _body(own, kept)
    writing.put({tag: {"title": title, **body}}, *dict.fromkeys([head, *own]), why=why)


def _body(own: list[Piece], texts: list[str]) -> dict[str, Any]:
    """Return what stands under the title of a box: paragraphs, points, or a list that counts."""
    numbers = [number_of(piece) for piece in own]
    counted = all(piece.kind == "step" for piece in own)
    if counted and numbers == list(range(max(numbers[0], 1), numbers[0] + len(numbers))):
        lines = (f"{number}. {text}" for number, text in zip(numbers, texts, strict=True))
        return {"text": "\n".join(lines)}
    listed = any(piece.is_listed for piece in own) or all(text[0].islower() for text in texts)
    long = sum(map(len, texts)) > LONGEST_TEXT
    together = len(texts) == 1 or not (listed or long)
    return {"text": "\n\n".join(texts)} if together else {"points": texts}


def _headed(piece: Piece) -> tuple[str, Piece]:
    """Return the word that a warning begins with, and the rest."""
    match = WARNING.match(piece.text)
    if match is None:
        return f"{TO_WRITE}A title for this box", piece
    raw = "".join(stretch.text for stretch in piece.stretches)
    begins = WARNING.match(raw.lstrip())
    letters = len(raw) - len(raw.lstrip()) + (begins.end() if begins else 0)
    rest = replace(piece, kind="text", stretches=trimmed(piece.stretches, letters))
    word = match[1].capitalize()  # 'Warning' itself is printed by the block
    return (f"{TO_WRITE}A title for this box" if word == "Warning" else escaped(word)), rest
