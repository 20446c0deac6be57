"""What the texts of a block are to those who read and judge them: marks for Annotated.

A text without a mark prints as a line. The keys in a field ``sources`` are those of sources, in a
block and in whatever it is made of. Texts stand in fields, in lists and in rows: no mapping.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import ClassVar, Literal

from handouts.reading import Text, extras_of

__all__ = [
    "LINE",
    "SOURCES",
    "START",
    "Alt",
    "Cell",
    "Contact",
    "Drawing",
    "Echo",
    "Item",
    "Label",
    "Line",
    "Mark",
    "Paragraphs",
    "Pointer",
    "TextKind",
    "Unprinted",
    "mark_of",
    "marked",
]

TextKind = Literal["paragraph", "line", "item", "cell", "label", "alt"]
SOURCES = "sources"
START = "(to write)"  # how a text begins that is still to be written


@dataclass(frozen=True, slots=True)
class Mark:
    """How a text prints, if it does."""

    kind: ClassVar[TextKind | None] = None


@dataclass(frozen=True, slots=True)
class Paragraphs(Mark):
    """Paragraphs and lists."""

    kind = "paragraph"


@dataclass(frozen=True, slots=True)
class Line(Mark):
    """A sentence or a few."""

    kind = "line"


@dataclass(frozen=True, slots=True)
class Item(Mark):
    """A point of a list."""

    kind = "item"


@dataclass(frozen=True, slots=True)
class Cell(Mark):
    """A cell of a table: no sentence is asked of it."""

    kind = "cell"


@dataclass(frozen=True, slots=True)
class Label(Mark):
    """A few words that name what stands beside or below them: no sentence either."""

    kind = "label"


@dataclass(frozen=True, slots=True)
class Alt(Mark):
    """Words for those who cannot see what is drawn: they are heard and not seen."""

    kind = "alt"


@dataclass(frozen=True, slots=True)
class Contact(Mark):
    """A number or an address that is the same for every clinic: no words for the rules to judge."""


@dataclass(frozen=True, slots=True)
class Unprinted(Mark):
    """A word for the press, which no reader sees."""


@dataclass(frozen=True, slots=True)
class Drawing(Unprinted):
    """The name of a drawing, its own or a shared one: checked, part of the code, and frozen."""


@dataclass(frozen=True, slots=True)
class Echo(Unprinted):
    """Words of another text of the same block, by which they name it."""


@dataclass(frozen=True, slots=True)
class Pointer(Unprinted):
    """The id of another handout."""


LINE = Line()


def marked(value: object, name: str = "", mark: Mark = LINE) -> Iterator[tuple[str, Text, Mark]]:
    """Walk through the texts of a block, each with the key of its field and its mark."""
    if isinstance(value, Text):
        yield name, value, mark
    elif isinstance(value, tuple):
        for item in value:
            yield from marked(item, name, mark)
    elif is_dataclass(value):
        for field, extras in extras_of(type(value)).items():
            yield from marked(getattr(value, field), field, mark_of(field, extras))


def mark_of(name: str, extras: tuple[object, ...]) -> Mark:
    """Return the mark of a field by its key, and by what Annotated says of it."""
    if name == SOURCES:
        return Unprinted()
    return next((extra for extra in extras if isinstance(extra, Mark)), LINE)
