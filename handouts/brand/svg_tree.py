"""An SVG file as a tree of elements, within limits that no file can be made to exceed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import NoReturn
from xml.parsers import expat

from handouts.workspace import Refused

__all__ = ["DEEPEST", "HINT", "MOST", "SvgElement", "Unset", "parse_svg", "refuse"]

LARGEST_BYTES = 1_000_000  # bytes of a file
MOST = 20_000  # elements
DEEPEST = 64  # elements within each other
MOST_ENTITIES, LONGEST_ENTITY = 100, 500  # as drawing programs declare them for namespaces
LONGEST = 4_000_000  # characters of all text and attributes, entities put in
HINT = "export it again as plain SVG, or as PNG"

SPACES = {9: "&#9;", 10: "&#10;", 13: "&#13;"}  # that a reader would take for blanks
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_BEFORE = "declarations before its start, other than plain names for texts"


class Unset(Refused):
    """What does no harm, and cannot be printed as it was given all the same."""


@dataclass(eq=False)
class SvgElement:
    """An element; its tag and the names of its attributes are in small letters, without a prefix.

    A name can stand twice among the attributes, as ``href`` and ``xlink:href`` do.
    """

    tag: str
    attributes: list[tuple[str, str]]
    line: int = 0
    column: int = 0
    name: str = ""  # as it is written; '' where it belongs to another language than SVG
    given: dict[str, str] = field(default_factory=dict)  # what SVG knows, as it is written
    parts: list[SvgElement | str] = field(default_factory=list)

    @property
    def children(self) -> list[SvgElement]:
        """The elements in it."""
        return [part for part in self.parts if isinstance(part, SvgElement)]

    @property
    def text(self) -> str:
        """The text that stands in it, and in none of its children."""
        return "".join(part for part in self.parts if isinstance(part, str))

    def get(self, name: str) -> str:
        """Return the first attribute of a name, '' where there is none."""
        return next((value for key, value in self.attributes if key == name), "")

    def walk(self) -> Iterator[SvgElement]:
        """Walk through this element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def written(self) -> str:
        """Return the element as SVG: what was read and judged, in UTF-8, and nothing else."""
        inside = "".join(
            escape(part, quote=False) if isinstance(part, str) else part.written()
            for part in self.parts
            if isinstance(part, str) or part.name
        )
        given = "".join(f" {name}={_quoted(value)}" for name, value in self.given.items())
        return f"<{self.name}{given}>{inside}</{self.name}>" if inside else f"<{self.name}{given}/>"


def parse_svg(data: bytes) -> SvgElement:
    """Return the root of an SVG file.

    Raises Refused where it is damaged, too large, or declares more than plain names for texts.
    """
    if len(data) > LARGEST_BYTES:
        raise Refused(f"the SVG has {len(data):,} bytes; at most {LARGEST_BYTES:,} are read", HINT)
    parser = expat.ParserCreate(namespace_separator="}")
    builder = _Builder(parser)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        words = expat.ErrorString(error.code)
        place = error.lineno, error.offset + 1
        raise Refused(f"the SVG is damaged: {words}", HINT, *place) from None
    (root,) = builder.outside.children
    if root.tag != "svg":
        fact = f"the file holds <{root.tag}>, not an SVG picture"
        raise Refused(fact, HINT, root.line, root.column)
    root.name, root.given = "svg", {"xmlns": _SVG} | root.given
    return root


def refuse(what: str, at: SvgElement | None = None) -> NoReturn:
    """Raise Refused for something that an SVG holds, in an element of it."""
    line, column = (at.line, at.column) if at else (0, 0)
    raise Refused(f"the SVG holds {what}, which a picture may not", HINT, line, column)


class _Builder:
    """Listens to the parser."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.outside = SvgElement("", [])
        self.open = [self.outside]
        self.count = self.length = self.entities = 0
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.EntityDeclHandler = self.entity
        parser.AttlistDeclHandler = parser.ElementDeclHandler = self.declaration
        parser.NotationDeclHandler = self.declaration
        parser.SkippedEntityHandler = self.skipped
        parser.ProcessingInstructionHandler = self.instruction

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        element = SvgElement(
            _local(name),
            [(_local(key), attributes[key]) for key in attributes],
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber + 1,
            _own(name),
            _given(attributes),
        )
        self.measure(sum(map(len, attributes.values())), element)
        if self.count > MOST or len(self.open) > DEEPEST:
            refuse(f"more than {MOST:,} elements, or {DEEPEST} within each other", element)
        self.open[-1].parts.append(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def text(self, text: str) -> None:
        self.measure(len(text), self.open[-1])
        self.open[-1].parts.append(text)

    def measure(self, length: int, element: SvgElement) -> None:
        self.length += length
        if self.length > LONGEST:
            refuse(f"more than {LONGEST:,} characters", element)

    def entity(self, _name: str, is_parameter: bool, value: str | None, *_: str | None) -> None:
        """Take a plain text, as Illustrator writes it; nothing nested, nothing from elsewhere."""
        self.entities += 1
        plain = value is not None and len(value) <= LONGEST_ENTITY and not set(value) & set("&<%")
        if is_parameter or not plain or self.entities > MOST_ENTITIES:
            refuse(_BEFORE, self.here())

    def declaration(self, *_: object) -> None:
        refuse(_BEFORE, self.here())

    def skipped(self, name: str, _is_parameter: bool) -> None:
        refuse(f"'&{name};', whose text is elsewhere", self.here())

    def instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            refuse("a link to a style sheet", self.here())

    def here(self) -> SvgElement:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return SvgElement("", [], line, column)


def _local(name: str) -> str:
    return name.rpartition("}")[2].lower()


def _own(name: str) -> str:
    """Return the name of an element of SVG, '' for one of another language."""
    space, _, local = name.rpartition("}")
    return local if space in ("", _SVG) else ""


def _given(attributes: dict[str, str]) -> dict[str, str]:
    """Return the attributes that SVG knows, under one name each."""
    known: dict[str, str] = {}
    for key, value in attributes.items():
        space, _, local = key.rpartition("}")
        if space == _XML and local == "space":
            known["xml:space"] = value
        elif space == _XLINK and local == "href":
            known.setdefault("href", value)
        elif not space:
            known[local] = value
    return known


def _quoted(value: str) -> str:
    """Return the value of an attribute as xml.sax.saxutils writes it, which loads a web client."""
    text = escape(value, quote=False).translate(SPACES)
    if '"' not in text:
        return f'"{text}"'
    return f"'{text}'" if "'" not in text else '"' + text.replace('"', "&quot;") + '"'
