"""HTML and CSS to PDF: the one module that knows WeasyPrint, and loads it late.

Processes may share the work, threads may not: fonts are not safe in them.
"""

from __future__ import annotations

import atexit
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from json import dumps
from typing import Any
from urllib.parse import unquote, urldefrag

from handouts.diagnostics import Diagnostic, Place, Problems, did_you_mean
from handouts.engine import fonts, log, pictures, stylelint
from handouts.engine.crossing import crossings
from handouts.engine.drawing import drawn
from handouts.engine.layout import Layout, layout_of
from handouts.engine.warming import warm
from handouts.page import Asset, Face, Style
from handouts.pdf import GOES_ON
from handouts.units import MM_PER_PX

__all__ = [
    "Asset",
    "Box",
    "Face",
    "Source",
    "Style",
    "Typeset",
    "typeset",
]

BASE = "https://asset.invalid/"  # RFC 2606: a name that never leads anywhere
VARIANT = "pdf/a-2a"
UNKNOWN = Layout()
VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


@dataclass(frozen=True)
class Box:
    """Where an element with an id stands: its page, from 1, and its edges from the top, in mm."""

    page: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Typeset:
    """A typeset document: its bytes, how many pages it has, and where its named elements stand.

    It has no bytes where they were not worth drawing.
    """

    data: bytes
    pages: int
    boxes: Mapping[str, Box]
    height: float  # of the last page, mm
    layout: Layout = UNKNOWN  # where it was asked for

    @property
    def last_page(self) -> float:
        """The share of the last page's height that lies above the element called 'end'."""
        return self.boxes["end"].bottom / self.height


@dataclass(frozen=True)
class _Sheet:
    css: Any
    counters: Mapping[str, Any]
    families: tuple[tuple[str, Place], ...]
    faults: tuple[Diagnostic, ...]


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


def typeset(
    source: Source,
    faces: Sequence[Face],
    problems: Problems,
    *,
    measured: bool = False,
    worth: Callable[[Typeset], bool] = lambda _: True,
    only: Callable[[Typeset], Sequence[int]] | None = None,
) -> Typeset | None:
    """Return a document as tagged PDF/A-2a, not yet finished; None after an error. Raises Cold.

    measured asks for its layout too; worth says of a document whose pages are known whether to
    draw it. only names the pages, from 0, that are drawn in the place of all: to be looked at,
    without tags; none where none are worth it.
    """
    warm()
    faults = Problems(_face_faults(faces, source.file))
    with pictures.limits(), log.listening() as records:
        sheets = [_sheet(style) for style in source.styles]
        for sheet in sheets:
            faults.extend(sheet.faults)
            faults.extend(_unknown_families(sheet, faces))
        result = None
        if all(sheet.css for sheet in sheets) and not _face_faults(faces, source.file):
            records.clear()
            try:
                document, tree = _lay_out(source.html, sheets, source.assets, tuple(faces))
                result = _typeset(document, measured, worth, only)
                faults.extend(_faults(document, tree, faces, source.file))
                faults.extend(log.of_document(records, tree, source.styles, source.file, BASE))
            except MemoryError:
                raise  # the limit of the process, which knows how to tell of it
            except Exception as error:  # odd input makes WeasyPrint raise almost anything
                fact = f"typesetting stopped: {_words(error)}"
                faults.error("engine", Place(source.file), fact, "look for odd sizes in the styles")
    faults.extend(_picture_faults(source.assets, source.file))
    problems.extend(faults)
    return None if faults.failed else result


def faults_of_style(style: Style, tokens: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Tell what is wrong with a stylesheet, whatever it is used for; tokens are given by name."""
    sheet, lines = _sheet(style), style.text.splitlines()
    yield from sheet.faults
    yield from _unknown_families(sheet, ())
    if sheet.css is None:
        return
    yield from stylelint.unknown_tokens(style.name, style.text, tokens)
    filled = VAR.sub(lambda token: tokens.get(token[1], token[0]), style.text)
    for fault in _sheet(replace(style, text=filled)).faults:
        if "var(" in lines[fault.place.line - 1]:  # with a value of its own it means nothing
            yield fault


def _lay_out(
    html: str, sheets: Sequence[_Sheet], assets: Mapping[str, Asset], faces: tuple[Face, ...]
) -> tuple[Any, Any]:
    """Return WeasyPrint's document and the element tree that it was made from."""
    configuration = _font_configuration(faces)
    from weasyprint import HTML
    from weasyprint.css.counters import CounterStyle

    counters = CounterStyle()
    for sheet in sheets:
        counters.update(sheet.counters)
    parsed = HTML(string=html, base_url=BASE, url_fetcher=_fetcher(assets))
    document = parsed.render(
        font_config=configuration,
        counter_style=counters,
        stylesheets=[sheet.css for sheet in sheets],
        pdf_variant=VARIANT,
        cache={},  # never shared: it is keyed by address, and remembers what failed
    )
    return document, parsed.etree_element


def _typeset(
    document: Any,
    measured: bool,
    worth: Callable[[Typeset], bool],
    only: Callable[[Typeset], Sequence[int]] | None,
) -> Typeset:
    pages = document.pages
    result = Typeset(b"", len(pages), _boxes(document), pages[-1].height * MM_PER_PX)
    if not worth(result):
        return result
    if only is not None:
        return replace(result, data=drawn(document, only(result)))
    layout = layout_of([page._page_box for page in pages]) if measured else UNKNOWN
    return replace(result, data=_written(document), layout=layout)


def _boxes(document: Any) -> dict[str, Box]:
    """Return the boxes of the elements that have an id; of one on several pages the first."""
    boxes: dict[str, Box] = {}
    for number, page in enumerate(document.pages, 1):
        for name, (_left, top, _right, bottom) in page.anchors.items():
            boxes.setdefault(name, Box(number, top * MM_PER_PX, bottom * MM_PER_PX))
    return boxes


def _written(document: Any) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint closes no colour profile
        data: bytes = document.write_pdf(finisher=_note_what_goes_on, pdf_variant=VARIANT)
    return data


def _note_what_goes_on(document: Any, pdf: Any) -> None:
    """Note in the PDF what crosses from page to page, for which it has an element on each."""
    import pydyf

    crossing = crossings([page._page_box for page in document.pages])
    names = [pydyf.Array([f"/{tag}" for tag in tags]) for tags in crossing]
    pdf.catalog[GOES_ON] = pydyf.Array(names)


@lru_cache(maxsize=128)
def _sheet(style: Style) -> _Sheet:
    """Parse a stylesheet alone, so that what is logged is of this file."""
    warm()
    from weasyprint import CSS

    counters: dict[str, Any] = {}
    css = None
    faults: list[Diagnostic] = []
    families: tuple[tuple[str, Place], ...] = ()
    with log.listening() as records:
        try:
            faults += stylelint.faults(style.name, style.text)
            families = tuple(stylelint.families(style.name, style.text))
            css = CSS(
                string=style.text,
                base_url=BASE,
                url_fetcher=_fetcher({}),
                counter_style=counters,
            )
        except RecursionError:
            fact, hint = "rules are nested too deep", "write it flatter"
            faults.append(_error("css", style.name, fact, hint))
        except Exception as error:
            faults.append(_error("css", style.name, f"this is no CSS: {_words(error)}"))
    places = {fault.place for fault in faults}  # in words of ours
    faults += [fault for fault in log.of_style(records, style) if fault.place not in places]
    return _Sheet(css, counters, families, tuple(faults))


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
        CSS(string=rules, base_url=BASE, url_fetcher=_fetcher(served), font_config=configuration)
    if records:
        raise ValueError(records[0].getMessage())  # not remembered, so it is told the next time too
    return configuration


def _fetcher(assets: Mapping[str, Asset]) -> Any:
    """Return a fetcher that serves these bytes by their addresses, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    def serve(url: str, headers: object = None) -> Any:
        asset = assets.get(unquote(urldefrag(url).url.removeprefix(BASE)))
        if asset is None:
            raise PermissionError("it was not given with the document")
        return URLFetcherResponse(url, asset.data, {"Content-Type": asset.media_type})

    fetcher = URLFetcher(allowed_protocols=(), allow_redirects=False)
    fetcher.fetch = serve
    return fetcher


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


def _unknown_families(sheet: _Sheet, faces: Sequence[Face]) -> Iterator[Diagnostic]:
    known = fonts.house_families() | {face.family for face in faces}
    for family, place in sheet.families:
        if family not in known:
            message = f"the typeface '{family}' is neither the house's nor the brand's"
            yield Diagnostic("error", "font", place, message, did_you_mean(family, sorted(known)))


def _faults(document: Any, tree: Any, faces: Sequence[Face], source: str) -> Iterator[Diagnostic]:
    """Find what WeasyPrint does without a word: strange typefaces, and links that lead nowhere."""
    known = fonts.house_families() | {face.family for face in faces}
    for family in sorted({font.family for font in document.fonts.values()} - known):
        yield _error("font", source, f"the typeface '{family}' was not given")
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


def _words(error: Exception) -> str:
    text = str(error).splitlines()[0] if str(error) else ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
