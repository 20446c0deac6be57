"""A tagged PDF read aloud, as text: its structure in order, what runs say before their glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Object, Pdf, String, parse_content_stream

from handouts.pdf.finishing import open_pdf
from handouts.pdf.marked import characters_of, decoded
from handouts.pdf.raster import page_texts
from handouts.pdf.scripts import WIDE, as_heard, is_complex

__all__ = ["Utterance", "heard", "page_words"]

INLINE = frozenset({"Figure", "Link", "NonStruct", "Span"})  # structure types within a passage
MARKS = frozenset({"BDC", "BMC"})
UNSPACED = re.compile(r"[ /-]$|\S[–—]$")  # ends of lines where no space was, but for a few


class Utterance(NamedTuple):
    """What an element says in one go, such as a paragraph: the page on which it begins, from 0.

    The kind is a structure type, such as 'P'.
    """

    page: int
    kind: str
    text: str


class _Run(NamedTuple):
    """Text of a mark, or of an element that says it; x and y tell where its first glyph stands."""

    text: str
    x: float = 0
    y: float = 0
    speaks: bool = True


class _Token(NamedTuple):
    block: Object
    page: int
    run: _Run


def heard(data: bytes) -> list[Utterance]:
    """Return all that is read aloud, in order and in NFC; nothing of a PDF without structure.

    A space at the end of a line is drawn nowhere; it is put there where glyphs alone tell the text.
    Raises Unfinished for what is no PDF.
    """
    with open_pdf(data) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return []
        tokens = _Reader(pdf).tokens(pdf.Root.StructTreeRoot, pdf.Root.StructTreeRoot, 0)
        utterances = []
        for _, group in groupby(tokens, key=lambda token: token.block.objgen):
            run = list(group)
            text = as_heard(_joined([token.run for token in run]))
            if text.strip():
                utterances.append(Utterance(run[0].page, _kind(run[0].block), text))
        return utterances


def page_words(data: bytes) -> list[str]:
    """Return the words of each page: as they are drawn, or as they are heard in complex scripts.

    What is heard counts for the page on which it begins. Raises PdfiumError, or Unfinished.
    """
    texts = page_texts(data)
    if not any(map(is_complex, texts)):
        return texts
    pages: dict[int, list[str]] = {}
    for passage in heard(data):
        pages.setdefault(passage.page, []).append(passage.text)
    return ["\n".join(pages.get(page, ())) or text for page, text in enumerate(texts)]


def _kind(element: Object) -> str:
    return str(element.get("/S", "")).removeprefix("/")


def _joined(runs: Sequence[_Run]) -> str:
    text, last = "", _Run("", -1)
    for run in runs:
        breaks = not (run.speaks or last.speaks) and run.x <= last.x and run.y != last.y
        wide = WIDE.match(text[-1:]) or WIDE.match(run.text)
        text += " " + run.text if breaks and not (wide or UNSPACED.search(text)) else run.text
        last = run
    return text


class _Reader:
    """Walks through the structure, and reads the streams that it names."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._holders = [page.obj for page in pdf.pages]
        self._streams: dict[tuple[int, int], dict[int, _Run]] = {}

    def tokens(self, element: Object, block: Object, page: int) -> Iterator[_Token]:
        """Yield what an element in a block says, and all below it."""
        block = block if _kind(element) in INLINE else element
        page = self._pages[element.Pg.objgen] if "/Pg" in element else page
        for key in ("/ActualText", "/Alt"):
            if key in element:
                yield _Token(block, page, _Run(str(element[key])))
                return
        kids = element.get("/K", ())
        for kid in kids if isinstance(kids, Array) else [kids]:
            yield from self._of(kid, block, page)

    def _of(self, kid: Any, block: Object, page: int) -> Iterator[_Token]:
        if isinstance(kid, int):
            yield from self._shown(self._holders[page], kid, block, page)
        elif "/S" in kid:
            yield from self.tokens(kid, block, page)
        elif "/MCID" in kid:
            page = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
            holder = kid.get("/Stm", self._holders[page])
            yield from self._shown(holder, int(kid.MCID), block, page)

    def _shown(self, holder: Object, mcid: int, block: Object, page: int) -> Iterator[_Token]:
        if holder.objgen not in self._streams:
            self._streams[holder.objgen] = _runs(holder)
        run = self._streams[holder.objgen].get(mcid)
        if run is not None:
            yield _Token(block, page, run)


def _runs(holder: Object) -> dict[int, _Run]:
    """Return the text of the marks of a page or a form, by what its fonts tell of the glyphs."""
    fonts = holder.Resources.get("/Font", Dictionary())
    tables: dict[str, dict[bytes, str]] = {}
    runs: dict[int, _Run] = {}
    marks: list[int | None] = []
    font, place = "", (0.0, 0.0)
    for step in parse_content_stream(holder):
        operator, operands = str(step.operator), step.operands
        if operator in MARKS:
            marked = operator == "BDC" and isinstance(operands[1], Dictionary)
            marks.append(int(operands[1].MCID) if marked and "/MCID" in operands[1] else None)
        elif operator == "EMC":
            marks.pop()
        elif operator == "Tf":
            font = str(operands[0])
        elif operator == "Tm":
            place = float(operands[4]), float(operands[5])
        elif operator in ("Tj", "TJ") and marks and (mcid := marks[-1]) is not None:
            if font not in tables:
                tables[font] = characters_of(fonts[font])
            before = runs.get(mcid, _Run("", *place, speaks=False))
            text = before.text + decoded(_codes(operands[0]), tables[font])
            runs[mcid] = before._replace(text=text)
    return runs


def _codes(shown: Object) -> bytes:
    parts = shown if isinstance(shown, Array) else [shown]
    return b"".join(bytes(part).hex().encode() for part in parts if isinstance(part, String))
