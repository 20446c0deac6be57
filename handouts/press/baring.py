"""A stamped copy without its clinic: what all that came from one plate have in common.

A copy begins with its plate; the forms of its letterhead and its palette have numbers of their own
(`stamping`). Both are told by the table of objects at its end, with the standard library alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from handouts.pdf import HEADER, PACKED, PLAIN, ROW, deflated, stream
from handouts.press.stamping import FORMS, LOW, PALETTE, palette

__all__ = ["bare", "plate_digest"]

END = re.compile(rb"startxref\n(\d+)\n%%EOF\n$")
TABLE = re.compile(
    rb"(\d+) 0 obj\n<</Type/XRef/Size (\d+)/W \[1 4 2\](/Root \d+ 0 R)/Info (\d+) 0 R"
    rb"[^\n]*\nstream\n"
)
PACK = re.compile(rb"\d+ 0 obj\n<</Type/ObjStm/N (\d+)/First (\d+)[^\n]*\nstream\n")
# What a copy writes of its slots for those who hear it, and of their links: it shows no colour.
HEARD = re.compile(rb"<</Type/(StructElem|Annot)\b|<</Nums |\[(\d+ 0 R ?)*\]$")
TAIL = 40  # bytes that hold the end of a copy
EMPTY = b"/Type/XObject/Subtype/Form/BBox [0 0 0 0]"


@dataclass(frozen=True)
class _Table:
    """The table of a copy: its place, size and rows; which object is the root, and which tells."""

    at: int
    size: int
    root: bytes
    info: int
    rows: Sequence[tuple[int, int, int]]


def plate_digest(copy: bytes) -> str:
    """Return a hash of what a copy has from its plate, colours that are no ink included.

    It is '' where the file is no stamped copy, such as one that is bound, or folded.
    """
    table = _table(copy)
    if table is None:
        return ""
    letterhead = [at for kind, at, _ in table.rows[1:LOW] if kind == PLAIN]
    start = min(letterhead, default=0)
    if not copy.startswith(HEADER) or not 0 < start < table.at:
        return ""
    digest = sha256(copy[:start])
    for number, value in _written(copy, table):
        if number not in (PALETTE, table.info) and not HEARD.match(value):
            digest.update(value)
    return digest.hexdigest()


def bare(copy: bytes, colours: Sequence[str]) -> bytes:
    """Return a stamped copy with nothing in its slots, and with other colours, '#rrggbb'.

    It is the copy with an update behind it (ISO 32000-1, 7.5.6), for pictures alone: what it says
    of itself stays. What is no stamped copy is returned as it is.
    """
    table = _table(copy)
    if table is None:
        return copy
    objects = [b"%d 0 obj\n%s\nendobj\n" % (PALETTE, palette(colours))]
    objects += [stream(number, EMPTY, b"") for number in sorted(FORMS.values())]
    rows, at = b"", len(copy)
    for one in (*objects, b""):
        rows += ROW.pack(PLAIN, at, 0)
        at += len(one)
    head = b"/Type/XRef/Size %d/W [1 4 2]/Index [%d %d %d 1]%s/Prev %d" % (
        table.size + 1,
        PALETTE,
        len(objects),
        table.size,
        table.root,
        table.at,
    )
    body = copy + b"".join(objects)
    return body + deflated(table.size, head, rows, 1) + b"startxref\n%d\n%%%%EOF\n" % len(body)


def _table(copy: bytes) -> _Table | None:
    """Return the table of a stamped copy; None where there is none such as we write."""
    end = END.search(copy, max(0, len(copy) - TAIL))
    head = TABLE.match(copy, int(end[1])) if end else None
    if head is None:
        return None
    try:
        rows = [*ROW.iter_unpack(zlib.decompressobj().decompress(copy[head.end() :]))]
    except (zlib.error, ValueError):
        return None
    return _Table(head.start(), int(head[2]), head[3], int(head[4]), rows)


def _written(copy: bytes, table: _Table) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the value of what a copy writes for itself, in its last pack."""
    packs = {at for kind, at, _ in table.rows[-2:] if kind == PLAIN}
    numbers = {pack for kind, pack, _ in table.rows if kind == PACKED}
    last = max(numbers, default=0)
    head = PACK.match(copy, table.rows[last][1]) if table.rows[last][1] in packs else None
    if head is None:
        return
    data = zlib.decompressobj().decompress(copy[head.end() :])
    first = int(head[2])
    index = [*map(int, data[:first].split())]
    places = [*index[1::2], len(data) - first]
    for number, start, stop in zip(index[::2], places, places[1:], strict=False):
        yield number, data[first + start : first + stop].strip()
