"""Copyfitting: which of a format's fits wins the page, tried by typesetting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

__all__ = ["NEARLY_EMPTY", "best_fit", "may_serve"]

NEARLY_EMPTY = 0.35  # of a page, its margin at the top included: less is not worth the paper


class Tried(Protocol):
    """A document typeset in a fit: how many pages it has, and how full the last of them is."""

    @property
    def pages(self) -> int: ...

    @property
    def last_page(self) -> float: ...


def best_fit(fits: int, sides: int | None, tried: Mapping[int, Tried]) -> int:
    """Return the number of the fit to use, of so many; one that is not yet tried, to try it first.

    The first fit only spreads a text out, the second is the usual one, the rest are tighter, each
    more than the one before. The loosest that brings the text onto the sides that the format aims
    at is used, but not the first; or else one that wins a page that would be nearly empty. Where
    the sides are out of reach, the fewest pages count. Where no fit wins a page, a nearly empty one
    is filled by spreading the text.
    """
    usual = min(1, fits - 1)
    if sides:
        loosest = _loosest(usual, fits, sides, tried)
        if usual < loosest < fits or loosest not in (*tried, fits):
            return loosest
    if usual not in tried:
        return usual
    pages, last = tried[usual].pages, tried[usual].last_page
    reached = sides is None or pages <= sides
    if reached and (pages == 1 or last >= NEARLY_EMPTY):
        return usual
    fewer = pages - 1 if reached else min(pages - 1, tried[fits - 1].pages)
    loosest = _loosest(usual + 1, fits, fewer, tried)
    if loosest < fits:
        return loosest
    if last >= NEARLY_EMPTY or usual == 0:
        return usual
    return 0 if 0 not in tried or tried[0].pages == pages else usual


def may_serve(trial: Tried, sides: int | None) -> bool:
    """Say whether a fit that gave this may be the one to use."""
    return sides is None or trial.pages <= sides


def _loosest(low: int, high: int, pages: int, tried: Mapping[int, Tried]) -> int:
    """Return the loosest fit from low on that takes so many pages at most, else high.

    It is found by halves; one that is not yet tried is returned to try it first.
    """
    while low < high:
        middle = (low + high) // 2
        if middle not in tried:
            return middle
        low, high = (low, middle) if tried[middle].pages <= pages else (middle + 1, high)
    return low
