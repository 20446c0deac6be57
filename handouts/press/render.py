"""The whole render: a sheet with a clinic's slots filled, in the brand's inks, as one PDF."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from handouts.diagnostics import Place, Problems
from handouts.page import SLOTS, Asset, Face, Fragments, Sheet, Style
from handouts.press.engine import Typeset, typeset
from handouts.press.finish import Meta, Unfinished, finish
from handouts.press.overflow import overflow

__all__ = ["Inks", "inked", "lay_out", "render"]

ROLES = ("text-face", "heading-face", "letterhead-face")
HOUSE = "'Atkinson Hyperlegible'"
TOKEN = re.compile(rb"var\(--([a-z-]+)\)")


@dataclass(frozen=True)
class Inks:
    """What gives a sheet its look: colours by token, and typefaces beside the house's."""

    colours: Mapping[str, str]
    faces: Sequence[Face] = ()
    families: Mapping[str, str] = field(default_factory=dict)  # by role; else the house's

    @property
    def roles(self) -> list[str]:
        """What typeface each role has, as keys tell it."""
        return [f"{role} {family}" for role, family in sorted(self.families.items())]

    @property
    def style(self) -> Style:
        """The colours and typefaces as a stylesheet of tokens."""
        tokens = dict(self.colours)
        for role in ROLES:
            own = self.families.get(role)
            tokens[role] = f"'{own}', {HOUSE}" if own else HOUSE
        declarations = "".join(f"--{token}:{value};" for token, value in tokens.items())
        return Style("the palette", f":root{{{declarations}}}")


def render(
    sheet: Sheet, fragments: Fragments, inks: Inks, meta: Meta, problems: Problems
) -> bytes | None:
    """Return the finished PDF, the same bytes for the same input; None after an error."""
    found = lay_out(sheet, fragments, inks, problems)
    if found is None:
        return None
    for slot, beyond in overflow(found, SLOTS):
        problems.error(
            "slot-overflow", Place(fragments.source),
            f"the details of '{meta.author}' leave the box of the {slot} by {beyond:.1f} mm",
            "shorten the name, the address, the hours or the sentence of interest",
        )  # fmt: skip
    if problems.failed:
        return None
    try:
        return finish(found.data, meta, fragments.labels)
    except Unfinished as error:
        problems.error("finish", Place(sheet.source), f"the PDF cannot be finished: {error}")
        return None


def lay_out(
    sheet: Sheet,
    fragments: Fragments,
    inks: Inks,
    problems: Problems,
    *,
    measured: bool = False,
    worth: Callable[[Typeset], bool] = lambda _: True,
) -> Typeset | None:
    """Typeset a sheet with fragments in its slots, not yet finished; None after an error.

    measured and worth as for `typeset`.
    """
    assets = {**sheet.assets, **fragments.assets}
    return typeset(
        sheet.filled(fragments),
        (inks.style, *sheet.styles),
        {name: inked(asset, inks.colours) for name, asset in assets.items()},
        inks.faces,
        sheet.source,
        problems,
        measured=measured,
        worth=worth,
    )


def inked(asset: Asset, colours: Mapping[str, str]) -> Asset:
    """Put a palette's colours in the place of the tokens of an SVG."""
    if asset.media_type != "image/svg+xml":
        return asset

    def colour(token: re.Match[bytes]) -> bytes:
        return colours.get(token[1].decode(), token[0].decode()).encode()

    return Asset(asset.media_type, TOKEN.sub(colour, asset.data))
