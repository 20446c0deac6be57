"""The press: from a copy and its typesetting to a file; `handouts/way.py` is the whole way.

Most copies are stamped from what is kept: whatever else the press can do is imported where it is
done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.reporting import Outcome
from handouts.batch.setting import Typesetting, cast_letterheads, outcome_of
from handouts.diagnostics import Place, Problems
from handouts.page import Fit, Sheet
from handouts.press import Letterhead, Plate, plate_key, stamp
from handouts.store import digest

__all__ = ["Press", "make"]

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
        press = Press(materials, problems)
        bound = press.bind(copy, settings)
        if bound is None:
            return None
        data, pages = bound
        if verify and not press.verify(copy, settings, data):
            return None
        state = materials.storage.write_whole(copy.path, data)
        notes, stamp = (*settings[0].notes, *problems), materials.storage.stamp(copy.path)
        return Outcome(state, digest(data), len(data), pages, notes, stamp, verify)

    return outcome_of(copy, whole)


@dataclass(frozen=True)
class Press:
    """Makes copies from materials, and tells in problems what goes wrong.

    What it returns is None after an error. It raises HandoutsError and Refused as `Copy.sheet`
    does, and OSError where the cache cannot be written.
    """

    materials: Materials
    problems: Problems

    def bind(
        self, copy: Copy, settings: Sequence[Typesetting], *, whole: bool = False
    ) -> tuple[bytes, int] | None:
        """Return the file of a copy or a pack, and how many pages it has.

        It is stamped, or else a whole render.
        """
        if not copy.parts:
            return self.finish(copy, settings[0], whole=whole)
        from handouts.pdf import bind

        leaves = zip(copy.leaves, settings, strict=True)
        finished = [self.finish(leaf, setting, whole=whole) for leaf, setting in leaves]
        made = [one for one in finished if one is not None]
        if len(made) < len(finished):
            return None
        return bind([data for data, _ in made], copy.meta), sum(pages for _, pages in made)

    def finish(
        self, copy: Copy, setting: Typesetting, *, whole: bool = False
    ) -> tuple[bytes, int] | None:
        """Return the file of a copy, and how many pages it has, 0 on the web."""
        if not copy.format.on_paper:
            from handouts.press import plain_text, web_page

            sheet, slots = self.sheet(copy, setting), copy.slots(self.materials)
            if copy.format.medium == "text":
                return plain_text(sheet, slots), 0
            return web_page(sheet, slots, copy.look), 0
        product = (self.render_whole if whole else self.stamp_copy)(copy, setting)
        return (self.fold(copy, product[0]), product[1]) if product else None

    def stamp_copy(self, copy: Copy, setting: Typesetting) -> tuple[bytes, int] | None:
        """Return the pages of a copy as PDF, and how many they are."""
        plate, letterhead = self.plate(copy, setting), self.letterhead(copy, setting)
        if plate is None or letterhead is None:
            return None
        colours = tuple(copy.brand.palette.inks.values())
        return stamp(plate, letterhead, colours, copy.meta, copy.newest), plate.pages

    def render_whole(self, copy: Copy, setting: Typesetting) -> tuple[bytes, int] | None:
        """Return the pages of a copy as the engine sets them in one piece, not counted: 0."""
        from handouts.press import render

        sheet, slots = self.sheet(copy, setting), copy.slots(self.materials)
        data = render(sheet, slots, copy.look, copy.meta, self.problems)
        return (data, 0) if data else None

    def fold(self, copy: Copy, pages: bytes) -> bytes:
        """Return the pages of a copy as they are printed: those of a booklet two on a side."""
        if copy.format.medium != "booklet":
            return pages
        from handouts.pdf import booklet

        return booklet(pages, copy.stock, copy.meta)

    def sheet(self, copy: Copy, setting: Typesetting) -> Sheet:
        """Set the handout of a copy in the fit that wins the page."""
        fit = copy.format.fits[setting.verdict.fit] if copy.format.on_paper else FIT
        return copy.sheet(fit, self.materials)

    def plate(self, copy: Copy, setting: Typesetting) -> Plate | None:
        """Return the plate of a copy; one that is not there is made, and kept."""
        colours, cache = copy.brand.palette.inks, self.materials.cache
        key = plate_key(setting.sheet, setting.verdict, colours)

        def made() -> Plate | None:
            from handouts.press import make_plate

            sheet, look = self.sheet(copy, setting), copy.sheet_look
            plate = make_plate(sheet, setting.verdict, look, colours, self.problems)
            if plate is not None:
                cache.put(key, plate)
            return plate

        return cache.remembered(key, Plate, made)

    def letterhead(self, copy: Copy, setting: Typesetting) -> Letterhead | None:
        """Return the letterhead of a copy; one that is not there any more is made again."""
        cache = self.materials.cache

        def made() -> Letterhead | None:
            [outcome] = cast_letterheads([copy], self.materials)
            if isinstance(outcome, Outcome):
                self.problems.extend(outcome.diagnostics)
                return None
            return cache.get(outcome.letterhead, Letterhead)

        return cache.remembered(setting.letterhead, Letterhead, made)

    def verify(self, copy: Copy, settings: Sequence[Typesetting], data: bytes) -> bool:
        """Say whether a copy is as a whole render; one that is not loses its file and its plate."""
        from handouts.pdf import differences

        whole = self.bind(copy, settings, whole=True)
        if whole is None:
            return False
        facts = list(islice(differences(data, whole[0]), MOST_TOLD))
        if facts:
            fact = f"it is not as a whole render (the second): {'; '.join(facts)}"
            self.problems.error("verify", Place(copy.path), fact, WRONG)
            self.materials.storage.remove(copy.path)
            cache, colours = self.materials.cache, copy.brand.palette.inks
            for setting in settings:
                cache.drop(plate_key(setting.sheet, setting.verdict, colours))
                cache.drop(setting.letterhead)
        return not facts
