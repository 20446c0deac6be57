"""Two lists under 'Do' and 'Do not' as two halves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handouts.importing.drafting.lists import unsigned
from handouts.importing.drafting.pieces import Piece
from handouts.importing.drafting.writing import Writing
from handouts.importing.proof import quoted

__all__ = ["put_halves"]

DO = re.compile(r"do:?", re.IGNORECASE)
DO_NOT = re.compile(r"(?:do not|don[’']ts?):?", re.IGNORECASE)
NOT = re.compile(r"do not:?", re.IGNORECASE)


def put_halves(writing: Writing, lines: Sequence[Piece], at: int) -> int:
    """Add two lists as halves, and return where they end; 0 where these are none."""
    second = _end(lines, at)
    if not (DO.fullmatch(lines[at].text) and second > at + 1 and second < len(lines)):
        return 0
    end = _end(lines, second)
    if not (DO_NOT.fullmatch(lines[second].text) and end > second + 1):
        return 0
    lists = lines[at + 1 : second], lines[second + 1 : end]
    if any(piece.depth or piece.graphics for pieces in lists for piece in pieces):
        return 0
    do, do_not = ([(p, writing.say(unsigned(p))) for p in pieces] for pieces in lists)
    if not (any(text for _, text in do) and any(text for _, text in do_not)):
        return 0
    halves = {key: [t for _, t in half if t] for key, half in (("do", do), ("do_not", do_not))}
    own = [piece for piece, text in (*do, *do_not) if text]
    writing.put({"do-and-do-not": halves}, lines[at], lines[second], *own)
    if not NOT.fullmatch(lines[second].text):
        fact = "The heads of two lists print as 'Do' and 'Do not'"
        writing.ask("order", f"{fact}, in the place of {quoted(lines[second].text)}", lines[second])
    return end


def _end(lines: Sequence[Piece], at: int) -> int:
    """Return where the list under a heading ends."""
    end = at + 1
    while end < len(lines) and lines[end].kind == "point":
        end += 1
    return end
