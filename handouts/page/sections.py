"""The sections of a handout as a format prints them: what stands side by side, and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from handouts.content import Block, Handout, Locale, Prose, Section
from handouts.page.breaking import Breaking
from handouts.page.formats import Format
from handouts.page.headings import breakable, hangs, heading_lines
from handouts.reading import Text

__all__ = ["Printed", "Strip", "printed"]

PARAGRAPH = re.compile(r"\n\s*\n(?!\s*(?:[-*+]|\d+[.)])\s)")  # before one, and not before an item


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
    locale: Locale
    page: str | None = None  # 'new': it begins one

    @property
    def rows(self) -> tuple[Strip, ...]:
        """Its blocks; what follows a figure of half the width, or a first heading, goes with it."""
        rows: list[Strip] = []
        left, long = [*self._parted(self.blocks[0]), *self.blocks[1:]], self.breaking.long
        while left:
            first, *left = left
            leads = first.half or (first.tag == "heading" and not rows)
            joined = bool(left) and leads and not (left[0].wide or left[0].half or long(left[0]))
            rows.append(Strip((first, left.pop(0)) if joined else (first,), self.breaking))
        return tuple(rows)

    @property
    def classes(self) -> str:
        """Where its heading stands, unless it hangs, whether over two halves, and on a new page."""
        layout = self.layout if self.layout != "hanging" else ""
        halved = "halved" if self.rows[0].halves else ""
        return " ".join(filter(None, (layout, halved, "new-page" if self.page else "")))

    @property
    def layout(self) -> str:
        """Where its heading stands: 'hanging', 'full' over a thing, or 'above' a text."""
        first = self.rows[0]
        if first.wide:
            return "full"
        return "hanging" if hangs(self.heading, self.locale) and not first.long else "above"

    @property
    def broken(self) -> str:
        """Its heading, where it hangs with soft hyphens in words that are too wide for that."""
        hanging = self.layout == "hanging"
        return breakable(self.heading, self.locale) if hanging else self.heading

    def _parted(self, block: Block) -> tuple[Block, ...]:
        """Return a first block as what stays with the heading, and what may begin overleaf.

        Of paragraphs so many stay as are as high as the heading, with a list that follows them.
        """
        if not isinstance(block, Prose):
            return (block,)
        paragraphs, least = PARAGRAPH.split(block.text), heading_lines(self.heading, self.locale)
        for count in range(1, len(paragraphs)):
            first, rest = (
                replace(block, text=Text("\n\n".join(some), block.text.place))
                for some in (paragraphs[:count], paragraphs[count:])
            )
            if self.breaking.lines(first) >= least:
                return first, rest
        return (block,)


def printed(handout: Handout, format_: Format, breaking: Breaking) -> tuple[Printed, ...]:
    """Return the sections and blocks that a format prints."""
    everything = format_.sections == "full"

    def stays(part: Section | Block) -> bool:
        return everything or part.detail is None

    sections = (
        Printed(
            section.heading,
            tuple(filter(stays, section.blocks)),
            breaking,
            handout.locale,
            section.page,
        )
        for section in handout.sections
        if stays(section)
    )
    return tuple(section for section in sections if section.blocks)
