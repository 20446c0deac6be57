"""Stylesheets as the engine takes them, each parsed alone; and what it may fetch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urldefrag

from handouts.diagnostics import Diagnostic, Place, did_you_mean
from handouts.engine import fonts, log, stylelint
from handouts.engine.warming import warm
from handouts.page import Asset, Face, Style

__all__ = [
    "BASE",
    "ParsedStyle",
    "faults_of_style",
    "fetcher",
    "in_words",
    "parsed",
    "unknown_families",
]

BASE = "https://asset.invalid/"  # RFC 2606: a name that never leads anywhere
VAR = re.compile(r"var\(\s*(--[\w-]+)\s*\)")


@dataclass(frozen=True)
class ParsedStyle:
    """A stylesheet as WeasyPrint takes it, which is None after an error, and what is wrong."""

    css: Any
    counters: Mapping[str, Any]
    families: tuple[tuple[str, Place], ...]
    faults: tuple[Diagnostic, ...]


@lru_cache(maxsize=128)
def parsed(style: Style) -> ParsedStyle:
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
                url_fetcher=fetcher({}),
                counter_style=counters,
            )
        except RecursionError:
            fact, hint = "rules are nested too deep", "write it flatter"
            faults.append(_error(style.name, fact, hint))
        except Exception as error:
            faults.append(_error(style.name, f"this is no CSS: {in_words(error)}"))
    places = {fault.place for fault in faults}  # in words of ours
    faults += [fault for fault in log.of_style(records, style) if fault.place not in places]
    return ParsedStyle(css, counters, families, tuple(faults))


def faults_of_style(style: Style, tokens: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Tell what is wrong with a stylesheet, whatever it is used for; tokens are given by name."""
    sheet, lines = parsed(style), style.text.splitlines()
    yield from sheet.faults
    yield from unknown_families(sheet, ())
    if sheet.css is None:
        return
    yield from stylelint.unknown_tokens(style.name, style.text, tokens)
    filled = VAR.sub(lambda token: tokens.get(token[1], token[0]), style.text)
    for fault in parsed(replace(style, text=filled)).faults:
        if "var(" in lines[fault.place.line - 1]:  # with a value of its own it means nothing
            yield fault


def unknown_families(sheet: ParsedStyle, faces: Sequence[Face]) -> Iterator[Diagnostic]:
    """Find the typefaces that a stylesheet names and nobody gave."""
    known = fonts.house_families() | {face.family for face in faces}
    for family, place in sheet.families:
        if family not in known:
            message = f"the typeface '{family}' is neither the house's nor the brand's"
            yield Diagnostic("error", "font", place, message, did_you_mean(family, sorted(known)))


def fetcher(assets: Mapping[str, Asset]) -> Any:
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


def in_words(error: Exception) -> str:
    """Return the kind of what was raised, and the first line of what it says."""
    text = str(error).splitlines()[0] if str(error) else ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _error(source: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic("error", "css", Place(source), message, hint)
