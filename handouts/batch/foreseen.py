"""What a build would refuse, told without typesetting: templates, phrases, what fits no slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.planning import plan
from handouts.batch.suiting import housed
from handouts.checks import letters, unset
from handouts.content import Pack, locale_of
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page import Fragments, Gauge, Style, faults_of_html, gang_styles, heights, styles
from handouts.units import HAIR_MM
from handouts.workers import Lost, Workers
from handouts.workspace import Refused, house

__all__ = ["foresee"]

GROUP = 20  # letterheads that are looked at in one job

Slots = dict[tuple[str, str, str], tuple[float, Diagnostic]]  # the worst, by brand, clinic and word


@dataclass(frozen=True)
class _Job:
    """The sheet of a copy, or the letterheads of some, by their numbers; or stylesheets."""

    kind: Literal["sheet", "letterheads", "styles"]
    copies: tuple[int, ...] = ()
    styles: tuple[Style, ...] = ()


def foresee(materials: Materials, processes: int) -> Problems:
    """Return what would keep the copies of a build from being made.

    Templates run in workers, as in a build: what never ends costs its own copy. Of stylesheets that
    are the workspace's own, it tells what the engine would say of them.
    """
    order = Order(formats=materials.workspace.settings.formats)
    copies = housed([*plan(order, materials), *plan_packs(order, materials)])
    leaves = [leaf for copy in copies if not copy.edition.refused for leaf in copy.leaves]
    problems = Problems([*_of_phrases(leaves), *_of_packs(materials.packs.values())])
    jobs = [*_jobs(leaves), *_style_jobs(leaves, materials, problems)]
    with Workers(partial(_do, leaves, materials), processes) as team:
        for number, faults in team.each(jobs):
            job = jobs[number]
            problems.extend(_lost(job, leaves, faults) if isinstance(faults, Lost) else faults)
    return problems


def _jobs(leaves: Sequence[Copy]) -> Iterator[_Job]:
    """Yield the jobs of each sheet, and of all letterheads, those of a clinic together."""
    sheets = {(leaf.handout.id, *leaf.sheet_key): n for n, leaf in enumerate(leaves)}
    yield from (_Job("sheet", (number,)) for number in sheets.values())
    letterheads = {(*leaf.letterhead_key, leaf.format): n for n, leaf in enumerate(leaves)}
    order = sorted(letterheads.values(), key=lambda n: (leaves[n].brand.id, leaves[n].clinic.id))
    for at in range(0, len(order), GROUP):
        yield _Job("letterheads", tuple(order[at : at + GROUP]))


def _do(leaves: Sequence[Copy], materials: Materials, job: _Job) -> list[Diagnostic]:
    if job.kind == "styles":
        return list(_of_styles(job.styles))
    problems = Problems()
    if job.kind == "sheet":
        _sheet(leaves[job.copies[0]], materials, problems)
    else:
        _misfits([leaves[number] for number in job.copies], materials, problems)
    return list(problems)


def _sheet(copy: Copy, materials: Materials, problems: Problems) -> None:
    """Tell why the sheet of a copy cannot be set, if it cannot."""
    try:
        sheet = copy.sheet(copy.format.fits[0], materials)
        is_page = copy.format.on_paper
        faults = faults_of_html(sheet.html, sheet.assets, sheet.source, is_page=is_page)
        problems.extend(faults)
    except HandoutsError as error:
        problems.extend(error.diagnostics)
    except Refused as refused:
        problems.error("file", Place(copy.handout.place.file), str(refused), refused.hint)


def _misfits(copies: Iterable[Copy], materials: Materials, problems: Problems) -> None:
    """Tell of slots whose filling leaves its box, of each clinic's slot in its worst format."""
    worst: Slots = {}
    for copy in copies:
        slots = _slots(copy, materials, problems)
        if slots is None or not copy.format.on_paper:
            continue
        owner = copy.brand.id, copy.clinic.id
        stock = Gauge.of(copy.brand, gang_styles(copy.format, materials.templates))
        measures, wide = heights(slots.html, copy.format.slots, stock)
        for slot, beyond in copy.format.slots.beyond(measures):
            if beyond > max(HAIR_MM, worst.get((*owner, slot), (0,))[0]):
                worst[(*owner, slot)] = beyond, slots.too_high(slot, beyond)
        for one in wide:
            fault = slots.too_wide(one.slot, one.word, one.width, one.column)
            worst.setdefault((*owner, one.word), (0, fault))
    problems.extend(fault for _, fault in worst.values())


def _slots(copy: Copy, materials: Materials, problems: Problems) -> Fragments | None:
    try:
        slots = copy.slots(materials)
    except HandoutsError as error:
        problems.extend(error.diagnostics)
        return None
    for slot in slots.html.values():
        page = f'<html lang="en">{slot}'
        problems.extend(faults_of_html(page, slots.assets, slots.source))
    return slots


def _lost(job: _Job, leaves: Sequence[Copy], lost: Lost) -> list[Diagnostic]:
    """Tell of what ended its worker."""
    what, place = "reading the styles", Place("styles")
    if job.copies:
        copy = leaves[job.copies[0]]
        sheet = job.kind == "sheet"
        what = f"setting '{copy.handout.id}'" if sheet else "setting the slots of clinics"
        place = copy.handout.place if sheet else copy.clinic.place
    return [Diagnostic("error", "worker", place, f"{what} {lost.reason}")]


def _of_phrases(copies: Iterable[Copy]) -> Iterator[Diagnostic]:
    """Tell of the characters in phrases that no face has."""
    distinct = {id(copy.edition.phrases): copy for copy in copies}
    for copy in distinct.values():
        own = letters(copy.handout.locale)
        texts = copy.edition.phrases.texts()
        yield from (fault for text in texts if (fault := unset(text, own)))


def _of_packs(packs: Iterable[Pack]) -> Iterator[Diagnostic]:
    """Tell of the characters on the covers of packs that no face has."""
    for pack in packs:
        own, texts = letters(locale_of(str(pack.language))), (pack.title, pack.short_title)
        yield from (fault for text in (*texts, pack.summary) if (fault := unset(text, own)))


def _style_jobs(copies: Iterable[Copy], materials: Materials, problems: Problems) -> Iterator[_Job]:
    """Yield a job for stylesheets that are the workspace's own, if any; ours are sound."""
    style_set: dict[Style, None] = {}
    try:
        for form, paper in {(copy.format, copy.paper) for copy in copies}:
            style_set |= dict.fromkeys(styles(materials.templates, form, paper, form.fits[0]))
    except HandoutsError as error:
        problems.extend(error.diagnostics)
    if not all(map(_is_ours, style_set)):
        style_set |= {copy.look.style: None for copy in copies}
        yield _Job("styles", styles=tuple(style_set))


def _of_styles(sheets: Sequence[Style]) -> Iterator[Diagnostic]:
    """Tell what is wrong with stylesheets, of which some are the workspace's own.

    Ours are sound, but for a token that those others take away or change.
    """
    from handouts.engine import (
        faults_of_style,  # late: it loads the engine
        printed_words,
        tokens_of,
    )

    tokens = dict(pair for style in sheets for pair in tokens_of(style.text))
    for style in sheets:
        faults = list(faults_of_style(style, tokens))
        yield from faults
        if not (faults or _is_ours(style)):
            words = printed_words(style.name, style.text)
            yield from (fault for text in words if (fault := unset(text)))


def _is_ours(style: Style) -> bool:
    if not style.name.startswith("styles/"):
        return True  # it was written by us just now
    ours = house() / style.name
    return ours.is_file() and ours.read_text(encoding="utf-8") == style.text
