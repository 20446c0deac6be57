"""What a text says, as plain lines: those that the full format prints, without layout or clinic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from handouts.batch import Edition, Materials
from handouts.brand import script_of
from handouts.content import plain
from handouts.page import Sheet, Wording, compose, written_in

__all__ = ["Chapter", "chapters_of", "full_sheet", "lines_of"]

BREAKS = frozenset({"caption", "div", "h1", "h2", "h3", "li", "ol", "p", "section", "table", "tr"})
CELLS = frozenset({"td", "th"})


def lines_of(edition: Edition, materials: Materials) -> list[str]:
    """Return the words of all sections, a line for each paragraph, item and row.

    Raises HandoutsError where a template cannot set the text.
    """
    reader = _Reader()
    reader.feed(full_sheet(edition, materials).html)
    reader.close()
    return [line for line in (" ".join(line.split()) for line in reader.lines) if line]


@dataclass(frozen=True)
class Chapter:
    """What stands under a heading of a text, as plain lines; before the first there is none."""

    heading: str
    lines: tuple[str, ...]


def chapters_of(edition: Edition, materials: Materials) -> list[Chapter]:
    """Return the words of a text, heading by heading. Raises HandoutsError as lines_of does."""
    headings = {plain(section.heading) for section in edition.handout.sections}
    chapters, heading, lines = list[Chapter](), "", list[str]()
    for line in lines_of(edition, materials):
        if line in headings:
            chapters.append(Chapter(heading, tuple(lines)))
            heading, lines = line, []
        else:
            lines.append(line)
    return [*chapters, Chapter(heading, tuple(lines))]


def full_sheet(
    edition: Edition,
    materials: Materials,
    template: str = "",
    remarks: Mapping[str, Sequence[object]] | None = None,
    not_checked: Sequence[object] = (),
    beside: object | None = None,
) -> Sheet:
    """Set all that a text says, on A4; template is its own, else that of a page.

    The remarks are what staff say beside paragraphs, by their numbers, where the template has them;
    beside them it may list the rules that do not know the language of the text, and set a
    translation beside its source.

    Raises HandoutsError for what is wrong in a template, and Refused for a missing file.
    """
    form, script = next(iter(materials.formats.values())), script_of(edition.handout.locale)
    format_ = written_in(form, script)
    return compose(
        Wording(
            edition.handout,
            edition.standing,
            edition.references,
            edition.phrases,
            remarks=remarks or {},
            not_checked=not_checked,
            beside=beside,
        ),
        replace(format_, sections="full", sources="full"),
        materials.templates,
        paper="A4",
        fit=format_.fits[0],
        template=template,
    )


class _Reader(HTMLParser):
    """Collects what stands in the text of a sheet: from its title on, without the margins."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside |= tag == "h1"
        if tag in BREAKS:
            self.lines.append("")
        elif tag in CELLS and self.lines[-1].strip():
            self.lines[-1] += " | "
        elif tag == "img" and (words := dict(attrs).get("alt")) and self._inside:
            self.lines.append(f"[{words}]")

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.lines[-1] += data
