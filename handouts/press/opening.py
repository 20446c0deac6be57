"""What of a letterhead differs from text to text: a form in the panel that a copy writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handouts.page import ALL_LETTERS, ANY_CODE, Newest
from handouts.pdf import number

__all__ = ["CODE", "FORM", "FORM_KEY", "NONE", "QR", "Opening", "filled", "with_code"]

FORM = 12
FORM_KEY = 100_000 + FORM  # in the parent tree
QR, CODE = 0, 1  # in a content: what a copy puts there


@dataclass(frozen=True)
class Opening:
    """The form of the slot 'newest', of any text; its content is empty where there is none.

    The head is its dictionary. In the content an int stands for a copy's own QR code, whose upper
    left corner is the origin, and which is so wide, in CSS px; or for its text code. Letters holds
    the glyphs of that, in the order of ALL_LETTERS. Marks are the owners of its marks, as in a
    `Filling`.
    """

    head: bytes = b""
    content: Sequence[bytes | int] = ()
    letters: Sequence[int] = ()
    wide: float = 0
    marks: Sequence[int] = ()


NONE = Opening()


def filled(opening: Opening, newest: Newest) -> bytes:
    """Return the content of a copy's own form."""
    glyph = dict(zip(ALL_LETTERS, opening.letters, strict=True))
    code = b"<%s> Tj" % b"".join(b"%04x" % glyph[letter] for letter in newest.code)
    parts = {QR: _drawn(newest, opening.wide), CODE: code}
    return b"\n".join(p if isinstance(p, bytes) else parts[p] for p in opening.content)


def with_code(data: bytes, code: str) -> bytes:
    """Return a piece of a copy with its text code in the place of what stands in for any."""
    for encoding in ("ascii", "utf-16-be"):
        any_code, own = (text.encode(encoding) for text in (ANY_CODE, code))
        data = data.replace(any_code, own)
        data = data.replace(any_code.hex().encode(), own.hex().encode())
    return data


def _drawn(newest: Newest, wide: float) -> bytes:
    qr = newest.qr
    module = number(wide / qr.side)
    runs = (
        b"%d %d m %d %d l %d %d l %d %d l h" % (x, y, x + long, y, x + long, y + 1, x, y + 1)
        for x, y, long in qr.runs
    )
    return b"\n".join((b"%s 0 0 %s 0 0 cm" % (module, module), b"0 0 0 rg", *runs, b"f"))
