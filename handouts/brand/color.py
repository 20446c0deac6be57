"""``color``: a brand's colours, from names and CSS to opaque RGB."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coloraide import Color

from handouts.brand.forgiving import is_nothing, light, section, text
from handouts.brand.palette import (
    COMFORTABLE,
    HOUSE_PRIMARY,
    PAPER,
    READABLE,
    Palette,
    contrast,
    derive,
    nearly_white,
)
from handouts.diagnostics import Place, Problems, Unplaced, did_you_mean
from handouts.reading import Map, Node

__all__ = ["opaque", "read_palette"]

THEME = (
    "foreground",
    "background",
    "primary",
    "secondary",
    "tertiary",
    "success",
    "info",
    "warning",
    "danger",
    "light",
    "dark",
    "link",
)
LONGEST_CHAIN = 20  # names that stand for names
_CSS = re.compile(r"[#\w.,%()/ +-]{1,80}", re.ASCII)
_COMMENTED_HEX = re.compile(r"\s#[0-9a-f]{3,8}\b", re.IGNORECASE)
_BARE_HEX = re.compile(r"[0-9a-f]{6}", re.IGNORECASE)


class _Unusable(Unplaced):
    """Why a colour cannot be used; ``hint`` is the way out."""


@dataclass(frozen=True)
class _Colours:
    """The colours of a brand that can be used, '#rrggbb', in the order of its file."""

    theme: dict[str, str]
    palette: dict[str, str]


def opaque(css: str) -> str | None:
    """Return a CSS colour as '#rrggbb', what is transparent laid on paper; None if it is none."""
    if not _CSS.fullmatch(css):
        return None
    try:
        colour = Color(css.lower()).convert("srgb").fit()
    except ValueError:
        return None
    return str(Color.layer([colour, PAPER], space="srgb").to_string(hex=True, alpha=False))


def read_palette(top: Map, lines: Sequence[str], problems: Problems) -> Palette:
    """Return the tokens of a brand; ``lines`` are those of its file.

    They derive from the primary; else the secondary; else the first of the palette that reads on
    paper; else the house's. A colour that cannot be told from paper is none.
    """
    color = section(top, "color", problems, ("palette", *THEME))
    palette = section(color, "palette", problems)
    colours = _Resolver(color, palette, lines, problems).colours()
    primary = _primary(color, colours, problems)
    tokens = derive(primary)
    ratio = contrast(primary, PAPER)
    if tokens.inks["brand"] != primary:
        tell = problems.warn if ratio < READABLE else problems.info
        tell(
            "pale-primary",
            color.keys.get("primary", color.place),
            f"'{primary}' has a contrast of {ratio:.1f}:1 on paper; it is kept for bands, "
            f"and text is set in '{tokens.inks['brand']}'",
            f"nothing to do, or give a primary of {COMFORTABLE:g}:1 at least",
        )
    return tokens


def _primary(color: Map, colours: _Colours, problems: Problems) -> str:
    """Return the colour that the palette derives from; tell of a stand-in."""
    primary = colours.theme.get("primary")
    if primary and not nearly_white(primary):
        return primary
    place = color.keys.get("primary", color.place)
    fact = "there is no primary colour that can be used"
    if primary:
        fact = f"the primary colour '{primary}' cannot be told from paper"
    name, chosen = _stand_in(colours)
    problems.warn(
        "no-primary", place, f"{fact}; {name} '{chosen}' is used", "add 'color: {primary: …}'"
    )
    return chosen


def _stand_in(colours: _Colours) -> tuple[str, str]:
    """Return what is used for a missing primary: a name for the message, and the colour."""
    secondary = colours.theme.get("secondary")
    if secondary and not nearly_white(secondary):
        return "the secondary colour", secondary
    for name, colour in colours.palette.items():
        if contrast(colour, PAPER) >= READABLE:
            return f"'{name}' of the palette", colour
    return "the house's", HOUSE_PRIMARY


@dataclass(frozen=True)
class _Resolver:
    """Follows names through the palette and the theme of one file."""

    color: Map
    palette: Map
    lines: Sequence[str]
    problems: Problems

    def colours(self) -> _Colours:
        """Return every colour that can be used; warn of each that cannot."""
        theme = [name for name in THEME if name in self.color.items]
        return _Colours(self._all(self.color, theme), self._all(self.palette, self.palette.items))

    def _all(self, part: Map, names: Iterable[str]) -> dict[str, str]:
        found = {}
        for name in names:
            try:
                if colour := self._follow(part, name):
                    found[name] = colour
            except _Unusable as error:
                fact = f"the colour '{name}' is left out: {error}"
                self.problems.warn("unusable-colour", part.keys[name], fact, error.hint)
        return found

    def _follow(self, part: Map, name: str) -> str | None:
        """Follow a name to a colour; None where none is given. Raises _Unusable."""
        for _ in range(LONGEST_CHAIN):
            node = light(part.items[name])
            value = _value(node, part.keys[name], self.lines)
            if value is None:
                return None
            if value in self.palette.items and not (part is self.palette and value == name):
                part, name = self.palette, value
            elif value in THEME and value in self.color.items and value != name:
                part, name = self.color, value
            else:
                return _colour(value, node, [*self.palette.items, *THEME], self.problems)
        raise _Unusable("the names that it goes through do not end in a colour")


def _value(node: Node | None, key: Place, lines: Sequence[str]) -> str | None:
    """Return what is written for a colour; None where nothing is."""
    if node is None:
        return None
    if is_nothing(node):
        if _COMMENTED_HEX.search(lines[key.line - 1]):
            raise _Unusable("what follows '#' is a comment", "put the colour in quotes")
        return None
    written = text(node)
    if written is None:
        raise _Unusable("it is no colour")
    return written


def _colour(value: str, node: Node | None, names: Sequence[str], problems: Problems) -> str:
    """Return what CSS, or six digits without '#', say. Raises _Unusable."""
    if colour := opaque(value):
        return colour
    if node is not None and _BARE_HEX.fullmatch(value):
        fact = f"the colour '{value}' is read as '#{value.lower()}'"
        problems.warn("bare-hex", node.place, fact, f'write "#{value}", in quotes')
        return f"#{value.lower()}"
    hint = did_you_mean(value, names) if value.isalnum() else "write it as '#rrggbb', in quotes"
    raise _Unusable(f"'{value}' is no colour, and names none", hint)
