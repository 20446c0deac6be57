"""A text field in pieces: its paragraphs and the points of its lists, and the field from such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handouts.content.prose import tokens
from handouts.reading import Text

__all__ = ["ProsePart", "joined", "pieces"]

SIGN = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s+|$)")


@dataclass(frozen=True)
class ProsePart:
    """A paragraph, or a point of a list with its sign, such as '-' or '2.'; its words on a line."""

    sign: str
    text: Text


def pieces(text: Text) -> tuple[ProsePart, ...]:
    """Return the paragraphs and points of a field as they are written, in their order."""
    return tuple(_pieces(text))


def joined(parts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Walk through signs and words, each with what stands between it and the piece before."""
    before: str | None = None
    for sign, words in parts:
        between = "" if before is None else "\n" if before and sign else "\n\n"
        yield between + (f"{sign} " if sign else ""), words
        before = sign


def _pieces(text: Text) -> Iterator[ProsePart]:
    lines, starts = text.split("\n"), [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    sign = ""
    for token in tokens(text):
        if token.type == "list_item_open":
            sign = token.info + token.markup
        elif token.type.endswith("list_close"):
            sign = ""
        elif token.type == "inline" and token.map:
            first, last = token.map
            written = lines[first:last]
            match = SIGN.match(written[0]) if sign else None
            lead = match.end() if match else len(written[0]) - len(written[0].lstrip())
            words = " ".join(" ".join([written[0][lead:], *written[1:]]).split())
            yield ProsePart(sign, Text(words, text.at(starts[first] + lead)))
