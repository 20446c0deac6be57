"""Sentinel colours: what a sheet is typeset in so that each ink can be found again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import count

from handouts.pdf import Colour, Inks, colour

DARK, LIGHT = (3, 110), (145, 252)  # from where to where a channel's value may be


def sentinels(tokens: Sequence[str], source: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return two colours, '#rrggbb', for each token: one set of dark ones, one of light ones.

    No two channels of any of them have the same value, and none stands in the source.
    """
    numbers = _values(source)
    taken: set[int] = set()
    return (
        {token: _pick(numbers, DARK, taken, source) for token in tokens},
        {token: _pick(numbers, LIGHT, taken, source) for token in tokens},
    )


def told_by(colours: Mapping[str, str], tokens: Sequence[str]) -> Inks:
    """Return the tokens of a palette, as numbers of their order, by their colours in a PDF."""
    return {channels(colours[token]): number for number, token in enumerate(tokens)}


def channels(value: str) -> Colour:
    """Return '#rrggbb' as a PDF has it: three numbers from 0 to 1."""
    return colour(byte / 255 for byte in bytes.fromhex(value.removeprefix("#")))


def pattern(colours: Mapping[str, str], used: Iterable[Colour]) -> tuple[str, ...]:
    """Return which tokens of a palette are equal to each other, or to a colour that is used.

    For each token its own name, that of an equal one before it, or '#rrggbb'. WeasyPrint draws
    the borders of a box in another way where they have one colour.
    """
    literal, first = set(used), dict[str, str]()
    return tuple(
        value if channels(value) in literal else first.setdefault(value, token)
        for token, value in colours.items()
    )


def following(like: Sequence[str], colours: Mapping[str, str]) -> dict[str, str]:
    """Return colours of tokens with those equal that a pattern says are."""
    return {
        token: same if same.startswith("#") else colours[same]
        for token, same in zip(colours, like, strict=True)
    }


def _values(seed: str) -> Iterator[int]:
    for number in count():
        yield from sha256(f"{number}:{seed}".encode()).digest()


def _pick(numbers: Iterator[int], span: tuple[int, int], taken: set[int], source: str) -> str:
    low, high = span
    while True:
        levels = [low + next(numbers) % (high - low) for _ in range(3)]
        text = "#{:02x}{:02x}{:02x}".format(*levels)
        if len(set(levels)) == 3 and not taken & set(levels) and text not in source.lower():
            taken.update(levels)
            return text
