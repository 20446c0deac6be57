"""What the press is given: HTML with slots, stylesheets, pictures, and a clinic's fragments."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.diagnostics import Diagnostic, Place, cut
from handouts.page.boxes import Boxes, told
from handouts.reading import Text

__all__ = ["Asset", "Code", "Face", "Fragments", "Sheet", "Style", "slot_mark"]


@dataclass(frozen=True)
class Style:
    """A stylesheet; diagnostics name it by its path."""

    name: str
    text: str


@dataclass(frozen=True)
class Asset:
    """A picture; an SVG names the colours of its parts as ``var(--token)``."""

    media_type: str
    data: bytes

    def address(self, stem: str) -> str:
        """Return a relative URL that holds the hash of the content."""
        kind = self.media_type.partition("/")[2].partition("+")[0]
        return f"{stem}-{hashlib.sha256(self.data).hexdigest()[:16]}.{kind}"


@dataclass(frozen=True)
class Code(Asset):
    """A QR code: an SVG, and its black runs as (column, row, length) in a square of modules."""

    side: int = 0
    runs: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Face:
    """A static typeface of a brand; its family's name holds the hash of its content."""

    family: str
    weight: int
    data: bytes


@dataclass(frozen=True)
class Fragments:
    """What a clinic puts into the slots: HTML by slot, pictures, and names of links."""

    html: Mapping[str, str]
    assets: Mapping[str, Asset] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    source: str = ""  # the file that diagnostics of them point to
    name: str = ""  # what the clinic is called
    details: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)  # by slot and key

    def too_high(self, slot: str, beyond: float) -> Diagnostic:
        """Tell that what fills a slot leaves its box by so many mm, and which detail to shorten."""
        fact = f"the details of '{self.name}' leave the box of the {told(slot)} by {beyond:.1f} mm"
        longest = sorted(self.details.get(slot, {}).items(), key=lambda detail: -len(detail[1]))
        if not longest:
            return Diagnostic("error", "slot-overflow", Place(self.source, 1, 1), fact)
        key, text = longest[0]
        place = text.place if text.place.file else Place(self.source)
        hint = f"shorten '{key}', the longest of them ({len(text)} characters)"
        return Diagnostic("error", "slot-overflow", place, fact, hint)

    def too_wide(self, slot: str, word: str, width: float, column: float) -> Diagnostic:
        """Tell that a word of a slot is wider than its column, both in mm, and leaves it."""
        details = self.details.get(slot, {}).items()
        place = next((text.place for _, text in details if word in text or text in word), None)
        fact = (
            f"'{cut(word, 60)}' is {width:.0f} mm wide, and the {told(slot)} holds {column:.0f} mm"
        )
        where = place if place and place.file else Place(self.source)
        return Diagnostic("warning", "slot-width", where, fact, "give a shorter one")


@dataclass(frozen=True)
class Sheet:
    """A handout in a format as HTML and CSS; its slots are empty boxes of a fixed size."""

    html: str
    styles: tuple[Style, ...]
    assets: Mapping[str, Asset]
    source: str  # the file that diagnostics of the document point to
    boxes: Boxes = field(default=Boxes())

    def filled(self, fragments: Fragments) -> str:
        """Return the HTML with a clinic's fragments in the slots."""
        html = self.html
        for name, fragment in fragments.html.items():
            html = html.replace(slot_mark(name), fragment)
        return html


def slot_mark(name: str) -> str:
    """Return the comment that stands where a slot's content goes."""
    return f"<!--slot:{name}-->"
