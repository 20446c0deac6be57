"""Plate + letterhead + palette -> copy, with the standard library alone: the way out of the house.

Numbers of objects: those under LOW belong to the letterhead, the palette first; from LOW on come
the plate's, and after them those that a copy writes for itself.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from handouts.pdf import (
    PACKED,
    PLAIN,
    ROW,
    Meta,
    deflated,
    information,
    number,
    object_stream,
    packet,
    stream,
    text,
)

__all__ = [
    "FORMS",
    "LOW",
    "PALETTE",
    "Filling",
    "Host",
    "Letterhead",
    "LinkBox",
    "Plate",
    "palette",
]
__all__ += ["stamp"]

LOW = 1000
PALETTE = 1
FORMS = {
    "masthead": 2,
    "running": 3,
    "call": 4,
    "emergency": 5,
    "panel": 6,
    "doctor": 7,
    "how-to-come": 8,
    "parking": 9,
    "complaints": 10,
    "translation": 11,
}
FORM_KEYS = {slot: 100_000 + form for slot, form in FORMS.items()}  # in the parent tree
OFFSET = struct.Struct(">I")

Pieces = Sequence[bytes | int]


@dataclass(frozen=True)
class Host:
    """A slot of a plate that is heard: objects of the plate by number, its upper left corner in pt.

    kids is the array of what its element holds, annotations that of the page's links.
    """

    slot: str
    element: int
    kids: int
    page: int
    annotations: int
    x: float
    y: float


@dataclass(frozen=True)
class Plate:
    """A typeset sheet, its colours and slots left open.

    The blob holds its objects, the rows their places in the blob, from LOW on; what a copy writes
    itself has a number there and no row. Annotations maps the number of a page's links to those
    that the sheet itself has; inked are values in which an int stands for a token's three numbers.
    """

    pages: int
    blob: bytes
    rows: bytes
    catalog: int
    info: int
    xmp: int
    parents: int
    parent_entries: bytes
    next_parent: int
    annotations: Mapping[int, bytes]
    hosts: Sequence[Host]
    inked: Sequence[tuple[int, Pieces]]

    @property
    def end(self) -> int:
        """The first number that a copy may use freely."""
        return LOW + len(self.rows) // ROW.size


@dataclass(frozen=True)
class LinkBox:
    """A link in a slot: its rectangle in pt from the slot's upper left corner, and who owns it."""

    rectangle: tuple[float, float, float, float]
    entries: bytes
    owner: int


@dataclass(frozen=True)
class Filling:
    """How a slot is heard: elements, those at its top, the owner of each mark, and links.

    In the pieces of an element an int stands for a reference: to an element, after these to a
    link, -2 to the element that the slot stands in, -1 to the page.
    """

    elements: Sequence[Pieces]
    top: Sequence[int]
    marks: Sequence[int]
    links: Sequence[LinkBox]


@dataclass(frozen=True)
class Letterhead:
    """A clinic's slots, typeset: forms and fonts, and how the slots are heard.

    The rows are those of all numbers under LOW; the streams' places in the blob stand apart too.
    Heights are those of what fills the slots, in mm.
    """

    blob: bytes
    rows: bytes
    streams: Sequence[tuple[int, int]]
    fillings: Mapping[str, Filling]
    heights: Mapping[str, float]


def stamp(plate: Plate, letterhead: Letterhead, colours: Sequence[str], meta: Meta) -> bytes:
    """Return a copy; colours, '#rrggbb', are those of the palette in its order."""
    numbers = count(plate.end)
    own: list[tuple[int, bytes]] = [
        (PALETTE, palette(colours)),
        (plate.info, _information(meta)),
        *((array, _coloured(pieces, colours)) for array, pieces in plate.inked),
    ]
    entries, forms = [plate.parent_entries], []
    links = {array: [owned] if owned else [] for array, owned in plate.annotations.items()}
    keys = count(plate.next_parent)
    for host in plate.hosts:
        filling = letterhead.fillings[host.slot]
        array = [next(numbers) for _ in (*filling.elements, *filling.links)]
        refs = [b"%d 0 R" % n for n in (*array, host.element, host.page)]
        for place, pieces in zip(array, filling.elements, strict=False):
            own.append((place, _referring(pieces, refs)))
        for place, link in zip(array[len(filling.elements) :], filling.links, strict=True):
            key = next(keys)
            own.append((place, _annotation(link, host, key, refs[-1])))
            entries.append(b"%d %s" % (key, refs[link.owner]))
            links[host.annotations].append(b"%d 0 R" % place)
        own.append((host.kids, b"[%s]" % b" ".join(refs[n] for n in filling.top)))
        owners = b" ".join(refs[n] for n in filling.marks)
        forms.append((FORM_KEYS[host.slot], b"[%s]" % owners))
    own += [(array, b"[%s]" % b" ".join(members)) for array, members in links.items()]
    entries += [b"%d %s" % entry for entry in sorted(forms)]
    own.append((plate.parents, b"<</Nums [%s]>>" % b" ".join(entries)))
    return _file(plate, letterhead, own, meta, next(numbers), next(numbers))


def _file(
    plate: Plate,
    letterhead: Letterhead,
    own: Sequence[tuple[int, bytes]],
    meta: Meta,
    packed: int,
    crossing: int,
) -> bytes:
    """Write a copy's own objects after those of plate and letterhead, and the table of all."""
    shift = len(plate.blob)
    metadata = stream(plate.xmp, b"/Type/Metadata/Subtype/XML", packet(meta).encode())
    objects = object_stream(packed, own, 6)
    body = b"".join((plate.blob, letterhead.blob, metadata, objects))
    table = bytearray(letterhead.rows + plate.rows + bytes(ROW.size * (crossing + 1 - plate.end)))
    for number_, offset in letterhead.streams:
        OFFSET.pack_into(table, ROW.size * number_ + 1, offset + shift)
    for index, (number_, _) in enumerate(own):
        ROW.pack_into(table, ROW.size * number_, PACKED, packed, index)
    places = {plate.xmp: len(body) - len(metadata) - len(objects), packed: len(body) - len(objects)}
    for number_, offset in (places | {crossing: len(body)}).items():
        ROW.pack_into(table, ROW.size * number_, PLAIN, offset, 0)
    identifier = sha256(body).hexdigest()[:32].encode()
    head = b"/Type/XRef/Size %d/W [1 4 2]/Root %d 0 R/Info %d 0 R/ID [<%s><%s>]" % (
        crossing + 1,
        plate.catalog,
        plate.info,
        identifier,
        identifier,
    )
    end = b"startxref\n%d\n%%%%EOF\n" % len(body)
    return body + deflated(crossing, head, bytes(table), 1) + end


def palette(colours: Sequence[str]) -> bytes:
    """Return the colour space of a copy: its colours, '#rrggbb', by number."""
    lookup = "".join(colour.removeprefix("#") for colour in colours)
    return b"[/Indexed /DeviceRGB %d <%s>]" % (len(colours) - 1, lookup.encode())


def _coloured(pieces: Pieces, colours: Sequence[str]) -> bytes:
    def channels(token: int) -> bytes:
        return b" ".join(number(byte / 255) for byte in bytes.fromhex(colours[token][1:]))

    return b"".join([channels(p) if isinstance(p, int) else p for p in pieces])


def _information(meta: Meta) -> bytes:
    entries = (b"/%s %s" % (k.encode(), text(value)) for k, value in information(meta).items())
    return b"<<%s>>" % b"".join(entries)


def _referring(pieces: Pieces, refs: Sequence[bytes]) -> bytes:
    return b"".join([refs[p] if isinstance(p, int) else p for p in pieces])


def _annotation(link: LinkBox, host: Host, key: int, page: bytes) -> bytes:
    left, low, right, high = link.rectangle
    sides = (left + host.x, low + host.y, right + host.x, high + host.y)
    return b"<<%s/Rect [%s]/StructParent %d/P %s>>" % (
        link.entries,
        b" ".join(map(number, sides)),
        key,
        page,
    )
