from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.press.copyfit import NEARLY_EMPTY, best_fit, may_serve
from handouts.press.proofing import Trial

SPREAD, USUAL, SNUG, TIGHT = FITS = range(4)
FULL, EMPTY = NEARLY_EMPTY + 0.1, NEARLY_EMPTY - 0.1


def typeset(pages: int, last_page: float) -> Trial:
    return Trial(b"", pages, last_page)


def chosen(
    results: Mapping[int, tuple[int, float]],
    sides: int | None = None,
    fits: int = len(FITS),
    start: int | None = None,
) -> int:
    """Trial what is asked for until a fit is chosen, by what comes of each."""
    tried: dict[int, Trial] = {}
    while (fit := best_fit(fits, sides, tried, start)) not in tried:
        tried[fit] = typeset(*results[fit])
    return fit


def test_the_usual_fit_is_taken_where_it_serves() -> None:
    assert chosen({USUAL: (2, FULL), SNUG: (2, FULL), TIGHT: (2, FULL)}, sides=2) == 1
    assert chosen({USUAL: (1, EMPTY)}) == 1


def test_fits_are_tried_by_halves() -> None:
    tried: dict[int, Trial] = {}
    pages = [3, 3, 3, 3, 3, 3, 2, 2, 2]
    while (fit := best_fit(len(pages), 2, tried)) not in tried:
        tried[fit] = typeset(pages[fit], FULL)
    assert fit == 6
    assert len(tried) == 3


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


def test_a_text_that_stays_above_the_sides_is_not_worth_drawing_yet() -> None:
    assert may_serve(typeset(2, FULL), 2) and may_serve(typeset(9, FULL), None)
    assert not may_serve(typeset(3, FULL), 2)


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=7).map(lambda p: sorted(p, reverse=True)),
    st.one_of(st.none(), st.integers(1, 3)),
    st.sampled_from((FULL, EMPTY)),
)
def test_the_same_fit_is_found_as_by_trying_all(
    pages: list[int], sides: int | None, last: float
) -> None:
    results = {number: (count, last) for number, count in enumerate(pages)}
    fit = chosen(results, sides, len(pages))
    tighter = range(min(2, len(pages) - 1), len(pages))
    usual = pages[min(1, len(pages) - 1)]
    if sides and any(pages[n] <= sides < usual for n in tighter):
        assert fit == next(n for n in tighter if pages[n] <= sides)
    elif sides and usual > sides and any(pages[n] < usual for n in tighter):
        assert fit == next(n for n in tighter if pages[n] == pages[-1])
    else:
        assert pages[fit] <= usual


SEARCHES = (
    st.lists(st.integers(1, 5), min_size=1, max_size=9),
    st.one_of(st.none(), st.integers(1, 3)),
    st.sampled_from((FULL, EMPTY)),
    st.integers(0, 9),
)


@given(*SEARCHES)
def test_where_a_search_begins_does_not_change_what_it_finds(
    pages: list[int], sides: int | None, last: float, start: int
) -> None:
    falling = {n: (count, last) for n, count in enumerate(sorted(pages, reverse=True))}
    found = chosen(falling, sides, len(pages))
    assert chosen(falling, sides, len(pages), start) == found


@given(*SEARCHES)
def test_where_pages_do_not_fall_the_fit_keeps_to_the_sides_and_the_one_before_does_not(
    pages: list[int], sides: int | None, last: float, start: int
) -> None:
    fit = chosen(dict(enumerate((count, last) for count in pages)), sides, len(pages), start)
    if sides and fit > 1 and pages[fit] <= sides < pages[1]:
        assert pages[fit - 1] > sides


@pytest.mark.parametrize(("start", "asked"), [(4, [4, 3]), (6, [5, 4, 3])])
def test_a_search_asks_one_neighbour_of_its_start_and_nothing_that_is_known(
    start: int, asked: list[int]
) -> None:
    tried: dict[int, Trial] = {}
    while (fit := best_fit(6, 2, tried, start)) not in tried:
        tried[fit] = typeset([3, 3, 3, 3, 2, 2][fit], FULL)
    assert fit == 4
    assert sorted(tried)[:1] == [3] and len(tried) <= len(asked)
