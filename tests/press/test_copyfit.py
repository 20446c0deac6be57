from __future__ import annotations

from collections.abc import Mapping

import pytest

from handouts.press.copyfit import NEARLY_EMPTY, best_fit
from handouts.press.engine import Box, Typeset

SPREAD, USUAL, SNUG, TIGHT = FITS = range(4)
FULL, EMPTY = NEARLY_EMPTY + 0.1, NEARLY_EMPTY - 0.1


def typeset(pages: int, last_page: float) -> Typeset:
    return Typeset(b"", pages, {"end": Box(pages, 0, 297 * last_page)}, 297)


def chosen(
    results: Mapping[int, tuple[int, float]], sides: int | None = None, fits: int = len(FITS)
) -> int:
    """Typeset what is asked for until a fit is chosen, by what comes of each."""
    tried: dict[int, Typeset] = {}
    while (fit := best_fit(fits, sides, tried)) not in tried:
        tried[fit] = typeset(*results[fit])
    return fit


def test_the_usual_fit_is_taken_where_it_serves_and_no_other_is_tried() -> None:
    assert chosen({USUAL: (2, FULL)}, sides=2) == 1
    assert chosen({USUAL: (1, EMPTY)}) == 1


def test_the_loosest_fit_that_reaches_the_sides_is_taken() -> None:
    assert chosen({USUAL: (3, FULL), SNUG: (2, FULL), TIGHT: (2, EMPTY)}, sides=2) == 2


def test_the_tightest_fit_that_wins_a_page_is_taken_where_the_sides_are_out_of_reach() -> None:
    assert chosen({USUAL: (4, FULL), SNUG: (4, EMPTY), TIGHT: (3, FULL)}, sides=2) == 3


def test_a_text_that_no_fit_makes_shorter_keeps_the_usual_one() -> None:
    assert chosen({USUAL: (3, FULL), SNUG: (3, FULL), TIGHT: (3, EMPTY)}, sides=2) == 1


def test_a_nearly_empty_last_page_is_won_by_a_tighter_fit() -> None:
    assert chosen({USUAL: (3, EMPTY), SNUG: (2, FULL), TIGHT: (2, FULL)}) == 2


@pytest.mark.parametrize(("spread", "fit"), [((3, FULL), 0), ((4, EMPTY), 1)])
def test_a_nearly_empty_last_page_that_cannot_be_won_is_filled_by_spreading(
    spread: tuple[int, float], fit: int
) -> None:
    stuck = {USUAL: (3, EMPTY), SNUG: (3, EMPTY), TIGHT: (3, EMPTY), SPREAD: spread}
    assert chosen(stuck) == fit


def test_a_format_with_one_fit_takes_it() -> None:
    assert chosen({0: (5, EMPTY)}, sides=2, fits=1) == 0
