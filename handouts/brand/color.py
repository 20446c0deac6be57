"""``color``: a brand's colours, from names and CSS to opaque RGB."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.brand.forgiving import is_nothing, light, section, text
from handouts.brand.palette import (
    COMFORTABLE,
    HOUSE_PRIMARY,
    PAPER,
    READABLE,
    Palette,
    chromatic,
    contrast,
    derive,
    nearly_white,
)
from handouts.diagnostics import Place, Problems, Unplaced, cut, did_you_mean
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
STYLES = ("headings", "link", "base")  # of typography, which may have a colour
COLOUR = "color"
NESTED = "theme"  # where some brands put the theme's colours
LONGEST_CHAIN = 20  # names that stand for names
_CSS = re.compile(r"[#\w.,%()/ +-]{1,80}", re.ASCII)
_COMMENTED_HEX = re.compile(r"\s#[0-9a-f]{3,8}\b", re.IGNORECASE)
_PLAIN_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_BARE_HEX = re.compile(r"[0-9a-f]{6}", re.IGNORECASE)


class _Unusable(Unplaced):
    """Why a colour cannot be used; ``hint`` is the way out."""


@dataclass(frozen=True)
class _Colours:
    """The colours of a brand that can be used, '#rrggbb', in the order of its file."""

    theme: dict[str, str]
    palette: dict[str, str]
    styles: dict[str, str]  # of typography


def opaque(css: str) -> str | None:
    """Return a CSS colour as '#rrggbb', what is transparent laid on paper; None if it is none."""
    if not _CSS.fullmatch(css):
        return None
    if _PLAIN_HEX.fullmatch(css):
        return css.lower()
    from coloraide import Color  # late: most brands write nothing else than the above

    try:
        colour = Color(css.lower()).convert("srgb").fit()
    except ValueError:
        return None
    return str(Color.layer([colour, PAPER], space="srgb").to_string(hex=True, alpha=False))


def read_palette(
    top: Map,
    lines: Sequence[str],
    problems: Problems,
    derive: Callable[[str, str], Palette] = derive,
) -> Palette:
    """Return the tokens of a brand; ``lines`` are those of its file.

    They derive from the primary; else from the first that can be used of: the secondary, the
    colours of headings and links, the tertiary, those of the palette, the foreground; else from
    the house's. A colour that cannot be told from paper is none.
    """
    color = section(top, "color", problems, ("palette", NESTED, *THEME))
    if NESTED in color.items:
        hint = "move what stands under it one step out, to stand directly under 'color'"
        fact = f"unknown key '{NESTED}'; it is left out"
        problems.warn("unknown-key", color.keys[NESTED], fact, hint)
    palette = section(color, "palette", problems)
    colours = _Resolver(color, palette, lines, problems).colours(_styles(top))
    primary = _primary(color, colours, problems)
    seconds = (colours.styles.get("headings"), colours.theme.get("secondary"))
    second = next((c for c in seconds if c and contrast(c, PAPER) >= READABLE and chromatic(c)), "")
    tokens = derive(primary, second)
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


def _styles(top: Map) -> dict[str, Map]:
    """Return the styles of typography that may have a colour."""
    typography = top.items.get("typography")
    styles = typography.items if isinstance(typography, Map) else {}
    entries = ((name, styles.get(name)) for name in STYLES)
    return {name: style for name, style in entries if isinstance(style, Map)}


def _primary(color: Map, colours: _Colours, problems: Problems) -> str:
    """Return the colour that the palette derives from; tell of a stand-in."""
    primary = colours.theme.get("primary")
    if primary and not nearly_white(primary):
        return primary
    place = color.keys.get("primary", color.place)
    fact = "there is no primary colour that can be used"
    if primary:
        fact = f"the primary colour '{primary}' cannot be told from paper"
    name, chosen = next(_stand_ins(colours))
    problems.warn(
        "no-primary", place, f"{fact}; {name} '{chosen}' is used", "add 'color: {primary: …}'"
    )
    return chosen


def _stand_ins(colours: _Colours) -> Iterator[tuple[str, str]]:
    """Yield what may be used for a missing primary: a name for the message, and the colour."""
    theme, styles, palette = colours.theme, colours.styles, colours.palette
    shown = [
        ("the secondary colour", theme.get("secondary")),
        ("the colour of headings", styles.get("headings")),
        ("the colour of links", styles.get("link") or theme.get("link")),
        ("the tertiary colour", theme.get("tertiary")),
        *(
            (f"'{name}' of the palette", colour)
            for name, colour in palette.items()
            if chromatic(colour)
        ),
    ]
    read = [
        ("the foreground", theme.get("foreground")),
        ("the colour of text", styles.get("base")),
        *((f"'{name}' of the palette", colour) for name, colour in palette.items()),
    ]
    yield from ((name, colour) for name, colour in shown if colour and not nearly_white(colour))
    yield from ((n, colour) for n, colour in read if colour and contrast(colour, PAPER) >= READABLE)
    yield "the house's", HOUSE_PRIMARY


@dataclass(frozen=True)
class _Resolver:
    """Follows names through the palette and the theme of one file."""

    color: Map
    palette: Map
    lines: Sequence[str]
    problems: Problems

    def colours(self, styles: Mapping[str, Map]) -> _Colours:
        """Return every colour that can be used; warn of each that cannot."""
        theme = [name for name in THEME if name in self.color.items]
        own = {
            name: resolved[COLOUR]
            for name, style in styles.items()
            if COLOUR in style.items and (resolved := self._all(style, [COLOUR]))
        }
        return _Colours(
            self._all(self.color, theme), self._all(self.palette, self.palette.items), own
        )

    def _all(self, part: Map, names: Iterable[str]) -> dict[str, str]:
        colours = {}
        for name in names:
            try:
                if colour := self._follow(part, name):
                    colours[name] = colour
            except _Unusable as error:
                fact = f"the colour '{name}' is left out: {error}"
                self.problems.warn("unusable-colour", part.keys[name], fact, error.hint)
        return colours

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
    raise _Unusable(f"'{cut(value)}' is no colour, and names none", hint)
