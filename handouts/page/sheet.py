"""Handout + format -> Sheet: the HTML and CSS of what is said, its slots empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from markupsafe import Markup

from handouts.brand import as_figure
from handouts.content import Handout, Reference
from handouts.page.blanks import filler
from handouts.page.boxes import class_of
from handouts.page.breaking import Breaking
from handouts.page.citations import group_sources, number_sources
from handouts.page.drawings import icon_array
from handouts.page.environment import Templates
from handouts.page.formats import Fit, Format
from handouts.page.markup import Setter
from handouts.page.parts import Asset, Sheet, Style, slot_mark
from handouts.page.personal import Personal
from handouts.page.phrases import Phrases
from handouts.page.sections import printed
from handouts.workspace import Workspace

__all__ = ["Band", "Imprint", "Wording", "compose", "styles"]

MEDIA = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
TEMPLATES = {"pdf": "page.html.j2", "booklet": "page.html.j2"}  # of a medium; else the web's
WEB = "web.html.j2"
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

    @property
    def draft(self) -> bool:
        """Whether nobody has approved this text."""
        return self.use_until is None


@dataclass(frozen=True)
class Wording:
    """What a sheet says: a handout, what it says of its own text, sources and fixed phrases.

    ``remarks`` are for the review copy alone: what staff say beside paragraphs, by their numbers;
    ``not_checked`` too: the rules that do not know the language of the text.
    """

    handout: Handout
    imprint: Imprint
    references: Mapping[str, Reference]
    phrases: Phrases
    personal: Personal | None = None
    remarks: Mapping[str, Sequence[object]] = field(default_factory=dict)
    not_checked: Sequence[object] = ()


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
    handout, phrases, imprint = wording.handout, wording.phrases, wording.imprint
    breaking = Breaking.on(format_, paper)
    sections = printed(handout, format_, breaking)
    message = (handout.summary, handout.main_message, handout.key_points)
    numbers = number_sources([*message, *((s.heading, s.blocks) for s in sections)])
    assets = _Assets(handout, templates.workspace)
    context: dict[str, Any] = {
        "handout": handout,
        "format": format_,
        "sections": sections,
        "sources": [wording.references[key] for key in numbers],
        "source_groups": group_sources({key: wording.references[key] for key in numbers}),
        "cited": lambda value: [
            (numbers[k], wording.references[k]) for k in number_sources([value])
        ],
        "draft": imprint.draft,
        "overdue": imprint.overdue,
        "band": imprint.band,
        "use_until": imprint.use_until,
        "review_by": imprint.review_by,
        "code": imprint.code,
        "setter": Setter(numbers, filler(assets.keep, phrases.say)),
        "say": phrases.say,
        "month": phrases.month,
        "personal": wording.personal,
        "remarks": wording.remarks,
        "not_checked": wording.not_checked,
        "slot": _slot,
        "long": breaking.long,
        "tall": breaking.tall,
        "drawing": assets.drawing,
        "array": assets.array,
    }
    html = templates.render(template or TEMPLATES.get(format_.medium, WEB), context)
    sheets = styles(templates, format_, paper, fit)
    return Sheet(html, sheets, assets.kept, handout.place.file, format_.slots)


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
        data = self._workspace.read(self._handout.path_of(file))
        if path.suffix.lower() == ".svg":
            return self.keep(Asset(*as_figure(data)), path.stem)
        return self.keep(Asset(MEDIA[path.suffix.lower()], data), path.stem)

    def array(self, people: int, of: int, columns: int = 0) -> str:
        return self.keep(icon_array(people, of, columns), f"array-{people}-{of}")


def _slot(name: str) -> Markup:
    """Return the empty box of a slot."""
    if name == "running":
        return Markup(f'<span class="slot {class_of(name)}">{slot_mark(name)}</span>')
    end = f'<div id="end-{name}"></div>'  # where the filling ends: see press.overflow
    return Markup(f'<div id="{name}" class="slot {class_of(name)}">{slot_mark(name)}{end}</div>')


def styles(templates: Templates, format_: Format, paper: str, fit: Fit) -> tuple[Style, ...]:
    """Return the stylesheets in their order: page, blocks, paper if any, format, boxes and fit.

    What is not set on pages of paper has neither page nor paper, boxes nor fit.
    """
    names = [*SHEETS, *templates.block_styles]
    sheets = [templates.style(f"styles/{n}") for n in names if n not in PAPER or format_.on_paper]
    own = templates.style(f"styles/formats/{format_.style}")
    if not format_.on_paper:
        return (*sheets, own)
    sheets += [Style("the paper", format_.page_css(paper))] if paper else []
    return (*sheets, own, Style("the slots", format_.slots.css), Style("the fit", fit.css))
