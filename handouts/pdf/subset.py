"""TrueType faces cut down to some glyphs, so that the same glyphs always give the same bytes.

A glyph keeps its number; those not wanted are empty. Tables that a PDF reader does not need are
left out (ISO 32000-1, 9.9). https://learn.microsoft.com/typography/opentype/spec/
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

__all__ = ["subset"]

TRUETYPE = b"\0\1\0\0"
KEPT = (b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep")
MAGIC = 0xB1B0AFBA  # what a file's words add up to, with head.checkSumAdjustment
WORDS, HAVE_SCALE, MORE, HAVE_XY, HAVE_MATRIX = 0x01, 0x08, 0x20, 0x40, 0x80  # of a component

Tables = dict[bytes, bytes]


def subset(data: bytes, glyphs: Iterable[int]) -> bytes | None:
    """Return a face with these glyphs and .notdef; None where it is no TrueType face."""
    if data[:4] != TRUETYPE:
        return None
    tables, outlines = _read(data)
    wanted = _with_components(outlines, {0, *glyphs})
    count = max(wanted) + 1
    kept = [outlines[n] if n in wanted else b"" for n in range(count)]
    widths = _widths(tables, wanted, count)
    ends = [0]
    for outline in kept:
        ends.append(ends[-1] + len(outline))
    head, hhea = bytearray(tables[b"head"]), bytearray(tables[b"hhea"])
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)  # offsets of 32 bits
    struct.pack_into(">H", hhea, 34, count)
    maxp = tables[b"maxp"][:4] + struct.pack(">H", count) + tables[b"maxp"][6:]
    made = {
        b"glyf": b"".join(kept),
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": widths,
        b"loca": struct.pack(f">{len(ends)}I", *ends),
        b"maxp": maxp,
    }
    return _file({tag: made.get(tag, tables.get(tag, b"")) for tag in KEPT})


@lru_cache(maxsize=16)
def _read(data: bytes) -> tuple[Tables, list[bytes]]:
    """Return the tables and the outlines of a face, of which many are cut."""
    tables = _tables(data)
    return tables, _outlines(tables)


def _tables(data: bytes) -> Tables:
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * n) for n in range(count))
    return {tag: data[at : at + length] for tag, _, at, length in entries}


def _outlines(tables: Mapping[bytes, bytes]) -> list[bytes]:
    (count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    (long,) = struct.unpack_from(">h", tables[b"head"], 50)
    offsets = struct.unpack_from(f">{count + 1}{'I' if long else 'H'}", tables[b"loca"])
    ends = offsets if long else [2 * offset for offset in offsets]
    outlines = [tables[b"glyf"][start:end] for start, end in pairwise(ends)]
    return [outline + bytes(-len(outline) % 4) for outline in outlines]


def _with_components(outlines: list[bytes], wanted: set[int]) -> set[int]:
    """Return glyphs with all that they are put together from."""
    glyphs, waiting = set[int](), list(wanted)
    while waiting:
        glyph = waiting.pop()
        if glyph not in glyphs and glyph < len(outlines):
            glyphs.add(glyph)
            waiting += _components(outlines[glyph])
    return glyphs


def _components(outline: bytes) -> Iterator[int]:
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, MORE
    while flags & MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        yield glyph
        at += 8 if flags & WORDS else 6
        at += (
            2 * bool(flags & HAVE_SCALE) + 4 * bool(flags & HAVE_XY) + 8 * bool(flags & HAVE_MATRIX)
        )


def _widths(tables: Mapping[bytes, bytes], wanted: set[int], count: int) -> bytes:
    """Return advance and left bearing of each glyph, 0 for those not wanted."""
    (long,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    hmtx, empty = tables[b"hmtx"], bytes(4)
    result = bytearray()
    for glyph in range(count):
        if glyph not in wanted:
            result += empty
        elif glyph < long:
            result += hmtx[4 * glyph : 4 * glyph + 4]
        else:
            bearing = 4 * long + 2 * (glyph - long)
            result += hmtx[4 * long - 4 : 4 * long - 2] + hmtx[bearing : bearing + 2]
    return bytes(result)


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    present = {tag: data for tag, data in sorted(tables.items()) if data}
    count = len(present)
    power = count.bit_length() - 1
    directory = struct.pack(
        ">4sHHHH", TRUETYPE, count, 16 << power, power, 16 * count - (16 << power)
    )
    at, body = 12 + 16 * count, bytearray()
    for tag, data in present.items():
        directory += struct.pack(">4sIII", tag, _sum(data), at + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    whole = bytearray(directory + body)
    head = next(n for n, tag in enumerate(present) if tag == b"head")
    (offset,) = struct.unpack_from(">I", whole, 12 + 16 * head + 8)
    struct.pack_into(">I", whole, offset + 8, (MAGIC - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
