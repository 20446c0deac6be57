"""Pictures that cannot be printed: bombs, and colours of another kind."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image
from wordfiles import png

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG (https://www.w3.org/TR/png/#5Chunk-layout)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(wide: int, high: int) -> bytes:
    """Return some KB that unpack to so many pixels, all of them there."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 + wide // 8)) for _ in range(high)) + packer.flush()
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def cmyk() -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", (9, 9)).save(out, "JPEG")
    return out.getvalue()


def words_bomb() -> bytes:
    """A picture whose remark unpacks to 200 MB."""
    remark = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    return png()[:33] + chunk(b"zTXt", remark) + png()[33:]
