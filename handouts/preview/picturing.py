"""What a press process is asked of a draft: its pages as pictures, what is wrong with its text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from PIL.Image import Image

from handouts.batch import Copy, Materials, start_of
from handouts.content import plain
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.engine import Source
from handouts.papers import PAPERS
from handouts.press import Outline, best_fit, draw_page, draw_pages, source_of, web_page
from handouts.preview.drafting import Wanted, draft, findings
from handouts.preview.placing import FieldBox, field_boxes
from handouts.preview.readings import collection_in
from handouts.review import Collection
from handouts.workers import COMPUTING_SECONDS, Question
from handouts.workspace import Refused

__all__ = [
    "Findings",
    "Known",
    "LookAtAll",
    "LookAtOne",
    "LookAtPhone",
    "PagePicture",
    "SectionBox",
    "Tell",
    "View",
    "look_at_all",
    "look_at_one",
]

QUALITY = 90  # of 100, JPEG: a tenth of the time of a PNG


@dataclass(frozen=True)
class Known:
    """What is known of a draft from the last time: its fit, and how it lay."""

    fit: int
    outline: Outline


@dataclass(frozen=True)
class PagePicture:
    """A page as JPEG; width and height in pixels."""

    data: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True)
class SectionBox:
    """Where a section stands on a page, from 0; top and bottom are shares of its height.

    It is named by its number from 0, and what stands before the first 'title' and 'short'.
    """

    section: str
    page: int
    top: float
    bottom: float


@dataclass(frozen=True)
class View:
    """Pages of a draft, by number from 0, and how many there are; or why there are none.

    What is known serves the next time; it is not settled where it is from the last time itself, or
    where another fit may be the one.
    """

    title: str = ""
    code: str = ""
    clinic: str = ""
    pictures: Mapping[int, PagePicture] = field(default_factory=dict)
    known: Known | None = None
    settled: bool = False
    errors: tuple[Diagnostic, ...] = ()
    boxes: tuple[SectionBox, ...] = ()
    fields: tuple[FieldBox, ...] = ()  # of a draft that is not saved, once all pages are set


@dataclass(frozen=True)
class Findings:
    """What `handouts check` tells of a draft, with the places in its text."""

    problems: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class _OfDraft(Question):
    """Something that is asked of a draft."""

    wanted: Wanted

    computing: ClassVar[float] = COMPUTING_SECONDS
    warms: ClassVar[bool] = True


@dataclass(frozen=True)
class LookAtOne(_OfDraft):
    """See a page, from 0, of a draft: a View."""

    page: int
    known: Known | None

    def answer(self, holding: Any) -> View:
        """Draw it."""
        return look_at_one(collection_in(holding), self.wanted, self.page, self.known)


@dataclass(frozen=True)
class LookAtAll(_OfDraft):
    """See all pages of a draft: a View."""

    known: Known | None

    def answer(self, holding: Any) -> View:
        """Draw them."""
        return look_at_all(collection_in(holding), self.wanted, self.known)


@dataclass(frozen=True)
class LookAtPhone(_OfDraft):
    """See a draft as a phone shows it: a page of HTML, with typefaces by rules from elsewhere."""

    faces: str

    def answer(self, holding: Any) -> bytes:
        """Set it. Raises HandoutsError with all that keeps it from being made."""
        copy, materials = draft(collection_in(holding), self.wanted)
        sheet = copy.sheet(copy.format.fits[0], materials)
        return web_page(sheet, copy.slots(materials), copy.look, self.faces)


@dataclass(frozen=True)
class Tell(_OfDraft):
    """Hear what is wrong with a draft: Findings."""

    def answer(self, holding: Any) -> Findings:
        """Hold it to the rules."""
        return Findings(tuple(findings(collection_in(holding), self.wanted)))


def look_at_one(collection: Collection, wanted: Wanted, page: int, known: Known | None) -> View:
    """Return one page, from 0, in the fit of the last time, else the usual one; else the last."""

    def looked(copy: Copy, materials: Materials, problems: Problems) -> View | None:
        fit = _usual(copy) if known is None else min(known.fit, len(copy.format.fits) - 1)
        source = _source(copy, fit, materials)
        if known is not None:
            picture = draw_page(source, copy.look.faces, problems, page, known.outline)
            if picture is not None:
                return _view(copy, {page: picture}, known)
        made = draw_pages(
            source, copy.look.faces, problems, lambda outline: [min(page, outline.pages - 1)]
        )
        return None if made is None else _view(copy, made[1], Known(fit, made[0]))

    return _looked(collection, wanted, looked)


def look_at_all(collection: Collection, wanted: Wanted, known: Known | None) -> View:
    """Return all pages in the fit that a build would take; that of the last time is tried first."""

    def looked(copy: Copy, materials: Materials, problems: Problems) -> View | None:
        fits, sides, tried = len(copy.format.fits), copy.sides, dict[int, Outline]()
        start, pictures = start_of(copy), dict[int, Mapping[int, Image]]()

        def laid_out(fit: int) -> bool:
            def worth(outline: Outline) -> Sequence[int]:
                chosen = best_fit(fits, sides, {**tried, fit: outline}, start) == fit
                return range(outline.pages) if chosen or len(tried) == 0 else ()

            made = draw_pages(_source(copy, fit, materials), copy.look.faces, problems, worth)
            if made is not None:
                tried[fit], pictures[fit] = made
            return made is not None

        fit = _usual(copy) if known is None else min(known.fit, fits - 1)
        while fit not in tried or (fit := best_fit(fits, sides, tried, start)) not in tried:
            if not laid_out(fit):
                return None
        if not pictures[fit] and not laid_out(fit):
            return None
        view = _view(copy, pictures[fit], Known(fit, tried[fit]), settled=True)
        return replace(view, fields=tuple(_fields(copy, wanted, tried[fit])))

    return _looked(collection, wanted, looked)


def _looked(
    collection: Collection,
    wanted: Wanted,
    look: Callable[[Copy, Materials, Problems], View | None],
) -> View:
    """Return what is seen of a draft, or why nothing is."""
    problems = Problems()
    try:
        copy, materials = draft(collection, wanted)
        view = look(copy, materials, problems)
    except Refused as refused:
        place = Place(wanted.file)
        problems.error("file", place, str(refused), refused.hint)
        view = None
    except HandoutsError as error:
        problems.extend(error.diagnostics)
        view = None
    return view or View(errors=tuple(d for d in problems if d.severity == "error"))


def _usual(copy: Copy) -> int:
    return min(1, len(copy.format.fits) - 1)


def _source(copy: Copy, fit: int, materials: Materials) -> Source:
    sheet = copy.sheet(copy.format.fits[fit], materials)
    return source_of(sheet, copy.slots(materials), copy.look)


def _view(
    copy: Copy, pictures: Mapping[int, Image], known: Known, *, settled: bool = False
) -> View:
    shown = {number: _encoded(picture) for number, picture in pictures.items()}
    title, clinic = plain(copy.handout.title), copy.clinic.name
    boxes = tuple(_boxes(copy, known.outline))
    return View(title, copy.edition.code, clinic, shown, known, settled, boxes=boxes)


def _boxes(copy: Copy, outline: Outline) -> Iterator[SectionBox]:
    """Yield where the sections of a text stand, in a box for each page that they are on."""
    height = PAPERS[copy.paper].height
    names = _parts(copy)
    starts = [(1, 0.0), *zip(outline.begins, outline.tops, strict=False)]
    ends = [*starts[1:], (outline.pages + 1, 0.0)]
    for name, (page, top), (last, bottom) in zip(names, starts, ends, strict=False):
        for number in range(page, last + 1):
            upper = top / height if number == page else 0.0
            lower = bottom / height if number == last else 1.0
            if upper < lower:
                yield SectionBox(name, number - 1, upper, lower)


def _fields(copy: Copy, wanted: Wanted, outline: Outline) -> Iterator[FieldBox]:
    """Yield where the fields of a text stand that is not saved."""
    if wanted.text is not None and not wanted.language:
        paper = PAPERS[copy.paper]
        size = paper.width, paper.height
        text = wanted.text.decode("utf-8", "replace")
        yield from field_boxes(text, _parts(copy), outline.spots, size)


def _parts(copy: Copy) -> list[str]:
    """Return the names of the outermost sections of a sheet, with what stands before the first."""
    return ["title", "short", *_printed(copy)]


def _printed(copy: Copy) -> Iterator[str]:
    """Yield the numbers of the sections that a format prints."""
    full = copy.format.sections == "full"
    for number, section in enumerate(copy.handout.sections):
        some = any(block.detail is None for block in section.blocks)
        if full or (section.detail is None and some):
            yield str(number)


def _encoded(picture: Image) -> PagePicture:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    return PagePicture(out.getvalue(), picture.width, picture.height)
