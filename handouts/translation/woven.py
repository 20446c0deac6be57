"""Texts that are put together, and texts of a PO file: each character knows where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handouts.content import joined
from handouts.diagnostics import Place
from handouts.reading import Text

__all__ = ["Quoted", "Woven", "weave"]

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b"}
ESCAPES |= {"f": "\f", "v": "\v"}
# A line of a file: its number, the column of its first character, and its characters.
QuotedLine = tuple[int, int, str]


class Quoted(Text):
    """A text as a PO file has it: in quotation marks, on one line or on several."""

    lines: Sequence[QuotedLine]

    @classmethod
    def of(cls, file: str, lines: Sequence[QuotedLine]) -> Quoted:
        """Read what stands between the quotation marks of lines that follow one another."""
        words = "".join(character for line in lines for character, _ in _characters(line[2]))
        filled = next((line for line in lines if line[2]), lines[0])
        text = cls(words, Place(file, filled[0], filled[1]))
        text.lines = lines
        return text

    def at(self, offset: int) -> Place:
        """Return the place of a character, as a PO file writes it."""
        for number, column, written in self.lines:
            for count, (_, within) in enumerate(_characters(written)):
                if count == offset:
                    return Place(self.place.file, number, column + within)
            offset -= sum(1 for _ in _characters(written))
        return self.place


class Woven(Text):
    """A text that is put together of several."""

    parts: Sequence[tuple[int, Text]]  # where each begins in it

    def at(self, offset: int) -> Place:
        """Return the place of a character in the part that it comes from."""
        start, part = next((one for one in reversed(self.parts) if one[0] <= offset), (0, self))
        return self.place if part is self else part.at(min(offset - start, max(len(part) - 1, 0)))


def weave(pairs: Iterable[tuple[str, Text]], place: Place) -> Text:
    """Return a field of paragraphs and lists from their signs and words; place is its own."""
    pairs = [(sign, _on_one_line(text)) for sign, text in pairs]
    words, parts = "", []
    for (between, text), (_, part) in zip(joined(pairs), pairs, strict=True):
        words += between
        parts.append((len(words), part))
        words += text
    woven = Woven(words + "\n" if words else words, parts[0][1].place if parts else place)
    woven.parts = parts
    return woven


def _on_one_line(text: Text) -> Text:
    """Return a text whose characters stand where they stood, and on one line."""
    if "\n" not in text:
        return text
    flat = Woven(text.replace("\n", " "), text.place)
    flat.parts = [(0, text)]
    return flat


def _characters(written: str) -> Iterable[tuple[str, int]]:
    """Walk through the characters that a line of a PO file means, and where each is written."""
    at = 0
    while at < len(written):
        if written[at] == "\\" and at + 1 < len(written):
            yield ESCAPES.get(written[at + 1], written[at + 1]), at
            at += 2
        else:
            yield written[at], at
            at += 1
