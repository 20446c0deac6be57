"""QR codes, drawn with the quiet zone that they need."""

from __future__ import annotations

import re
from functools import lru_cache

import segno

from handouts.page.parts import Code

__all__ = ["qr_code"]

QUIET_MODULES = 4  # modules around a QR code


@lru_cache(maxsize=256)
def qr_code(address: str) -> Code:
    """Draw a QR code with its quiet zone of 4 modules (https://www.qrcode.com/en/howto/code.html)."""
    rows = [bytes(row) for row in segno.make(address, error="m", mask=2, micro=False).matrix]
    side = len(rows) + 2 * QUIET_MODULES
    runs = tuple(
        (run.start() + QUIET_MODULES, number + QUIET_MODULES, run.end() - run.start())
        for number, row in enumerate(rows)
        for run in re.finditer(b"\x01+", row)
    )
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}" fill="#000000"/></svg>'
    )
    return Code("image/svg+xml", svg.encode(), side, runs)
