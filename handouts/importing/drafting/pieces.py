"""The lines of an original, each with what it is: a heading, an item of a list, a warning, …"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from handouts.importing.drafting.contacts import foreign
from handouts.importing.drafting.markup import TICKS, cleaned, has_blank, words
from handouts.importing.drafting.parts import WARNING
from handouts.importing.original import Graphic, Grid, Para, Stretch

__all__ = ["WHEN", "Piece", "PieceKind", "ordinal", "pieces", "told_apart"]

PieceKind = Literal[
    "text",
    "empty",
    "title",
    "subtitle",
    "heading",
    "within",
    "caption",
    "contents",
    "point",
    "step",
    "tick",
    "warning",
    "when",
    "table",
    "box",
]
MARK = re.compile(r"\s*[•●▪◦·‣○■*o–—-][\t ]\s*(?=\S)")
TYPED = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
TICK = re.compile(rf"\s*[{TICKS}]\s*(?=\S)")
WHEN = re.compile(
    r"((?:on )?(?:days?|weeks?|months?|hours?|tage?|wochen?|monate?|jours?|semaines?|días?|"
    r"semanas?|dni|dzień|tydzień|today|tomorrow)\b[\w –-]{0,24})\s*[:–—]\s+(?=\S)",
    re.IGNORECASE,
)
LONGEST_HEADING, MOST_WORDS = 80, 12
LARGER = 2.0  # pt, by which a heading stands out


@dataclass(frozen=True)
class Piece:
    """A line of the original with what it is, or a table, or a box."""

    kind: PieceKind
    number: int  # of its paragraph
    where: str
    stretches: tuple[Stretch, ...] = ()
    level: int = 0
    label: str = ""
    depth: int = 0
    leader: bool = False
    graphics: tuple[Graphic, ...] = ()
    grid: Grid | None = None
    box: tuple[Para | Grid, ...] = ()
    why: str = ""  # it is taken for what it is, where no style says so

    @property
    def text(self) -> str:
        """Its words on one line."""
        return words(self.stretches)

    @property
    def is_listed(self) -> bool:
        """Whether it is an item of a list."""
        return self.kind in ("point", "step", "tick")


def pieces(
    blocks: Iterable[Para | Grid], size: float, settle: Callable[[Para], Para]
) -> list[Piece]:
    """Return the lines of an original; size in pt is that of its text.

    What is settled of a paragraph before it is looked at, settle tells.
    """
    lines: list[Piece] = []
    for block in blocks:
        if isinstance(block, Grid):
            lines.append(Piece("table", block.number, block.where, grid=block))
        else:
            lines += _lines(settle(block), size)
            number = block.number
            lines += (Piece("box", number, "text box", box=box) for box in block.boxes)
    return lines


def told_apart(lines: list[Piece]) -> list[Piece]:
    """Return lines in which what only looks like a heading is one, where there are no real ones."""
    real = sum(piece.kind == "heading" and not piece.why for piece in lines)
    guessed = [piece for piece in lines if piece.kind == "heading" and piece.why]
    out = []
    first = next((piece for piece in lines if piece.kind != "empty"), None)
    titled = any(piece.kind == "title" for piece in lines)
    for piece in lines:
        if piece in guessed and real >= 2:
            piece = replace(piece, kind="within", why=f"a heading within: {piece.why}")
        elif piece in guessed and piece is first and not titled and len(guessed) > 1:
            piece = replace(piece, kind="title")
        out.append(piece)
    return out


def ordinal(label: str) -> int:
    """Return the number that a label of a list shows: 3 for '3.' or 'c)'; 0 where it shows none."""
    if match := re.search(r"\d{1,4}", label):
        return int(match[0])
    letter = re.fullmatch(r"\W*([a-zA-Z])\W*", label)
    return ord(letter[1].lower()) - ord("a") + 1 if letter else 0


def _lines(para: Para, size: float) -> Iterator[Piece]:
    """Walk through the lines of a paragraph, which is cut at its line breaks."""
    rows: list[list[Stretch]] = [[]]
    for stretch in para.stretches:
        first, *others = stretch.text.split("\n")
        rows[-1].append(replace(stretch, text=first))
        rows += ([replace(stretch, text=other, remark="")] for other in others)
    for at, row in enumerate(rows):
        piece = Piece(
            "text",
            para.number,
            para.where,
            tuple(row),
            para.level,
            para.label if at == 0 else "",
            para.depth,
            para.leader,
            para.graphics if at == 0 else (),
        )
        kind, why, level = _kind(piece, para, size)
        yield replace(piece, kind=kind, why=why, level=level)


def _kind(piece: Piece, para: Para, size: float) -> tuple[PieceKind, str, int]:
    text, raw = piece.text, "".join(s.text for s in piece.stretches)
    if not text:
        return "empty", "", 0
    for role in ("title", "subtitle", "caption", "contents"):
        if para.role == role:
            return role, "", 0
    if para.level:
        return "heading", "", para.level
    if TICK.match(raw) or piece.label in tuple(TICKS):
        return "tick", "", 0
    if piece.label:
        return ("point" if para.bullet else "step"), "", 0
    if MARK.match(raw):
        return "point", "a sign typed before it", 0
    if TYPED.match(raw):
        return "step", "a number typed before it", 0
    if (match := WARNING.match(text)) and text[match.end() :]:
        return "warning", "begins with a word of warning", 0
    if WHEN.match(text):
        return "when", "begins with a time", 0
    why = _stands_out(piece, text, size)
    return ("heading", why, 1) if why else ("text", "", 0)


def _stands_out(piece: Piece, text: str, size: float) -> str:
    """Say why a line looks like a heading, or ''."""
    long = len(text) > LONGEST_HEADING or len(text.split()) > MOST_WORDS
    if long or re.search(r"[.;,]$", text) or has_blank(text) or foreign(text):
        return ""
    seen = [stretch for stretch in piece.stretches if cleaned(stretch.text)]
    why = []
    if all(stretch.strong for stretch in seen):
        why.append("bold")
    if text.isupper() and sum(map(str.isalpha, text)) > 3:
        why.append("capitals")
    if all(stretch.size >= size + LARGER for stretch in seen):
        why.append("larger")
    if why and all(stretch.coloured for stretch in seen):
        why.append("coloured")
    return f"looks like a heading: {', '.join(why)}" if why else ""
