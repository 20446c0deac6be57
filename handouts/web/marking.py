"""Words that changed, as HTML: what went is struck out, and what came is underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

__all__ = ["with_marks"]

EXCHANGED = re.compile(r"\[-(.*?)-\]|\{\+(.*?)\+\}")


def with_marks(line: str) -> Markup:
    """Return a line of changes, as word_changes writes it, as HTML."""

    def parts() -> Iterator[str]:
        at = 0
        for match in EXCHANGED.finditer(line):
            yield str(escape(line[at : match.start()]))
            gone, came = match[1], match[2]
            yield f"<del>{escape(gone)}</del>" if gone else f"<ins>{escape(came)}</ins>"
            at = match.end()
        yield str(escape(line[at:]))

    if line[:2] in ("- ", "+ "):
        tag = "del" if line[0] == "-" else "ins"
        return Markup(f"<{tag}>{escape(line[2:])}</{tag}>")
    return Markup("".join(parts()))
