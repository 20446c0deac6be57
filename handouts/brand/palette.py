"""The colour tokens of a brand: opaque RGB, derived from its primary, every pair measured."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coloraide import Color

__all__ = [
    "CLEAR",
    "DIFFERENT",
    "HOUSE_PRIMARY",
    "TOKENS",
    "Pair",
    "Palette",
    "apart",
    "chromatic",
    "contrast",
    "derive",
    "pairs",
]

TOKENS = ("ink", "paper", "brand", "band", "on-band", "rule", "soft", "warn", "tint", "mid")

HOUSE_PRIMARY = "#0f5c5c"
INK, PAPER, BLACK = "#111a1a", "#ffffff", "#000000"
RULE, SOFT = "#6b7a7a", "#3d4747"
WARNINGS = ("#8a3b00", INK)  # a dark amber, and no colour

READABLE, COMFORTABLE, VISIBLE, APART = 4.5, 7.0, 3.0, 1.5
"""Contrast: text at WCAG AA and AAA (1.4.3, 1.4.6), graphics (1.4.11), and two greys side by side.

https://www.w3.org/TR/WCAG22/
"""

NEARLY_WHITE = 1.25  # against paper; below it nobody sees that there is a band
TINT_INK = 0.12  # share of black that a pale tint costs on a grey printer
MID_CONTRAST = 3.2  # against paper
DIFFERENT, CLEAR = 15, 20  # CIEDE2000: a warning is not taken for a heading; what is aimed at
NEAR_DEGREES = 50  # OKLCH hue, in degrees: a brand so near to amber has its warnings in ink
CHROMATIC = 0.04  # OKLCH chroma; below it a colour is a grey
MUDDY = range(35, 115)  # OKLCH hue, in degrees: what is yellow or orange while pale, and brown dark
DARK = (0.28, 0.03)  # OKLCH lightness and chroma of text beside a colour that would turn to mud


@dataclass(frozen=True)
class Palette:
    """A colour, '#rrggbb', for each of TOKENS."""

    inks: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """Two tokens that meet on the page: their contrast, its least and what is aimed at."""

    name: str
    foreground: str
    background: str
    ratio: float
    least: float
    aim: float


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, after WCAG 2.2.

    It is measured on luminance alone, so it holds in greyscale too.
    https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, '#rrggbb', 0 to 1.

    https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of '#rrggbb', 0 to 1."""
    red, green, blue = (byte / 255 for byte in bytes.fromhex(colour[1:]))
    return red, green, blue


def nearly_white(colour: str) -> bool:
    """Say whether a colour cannot be told from the paper."""
    return contrast(colour, PAPER) < NEARLY_WHITE


@lru_cache(maxsize=4096)
def derive(primary: str, second: str = "") -> Palette:
    """Return the tokens for a brand's primary colour, '#rrggbb'.

    A second colour of the brand, one that can be read, sets text where the primary is too pale.
    """
    brand = _for_text(primary, second)
    ground = primary if grey_ink(primary) >= TINT_INK else brand
    return Palette(
        {
            "ink": INK,
            "paper": PAPER,
            "brand": brand,
            "band": primary,
            "on-band": _on(primary),
            "rule": RULE,
            "soft": SOFT,
            "warn": _warning(brand, primary),
            "tint": _palest(ground, lambda colour: grey_ink(colour) >= TINT_INK),
            "mid": _palest(brand, lambda colour: contrast(colour, PAPER) >= MID_CONTRAST),
        }
    )


def pairs(palette: Palette) -> list[Pair]:
    """Return every pair of tokens that meets on a page, measured."""
    used = [
        ("text", "ink", "paper", COMFORTABLE, COMFORTABLE),
        ("headings", "brand", "paper", READABLE, COMFORTABLE),
        ("secondary text", "soft", "paper", COMFORTABLE, COMFORTABLE),
        ("warnings", "warn", "paper", READABLE, COMFORTABLE),
        ("text on a band", "on-band", "band", READABLE, COMFORTABLE),
        ("text on a drawing", "ink", "tint", READABLE, COMFORTABLE),
        ("hairlines", "rule", "paper", VISIBLE, VISIBLE),
        ("drawings", "mid", "paper", VISIBLE, VISIBLE),
        ("drawings, dark on mid", "brand", "mid", APART, APART),
        ("drawings, mid on pale", "mid", "tint", APART, VISIBLE),
    ]
    inks = palette.inks
    return [
        Pair(name, front, back, contrast(inks[front], inks[back]), least, aim)
        for name, front, back, least, aim in used
    ]


def apart(palette: Palette) -> float:
    """Return how different warnings are from headings, as CIEDE2000; DIFFERENT is the least.

    https://doi.org/10.1002/col.20070
    """
    return _difference(palette.inks["warn"], palette.inks["brand"])


def chromatic(colour: str) -> bool:
    """Say whether a colour is more than a grey."""
    return _read(colour).convert("oklch")["chroma"] >= CHROMATIC


def _difference(one: str, other: str) -> float:
    return float(_read(one).delta_e(other, method="2000"))


def _warning(brand: str, band: str) -> str:
    """Return the colour of warnings: amber, or ink beside headings or bands of a like hue.

    A warning is told by its form, so that ink does as well. Where headings are all but ink
    themselves, it is the colour that is most unlike them.
    """
    amber, ink = WARNINGS
    if not any(_near(amber, one) for one in (brand, band) if chromatic(one)):
        return amber
    if _difference(ink, brand) >= DIFFERENT:
        return ink
    return max(WARNINGS, key=lambda one: _difference(one, brand))


def _near(one: str, other: str) -> bool:
    """Say whether two colours are of a like hue."""
    hues = [_read(colour).convert("oklch")["hue"] for colour in (one, other)]
    turn = abs(hues[0] - hues[1]) % 360
    return min(turn, 360 - turn) <= NEAR_DEGREES


def _for_text(primary: str, second: str) -> str:
    """Return the colour of headings: one of the brand's, or dark beside what would turn brown."""
    if contrast(primary, PAPER) >= READABLE:
        return _darkened(primary)
    if second:
        return _darkened(second)
    colour = _read(primary).convert("oklch")
    if colour["chroma"] < CHROMATIC or int(colour["hue"]) not in MUDDY:
        return _darkened(primary)
    lightness, chroma = DARK
    return _hex(colour.set({"lightness": lightness, "chroma": chroma}))


def grey_ink(colour: str) -> float:
    """Return the share of black, 0 to 1, that a colour costs on a grey printer (Rec. 601 luma)."""
    red, green, blue = _channels(colour)
    return 1 - (0.299 * red + 0.587 * green + 0.114 * blue)


def as_grey(colour: str) -> str:
    """Return the grey that a colour becomes on a grey printer."""
    return "#" + 3 * f"{round(255 * (1 - grey_ink(colour))):02x}"


def _on(band: str) -> str:
    """Return the ink or paper that reads better on a band, or black where neither is readable."""
    best = max((INK, PAPER), key=lambda colour: contrast(colour, band))
    return best if contrast(best, band) >= READABLE else BLACK


def _darkened(primary: str) -> str:
    """Return the lightest colour of the same hue that reads comfortably on paper (OKLCH)."""
    if contrast(primary, PAPER) >= COMFORTABLE:
        return primary
    colour = _read(primary).convert("oklch")

    def shade(step: float) -> str:
        return _hex(colour.clone().set("lightness", colour["lightness"] * (1 - step)))

    return _first(shade, lambda dark: contrast(dark, PAPER) >= COMFORTABLE)


def _palest(brand: str, enough: Callable[[str], bool]) -> str:
    """Return the palest mixture of a colour and paper that is strong enough."""
    paper, full = _channels(PAPER), _channels(brand)

    def mixture(step: float) -> str:
        mixed = (one + (other - one) * step for one, other in zip(paper, full, strict=True))
        return "#" + "".join(f"{round(255 * channel):02x}" for channel in mixed)

    return _first(mixture, enough)


def _first(shade: Callable[[float], str], enough: Callable[[str], bool]) -> str:
    """Return the shade of the least step, 0 to 1, that is strong enough, to 1 in 256."""
    step = bisect_left(range(256), True, key=lambda step: enough(shade(step / 256)))
    return shade(step / 256)


def _hex(colour: Color) -> str:
    return str(colour.convert("srgb").fit().to_string(hex=True, alpha=False))


def _read(colour: str) -> Color:
    """Return a colour of the library that converts it; late: it takes a while to load."""
    from coloraide import Color

    return Color(colour)
