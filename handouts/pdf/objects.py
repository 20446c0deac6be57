"""Objects of a PDF as bytes, references and inks; content streams are read operator by operator."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    Operator,
    Pdf,
    Stream,
    String,
    parse_content_stream,
    unparse_content_stream,
)

from handouts.pdf.tree import Unfinished

INK = Name("/ink")  # what the palette is called in every dictionary of resources
CONTENT = frozenset({"/Form", "/Pattern"})
STROKES = {
    "rg": 0,
    "RG": 1,
    "g": 0,
    "G": 1,
    "k": 0,
    "K": 1,
    "cs": 0,
    "CS": 1,
    "sc": 0,
    "SC": 1,
    "scn": 0,
    "SCN": 1,
}
PLACES = 4  # decimals by which colours are told apart; a step of 1 in 255 is 0.0039

Colour = tuple[float, ...]
Inks = Mapping[Colour, int]  # the token of a colour, by its number in the palette


class Ref(NamedTuple):
    """A reference to an object, by its number in the PDF that was read."""

    number: int


class Ink(NamedTuple):
    """Three numbers from 0 to 1 that a colour of the palette takes the place of."""

    token: int


PdfPart = bytes | Ref | Ink


class Instruction(NamedTuple):
    """An operator of a content stream after its operands."""

    operands: Sequence[Any]
    operator: str


@dataclass(frozen=True)
class PdfObject:
    """An object: its value, or its dictionary without brackets where it has data."""

    head: tuple[PdfPart, ...]
    data: bytes | None = None
    content: bool = False  # its data is operators, and not compressed

    @property
    def refs(self) -> list[int]:
        """The numbers of the objects that it refers to."""
        return [part.number for part in self.head if isinstance(part, Ref)]

    @property
    def inked(self) -> bool:
        """Whether its value holds a colour of the palette."""
        return any(isinstance(part, Ink) for part in self.head)


def colour(values: Iterable[Any]) -> Colour:
    """Return a colour in the precision in which colours are compared."""
    return tuple(round(float(value), PLACES) for value in values)


def instructions(holder: Any) -> list[Instruction]:
    """Return the operators of a page or of a stream."""
    return [Instruction(list(i.operands), str(i.operator)) for i in parse_content_stream(holder)]


def written(content: Sequence[Instruction]) -> bytes:
    """Return operators as a content stream."""
    return unparse_content_stream([(i.operands, Operator(i.operator)) for i in content])


def glyphs(step: Instruction) -> list[int]:
    """Return the glyphs that an operator shows, by the numbers that they have in their face."""
    if step.operator not in ("TJ", "Tj"):
        return []
    shown = step.operands[0] if step.operator == "TJ" else step.operands
    codes = b"".join(bytes(run) for run in shown if isinstance(run, String))
    return [codes[at] << 8 | codes[at + 1] for at in range(0, len(codes), 2)]


def inked(content: Sequence[Instruction], inks: Inks) -> list[Instruction]:
    """Put colours of the palette in the place of inks, and leave out what sets a colour again.

    WeasyPrint leaves out a colour that is set already, so that which operators are there depends
    on which colours are equal; here it does not.
    """
    result: list[Instruction] = []
    now: list[object] = [None, None]
    kept: list[list[object]] = []
    for step in content:
        operator = step.operator
        if operator == "q":
            kept.append(list(now))
        elif operator == "Q":
            now = kept.pop()
        elif operator in ("rg", "RG"):
            ink = colour(step.operands)
            token = inks.get(ink)
            side = STROKES[operator]
            meant: object = ink if token is None else token
            if now[side] == meant:
                continue
            now[side] = meant
            if token is not None:
                result.append(Instruction([INK], "CS" if side else "cs"))
                step = Instruction([token], "SC" if side else "sc")
        elif operator in STROKES:
            now[STROKES[operator]] = None
        result.append(step)
    return result


def literals(content: Sequence[Instruction], inks: Inks) -> set[Colour]:
    """Return the colours that operators set and that are no inks."""
    colours = {colour(i.operands) for i in content if i.operator in ("rg", "RG")}
    return colours - set(inks)


def item(
    value: Object,
    inks: Inks,
    *,
    content: bool = False,
    read: Sequence[Instruction] | None = None,
) -> PdfObject:
    """Read an object; content says that a stream holds operators although it does not say so.

    Its operators are those that were read of it before, where they are given.
    """
    if not isinstance(value, Stream):
        return PdfObject(tuple(_packed(_direct(value, inks))))
    content = content or str(value.get("/Subtype", "")) in CONTENT or "/PatternType" in value
    dropped = {"/Length", *(("/Filter", "/DecodeParms") if content else ())}
    head = tuple(_packed(_entries(value, inks, dropped)))
    if any(isinstance(part, Ink) for part in head):
        raise Unfinished("a colour of the palette stands in the dictionary of a stream")
    if content:
        steps = instructions(value) if read is None else read
        return PdfObject(head, written(inked(steps, inks)), True)
    return PdfObject(head, value.read_raw_bytes())


def contents_of(pdf: Pdf) -> set[int]:
    """Return the numbers of the streams that draw the pages."""
    return {page.Contents.objgen[0] for page in pdf.pages}


def reached(
    pdf: Pdf,
    roots: Iterable[int],
    inks: Inks,
    stops: Container[int],
    contents: Mapping[int, Sequence[Instruction]],
) -> dict[int, PdfObject]:
    """Read all objects that can be reached from some, by their numbers, but not the stops.

    The contents of the pages are given, by the numbers of the streams that they take the place of.
    """
    waiting, items = list(roots), dict[int, PdfObject]()
    while waiting:
        number = waiting.pop()
        if number not in items and number not in stops:
            value, read = pdf.get_object(number, 0), contents.get(number)
            items[number] = item(value, inks, content=read is not None, read=read)
            waiting += items[number].refs
    return dict(sorted(items.items()))


def parts(value: Any, inks: Inks) -> Iterator[PdfPart]:
    """Read a value within an object; what is an object of its own comes as a reference."""
    if isinstance(value, Object) and value.is_indirect:
        yield Ref(value.objgen[0])
    else:
        yield from _direct(value, inks)


def _direct(value: Any, inks: Inks) -> Iterator[PdfPart]:
    if isinstance(value, bool):
        yield b"true" if value else b"false"
    elif value is None:
        yield b"null"
    elif isinstance(value, int | float | Decimal):
        yield format(value, "f").encode() if not isinstance(value, int) else b"%d" % value
    elif isinstance(value, Dictionary):
        yield b"<<"
        yield from _entries(value, inks, set())
        yield b">>"
    elif isinstance(value, Array):
        yield from _array(value, inks)
    elif isinstance(value, String | Name):
        yield value.unparse()
    else:
        raise Unfinished(f"the PDF has a value of a kind not known: {value!r}")


def _entries(value: Object, inks: Inks, dropped: set[str]) -> Iterator[PdfPart]:
    for key, entry in value.items():
        if key not in dropped:
            yield Name(key).unparse() + b" "
            yield from parts(entry, inks)


def _array(value: Object, inks: Inks) -> Iterator[PdfPart]:
    entries = list(value)
    if len(entries) == 3 and all(isinstance(v, int | float | Decimal) for v in entries):
        token = inks.get(colour(entries))
        if token is not None:
            yield b"["
            yield Ink(token)
            yield b"]"
            return
    yield b"["
    for index, entry in enumerate(entries):
        if index:
            yield b" "
        yield from parts(entry, inks)
    yield b"]"


def _packed(stream: Iterable[PdfPart]) -> Iterator[PdfPart]:
    """Join neighbouring bytes."""
    run = bytearray()
    for part in stream:
        if isinstance(part, bytes):
            run += part
            continue
        if run:
            yield bytes(run)
            run.clear()
        yield part
    if run:
        yield bytes(run)
