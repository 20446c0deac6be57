"""A copy for one person: made in memory, given back as bytes, and remembered nowhere."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from handouts.batch.composing import SHEET, look_of, meta_of, sheet_of
from handouts.batch.faces import suited, with_static_faces
from handouts.batch.make import finished
from handouts.batch.materials import Materials
from handouts.batch.order import Order, WrongOrder
from handouts.batch.plan import Planned, check_order, plan
from handouts.batch.setting import Setting, cache_of, cast_letterheads, settle_sheet
from handouts.batch.workers import Lost, Workers
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page import Personal
from handouts.press.engine import warm
from handouts.press.impose import booklet
from handouts.press.proofing import make_plate
from handouts.press.stamp import Letterhead, stamp

__all__ = ["choose", "personal_copy"]

PLACE = Place("the personal details")
SHORTEN = "shorten them, or write them by hand: --panel prints lines for that"


def choose(order: Order, materials: Materials, personal: Personal) -> Planned:
    """Return the one copy that an order names, with a panel that is filled in.

    Raises WrongOrder where it names none or several.
    """
    order = replace(order, formats=order.formats or materials.workspace.settings.formats)
    named = {brand.id: [clinic.id for clinic in brand.clinics] for brand in materials.brands}
    check_order(order, materials.library.ids, named, materials.formats)
    copies = [copy for copy in plan(order, materials) if not copy.edition.refused]
    approved = [copy for copy in copies if copy.edition.review != "draft"] or copies
    if len(approved) != 1:
        raise WrongOrder(
            f"a copy for one person is one copy; this order names {len(approved)}: "
            "name a handout, a clinic as BRAND/CLINIC, and a format"
        )
    return replace(approved[0], personal=personal)


def personal_copy(copy: Planned, materials: Materials) -> bytes:
    """Return the file of a copy with a panel that is filled in.

    Raises HandoutsError where it cannot be made; what is told holds none of its words.
    """
    static = with_static_faces(materials, (copy.brand.id,), Problems()).brands
    brand = next(brand for brand in static if brand.id == copy.brand.id)
    [copy] = suited([replace(copy, brand=brand)], Problems())
    if copy.format.on_paper:
        warm()
    found: bytes | Setting = Setting()
    with Workers(partial(_next, copy, materials), 1) as team:
        while not isinstance(found, bytes):
            [(_, step)] = team.each([found])
            if isinstance(step, Lost):
                fact = "a copy with them failed"
                raise HandoutsError(Diagnostic("error", "worker", PLACE, fact, SHORTEN))
            if isinstance(step, tuple):
                raise HandoutsError(*map(_without_words, step))
            found = step
    return found


def _next(
    copy: Planned, materials: Materials, setting: Setting
) -> bytes | Setting | tuple[Diagnostic, ...]:
    """Return how far a copy is set after a step, at last its file, or what is wrong with it.

    In a worker, for which nothing is too much to hold. It is set as the one with an empty panel,
    of which all that is made may be kept.
    """
    empty, problems = replace(copy, personal=Personal()), Problems()
    try:
        if setting.sheet or not copy.format.on_paper:
            data = _file(copy, setting, materials, problems)
            return tuple(problems) if data is None else data
        if setting.letterhead:
            found = settle_sheet(empty, setting, materials)
        else:
            [found] = cast_letterheads([empty], materials)
    except HandoutsError as error:
        return error.diagnostics
    return found if isinstance(found, Setting) else found.diagnostics


def _file(
    copy: Planned, setting: Setting, materials: Materials, problems: Problems
) -> bytes | None:
    """Set a copy in its brand's own colours."""
    if not copy.format.on_paper:
        found = finished(copy, setting, materials, problems)
        return found[0] if found else None
    fit = copy.format.fits[setting.verdict.fit]
    sheet, look = sheet_of(copy, fit, materials), look_of(copy.brand, SHEET)
    verdict, colours = replace(setting.verdict, kind="closed"), copy.brand.palette.inks
    plate = make_plate(sheet, verdict, look, colours, problems)
    letterhead = cache_of(materials).get(setting.letterhead, Letterhead)
    if plate is None or letterhead is None:
        return None
    data = stamp(plate, letterhead, tuple(colours.values()), meta_of(copy))
    return booklet(data, copy.stock, meta_of(copy)) if copy.format.medium == "booklet" else data


def _without_words(told: Diagnostic) -> Diagnostic:
    """Return a diagnostic that may be logged: what the engine says may quote what it sets."""
    if told.place.file.startswith("brands/"):  # a letterhead, which holds none
        return told
    looks = told.place.file.startswith(("templates/", "styles/"))
    fact = "a letter in them is in no typeface" if told.rule == "glyph" else "they cannot be set"
    return Diagnostic(told.severity, told.rule, told.place if looks else PLACE, fact, SHORTEN)
