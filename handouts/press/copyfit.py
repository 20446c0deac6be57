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


def best_fit(
    fits: int, sides: int | None, tried: Mapping[int, Tried], start: int | None = None
) -> int:
    """Return the number of the fit to use, of so many; one that is not yet tried, to try it first.

    The first fit only spreads a text out, the second is the usual one, the rest are tighter, each
    more than the one before. The loosest that brings the text onto the sides that the format aims
    at is used, but not the first; or else one that wins a page that would be nearly empty. Where
    the sides are out of reach, the fewest pages count. Where no fit wins a page, a nearly empty one
    is filled by spreading the text.

    The search begins at the start, which is so many as there are where the sides may be out of
    reach. A tighter fit is taken not to need more pages, so that what follows from the fits that
    were tried is not tried. Where it does need more, the fit that is found still keeps to the
    sides, and the one before it does not; but one still looser might, and from another start it
    would be found.
    """
    usual = min(1, fits - 1)
    if sides:
        loosest = _loosest(usual, fits, sides, tried, start)
        if usual < loosest < fits or loosest not in (*tried, fits):
            return loosest
    if usual not in tried:
        return usual
    pages, last = tried[usual].pages, tried[usual].last_page
    reached = sides is None or pages <= sides
    if reached and (pages == 1 or last >= NEARLY_EMPTY):
        return usual
    fewer = pages - 1 if reached else min(pages - 1, tried[fits - 1].pages)
    loosest = _loosest(usual + 1, fits, fewer, tried, start)
    if loosest < fits:
        return loosest
    if last >= NEARLY_EMPTY or usual == 0:
        return usual
    return 0 if 0 not in tried or tried[0].pages == pages else usual


def may_serve(trial: Tried, sides: int | None) -> bool:
    """Say whether a fit that gave this may be the one to use."""
    return sides is None or trial.pages <= sides


def _loosest(low: int, high: int, pages: int, tried: Mapping[int, Tried], start: int | None) -> int:
    """Return the loosest fit from low on that takes so many pages at most, else high.

    One that is not yet tried is returned to try it first: the start, then its neighbour; what
    lies further off, or has no start, by halves.
    """
    known = {number: one.pages <= pages for number, one in tried.items() if number >= low}
    high = min((number for number, serves in known.items() if serves), default=high)
    low = max((n + 1 for n, serves in known.items() if n < high and not serves), default=low)
    if low >= high:
        return high
    near = low if start is None else min(max(start, low), high - 1)
    return near if start is not None and abs(near - start) <= 1 else (low + high) // 2
