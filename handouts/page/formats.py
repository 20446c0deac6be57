"""The formats, from templates/formats.yaml: what is printed, and by which stylesheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from handouts.diagnostics import HandoutsError, Place, Problems, did_you_mean
from handouts.page.boxes import Boxes
from handouts.papers import PAPERS, STOCKS, Orientation, PaperName, page_name
from handouts.reading import Doc, Length, Map, Node, Pattern, Range, Scalar, Text, decode, read_yaml
from handouts.workspace import Workspace, is_id

__all__ = ["Fit", "Format", "load_formats"]

FORMATS = "templates/formats.yaml"
LIKE = "like"  # the key by which a format names another that it differs from
LABEL = "label"  # the key that it does not take from there
FOLIO_MM = 56  # mm, the width of the box of the page's number and the text code
FOLDED = ("A5", "portrait")  # the pages of a booklet, on half a sheet
FOUR_COLUMNS = 12  # mm of the text's width for each pt of its size
LEAST_MARGIN_MM = 5  # mm beside the text; printers leave a strip of about 4 mm empty
SUFFIXES = {"pdf": ".pdf", "booklet": ".pdf", "html": ".html", "text": ".txt"}


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Sizes and spaces that a format allows: those of styles/tokens.css, or less.

    No text that a patient must read goes under 12 pt (UKAAF, clear print:
    https://www.ukaaf.org/standards/).
    """

    size: Annotated[float, Range(12, 30), Doc("of the text, in pt")] = 13.25
    leading: Annotated[float, Range(1.2, 1.6), Doc("line to line, in sizes")] = 1.36
    gap: Annotated[float, Range(0.8, 6), Doc("between paragraphs and blocks, in mm")] = 2.4
    item_gap: Annotated[float, Range(0.2, 4), Doc("between items of a list, in mm")] = 1.2
    section_gap: Annotated[float, Range(1, 10), Doc("between sections, in mm")] = 4.4

    @property
    def css(self) -> str:
        """The fit as a stylesheet of tokens."""
        return (
            f":root{{--size:{self.size:g}pt;--leading:{self.leading:g};--gap:{self.gap:g}mm;"
            f"--item-gap:{self.item_gap:g}mm;--section-gap:{self.section_gap:g}mm}}"
        )


BROAD = 12  # mm of the page to a point of its type


@dataclass(frozen=True, kw_only=True)
class Format:
    """A reading need: what is printed, how, and on how many sides it aims to stand."""

    label: Annotated[Text | None, Doc("how staff read its name; else the name in words")] = None
    medium: Annotated[
        Literal["pdf", "booklet", "html", "text"],
        Doc("pdf; booklet, pages two-up in folding order; html, one page for the web; or text"),
    ] = "pdf"
    sections: Literal["standard", "full"]
    sources: Literal["short", "full"]
    style: Annotated[Text, Pattern(r"[\w-]+\.css", "the name of a file of styles/formats/")]
    paper: Annotated[
        PaperName | None, Doc("a paper of its own; else that of the clinic's country")
    ] = None
    orientation: Annotated[
        Orientation, Doc("landscape where the page is wider than high; else portrait")
    ] = "portrait"
    slots: Boxes = field(default=Boxes())
    fits: Annotated[tuple[Fit, ...], Length(1, 12), Doc("from the roomiest to the tightest")] = (
        Fit(),
    )
    sides: Annotated[int | None, Range(1, 64), Doc("how many sides it aims at")] = None
    name: str = ""
    script: str = ""  # other than Latin, that it has room for: see written_in

    @property
    def title(self) -> str:
        """Its name as staff read it: 'Large print', 'For the screen'."""
        return str(self.label or "") or self.name.replace("-", " ").capitalize()

    @property
    def broad(self) -> bool:
        """Whether a table of many columns fits: the page has 60 letters or so in a line."""
        return self.on_paper and self.slots.width("masthead") / self.fits[0].size > BROAD

    def page_css(self, paper: str) -> str:
        """Return the page as a stylesheet: its size, its margins, how wide what stands in them is.

        The text is as wide as the masthead, and so is what stands over it and under it.
        """
        wide = self.slots.width("masthead")
        return (
            f"@page{{size:{paper} {self.orientation};margin-inline:{self.margin(paper):g}mm;"
            f"@top-left{{width:{wide:g}mm}}@bottom-left{{width:{wide - FOLIO_MM:g}mm}}"
            f"@bottom-right{{width:{FOLIO_MM:g}mm}}}}@page :first{{@top-left{{width:{wide:g}mm}}}}"
        )

    def margin(self, paper: str) -> float:
        """Return what is left on each side of the text, in mm."""
        return (PAPERS[paper].sides(self.orientation)[0] - self.slots.width("masthead")) / 2

    @property
    def on_paper(self) -> bool:
        """Whether it is typeset on pages."""
        return self.medium in ("pdf", "booklet")

    @property
    def roomy(self) -> bool:
        """Whether four columns of words stand side by side."""
        wide = self.slots.width("masthead")
        return self.on_paper and wide / self.fits[0].size >= FOUR_COLUMNS

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return SUFFIXES[self.medium]


def load_formats(workspace: Workspace) -> dict[str, Format]:
    """Read the formats by name, with those that handouts.toml names. Raises HandoutsError."""
    problems = Problems()
    node = read_yaml(workspace, FORMATS, problems, ours=True)
    formats: dict[str, Format] = {}
    entries = node.items if node else {}
    for name, entry in entries.items():
        if node and not is_id(name):
            fact = f"the format's name '{name[:60]}' is no id"
            problems.error(
                "id", node.keys[name], fact, "use small letters, digits and single hyphens"
            )
        if form := decode(Format, _whole(entry, entries, problems), problems):
            formats[name] = replace(form, name=name)
            _check_paper(formats[name], entry.place, problems)
    named = workspace.place_of("formats")
    for name in workspace.settings.formats if named.line and not problems.failed else ():
        if name not in formats:
            fact, hint = f"there is no format '{name}'", did_you_mean(name, list(formats))
            problems.error("unknown-format", named, fact, hint)
    if problems.failed:
        raise HandoutsError(*problems)
    return formats


def _check_paper(format_: Format, place: Place, problems: Problems) -> None:
    """Tell of a text that is too wide for its paper, and of a booklet that could not be folded."""
    papers = (format_.paper,) if format_.paper else STOCKS
    paper = min(papers, key=format_.margin)
    margin = format_.margin(paper)
    if format_.on_paper and margin < LEAST_MARGIN_MM:
        page, wide = page_name(paper, format_.orientation), format_.slots.width("masthead")
        fact = (
            f"on {page} a text of {wide:g} mm leaves {margin:g} mm beside it, not {LEAST_MARGIN_MM}"
        )
        hint = "the text is as wide as the masthead: set the boxes under 'slots'"
        problems.error("format", place, fact, hint)
    elif format_.medium == "booklet" and (format_.paper, format_.orientation) != FOLDED:
        fact = f"the pages of the booklet '{format_.name}' do not fit on half a sheet"
        problems.error("format", place, fact, f"write 'paper: {FOLDED[0]}', {FOLDED[1]}")


def _whole(entry: Node, entries: Mapping[str, Node], problems: Problems) -> Node:
    """Return a format with what it takes from the one that it is like, which is whole itself."""
    if not isinstance(entry, Map) or LIKE not in entry.items:
        return entry
    like = entry.items[LIKE]
    base = entries.get(like.text) if isinstance(like, Scalar) else None
    if not isinstance(base, Map) or LIKE in base.items:
        whole = [name for name, e in entries.items() if isinstance(e, Map) and LIKE not in e.items]
        fact, hint = f"'{LIKE}' does not name a format that is whole", f"one of: {', '.join(whole)}"
        problems.error("unknown-format", like.place, fact, hint)
        return entry
    own = {key: value for key, value in entry.items.items() if key != LIKE}
    inherited = {key: value for key, value in base.items.items() if key != LABEL}
    return Map(entry.place, inherited | own, base.keys | entry.keys)
