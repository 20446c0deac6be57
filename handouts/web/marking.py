"""Words that changed, as HTML: what went is struck out, and what came is underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from handouts.proof import WordStep

__all__ = ["marked_steps", "with_marks"]

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


def marked_steps(steps: Sequence[WordStep]) -> Markup:
    """Return words with what went struck out, and what came underlined."""
    parts = list[str]()
    for step in steps:
        if step.same:
            parts.append(escape(step.before))
        else:
            parts += [f"<del>{escape(step.before)}</del>"] if step.before else []
            parts += [f"<ins>{escape(step.after)}</ins>"] if step.after else []
    return Markup(" ".join(parts))
