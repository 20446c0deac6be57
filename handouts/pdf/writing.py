"""PDF objects as bytes, with the standard library alone (ISO 32000-1, 7.3 and 7.5)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
ROW = struct.Struct(">BIH")  # of a cross-reference stream: kind, offset or stream, index
FREE, PLAIN, PACKED = 0, 1, 2
NEVER_AGAIN = 65535  # the generation of a number that stays free

XrefRow = tuple[int, int, int]


def stream(number: int, head: bytes, data: bytes) -> bytes:
    """Return a stream object; head is its dictionary, without the length and the brackets."""
    return b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
        number,
        head,
        len(data),
        data,
    )


def deflated(number: int, head: bytes, data: bytes, level: int = 9) -> bytes:
    """Return a stream object whose data is compressed here."""
    return stream(number, head + b"/Filter/FlateDecode", zlib.compress(data, level))


def object_stream(number: int, packed: Sequence[tuple[int, bytes]], level: int = 9) -> bytes:
    """Return a stream that holds other objects, given by number and value."""
    places, values, at = [], [], 0
    for key, value in packed:
        places.append(b"%d %d" % (key, at))
        values.append(value)
        at += len(value) + 1
    index = b" ".join(places) + b"\n"
    head = b"/Type/ObjStm/N %d/First %d" % (len(packed), len(index))
    return deflated(number, head, index + b"\n".join(values), level)


def text(value: str) -> bytes:
    """Return a text string."""
    if value.isascii() and value.isprintable():
        escaped = value.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(%s)" % escaped.encode()
    return b"<%s>" % ("\ufeff" + value).encode("utf-16-be").hex().encode()


def number(value: float) -> bytes:
    """Return a number with six decimals at most."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    return b"0" if digits in ("", "-0") else digits.encode()


@dataclass
class Blob:
    """Objects that are written one after another, and the rows that tell where they are."""

    data: bytearray = field(default_factory=bytearray)
    rows: dict[int, XrefRow] = field(default_factory=dict)
    _packed: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, number: int, value: bytes) -> None:
        """Take an object that is no stream; it is written with its like by `pack`."""
        self._packed.append((number, value))

    def add_stream(self, number: int, head: bytes, data: bytes, *, deflate: bool = True) -> None:
        """Write a stream; deflate says whether its data is still to be compressed."""
        self.rows[number] = PLAIN, len(self.data), 0
        self.data += (deflated if deflate else stream)(number, head, data)

    def pack(self, number: int) -> None:
        """Write the objects that were added as one object stream."""
        self.rows[number] = PLAIN, len(self.data), 0
        for index, (key, _) in enumerate(self._packed):
            self.rows[key] = PACKED, number, index
        self.data += object_stream(number, self._packed)

    def table(self, first: int, end: int) -> bytes:
        """Return the rows of the numbers from first up to end; those not used are free."""
        table = bytearray(ROW.pack(FREE, 0, NEVER_AGAIN) * (end - first))
        for key, row in self.rows.items():
            ROW.pack_into(table, ROW.size * (key - first), *row)
        return bytes(table)
