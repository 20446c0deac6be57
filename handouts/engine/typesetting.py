"""HTML and CSS to PDF: the one module that has WeasyPrint set pages, and loads it late.

Processes may share the work, threads may not: fonts are not safe in them.
"""

from __future__ import annotations

import atexit
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from json import dumps
from logging import LogRecord
from typing import Any

from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.engine import fonts, log, pictures
from handouts.engine.boxes import Box, boxes_of
from handouts.engine.colouring import Colouring, colouring_of
from handouts.engine.crossing import crossings
from handouts.engine.drawing import drawn
from handouts.engine.layout import Layout, layout_of
from handouts.engine.spoken import SpokenPage, spoken
from handouts.engine.styles import BASE, ParsedStyle, fetcher, in_words, parsed, unknown_families
from handouts.engine.warming import warm
from handouts.page import Asset, Face, Style
from handouts.pdf import GOES_ON, SAYS
from handouts.units import MM_PER_PX

__all__ = [
    "Asset",
    "Face",
    "Pagination",
    "Source",
    "Style",
    "Typeset",
    "paginate",
    "typeset",
]

VARIANT = "pdf/a-2a"
UNKNOWN = Layout()


@dataclass(frozen=True)
class Source:
    """A document to typeset: HTML, its stylesheets, and pictures by their relative address.

    What is wrong with it is told of the file that it came from, what is wrong with a style of its
    own name.
    """

    html: str
    styles: Sequence[Style]
    assets: Mapping[str, Asset]
    file: str


@dataclass(frozen=True)
class Typeset:
    """A typeset document: its bytes, how many pages it has, and where its named elements stand."""

    data: bytes
    pages: int
    boxes: Mapping[str, Box]
    height: float  # of the last page, mm
    layout: Layout = UNKNOWN  # where it was asked for


@dataclass(frozen=True)
class Pagination:
    """A document laid out on pages, and not yet drawn: how many, and where its elements stand.

    It lives in the process that made it.
    """

    pages: int
    boxes: Mapping[str, Box]
    height: float  # of the last page, mm
    _source: Source = field(repr=False)
    _document: Any = field(repr=False)  # of WeasyPrint
    _tree: Any = field(repr=False)
    _known: frozenset[str] = field(repr=False)  # families

    @property
    def last_page(self) -> float:
        """The share of the last page's height that lies above the element called 'end'.

        All of it where a template has no such element.
        """
        end = self.boxes.get("end")
        return end.bottom / self.height if end else 1.0

    @cached_property
    def colouring(self) -> Colouring:
        """How its boxes take their colours."""
        return colouring_of(_pageboxes_of(self._document))

    def draw(self, problems: Problems, *, measured: bool = False) -> Typeset | None:
        """Return it as tagged PDF/A-2a, not yet finished; None after an error.

        measured asks for its layout too.
        """
        result, faults = None, Problems()
        with self._listening(faults):
            layout = layout_of(_pageboxes_of(self._document)) if measured else UNKNOWN
            data = _written(self._document)
            result = Typeset(data, self.pages, self.boxes, self.height, layout)
        problems.extend(faults)
        return None if faults.failed else result

    def draw_to_see(self, numbers: Sequence[int], problems: Problems) -> bytes | None:
        """Return some of its pages, from 0, as PDF without tags, to be looked at.

        None of them are no bytes; None after an error.
        """
        result, faults = None, Problems()
        with self._listening(faults):
            result = drawn(self._document, numbers)
        problems.extend(faults)
        return None if faults.failed else result

    @contextmanager
    def _listening(self, faults: Problems) -> Iterator[None]:
        """Tell of what is wrong while it is drawn: letters, and faces, show only then."""
        with _stumbling(self._source.file, faults), log.listening() as records:
            yield
            for family in sorted({f.family for f in self._document.fonts.values()} - self._known):
                fact = f"the typeface '{family}' was not given"
                faults.add(_error("font", self._source.file, fact))
            faults.extend(_logged(records, self._tree, self._source))


def typeset(
    source: Source, faces: Sequence[Face], problems: Problems, *, measured: bool = False
) -> Typeset | None:
    """Return a document as tagged PDF/A-2a, not yet finished; None after an error. Raises Cold.

    measured asks for its layout too.
    """
    pagination = paginate(source, faces, problems)
    return pagination.draw(problems, measured=measured) if pagination else None


def paginate(source: Source, faces: Sequence[Face], problems: Problems) -> Pagination | None:
    """Lay a document out on pages; None after an error. Raises Cold.

    What is wrong is told at once: where something is, so is what would show when it is drawn.
    """
    warm()
    faults = Problems(_face_faults(faces, source.file))
    laid_out = None
    with _stumbling(source.file, faults):
        sheets = [parsed(style) for style in source.styles]
        for sheet in sheets:
            faults.extend(sheet.faults)
            faults.extend(unknown_families(sheet, faces))
        if all(sheet.css for sheet in sheets) and not _face_faults(faces, source.file):
            with log.listening() as records:
                laid_out = _lay_out(source.html, sheets, source.assets, tuple(faces))
                faults.extend(_faults(*laid_out, source.file))
                faults.extend(_logged(records, laid_out[1], source))
    result = None
    if laid_out is not None:
        result = _pagination(*laid_out, faces, source)
    if result is not None and faults.failed:
        result.draw(faults)
    faults.extend(_picture_faults(source.assets, source.file))
    problems.extend(faults)
    return None if faults.failed else result


def _pagination(document: Any, tree: Any, faces: Sequence[Face], source: Source) -> Pagination:
    last = document.pages[-1].height * MM_PER_PX
    known = fonts.house_families() | {face.family for face in faces}
    return Pagination(len(document.pages), boxes_of(document), last, source, document, tree, known)


@contextmanager
def _stumbling(file: str, faults: Problems) -> Iterator[None]:
    """Tell of what WeasyPrint stumbles over meanwhile: odd input makes it raise almost anything."""
    try:
        with pictures.limits():
            yield
    except MemoryError:
        raise  # the limit of the process, which knows how to tell of it
    except Exception as error:
        fact = f"typesetting stopped: {in_words(error)}"
        faults.error("engine", Place(file), fact, "look for odd sizes in the styles")


def _logged(records: Sequence[LogRecord], tree: Any, source: Source) -> Iterator[Diagnostic]:
    return log.of_document(records, tree, source.styles, source.file, BASE)


def _lay_out(
    html: str, sheets: Sequence[ParsedStyle], assets: Mapping[str, Asset], faces: tuple[Face, ...]
) -> tuple[Any, Any]:
    """Return WeasyPrint's document and the element tree that it was made from."""
    configuration = _font_configuration(faces)
    from weasyprint import HTML
    from weasyprint.css.counters import CounterStyle

    counters = CounterStyle()
    for sheet in sheets:
        counters.update(sheet.counters)
    page = HTML(string=html, base_url=BASE, url_fetcher=fetcher(assets))
    document = page.render(
        font_config=configuration,
        counter_style=counters,
        stylesheets=[sheet.css for sheet in sheets],
        pdf_variant=VARIANT,
        cache={},  # never shared: it is keyed by address, and remembers what failed
    )
    return document.copy([SpokenPage(page) for page in document.pages]), page.etree_element


def _pageboxes_of(document: Any) -> list[Any]:
    return [page._page_box for page in document.pages]


def _written(document: Any) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint closes no colour profile
        data: bytes = document.write_pdf(finisher=_note, pdf_variant=VARIANT)
    return data


def _note(document: Any, pdf: Any) -> None:
    """Note in the PDF what crosses from page to page, for which it has an element on each.

    Also what its runs say, where glyphs do not tell it, and where pages follow from the right.
    """
    import pydyf

    boxes = _pageboxes_of(document)
    names = [pydyf.Array([f"/{tag}" for tag in tags]) for tags in crossings(boxes)]
    pdf.catalog[GOES_ON] = pydyf.Array(names)
    if any(box.style["direction"] == "rtl" for box in boxes[0].children if _is_root(box)):
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    if words := spoken(boxes):
        runs = [
            [
                part
                for mcid, box in page.marks.items()
                if box in words
                for part in (mcid, words[box])
            ]
            for page in document.pages
        ]
        pdf.catalog[SAYS] = pydyf.Array(
            [pydyf.Array(pydyf.String(p) if isinstance(p, str) else p for p in run) for run in runs]
        )


def _is_root(box: Any) -> bool:
    return str(box.element_tag) == "html"


@lru_cache(maxsize=8)
def _font_configuration(faces: tuple[Face, ...]) -> Any:
    """Return the fonts for a set of faces, with nothing in them but the house's and these."""
    fonts.seal()
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    class OwnFonts(FontConfiguration):  # type: ignore[misc]
        """Fonts whose folder is removed by the process that wrote it, not by its forks."""

        owner = os.getpid()

        def __del__(self) -> None:
            if os.getpid() == self.owner:
                super().__del__()

    configuration = OwnFonts()
    atexit.register(_font_configuration.cache_clear)  # before its modules are taken apart
    # a name for each face, also where two families have a file in common
    files = {f"{n}-{sha256(face.data).hexdigest()}": face for n, face in enumerate(faces)}
    rules = "".join(
        f"@font-face{{font-family:{dumps(face.family)};font-weight:{face.weight};src:url({name})}}"
        for name, face in files.items()
    )
    served = {name: Asset("font/sfnt", face.data) for name, face in files.items()}
    with log.listening() as records, fonts.kept_together():
        CSS(string=rules, base_url=BASE, url_fetcher=fetcher(served), font_config=configuration)
    if records:
        raise ValueError(records[0].getMessage())  # not remembered, so it is told the next time too
    return configuration


def _picture_faults(assets: Mapping[str, Asset], source: str) -> list[Diagnostic]:
    return [
        _error("picture", source, f"the picture '{name}' {fault}")
        for name, asset in assets.items()
        if (fault := pictures.fault(asset))
    ]


def _face_faults(faces: Sequence[Face], source: str) -> list[Diagnostic]:
    return [
        _error("font", source, f"the typeface '{face.family}' {fault}")
        for face in faces
        if (fault := fonts.fault(face))
    ]


def _faults(document: Any, tree: Any, source: str) -> Iterator[Diagnostic]:
    """Find what WeasyPrint does without a word: links that lead nowhere, pictures nobody hears."""
    targets = {target for page in document.pages for _, target, *_ in page.links}
    for target in sorted(targets):
        if target.startswith(BASE):
            address = target.removeprefix(BASE)
            yield _error("link", source, f"a link leads to '{address}', which is no web address")
    for element in tree.iter("img"):
        if "alt" not in element.attrib:
            yield _error(
                "alt",
                source,
                f"the picture '{element.get('src', '')}' has no alternative text",
                "say what it shows, or give it an empty text if it only decorates",
            )


def _error(rule: str, source: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic("error", rule, Place(source), message, hint)
