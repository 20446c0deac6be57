"""An SVG file as a tree of elements, within limits that no file can be made to exceed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from handouts.brand.svg_source import HINT, plain_svg
from handouts.workspace import Refused

__all__ = ["DEEPEST", "MOST", "Element", "parse_svg", "refuse"]

MOST = 20_000  # elements
DEEPEST = 64  # elements within each other


@dataclass(eq=False)
class Element:
    """An element; its tag and the names of its attributes are in small letters, without a prefix.

    A name can stand twice among the attributes, as ``href`` and ``xlink:href`` do.
    """

    tag: str
    attributes: list[tuple[str, str]]
    line: int = 0
    children: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return the first attribute of a name, '' where there is none."""
        return next((value for key, value in self.attributes if key == name), "")

    def walk(self) -> Iterator[Element]:
        """Walk through this element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def parse_svg(data: bytes) -> Element:
    """Return the root of an SVG file.

    Raises Refused where it is damaged, too large, or declares anything before it starts.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    builder = _Builder(parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.ProcessingInstructionHandler = builder.instruction
    try:
        parser.Parse(plain_svg(data), True)
    except expat.ExpatError as error:
        raise Refused(f"the SVG is damaged: {error}", HINT, error.lineno) from None
    (root,) = builder.outside.children
    if root.tag != "svg":
        raise Refused(f"the file holds <{root.tag}>, not an SVG picture", HINT)
    return root


def refuse(what: str, element: Element | None = None, hint: str = HINT) -> NoReturn:
    """Raise Refused for something that an SVG holds, in an element."""
    line = element.line if element else 0
    raise Refused(f"the SVG holds {what}, which a picture may not", hint, line)


class _Builder:
    """Listens to the parser."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.outside = Element("", [])
        self.open = [self.outside]
        self.count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST or len(self.open) > DEEPEST:
            refuse(f"more than {MOST:,} elements, or {DEEPEST} within each other")
        own = [(_local(key), value) for key, value in attributes.items()]
        element = Element(_local(name), own, self.parser.CurrentLineNumber)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        self.open[-1].text.append(text)

    def doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:
        if internal:
            refuse("a DOCTYPE with declarations")

    def instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            refuse("a link to a style sheet")


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()
