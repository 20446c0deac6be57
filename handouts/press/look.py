"""The look of a sheet: a brand's colours, and its typefaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handouts.page import Face, Style
from handouts.workspace import TEXT_FACE

__all__ = ["Look"]

LETTERHEAD = "letterhead-face"
ROLES = ("text-face", "heading-face", LETTERHEAD)
HOUSE = (TEXT_FACE,)


@dataclass(frozen=True)
class Look:
    """What gives a sheet its look: colours by token, and typefaces beside the house's."""

    colours: Mapping[str, str]
    faces: Sequence[Face] = ()
    families: Mapping[str, str] = field(default_factory=dict)  # by role; else the house's
    house: Sequence[str] = HOUSE  # the families of the house, of the language that is set
    lines: str = ""  # the family that sets what has one line to stand in, if another
    leads: bool = True  # whether the first of them does in a letterhead too
    fallback: Sequence[str] = ()  # the families of a line in another language over the text

    @property
    def roles(self) -> list[str]:
        """What typeface each role has, as keys tell it."""
        faces = [f"{role} {family}" for role, family in sorted(self.families.items())]
        faces += [f"fallback {family}" for family in self.fallback]
        return (
            faces if tuple(self.house) == HOUSE else [*faces, *(f"house {f}" for f in self.house)]
        )

    @property
    def style(self) -> Style:
        """The colours and typefaces as a stylesheet of tokens."""
        tokens = dict(self.colours)
        for role in ROLES:
            first, *others = house = list(self.house)
            if role == LETTERHEAD and not self.leads:
                house = [others[0], first, *others[1:]]
            own = self.families.get(role)
            tokens[role] = ", ".join(f"'{family}'" for family in ([own] if own else []) + house)
        if len(self.house) > 1:
            tokens["script-face"] = f"'{self.house[0]}'"
            tokens["line-face"] = f"'{self.lines or self.house[0]}'"
        if self.fallback:
            tokens["fallback-face"] = ", ".join(f"'{family}'" for family in self.fallback)
        declarations = "".join(f"--{token}:{value};" for token, value in tokens.items())
        return Style("the palette", f":root{{{declarations}}}")
