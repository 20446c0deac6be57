"""Handout + format -> Sheet: the HTML and CSS of what is said, its slots empty."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from markupsafe import Markup

from handouts.brand import as_figure, house_face
from handouts.content import Direction, Handout, Reference
from handouts.page.blanks import filler
from handouts.page.boxes import class_of
from handouts.page.breaking import Breaking
from handouts.page.citations import group_sources, number_sources
from handouts.page.drawings import icon_array
from handouts.page.environment import Templates
from handouts.page.fallback import FALLBACK, Fallback, line_style
from handouts.page.formats import Fit, Format
from handouts.page.markup import Setter
from handouts.page.onefaced import one_faced, sheet_stack
from handouts.page.parts import Asset, Sheet, Style, slot_mark
from handouts.page.personal import Personal
from handouts.page.phrases import Phrases
from handouts.page.scripts import roomier
from handouts.page.sections import printed
from handouts.workspace import Workspace

__all__ = ["Band", "Imprint", "Wording", "compose", "styles"]

MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
TEMPLATES = {"pdf": "page.html.j2", "booklet": "page.html.j2"}  # of a medium; else the web's
WEB = "web.html.j2"
PAGE, PAGES = (Markup(f'<span class="page-{count}"></span>') for count in ("number", "count"))
FROM_RIGHT = "styles/rtl.css"
FLOAT = re.compile(r"(float:\s*)(inline-(start|end))\b")
MARGIN_BOX = re.compile(r"(@(?:top|bottom)-)(left|right)\b")
PAPER = frozenset({"page.css", "newest.css"})  # what only pages of paper need
SHEETS = (
    "tokens.css",
    "page.css",
    "type.css",
    "blanks.css",
    "sections.css",
    "slots.css",
    "newest.css",
    "personal.css",
)


class Band(NamedTuple):
    """What the band over a draft says in another language."""

    language: str
    direction: str
    words: str


@dataclass(frozen=True)
class Imprint:
    """What a sheet says of its own text: its code, until when it may be used, and its review."""

    code: str
    use_until: date | None = None  # None: a draft
    overdue: bool = False
    review_by: date | None = None
    band: Band | None = None  # in the language of the source, over a machine's translation
    fallback: Fallback | None = None  # in the language that was asked for, over another's text

    @property
    def draft(self) -> bool:
        """Whether nobody has approved this text."""
        return self.use_until is None


@dataclass(frozen=True)
class Wording:
    """What a sheet says: a handout, what it says of its own text, sources and fixed phrases.

    ``remarks`` are for the review copy alone: what staff say beside paragraphs, by their numbers;
    ``not_checked`` too: the rules that do not know the language of the text; ``beside``, of a
    translation, is it beside its source.
    """

    handout: Handout
    imprint: Imprint
    references: Mapping[str, Reference]
    phrases: Phrases
    personal: Personal | None = None
    remarks: Mapping[str, Sequence[object]] = field(default_factory=dict)
    not_checked: Sequence[object] = ()
    beside: object | None = None


def compose(
    wording: Wording,
    format_: Format,
    templates: Templates,
    *,
    paper: str,
    fit: Fit,
    template: str = "",
) -> Sheet:
    """Set what is said in a format on a paper, in a fit; template is its own, else the format's.

    Raises HandoutsError for what is wrong in a template or phrase, and Refused for a missing file.
    """
    handout = wording.handout
    direction = handout.locale.direction
    assets = _Assets(handout, templates.workspace)
    context = _context(wording, format_, Breaking.on(format_, paper), assets)
    html = templates.render(template or TEMPLATES.get(format_.medium, WEB), context)
    stack = sheet_stack(house_face(handout.locale))
    html = one_faced(html, stack, stack[1:] if direction == "rtl" else ())
    sheets = styles(templates, format_, paper, fit, direction)
    if line := wording.imprint.fallback:
        sheets = (*sheets, templates.style(FALLBACK), line_style(line))
    boxes = format_.slots.facing(direction)
    return Sheet(html, sheets, assets.kept, handout.place.file, boxes)


def _context(
    wording: Wording, format_: Format, breaking: Breaking, assets: _Assets
) -> dict[str, Any]:
    """Return all that the template of a page may say."""
    handout, phrases, imprint = wording.handout, wording.phrases, wording.imprint
    direction = handout.locale.direction
    sections = printed(handout, format_, breaking)
    message = (handout.summary, handout.main_message, handout.key_points)
    numbers = number_sources([*message, *((s.heading, s.blocks) for s in sections)])
    sources = {key: wording.references[key] for key in numbers}
    return {
        "handout": handout,
        "direction": direction,
        "format": format_,
        "sections": sections,
        "sources": [*sources.values()],
        "source_groups": group_sources(sources),
        "cited": lambda value: [(numbers[k], sources[k]) for k in number_sources([value])],
        "draft": imprint.draft,
        "overdue": imprint.overdue,
        "band": imprint.band,
        "fallback": imprint.fallback,
        "use_until": imprint.use_until,
        "review_by": imprint.review_by,
        "code": imprint.code,
        "setter": Setter(
            numbers,
            filler(assets.keep, phrases.say),
            phrases.locale.quotes,
            handout.locale.tag,
        ),
        "say": phrases.say,
        "dated": phrases.dated,
        "folio": phrases.marked("folio", page=PAGE, pages=PAGES),
        "locale": phrases.locale,
        "personal": wording.personal,
        "remarks": wording.remarks,
        "not_checked": wording.not_checked,
        "beside": wording.beside,
        "slot": _slot,
        "long": breaking.long,
        "tall": breaking.tall,
        "drawing": assets.drawing,
        "array": assets.array,
    }


class _Assets:
    """The pictures that a sheet shows, each kept once under its address."""

    def __init__(self, handout: Handout, workspace: Workspace) -> None:
        self.kept: dict[str, Asset] = {}
        self._handout, self._workspace = handout, workspace

    def keep(self, asset: Asset, stem: str) -> str:
        address = asset.address(stem)
        self.kept[address] = asset
        return address

    def drawing(self, file: str) -> str:
        path = PurePosixPath(file)
        data = self._handout.drawing(file, self._workspace)
        if path.suffix.lower() == ".svg":
            return self.keep(Asset(*as_figure(data, self._handout.locale)), path.stem)
        return self.keep(Asset(MEDIA[path.suffix.lower()], data), path.stem)

    def array(self, people: int, of: int, columns: int = 0) -> str:
        from_right = self._handout.locale.direction == "rtl"
        drawn = icon_array(people, of, columns, from_right=from_right)
        return self.keep(drawn, f"array-{people}-{of}")


def _slot(name: str) -> Markup:
    """Return the empty box of a slot."""
    if name == "running":
        return Markup(f'<span class="slot {class_of(name)}">{slot_mark(name)}</span>')
    end = f'<div id="end-{name}"></div>'  # where the filling ends: see press.overflow
    return Markup(f'<div id="{name}" class="slot {class_of(name)}">{slot_mark(name)}{end}</div>')


def styles(
    templates: Templates, format_: Format, paper: str, fit: Fit, direction: Direction = "ltr"
) -> tuple[Style, ...]:
    """Return the stylesheets in their order: page, blocks, paper if any, format, boxes and fit.

    What is not set on pages of paper has neither page nor paper, boxes nor fit: browsers know by
    themselves what changes sides with a direction.
    """
    names = [*SHEETS, *templates.block_styles]
    sheets = [templates.style(f"styles/{n}") for n in names if n not in PAPER or format_.on_paper]
    own = templates.style(f"styles/formats/{format_.style}")
    if script := format_.script:
        sheets = [roomier(sheet, script) for sheet in sheets]
        sheets.append(templates.style(f"styles/scripts/{script}.css"))
        own = roomier(own, script)
    if not format_.on_paper:
        return (*sheets, own)
    sheets += [Style("the paper", format_.page_css(paper))] if paper else []
    sheets += [own, *([templates.style(FROM_RIGHT)] if direction == "rtl" else [])]
    boxes = Style("the slots", format_.slots.facing(direction).css)
    return (*(faced(sheet, direction) for sheet in sheets), boxes, Style("the fit", fit.css))


@lru_cache(maxsize=128)
def faced(style: Style, direction: Direction) -> Style:
    """Return a stylesheet for a direction: boxes in the margins change sides with it.

    CSS names them by where they stand (https://www.w3.org/TR/css-page-3/#margin-at-rules). Floats
    are told their side outright: WeasyPrint 70 stumbles over one of a logical side after words.
    """
    sides = ("left", "right") if direction == "ltr" else ("right", "left")
    given = dict(zip(("start", "end"), sides, strict=True))
    text = FLOAT.sub(lambda side: side[1] + given[side[3]].ljust(len(side[2])), style.text)
    if direction == "rtl":
        other = {"left": "right", "right": "left"}
        text = MARGIN_BOX.sub(lambda box: f"{box[1]}{other[box[2]]}", text)
    return style if text == style.text else Style(style.name, text)
