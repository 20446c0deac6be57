"""The sections of a handout as a format prints them: what stands side by side, and headings."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.content import Block, Handout, Section
from handouts.page.breaking import Breaking
from handouts.page.formats import Format
from handouts.page.headings import hangs

__all__ = ["Printed", "Strip", "printed"]


@dataclass(frozen=True)
class Strip:
    """A block, or what stays with it: a first heading, or a figure of half the width beside it."""

    blocks: tuple[Block, ...]
    breaking: Breaking

    @property
    def halves(self) -> bool:
        """Whether it is two blocks beside each other."""
        return len(self.blocks) > 1 and self.blocks[0].half

    @property
    def wide(self) -> bool:
        """Whether it takes the full width."""
        return self.halves or self.blocks[0].wide

    @property
    def long(self) -> bool:
        """Whether it begins where it is, and may go on overleaf."""
        return not self.halves and self.breaking.long(self.blocks[0])


@dataclass(frozen=True)
class Printed:
    """A section as a format prints it."""

    heading: str
    blocks: tuple[Block, ...]
    breaking: Breaking
    page: str | None = None  # 'new': it begins one

    @property
    def rows(self) -> tuple[Strip, ...]:
        """Its blocks; what follows a figure of half the width, or a first heading, goes with it."""
        rows: list[Strip] = []
        left, long = list(self.blocks), self.breaking.long
        while left:
            first, *left = left
            leads = first.half or (first.tag == "heading" and not rows)
            joined = bool(left) and leads and not (left[0].wide or left[0].half or long(left[0]))
            rows.append(Strip((first, left.pop(0)) if joined else (first,), self.breaking))
        return tuple(rows)

    @property
    def classes(self) -> str:
        """Where its heading stands, unless it hangs, and whether it begins a page."""
        layout = self.layout if self.layout != "hanging" else ""
        return " ".join(word for word in (layout, "new-page" if self.page else "") if word)

    @property
    def layout(self) -> str:
        """Where its heading stands: 'hanging', 'full' over a thing, or 'above' a text."""
        first = self.rows[0]
        if first.wide:
            return "full"
        return "hanging" if hangs(self.heading) and not first.long else "above"


def printed(handout: Handout, format_: Format, breaking: Breaking) -> tuple[Printed, ...]:
    """Return the sections and blocks that a format prints."""
    everything = format_.sections == "full"

    def stays(part: Section | Block) -> bool:
        return everything or part.detail is None

    sections = (
        Printed(section.heading, tuple(filter(stays, section.blocks)), breaking, section.page)
        for section in handout.sections
        if stays(section)
    )
    return tuple(section for section in sections if section.blocks)
