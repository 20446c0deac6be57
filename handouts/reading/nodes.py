"""What a YAML file holds: nodes that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts.diagnostics import Place

_NOWHERE = Place("")


class Text(str):
    """A str that knows where its first character stands in its file."""

    place: Place

    def __new__(cls, value: str = "", place: Place = _NOWHERE) -> Text:
        """Give a str its place."""
        text = super().__new__(cls, value)
        text.place = place
        return text

    def at(self, offset: int) -> Place:
        """Return the place of a character, exact for literal blocks and for text on one line."""
        if not self.place.line:
            return self.place
        newlines = self.count("\n", 0, offset)
        column = offset - (self.rfind("\n", 0, offset) + 1)
        return Place(self.place.file, self.place.line + newlines, self.place.column + column)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as YAML 1.2 reads it, and the text that it was written as."""

    place: Place
    value: str | int | float | bool | date | None
    text: str


@dataclass(frozen=True, slots=True)
class Seq:
    """A list of nodes."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping in the order of its file, with the place of each key."""

    place: Place
    items: dict[str, Node]
    keys: dict[str, Place]


Node = Scalar | Seq | Map


def kind(node: Node) -> str:
    """Name what a node holds, in words for a message."""
    match node:
        case Map():
            return "a mapping"
        case Seq():
            return "a list"
        case Scalar(value=None):
            return "nothing"
        case Scalar(value=bool()):
            return f"'{node.text}' (yes or no)"
        case Scalar(value=int() | float()):
            return f"the number {node.text}"
        case Scalar(value=date()):
            return f"the date {node.text}"
    return "text"
