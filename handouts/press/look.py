"""The look of a sheet: a brand's colours, and its typefaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handouts.page import Face, Style
from handouts.workspace import TEXT_FACE

__all__ = ["Look"]

ROLES = ("text-face", "heading-face", "letterhead-face")
HOUSE = f"'{TEXT_FACE}'"


@dataclass(frozen=True)
class Look:
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
