"""A sheet typeset in sentinel colours, twice -> a plate, or the reasons why there can be none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from handouts.page import Boxes
from handouts.pdf import (
    HEADER,
    INK,
    Blob,
    Colour,
    Ink,
    Inks,
    Instruction,
    PdfObject,
    PdfPart,
    Ref,
    contents_of,
    item,
    literals,
    reached,
    repair,
)
from handouts.press.marks import SlotPlace, open_slots
from handouts.press.stamping import FORMS, LOW, PALETTE, Host, Pieces, Plate

__all__ = ["OpenSheet", "compile_plate", "differences", "proof"]

PACKING = (Name.ObjStm, Name.XRef)
MOST_TOLD = 6  # differences that are told of one sheet


@dataclass
class OpenSheet:
    """A repaired document with its slots open, and which objects stand for what."""

    pdf: Pdf
    places: list[SlotPlace]
    fixed: dict[int, int]  # numbers in the document -> numbers in a letterhead
    contents: dict[int, list[Instruction]]  # of its pages, by the numbers of their streams


def proof(data: bytes, boxes: Boxes) -> OpenSheet:
    """Repair a typeset sheet and open its slots and its palette. Raises Unfinished."""
    pdf = repair(data, {})
    del pdf.Root.Metadata  # a copy has its own
    stands = {n: pdf.make_indirect(Dictionary(Fixed=n)) for n in (PALETTE, *FORMS.values())}
    places, contents = open_slots(pdf, {slot: stands[form] for slot, form in FORMS.items()}, boxes)
    for holder in pdf.objects:
        if isinstance(holder, Stream | Dictionary) and "/Resources" in holder:
            spaces = holder.Resources.get("/ColorSpace", Dictionary())
            spaces[INK] = stands[PALETTE]
            holder.Resources.ColorSpace = spaces
    fixed = {stand.objgen[0]: n for n, stand in stands.items()}
    return OpenSheet(pdf, places, fixed, contents)


def differences(one: Pdf, inks: Inks, other: Pdf, other_inks: Inks) -> list[str]:
    """Return where two PDFs of one document, as they were typeset, differ beside their inks.

    What differs was computed from a colour, or drawn in another way because of it.
    """
    if len(one.objects) != len(other.objects):
        return ["the number of objects"]
    content = contents_of(one) | contents_of(other)
    lines = []
    for number, (first, second) in enumerate(zip(one.objects, other.objects, strict=True), 1):
        if not _same(first, second):
            is_content = number in content
            a = item(first, inks, content=is_content)
            b = item(second, other_inks, content=is_content)
            if a != b:
                lines.append(f"{_name(a)}: {_first_difference(a, b)}")
    more = [f"and {len(lines) - MOST_TOLD} more"] if len(lines) > MOST_TOLD else []
    return [*lines[:MOST_TOLD], *more]


def _same(one: Object, other: Object) -> bool:
    """Say whether two objects are the same, byte by byte: most are, and need not be read.

    No ink stands in what is the same, since the inks of one are not those of the other.
    How objects are packed into the file, and where they stand in it, is no part of the document.
    """
    if isinstance(one, Stream) and one.get("/Type") in PACKING:
        return True
    if one.unparse(resolved=True) != other.unparse(resolved=True):
        return False
    return not isinstance(one, Stream) or one.read_raw_bytes() == other.read_raw_bytes()


def used_literals(made: OpenSheet, inks: Inks) -> set[Colour]:
    """Return the colours that the pages of a proof set and that are no inks."""
    return {colour for steps in made.contents.values() for colour in literals(steps, inks)}


def compile_plate(made: OpenSheet, inks: Inks) -> Plate:
    """Return the plate of a proof; inks tell which colours stand for which tokens."""
    return _Compiler(made, inks).plate()


class _Compiler:
    """Numbers and writes the objects of one proof."""

    def __init__(self, made: OpenSheet, inks: Inks) -> None:
        self.pdf, self.fixed, self.contents = made.pdf, made.fixed, made.contents
        self.heard = [place for place in made.places if place.element is not None]
        self.pages = [page.obj for page in self.pdf.pages]
        self.metadata = self._own(Dictionary())
        self.pdf.Root.Metadata = self.metadata
        self.parents = self.pdf.Root.StructTreeRoot.ParentTree
        if not self.parents.is_indirect:
            self.parents = self._own(self.parents)
            self.pdf.Root.StructTreeRoot.ParentTree = self.parents
        self.links: dict[int, list[int]] = {}  # number of an array -> the sheet's own links in it
        for number in sorted({place.page for place in self.heard}):
            page = self.pages[number]
            numbers = [link.objgen[0] for link in page.get("/Annots", ())]
            page.Annots = self._own(Array())
            self.links[page.Annots.objgen[0]] = numbers
        kids = {place.element.K.objgen[0] for place in self.heard if place.element is not None}
        self.info = self._own(Dictionary())
        self.written_by_copies = {
            *self.links,
            *kids,
            self.metadata.objgen[0],
            self.parents.objgen[0],
            self.info.objgen[0],
        }
        self.inks = inks

    def plate(self) -> Plate:
        entries = list(self._parent_entries())
        roots = [self.pdf.Root.objgen[0], *(owner for _, owner in entries)]
        roots += [link for members in self.links.values() for link in members]
        stops = {*self.written_by_copies, *self.fixed}
        items = reached(self.pdf, roots, self.inks, stops, self.contents)
        order = [*sorted(items), *sorted(self.written_by_copies)]
        numbers = {old: LOW + at for at, old in enumerate(order)} | self.fixed
        blob, inked = Blob(bytearray(HEADER)), []
        for old, entry in items.items():
            if entry.inked:
                inked.append((numbers[old], _pieces(entry.head, numbers)))
            elif entry.data is None:
                blob.add(numbers[old], _flat(entry.head, numbers))
            else:
                head = _flat(entry.head, numbers)
                blob.add_stream(numbers[old], head, entry.data, deflate=entry.content)
        packed = LOW + len(order)
        blob.pack(packed)
        hosts = [self._host(place, numbers) for place in self.heard]
        return Plate(
            pages=len(self.pages),
            blob=bytes(blob.data),
            rows=blob.table(LOW, packed + 1),
            catalog=numbers[self.pdf.Root.objgen[0]],
            info=numbers[self.info.objgen[0]],
            xmp=numbers[self.metadata.objgen[0]],
            parents=numbers[self.parents.objgen[0]],
            parent_entries=b" ".join(b"%d %d 0 R" % (k, numbers[v]) for k, v in entries),
            next_parent=entries[-1][0] + 1,
            annotations={
                numbers[array]: b" ".join(b"%d 0 R" % numbers[link] for link in members)
                for array, members in self.links.items()
            },
            hosts=[host for host in hosts if host],
            inked=inked,
        )

    def _own(self, value: Object) -> Object:
        return self.pdf.make_indirect(value)

    def _parent_entries(self) -> Iterator[tuple[int, int]]:
        listed = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        for key, owner in zip(listed[::2], listed[1::2], strict=True):
            yield int(key), owner.objgen[0]

    def _host(self, place: SlotPlace, numbers: Mapping[int, int]) -> Host | None:
        if place.element is None:
            return None
        page = self.pages[place.page]
        return Host(
            place.slot,
            numbers[place.element.objgen[0]],
            numbers[place.element.K.objgen[0]],
            numbers[page.objgen[0]],
            numbers[page.Annots.objgen[0]],
            place.x,
            place.y,
        )


def _flat(head: Iterable[PdfPart], numbers: Mapping[int, int]) -> bytes:
    return b"".join(piece for piece in _pieces(head, numbers) if isinstance(piece, bytes))


def _pieces(head: Iterable[PdfPart], numbers: Mapping[int, int]) -> Pieces:
    """Return parts with references as bytes and tokens as their numbers."""
    pieces: list[bytes | int] = []
    for part in head:
        if isinstance(part, Ref):
            pieces.append(b"%d 0 R" % numbers[part.number])
        else:
            pieces.append(part.token if isinstance(part, Ink) else part)
    return pieces


def _name(entry: PdfObject) -> str:
    if entry.content:
        return "a page or drawing"
    return "a picture or font" if entry.data is not None else "a description"


def _first_difference(one: PdfObject, other: PdfObject) -> str:
    for first, second in zip(_lines(one), _lines(other), strict=False):
        if first != second:
            return f"'{_shown(first)}' and '{_shown(second)}'"
    return "one is longer"


def _lines(entry: PdfObject) -> list[bytes]:
    head = b"".join(part if isinstance(part, bytes) else repr(part).encode() for part in entry.head)
    return [*head.split(b"/"), *(entry.data or b"").split(b"\n")]


def _shown(line: bytes) -> str:
    return line[:60].decode("latin-1")
