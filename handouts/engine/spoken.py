"""What runs of complex scripts say, read from the boxes: from glyphs it cannot be read.

A run is what WeasyPrint draws as one piece: a line of a text, or a part of it between tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handouts.pdf import as_heard, is_complex, is_wide

__all__ = ["SpokenPage", "spoken"]

SPACE = re.compile(r"[ \t\n\r\f]+")  # what collapses, https://www.w3.org/TR/css-text-3/#white-space
SOFT_HYPHEN = "\xad"  # where a line breaks at it, a hyphen is drawn that is no part of the word
INLINE = frozenset({"InlineBox", "LineBox", "TextBox"})
EngineBox = Any  # of WeasyPrint


class SpokenPage:
    """A page of WeasyPrint's that knows, once it is painted, which box has which mark."""

    def __init__(self, page: Any) -> None:
        """Stand in for a page."""
        self._page = page
        self.marks: Mapping[int, EngineBox] = {}

    def __getattr__(self, name: str) -> Any:
        """Be in all else what the page is."""
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page, and note its marks."""
        self._page.paint(stream, scale)
        self.marks = {mark["mcid"]: box for box, mark in (stream._tags or {}).items()}


def spoken(pages: Iterable[EngineBox]) -> dict[EngineBox, str]:
    """Return what each run says, by its box, in a block whose glyphs do not tell it.

    Such are blocks of a complex script, of lines that run to the left, of words that may break at a
    hyphen, and of ideographs with spaces between; and in languages other than English also those
    with a space that stands alone between two elements. All their runs are told, so that nothing is
    lost between them: such a space, and one at the end of a line, is drawn nowhere.
    """
    listener = _Listener()
    for page in pages:
        listener.listen(page, page)
    return {box: as_heard(text) for box, text in listener.said.items()}


@dataclass
class _Source:
    """The text of an element, how far it is read, and the box that was read last."""

    text: str
    at: int = 0
    last: EngineBox = None

    def step(self, text: str, hyphen: str) -> tuple[str, bool]:
        """Go on behind a run; return it as it is written, and whether there was a space before.

        What is not found is not written so, but made by a style.
        """
        for written in (text, text.removesuffix(hyphen)):
            start = self.text.find(written, self.at)
            if start >= 0:
                spaced = " " in self.text[self.at : start]
                self.at = start + len(written)
                return written, spaced
        return text, True


class _Listener:
    """Reads runs in their order, from page to page."""

    def __init__(self) -> None:
        self.said: dict[EngineBox, str] = {}
        self._sources: dict[int, _Source | None] = {}  # by element; None where glyphs tell it

    def listen(self, box: EngineBox, block: EngineBox) -> None:
        """Read the runs of a box, which stands in a block."""
        box = getattr(box, "_box", box)
        kind = type(box).__name__
        if kind == "MarginBox":
            return
        if box.element_tag == "br":
            self._break(block)
        elif kind == "TextBox":
            self._hear(box, block)
        block = block if kind in INLINE else box
        for child in getattr(box, "children", ()):
            self.listen(child, block)

    def _hear(self, box: EngineBox, block: EngineBox) -> None:
        source = self._source(block)
        if "::" in str(box.element_tag):  # made by a style, such as the mark of a list
            if source or is_complex(box.text):
                self.said[box] = box.text
        elif source:
            text, spaced = source.step(box.text, box.style["hyphenate_character"])
            if spaced and source.last:
                self._space(source.last, text)
            self.said[box], source.last = text, box

    def _break(self, block: EngineBox) -> None:
        """Part what a forced break parts."""
        source = self._source(block)
        if source and source.last:
            self._space(source.last, "")

    def _space(self, before: EngineBox, text: str) -> None:
        """Put the space between two runs to the end of the first, unless one of them has it."""
        if not self.said[before].endswith(" ") and not text.startswith(" "):
            self.said[before] += " "

    def _source(self, block: EngineBox) -> _Source | None:
        element = block.element
        if element is None:
            return None
        if id(element) not in self._sources:
            text = SPACE.sub(" ", "".join(element.itertext()))
            breaks = SOFT_HYPHEN in text or block.style["hyphens"] == "auto"
            lost = (" " in text and is_wide(text)) or _is_gapped(element, block.style["lang"])
            speaks = breaks or lost or block.style["direction"] == "rtl" or is_complex(text)
            self._sources[id(element)] = _Source(text) if speaks else None
        return self._sources[id(element)]


def _is_gapped(element: Any, language: str | None) -> bool:
    """Say whether a space stands alone between two elements of a block."""
    if (language or "en").partition("-")[0] == "en":
        return False
    gaps = (one.tail for parent in element.iter() for one in list(parent)[:-1])
    return any(gap and not gap.strip() for gap in gaps)
