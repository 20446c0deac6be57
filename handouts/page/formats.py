"""The formats, from templates/formats.yaml: what is printed, and by which stylesheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from handouts.diagnostics import HandoutsError, Problems, did_you_mean
from handouts.reading import Doc, Length, Pattern, Range, Text, decode, read_yaml
from handouts.workspace import Workspace

__all__ = ["Fit", "Format", "load_formats"]

FORMATS = "templates/formats.yaml"


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


@dataclass(frozen=True, kw_only=True)
class Format:
    """A reading need: what is printed, how, and on how many sides it aims to stand."""

    sections: Literal["standard", "full"]
    sources: Literal["short", "full"]
    style: Annotated[Text, Pattern(r"[\w-]+\.css", "the name of a file of styles/formats/")]
    fits: Annotated[tuple[Fit, ...], Length(1, 12), Doc("from the roomiest to the tightest")]
    sides: Annotated[int | None, Range(1, 64), Doc("how many sides it aims at")] = None
    name: str = ""


def load_formats(workspace: Workspace) -> dict[str, Format]:
    """Read the formats by name, with those that handouts.toml names. Raises HandoutsError."""
    problems = Problems()
    node = read_yaml(workspace, FORMATS, problems, ours=True)
    formats: dict[str, Format] = {}
    for name, entry in node.items.items() if node else ():
        if found := decode(Format, entry, problems):
            formats[name] = replace(found, name=name)
    named = workspace.place_of("formats")
    for name in workspace.settings.formats if named.line and not problems.failed else ():
        if name not in formats:
            fact, hint = f"there is no format '{name}'", did_you_mean(name, list(formats))
            problems.error("unknown-format", named, fact, hint)
    if problems.failed:
        raise HandoutsError(*problems)
    return formats
