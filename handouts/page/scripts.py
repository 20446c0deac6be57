"""Room for scripts: how much higher than Latin their lines must be, and their stylesheets.

A script is named by its code of ISO 15924 (https://www.unicode.org/iso15924/); Aran is Arabic as
Nastaliq, which slopes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from handouts.page.formats import Format
from handouts.page.parts import Style

__all__ = ["ROOM", "roomier", "written_in"]

# How much of a line's height they need, for 1 of Latin: letters with marks over and under them that
# neither touch nor crowd.
ROOM: Mapping[str, float] = {
    "Arab": 1.16,
    "Aran": 1.52,
    "Beng": 1.14,
    "Deva": 1.14,
    "Guru": 1.12,
    "Hans": 1.14,
    "Hebr": 1.06,
    "Taml": 1.14,
}
MIXED = 1.06  # times as much for lines with Latin words in them, whose feet stand elsewhere
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LINE = re.compile(r"((?:line-height|--leading):\s*)([\d.]+)(?=\s*(?:[;}]|$))")
# What holds names and numbers in Latin letters, or one line in a box of its own height.
KEPT = re.compile(r"\.(?:mast-|name|number|running|band|foot|folio|newest|qr)")


def written_in(form: Format, script: str) -> Format:
    """Return a format with the lines and the boxes that a script needs; the masthead stays."""
    room = ROOM.get(script, 1)
    if room == 1:
        return form
    fits = tuple(replace(fit, leading=round(fit.leading * room, 3)) for fit in form.fits)
    return replace(form, script=script, fits=fits, slots=form.slots.taller(room * MIXED))


def roomier(style: Style, script: str) -> Style:
    """Return a stylesheet with lines as high as a script needs them."""
    room = ROOM.get(script, 1)

    def rule(match: re.Match[str]) -> str:
        selectors, body = match[1], match[2]
        if all(KEPT.search(part) for part in COMMENT.sub("", selectors).split(",")):
            return match[0]
        return f"{selectors}{{{LINE.sub(lambda at: f'{at[1]}{float(at[2]) * room:.3g}', body)}}}"

    return style if room == 1 else Style(style.name, RULE.sub(rule, style.text))
