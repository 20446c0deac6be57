"""Settling a sheet: it is laid out in fits until one wins, which is drawn and judged."""

from __future__ import annotations

from time import process_time

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.pages import PAGES
from handouts.batch.progress import telling
from handouts.content import speaks
from handouts.diagnostics import Problems
from handouts.engine import Pagination
from handouts.page import Sheet
from handouts.papers import PAPERS, USUAL
from handouts.press import (
    Trial,
    Verdict,
    best_fit,
    draw_trial,
    is_surely_open,
    judge,
    lay_out_trial,
    may_serve,
    measured,
    plate_key,
    set_trial,
    shape_key,
)

__all__ = ["Fitting", "start_of"]

STEP_SECONDS = 2.0  # of processor time, after which a step begins to typeset nothing more
FITS_TO_SEARCH = 5  # fewer are soon tried by halves


class Fitting:
    """One step of a sheet towards its verdict; of most sheets there is but one.

    A step always typesets something, and one that has taken long hands on what it made: so none
    comes near the time that a job may take, on a slow machine either.
    """

    def __init__(self, key: str, copy: Copy, materials: Materials) -> None:
        """Take a sheet by its key, and a copy that has it."""
        self._key, self._copy, self._materials = key, copy, materials
        self._fits, self._look, self._store = copy.format.fits, copy.sheet_look, materials.cache
        self._names = [f"{key} in fit {number}" for number in range(len(self._fits))]
        self._alike = f"{key} in one colour"
        kept = [self._store.get(name, Trial) for name in self._names]
        self._tried = {number: trial for number, trial in enumerate(kept) if trial}
        self._laid_out: dict[int, Pagination] = {}
        self._began, self._has_typeset = process_time(), False

    def verdict(self, problems: Problems) -> Verdict | None:
        """Return the verdict, which is kept, with the facts of pages and a plate if it is for all.

        None where another step must go on, or after an error.
        """
        fit = self._search(problems)
        if fit is None:
            return None
        sheet, dark, light = self._sheet(fit), self._tried[fit], None
        shape = shape_key(sheet, self._look)
        if self._store.get(shape, Verdict) is None and not is_surely_open(sheet, dark.colouring):
            light = self._light(fit, sheet, problems)
            if light is None:
                return None
        judged = judge(fit, dark, light, sheet, self._look, problems)
        if judged is None:
            return None
        verdict, plate = judged
        if plate is not None:
            self._store.put(plate_key(self._key, verdict, self._look.colours), plate)
            self._store.put(shape, verdict)
        self._store.put(self._key + PAGES, measured(dark, sheet, self._look))
        self._store.put(self._key, verdict)
        for name in (*self._names, self._alike):
            self._store.drop(name)
        return verdict

    def _search(self, problems: Problems) -> int | None:
        """Return the fit that wins, whose trial is drawn; None as for the verdict."""
        start = start_of(self._copy)
        while True:
            tried: dict[int, Trial | Pagination] = {**self._tried, **self._laid_out}
            fit = best_fit(len(self._fits), self._copy.sides, tried, start)
            if fit in self._tried and self._tried[fit].data:
                return fit
            if self._is_late():
                self._hand_on(fit, problems)
                return None
            pages = self._laid_out.get(fit)
            if pages is not None:
                drawn = draw_trial(pages, problems)
                if drawn is None:
                    return None
                self._tried[fit] = drawn
                self._laid_out.clear()  # it is large, and has done its work
                return fit
            with telling(
                self._copy, self._materials, max((t.pages for t in tried.values()), default=0)
            ):
                pages = lay_out_trial(self._sheet(fit), self._look, problems)
            if pages is None:
                return None
            self._laid_out[fit], self._has_typeset = pages, True

    def _hand_on(self, asked: int, problems: Problems) -> None:
        """Keep what was laid out, and drawn what may be the one: the next step has it then."""
        serving = (n for n, pages in self._laid_out.items() if may_serve(pages, self._copy.sides))
        likely = asked if asked in self._laid_out else min(serving, default=None)
        for number, pages in self._laid_out.items():
            trial: Trial | None = Trial(b"", pages.pages, pages.last_page)
            if number == likely:
                trial = draw_trial(pages, problems)
            if trial is not None:
                self._store.put(self._names[number], trial)

    def _light(self, fit: int, sheet: Sheet, problems: Problems) -> Trial | None:
        """Return the trial in one colour, which tells how a sheet takes any; None as above."""
        light = self._store.get(self._alike, Trial)
        if light is None and not self._is_late():
            light = set_trial(sheet, self._look, problems, alike=True)
            if light is None:
                return None
            self._has_typeset = True
        if not self._is_late():
            return light
        self._store.put(self._names[fit], self._tried[fit])
        if light is not None:
            self._store.put(self._alike, light)
        return None

    def _is_late(self) -> bool:
        return self._has_typeset and process_time() - self._began > STEP_SECONDS

    def _sheet(self, fit: int) -> Sheet:
        return self._copy.sheet(self._fits[fit], self._materials)


def start_of(copy: Copy) -> int | None:
    """Return the fit that a search begins at: where most sheets that we ship end.

    On paper that is shorter than the usual, such as Letter, and in languages other than English,
    which need more room, that is beyond the last: their sides are out of reach.
    """
    fits = len(copy.format.fits)
    if fits < FITS_TO_SEARCH:
        return None
    short = PAPERS[copy.paper].height < PAPERS[USUAL].height
    return fits if short or not speaks(copy.edition.language, "en") else fits // 2
