"""Copyfitting: which of a format's fits wins the page, tried by typesetting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

__all__ = ["NEARLY_EMPTY", "best_fit"]

NEARLY_EMPTY = 0.28  # of a page, its margin at the top included: less is not worth the paper


class Tried(Protocol):
    """A document typeset in a fit: how many pages it has, and how full the last of them is."""

    @property
    def pages(self) -> int: ...

    @property
    def last_page(self) -> float: ...


def best_fit(fits: int, sides: int | None, tried: Mapping[int, Tried]) -> int:
    """Return the number of the fit to use, of so many; one that is not yet tried, to try it first.

    The first fit only spreads a text out, the second is the usual one, the rest are tighter. A
    tighter one is used where it brings the text onto the sides that the format aims at, or else
    wins a page that would be nearly empty; the loosest of those that do is taken. Where none can,
    a nearly empty page is filled by spreading the text.
    """
    usual = min(1, fits - 1)
    for number in range(usual, fits):
        if number not in tried:
            return number
        if number == usual and _content(tried[usual], sides):
            return usual
        most = sides or tried[usual].pages
        if tried[number].pages < tried[usual].pages and tried[number].pages <= most:
            return number
    fewest = min(range(usual, fits), key=lambda number: (tried[number].pages, number))
    if tried[fewest].pages < tried[usual].pages:
        return fewest
    if tried[usual].last_page >= NEARLY_EMPTY or usual == 0:
        return usual
    return 0 if 0 not in tried or tried[0].pages == tried[usual].pages else usual


def _content(found: Tried, sides: int | None) -> bool:
    """Say whether the usual fit serves: on its sides, with a last page worth its paper."""
    fits = sides is None or found.pages <= sides
    return fits and (found.pages == 1 or found.last_page >= NEARLY_EMPTY)
