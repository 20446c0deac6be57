"""Copyfitting: which of a format's fits wins the page, tried by typesetting."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handouts.page import Fit
from handouts.press.engine import Typeset

__all__ = ["NEARLY_EMPTY", "best_fit"]

NEARLY_EMPTY = 0.28  # of a page, its margin at the top included: less is not worth the paper


def best_fit(
    fits: Sequence[Fit], sides: int | None, typeset: Callable[[Fit], Typeset | None]
) -> int | None:
    """Return the number of the fit to use; None where the document cannot be typeset.

    The first fit only spreads a text out, the second is the usual one, the rest are tighter. A
    tighter one is used where it brings the text onto the sides that the format aims at, or else
    wins a page that would be nearly empty; the loosest of those that do is taken. Where none can,
    a nearly empty page is filled by spreading the text.
    """
    tried: dict[int, Typeset] = {}

    def pages(number: int) -> int:
        return tried[number].pages

    usual = min(1, len(fits) - 1)
    for number in range(usual, len(fits)):
        found = typeset(fits[number])
        if found is None:
            return None
        tried[number] = found
        if number == usual and _content(found, sides):
            return usual
        if pages(number) < pages(usual) and pages(number) <= (sides or pages(usual)):
            return number
    fewest = min(tried, key=lambda number: (pages(number), number))
    if pages(fewest) < pages(usual):
        return fewest
    if tried[usual].last_page >= NEARLY_EMPTY or usual == 0:
        return usual
    spread = typeset(fits[0])
    return 0 if spread is not None and spread.pages == pages(usual) else usual


def _content(found: Typeset, sides: int | None) -> bool:
    """Say whether the usual fit serves: on its sides, with a last page worth its paper."""
    fits = sides is None or found.pages <= sides
    return fits and (found.pages == 1 or found.last_page >= NEARLY_EMPTY)
