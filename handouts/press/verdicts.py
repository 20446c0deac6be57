"""How sheets take their colours, and the keys that name sheets, plates and letterheads.

What finds its plate and letterhead kept needs no more of the press than this, and the stamp.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.page import Fit, Fragments, Sheet, Style, marks
from handouts.press.keys import key_of
from handouts.press.look import Look

__all__ = [
    "Verdict",
    "letterhead_key",
    "like_of",
    "own_styles",
    "plate_key",
    "shape_key",
    "sheet_key",
]

Tokens = Mapping[str, str]
WORDS = re.compile(r">[^<]*[^<\s][^<]*<")  # between the tags of a sheet
FIT = "the fit"  # the stylesheet that holds what copyfitting chose


@dataclass(frozen=True)
class Verdict:
    """How a sheet takes its colours, and in which fit.

    An 'open' sheet has one plate for all palettes. A 'patterned' one has a plate for each pattern
    of equal colours, its own literals among them. A 'closed' one has a plate for each palette,
    for the reasons that are given.
    """

    fit: int
    kind: Literal["open", "patterned", "closed"]
    literals: Sequence[tuple[float, ...]] = ()
    reasons: Sequence[str] = ()


def sheet_key(sheet: Sheet, fits: Sequence[Fit], sides: int | None, look: Look) -> str:
    """Return what names a sheet's verdict: all that decides it, in whatever fit and colours."""
    filling = marks()
    return key_of(
        "sheet",
        sheet.filled(filling),
        str(sides),
        *(fit.css for fit in fits),
        *look.roles,
        styles=own_styles(sheet),
        assets={**sheet.assets, **filling.assets},
        faces=look.faces,
    )


def shape_key(sheet: Sheet, look: Look) -> str:
    """Return what names how a sheet takes colours: its elements, styles and drawings, no words.

    No rule of CSS chooses a box or its colours by the words in it, nor does WeasyPrint draw it by
    them; how large the slots are has no say either. What is found of a sheet's colours holds for
    every one of the same shape.
    """
    elements = WORDS.sub(">words<", sheet.html)
    return key_of("shape", elements, *look.roles, styles=own_styles(sheet), assets=sheet.assets)


def plate_key(sheet: str, verdict: Verdict, palette: Tokens) -> str:
    """Return what names the plate of a sheet, by its key, for a palette."""
    return "\n".join(("plate", sheet, *like_of(verdict, palette)))


def letterhead_key(alone: Sheet, member: Fragments, look: Look) -> str:
    """Return what names a letterhead: the sheet of a gang of one, whatever its colours."""
    labels = [f"{address} {label}" for address, label in sorted(member.labels.items())]
    return key_of(
        "letterhead",
        alone.html,
        *look.colours,
        *look.roles,
        *labels,
        styles=alone.styles,
        assets=alone.assets,
        faces=look.faces,
    )


def like_of(verdict: Verdict, palette: Tokens) -> tuple[str, ...]:
    """Return what plates have in common that serve the same palettes."""
    if verdict.kind == "open":
        return ()
    if verdict.kind == "closed":
        return tuple(palette.values())
    from handouts.press.inks import pattern  # late: few sheets need it

    return pattern(palette, verdict.literals)


def own_styles(sheet: Sheet) -> list[Style]:
    """Return the styles of a sheet in whatever fit."""
    return [style for style in sheet.styles if style.name != FIT]
