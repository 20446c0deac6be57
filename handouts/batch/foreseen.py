"""What a build would refuse, told without typesetting: templates, phrases, what fits no slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handouts.batch.composing import sheet_of, slots_of
from handouts.batch.materials import Materials
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.plan import Planned, leaves_of, plan
from handouts.checks.characters import unset
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page import Fragments, Sheet, Style
from handouts.page.boxes import HAIR
from handouts.page.fitting import Stock, heights
from handouts.page.gang import gang_styles
from handouts.reading import Text
from handouts.workspace import Refused, house

__all__ = ["foresee"]


def foresee(materials: Materials) -> Problems:
    """Return what would keep the copies of a build from being made.

    Of stylesheets of the workspace's own, what the engine would say of them too.
    """
    problems = Problems()
    order = Order(formats=materials.workspace.settings.formats)
    copies = [*plan(order, materials), *plan_packs(order, materials)]
    leaves = [leaf for copy in copies if not copy.edition.refused for leaf in leaves_of(copy)]
    sheets = {(leaf.handout.id, *leaf.sheet_key): leaf for leaf in leaves}
    made = [sheet for leaf in sheets.values() if (sheet := _sheet(leaf, materials, problems))]
    fitted = {(*leaf.letterhead_key, leaf.format): leaf for leaf in leaves}
    problems.extend(_misfits(fitted.values(), materials, problems))
    problems.extend(_of_phrases(leaves))
    problems.extend(_of_styles(made))
    return problems


def _sheet(copy: Planned, materials: Materials, problems: Problems) -> Sheet | None:
    """Return the sheet of a copy; None where it cannot be set, which is told."""
    try:
        return sheet_of(copy, "M", copy.format.fits[0], materials)
    except HandoutsError as error:
        problems.extend(error.diagnostics)
    except Refused as refused:
        problems.error("file", Place(copy.handout.place.file), str(refused), refused.hint)
    return None


def _misfits(
    copies: Iterable[Planned], materials: Materials, problems: Problems
) -> Iterator[Diagnostic]:
    """Tell of slots whose filling leaves its box, of each clinic's slot in its worst format."""
    worst: dict[tuple[str, str, str], tuple[float, Diagnostic]] = {}
    for copy in copies:
        slots = _slots(copy, materials, problems)
        if slots is None or not copy.format.on_paper:
            continue
        stock = Stock.of(copy.brand, gang_styles(copy.format, materials.templates))
        found, wide = heights(slots.html, copy.format.slots, stock)
        for slot, beyond in copy.format.slots.beyond(found):
            name = (copy.brand.id, copy.clinic.id, slot)
            if beyond > max(HAIR, worst.get(name, (0,))[0]):
                worst[name] = beyond, slots.too_high(slot, beyond)
        for word in wide:
            name = (copy.brand.id, copy.clinic.id, word.word)
            told = slots.too_wide(word.slot, word.word, word.width, word.column)
            worst.setdefault(name, (0, told))
    yield from (told for _, told in worst.values())


def _slots(copy: Planned, materials: Materials, problems: Problems) -> Fragments | None:
    try:
        return slots_of(copy, materials)
    except HandoutsError as error:
        problems.extend(error.diagnostics)
    return None


def _of_phrases(copies: Iterable[Planned]) -> Iterator[Diagnostic]:
    """Tell of the characters in phrases that no face has."""
    held = {id(copy.edition.phrases): copy.edition.phrases for copy in copies}
    for phrases in held.values():
        for words in phrases.entries.values():
            for text in (words,) if isinstance(words, str) else words:
                if isinstance(text, Text) and (fault := unset(text)):
                    yield fault


def _is_ours(style: Style) -> bool:
    ours = house() / style.name
    return ours.is_file() and ours.read_text(encoding="utf-8") == style.text


def _of_styles(sheets: Iterable[Sheet]) -> Iterator[Diagnostic]:
    """Tell what is wrong with stylesheets that are the workspace's own; ours are sound."""
    styles = dict.fromkeys(style for sheet in sheets for style in sheet.styles)
    own = [style for style in styles if style.name.startswith("styles/") and not _is_ours(style)]
    if own:
        from handouts.press.engine import faults_of_style  # late: it loads the engine

        for style in own:
            yield from faults_of_style(style)
