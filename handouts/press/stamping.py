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

from handouts.page import Newest
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
from handouts.press.opening import FORM, FORM_KEY, NONE, Opening, filled, with_code

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
XMP = b"/Type/Metadata/Subtype/XML"

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
    opening: Opening = NONE


def stamp(
    plate: Plate,
    letterhead: Letterhead,
    colours: Sequence[str],
    meta: Meta,
    newest: Newest | None = None,
) -> bytes:
    """Return a copy; colours, '#rrggbb', are those of the palette in its order.

    Newest is the page of its text, for a letterhead that has a place for that.
    """
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
        opened = newest if host.slot == "panel" else None
        refs = [b"%d 0 R" % n for n in (*array, host.element, host.page)]
        for place, pieces in zip(array, filling.elements, strict=False):
            own.append((place, _of_text(_referring(pieces, refs), opened)))
        for place, link in zip(array[len(filling.elements) :], filling.links, strict=True):
            key = next(keys)
            own.append((place, _of_text(_annotation(link, host, key, refs[-1]), opened)))
            entries.append(b"%d %s" % (key, refs[link.owner]))
            links[host.annotations].append(b"%d 0 R" % place)
        own.append((host.kids, b"[%s]" % b" ".join(refs[n] for n in filling.top)))
        forms.append((FORM_KEYS[host.slot], _owners(filling.marks, refs)))
        if opened and letterhead.opening.content:
            forms.append((FORM_KEY, _owners(letterhead.opening.marks, refs)))
    own += [(array, b"[%s]" % b" ".join(members)) for array, members in links.items()]
    entries += [b"%d %s" % entry for entry in sorted(forms)]
    own.append((plate.parents, b"<</Nums [%s]>>" % b" ".join(entries)))
    streams = {plate.xmp: stream(plate.xmp, XMP, packet(meta).encode())}
    if newest and letterhead.opening.content:
        opening = letterhead.opening
        streams[FORM] = deflated(FORM, opening.head, filled(opening, newest), 6)
    return _file(plate, letterhead, own, streams, next(numbers), next(numbers))


def _file(
    plate: Plate,
    letterhead: Letterhead,
    own: Sequence[tuple[int, bytes]],
    streams: Mapping[int, bytes],
    packed: int,
    crossing: int,
) -> bytes:
    """Write a copy's own objects after those of plate and letterhead, and the table of all."""
    shift = len(plate.blob)
    parts = {**streams, packed: object_stream(packed, own, 6)}
    body = b"".join((plate.blob, letterhead.blob, *parts.values()))
    table = bytearray(letterhead.rows + plate.rows + bytes(ROW.size * (crossing + 1 - plate.end)))
    for number_, offset in letterhead.streams:
        OFFSET.pack_into(table, ROW.size * number_ + 1, offset + shift)
    for index, (number_, _) in enumerate(own):
        ROW.pack_into(table, ROW.size * number_, PACKED, packed, index)
    at = shift + len(letterhead.blob)
    for number_, part in (*parts.items(), (crossing, b"")):
        ROW.pack_into(table, ROW.size * number_, PLAIN, at, 0)
        at += len(part)
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


def _owners(marks: Sequence[int], refs: Sequence[bytes]) -> bytes:
    return b"[%s]" % b" ".join(refs[n] for n in marks)


def _of_text(data: bytes, newest: Newest | None) -> bytes:
    return with_code(data, newest.code) if newest else data


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
