"""The house's text face for a page that must hold all that it needs: cut down, as WOFF2."""

from __future__ import annotations

import io
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from handouts.press.cache import Cache
from handouts.workspace import house_faces

__all__ = ["FAMILY", "web_faces"]

FAMILY = "House"
FILES = {400: "AtkinsonHyperlegible-Regular.ttf", 700: "AtkinsonHyperlegible-Bold.ttf"}
# Latin with its accents (Latin-1, Extended-A), dashes, quotes and the euro: 13 kB a face.
CHARACTERS = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x20AC)
FEATURES = ["ccmp", "kern", "liga", "mark"]


@dataclass(frozen=True)
class _WebFace:
    data: bytes


def web_faces(store: Cache) -> str:
    """Return the house's regular and bold as @font-face rules; what was cut before is in store."""
    folder = house_faces()[0]
    rules = []
    for weight, name in FILES.items():
        data = (folder / name).read_bytes()
        key = f"web face: {sha256(data).hexdigest()} {CHARACTERS}"
        face = store.get(key, _WebFace)
        if face is None:
            face = _WebFace(_cut(data))
            with suppress(OSError):  # what is not kept is cut again
                store.put(key, face)
        source = f"url(data:font/woff2;base64,{b64encode(face.data).decode()})"
        rules.append(f"@font-face{{font-family:{FAMILY};font-weight:{weight};src:{source}}}")
    return "\n".join(rules)


@cache
def _cut(data: bytes) -> bytes:
    from fontTools import subset  # late: it takes a quarter of a second

    options = subset.Options(
        flavor="woff2", hinting=False, recalc_timestamp=False, layout_features=FEATURES
    )
    font = subset.load_font(io.BytesIO(data), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    out = io.BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()
