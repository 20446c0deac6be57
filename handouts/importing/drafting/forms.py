"""Lines to write on: a label and a blank, as 'Name: ______', become fields."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.importing.drafting.contacts import foreign
from handouts.importing.drafting.markup import BLANK, escaped
from handouts.importing.drafting.pieces import Piece
from handouts.importing.drafting.writing import Writing

__all__ = ["labels_of", "put_fields"]

LABELLED = re.compile(r"([^_:]{1,40}):\s*(?:_{2,}(?:\s?/\s?_{2,})*)[\s.;,]*")
ALONE = re.compile(r"((?:[^\s_:]+ ?){1,3})\s*_{6,}")
MOST = 20  # labels, as the model has them


def labels_of(piece: Piece) -> tuple[str, ...]:
    """Return the labels of a line that is nothing but labels and blanks."""
    if piece.kind not in ("text", "within"):
        return ()
    raw = "".join(stretch.text for stretch in piece.stretches)
    text = escaped(raw.replace("\t", f" {BLANK} ") if piece.leader else raw)
    if foreign(text):
        return ()
    if match := ALONE.fullmatch(text):
        return (match[1].strip(),)
    labels = [match[1].strip(" ,;.") for match in LABELLED.finditer(text)]
    whole = re.fullmatch(rf"(?:{LABELLED.pattern})+", text)
    return tuple(labels) if whole and all(labels) else ()


def put_fields(writing: Writing, group: Sequence[Piece]) -> None:
    """Add lines to write on."""
    labels = [(label, piece) for piece in group for label in labels_of(piece)]
    for first in range(0, len(labels), MOST):
        part = labels[first : first + MOST]
        own = dict.fromkeys(piece for _, piece in part)
        writing.put({"fields": [label for label, _ in part]}, *own, why="labels and blanks")
