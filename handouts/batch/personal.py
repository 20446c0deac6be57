"""A copy for one person: made in memory, given back as bytes, and remembered nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from handouts.batch.copies import Copy
from handouts.batch.faces import make_faces_static
from handouts.batch.fitting import start_of
from handouts.batch.loading import load_press
from handouts.batch.make import Press
from handouts.batch.making import settle_all
from handouts.batch.materials import Materials
from handouts.batch.order import Order, WrongOrder
from handouts.batch.packs import plan_given
from handouts.batch.reporting import Outcome
from handouts.batch.setting import Typesetting
from handouts.batch.suiting import suited
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page import Personal, marks
from handouts.pdf import bind
from handouts.press import best_fit, lay_out, make_plate, stamp
from handouts.workers import Lost, Workers

__all__ = ["choose", "personal_copy"]

PLACE = Place("the personal details")
SHORTEN = "shorten them, or write them by hand: --panel prints lines for that"
Result = TypeVar("Result")


@dataclass(frozen=True)
class _Tried:
    """How a text with a person's words comes out in a fit."""

    pages: int
    last_page: float


def choose(order: Order, materials: Materials, personal: Personal) -> Copy:
    """Return the one copy or pack that an order names, with a panel that is filled in.

    Raises WrongOrder where it names none or several, or what may not be given.
    """
    order = replace(order, formats=order.formats or materials.workspace.settings.formats)
    copies = plan_given(order, materials)
    if len(copies) != 1:
        raise WrongOrder(
            f"a copy for one person is one copy; this order names {len(copies)}: "
            "name a handout or a pack, a clinic as BRAND/CLINIC, and a format"
        )
    return replace(copies[0], personal=personal)


def personal_copy(copy: Copy, materials: Materials) -> bytes:
    """Return the file of a copy or a pack with a panel that is filled in.

    It is settled with an empty panel, of which all that is made may be kept; then its words are
    set, in workers. Raises HandoutsError where it cannot be made; what is told holds no word.
    """
    copy = _with_static_faces(copy, materials)
    settings = list[Typesetting]()
    for outcome in settle_all([replace(copy, personal=Personal())], materials, 1):
        if isinstance(outcome, Outcome):
            raise HandoutsError(*outcome.diagnostics)
        settings.append(outcome)
    [(leaf, setting)] = [
        pair for pair in zip(copy.leaves, settings, strict=True) if pair[0].personal
    ]
    fit = 0
    if leaf.format.on_paper:
        load_press()  # words are always typeset, in two workers at least
        with Workers(partial(_tried, leaf, materials), 1) as team:
            fit = _fitted(leaf, setting.verdict.fit, lambda fit: _done(team, fit))
    with Workers(partial(_bound, copy, settings, materials), 1) as team:
        return _done(team, fit)


def _with_static_faces(copy: Copy, materials: Materials) -> Copy:
    """Return a copy whose brand's variable faces are static ones; what fails is told by a build."""
    problems = Problems()
    static = make_faces_static(materials, (copy.brand.id,), problems).brands
    brand = next(brand for brand in static if brand.id == copy.brand.id)
    parts = tuple(replace(part, brand=brand) for part in copy.parts)
    [suitable] = suited([replace(copy, brand=brand, parts=parts)], materials, problems)
    return suitable


def _done(team: Workers[int, Result | tuple[Diagnostic, ...]], fit: int) -> Result:
    """Return what a worker does in a fit. Raises HandoutsError."""
    [(_, outcome)] = team.each([fit])
    if isinstance(outcome, Lost):
        raise HandoutsError(
            Diagnostic("error", "worker", PLACE, "a copy with them failed", SHORTEN)
        )
    if isinstance(outcome, tuple):
        raise HandoutsError(*map(_without_words, outcome))
    return outcome


def _fitted(copy: Copy, first: int, tried_in: Callable[[int], _Tried]) -> int:
    """Return the fit for a text with words: the first one, that of an empty panel, if it serves."""
    fits, sides = len(copy.format.fits), copy.sides
    tried = {first: tried_in(first)}
    if sides and tried[first].pages <= sides:
        return first
    while (fit := best_fit(fits, sides, tried, start_of(copy))) not in tried:
        tried[fit] = tried_in(fit)
    return fit


def _tried(copy: Copy, materials: Materials, fit: int) -> _Tried | tuple[Diagnostic, ...]:
    """Set a text with its words in a fit, but do not draw it. In a worker."""
    problems, look = Problems(), copy.sheet_look
    try:
        sheet = copy.sheet(copy.format.fits[fit], materials)
        pages = lay_out(sheet, marks(), look, problems)
    except HandoutsError as error:
        return error.diagnostics
    return _Tried(pages.pages, pages.last_page) if pages else tuple(problems)


def _bound(
    copy: Copy, settings: Sequence[Typesetting], materials: Materials, fit: int
) -> bytes | tuple[Diagnostic, ...]:
    """Return the file of a copy or a pack, its words set in a fit. In a worker."""
    press, made = Press(materials, Problems()), list[bytes]()
    try:
        for leaf, setting in zip(copy.leaves, settings, strict=True):
            if leaf.personal and leaf.format.on_paper:
                data = _with_words(leaf, setting, press, fit)
            else:
                product = press.finish(leaf, setting)
                data = product[0] if product else None
            if data is None:
                return tuple(press.problems)
            made.append(data)
    except HandoutsError as error:
        return error.diagnostics
    return bind(made, copy.meta) if copy.parts else made[0]


def _with_words(copy: Copy, setting: Typesetting, press: Press, fit: int) -> bytes | None:
    """Set a copy in its brand's own colours; None after an error. Nothing of it is kept."""
    verdict, colours = replace(setting.verdict, fit=fit, kind="closed"), copy.brand.palette.inks
    sheet = press.sheet(copy, replace(setting, verdict=verdict))
    plate = make_plate(sheet, verdict, copy.sheet_look, colours, press.problems)
    letterhead = press.letterhead(copy, setting)
    if plate is None or letterhead is None:
        return None
    inks = tuple(colours.values())
    return press.fold(copy, stamp(plate, letterhead, inks, copy.meta, copy.newest))


def _without_words(fault: Diagnostic) -> Diagnostic:
    """Return a diagnostic that may be logged: what the engine says may quote what it sets."""
    if fault.place.file.startswith("brands/"):  # a letterhead, which holds none
        return fault
    looks = fault.place.file.startswith(("templates/", "styles/"))
    fact = "a letter in them is in no typeface" if fault.rule == "glyph" else "they cannot be set"
    return Diagnostic(fault.severity, fault.rule, fault.place if looks else PLACE, fact, SHORTEN)
