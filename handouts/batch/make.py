"""The whole way from a handout and a clinic to a file, one line a stage; read `make` first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from handouts.batch.copies import Copy
from handouts.batch.files import digest
from handouts.batch.materials import Materials
from handouts.batch.report import Outcome
from handouts.batch.setting import Typesetting, cast_letterheads, outcome_of
from handouts.diagnostics import Place, Problems
from handouts.page import Fit
from handouts.press.bind import bind
from handouts.press.compare import differences
from handouts.press.impose import booklet
from handouts.press.plain import plain_text
from handouts.press.proofing import make_plate, plate_key
from handouts.press.render import render
from handouts.press.stamp import Letterhead, Plate, stamp
from handouts.press.web import web_page

__all__ = ["bound", "finished", "make", "stamped", "whole_render"]

FIT = Fit()  # of what is not typeset
MOST_TOLD = 3  # differences of a copy
WRONG = (
    "what it was stamped from is thrown away, and made anew by the next build; others may have "
    "come from it, so make and look at all again: handouts build --force --verify 100"
)


def make(
    copy: Copy, settings: Sequence[Typesetting], materials: Materials, verify: bool = False
) -> Outcome:
    """Make one copy and put its file in its place; a file that is right already stays.

    A copy has one setting, a pack one for its cover and one for each copy behind it. With verify,
    a copy that is not as a whole render has no file afterwards.
    """

    def whole(problems: Problems) -> Outcome | None:
        found = bound(copy, settings, materials, problems)
        if found is None:
            return None
        data, pages = found
        if verify and not _verified(copy, data, settings, materials, problems):
            return None
        state = materials.storage.write_whole(copy.path, data)
        notes, stamp = (*settings[0].notes, *problems), materials.storage.stamp(copy.path)
        return Outcome(state, digest(data), len(data), pages, notes, stamp, verify)

    return outcome_of(copy, whole)


def bound(
    copy: Copy,
    settings: Sequence[Typesetting],
    materials: Materials,
    problems: Problems,
    *,
    whole: bool = False,
) -> tuple[bytes, int] | None:
    """Return the file of a copy or a pack, and how many pages it has; None after an error.

    It is stamped, or else a whole render.
    """
    if not copy.parts:
        return finished(copy, settings[0], materials, problems, whole=whole)
    leaves = zip(copy.leaves, settings, strict=True)
    found = [finished(leaf, setting, materials, problems, whole=whole) for leaf, setting in leaves]
    made = [one for one in found if one is not None]
    if len(made) < len(found):
        return None
    return bind([data for data, _ in made], copy.meta), sum(pages for _, pages in made)


def finished(
    copy: Copy,
    setting: Typesetting,
    materials: Materials,
    problems: Problems,
    *,
    whole: bool = False,
) -> tuple[bytes, int] | None:
    """Return the file of a copy, and how many pages it has, 0 on the web; None after an error."""
    if not copy.format.on_paper:
        sheet, slots = copy.sheet(setting.panel, FIT, materials), copy.slots(materials)
        if copy.format.medium == "text":
            return plain_text(sheet, slots), 0
        return web_page(sheet, slots, copy.look), 0
    found = (whole_render if whole else stamped)(copy, setting, materials, problems)
    if found is None or copy.format.medium == "pdf":
        return found
    return booklet(found[0], copy.stock, copy.meta), found[1]


def stamped(
    copy: Copy, setting: Typesetting, materials: Materials, problems: Problems
) -> tuple[bytes, int] | None:
    """Return the pages of a copy as PDF, and how many they are; None after an error."""
    plate = _plate(copy, setting, materials, problems)
    letterhead = _letterhead(copy, setting, materials, problems)
    if plate is None or letterhead is None:
        return None
    colours = tuple(copy.brand.palette.inks.values())
    return stamp(plate, letterhead, colours, copy.meta), plate.pages


def whole_render(
    copy: Copy, setting: Typesetting, materials: Materials, problems: Problems
) -> tuple[bytes, int] | None:
    """Return the pages of a copy as the engine sets them in one piece, not counted: 0."""
    fit = copy.format.fits[setting.verdict.fit]
    sheet, slots = copy.sheet(setting.panel, fit, materials), copy.slots(materials)
    data = render(sheet, slots, copy.look, copy.meta, problems)
    return (data, 0) if data else None


def _verified(
    copy: Copy,
    data: bytes,
    settings: Sequence[Typesetting],
    materials: Materials,
    problems: Problems,
) -> bool:
    """Say whether a copy is as a whole render; one that is not loses its file, plate and all."""
    whole = bound(copy, settings, materials, problems, whole=True)
    if whole is None:
        return False
    facts = list(islice(differences(data, whole[0]), MOST_TOLD))
    if facts:
        fact = f"it is not as a whole render (the second): {'; '.join(facts)}"
        problems.error("verify", Place(copy.path), fact, WRONG)
        materials.storage.remove(copy.path)
        store, colours = materials.cache, copy.brand.palette.inks
        for setting in settings:
            store.drop(plate_key(setting.sheet, setting.verdict, colours))
            store.drop(setting.letterhead)
    return not facts


def _plate(
    copy: Copy, setting: Typesetting, materials: Materials, problems: Problems
) -> Plate | None:
    """Return the plate of a copy; one that is not there is made, and kept."""
    colours, cache = copy.brand.palette.inks, materials.cache
    key = plate_key(setting.sheet, setting.verdict, colours)

    def made() -> Plate | None:
        sheet = copy.sheet(setting.panel, copy.format.fits[setting.verdict.fit], materials)
        plate = make_plate(sheet, setting.verdict, copy.sheet_look, colours, problems)
        if plate is not None:
            cache.put(key, plate)
        return plate

    return cache.remembered(key, Plate, made)


def _letterhead(
    copy: Copy, setting: Typesetting, materials: Materials, problems: Problems
) -> Letterhead | None:
    """Return the letterhead of a copy; one that is not there any more is made again."""

    def made() -> Letterhead | None:
        [found] = cast_letterheads([copy], materials)
        if isinstance(found, Outcome):
            problems.extend(found.diagnostics)
            return None
        return materials.cache.get(found.letterhead, Letterhead)

    return materials.cache.remembered(setting.letterhead, Letterhead, made)
