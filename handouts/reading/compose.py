"""Build nodes from libyaml's events, within limits that no file can be made to exceed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from handouts.diagnostics import HandoutsError, Place, Problems, cut
from handouts.reading.nodes import Map, Node, Scalar, Seq, kind
from handouts.reading.scalars import resolve
from handouts.reading.syntax import TAG, explain

DEEPEST = 30  # levels of nesting
MOST_ALIASES = 50
MOST_EXPANDED = 10_000  # nodes that aliases may stand for, together

_LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # libyaml's

# What escapes can bring in: control characters, and those that override the direction of text
# (https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings).
_INVISIBLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")

# A '#' that starts no comment as people write them, but a number, a word, or a colour.
_CUT = re.compile(r"[ \t]+(#(?:[^\s#].*|[ \t]*\d.*))")
_ENDS = (".", "!", "?", ":", "…")


class _Stop(HandoutsError):
    """What is wrong has been told, and nothing sensible can be read after it."""


class Composer:
    """Reads one document; all that is wrong goes into problems."""

    def __init__(self, text: str, name: str, problems: Problems, *, lenient: bool) -> None:
        """Take the text of a file, without a byte order mark."""
        self._text = text
        self._name = name
        self._problems = problems
        self._lenient = lenient
        self._events: Iterator[Event] = iter(())
        self._anchors: dict[str | None, Node] = {}
        self._aliases = 0
        self._expanded = 0

    def compose(self) -> Map | None:
        """Return the top mapping, None where there is none."""
        try:
            self._events = yaml.parse(self._text, Loader=yaml.CLoader)
            return self._document()
        except yaml.MarkedYAMLError as error:
            self._problems.add(explain(error, self._name, self._lines))
        except _Stop:
            pass
        return None

    def _document(self) -> Map | None:
        top: Node | None = None
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                if top is not None:
                    fact = "a second document starts here; a file holds one"
                    self._error("yaml-syntax", event, fact, "take out the line '---'")
                    raise _Stop
                top = self._node(next(self._events), 1)
            elif isinstance(event, StreamEndEvent):
                break
        if top is None or (isinstance(top, Scalar) and top.value is None and not top.text):
            self._problems.error(
                "empty-file", Place(self._name), "the file is empty", "fill or delete it"
            )
            return None
        if not isinstance(top, Map):
            fact = f"the file must hold a mapping, not {kind(top)}"
            self._problems.error("not-a-mapping", top.place, fact, "write it as 'key: value' lines")
            return None
        return top

    def _node(self, event: Event, depth: int) -> Node:
        """Build the node that starts with event, depth levels down."""
        node: Node
        if isinstance(event, ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, AliasEvent):
            return self._alias(event, depth)
        elif depth > DEEPEST:
            self._too_deep(event)
        elif isinstance(event, SequenceStartEvent):
            node = self._seq(event, depth)
        else:
            assert isinstance(event, MappingStartEvent), "no other event starts a node"
            node = self._map(event, depth)
        if event.tag is not None:
            self._error("yaml-tag", event, TAG.fact, TAG.hint)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
        return node

    def _scalar(self, event: ScalarEvent) -> Scalar:
        text = event.value
        if odd := _INVISIBLE.search(text):
            fact = f"the text holds the character U+{ord(odd[0]):04X}, which is not seen"
            self._error("encoding", event, fact, "delete it: it controls or turns text around")
        if not event.style:
            if not self._lenient:
                self._tell_of_cut(event)
            return Scalar(self._place(event), resolve(text), text)
        if event.style in "|>":
            return Scalar(self._block_place(event), text, text)
        quote = self._place(event)
        return Scalar(Place(self._name, quote.line, quote.column + 1), text, text)

    def _tell_of_cut(self, event: ScalarEvent) -> None:
        """Tell of a '#' after a space: what follows it, a word of the text mostly, is not read."""
        end = event.end_mark
        assert end is not None, "libyaml marks each event"
        rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
        if match := _CUT.match(rest):
            place = Place(self._name, end.line + 1, end.column + match.start(1) + 1)
            fact = f"what follows '#' is not read: '{cut(match[1], 40)}'"
            hint = "put the text in quotes; or, if it is a comment, write a space after the '#'"
            self._problems.error("comment", place, fact, hint)

    def _seq(self, event: SequenceStartEvent, depth: int) -> Seq:
        items, before = [], ""
        while not isinstance(child := next(self._events), SequenceEndEvent):
            items.append(self._node(child, depth + 1))
            plain = child.value if isinstance(child, ScalarEvent) and not child.style else ""
            if event.flow_style and not self._lenient and _goes_on(before, plain):
                fact = f"a comma parts '{cut(before)}' from '{cut(plain)}'"
                hint = "put a text with a comma in quotes, or write each item on a line of its own"
                self._problems.warn("comma", self._place(child), fact, hint)
            before = plain
        return Seq(self._place(event), tuple(items))

    def _map(self, event: MappingStartEvent, depth: int) -> Map:
        items: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(child := next(self._events), MappingEndEvent):
            key = self._node(child, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                fact = f"a key must be text, not {kind(key)}"
                hint = "put text with brackets in quotes"
                self._problems.error("yaml-syntax", key.place, fact, hint)
            elif key.text in items:
                self._duplicate(key, keys[key.text])
            else:
                items[key.text] = value
                keys[key.text] = key.place
        return Map(self._place(event), items, keys)

    def _duplicate(self, key: Scalar, first: Place) -> None:
        tell = self._problems.warn if self._lenient else self._problems.error
        fact = f"the key '{key.text}' stands here twice; the first is on line {first.line}"
        tell("duplicate-key", key.place, fact, "keep one of the two")

    def _alias(self, event: AliasEvent, depth: int) -> Node:
        """Return the node that an alias stands for, and keep count of what they stand for."""
        node = self._anchors.get(event.anchor)
        if node is None:
            fact = f"nothing before it is named '&{event.anchor}'"
            hint = f"put text that starts with '*' in quotes: '*{event.anchor}…'"
            self._error("yaml-alias", event, fact, hint)
            raise _Stop
        self._aliases += 1
        size, height = _measure(node)
        self._expanded += size
        if self._aliases > MOST_ALIASES or self._expanded > MOST_EXPANDED:
            fact = f"aliases ('*{event.anchor}') are used too often in this file"
            hint = f"write it out: {MOST_ALIASES} aliases at most, {MOST_EXPANDED:,} values in all"
            self._error("yaml-alias", event, fact, hint)
            raise _Stop
        if depth + height - 1 > DEEPEST:
            self._too_deep(event)
        return node

    def _too_deep(self, event: Event) -> NoReturn:
        fact = f"this is nested more than {DEEPEST} levels deep"
        self._error("yaml-depth", event, fact, "write it flatter")
        raise _Stop

    def _error(self, rule: str, event: Event, fact: str, hint: str) -> None:
        self._problems.error(rule, self._place(event), fact, hint)

    def _place(self, event: Event) -> Place:
        mark = event.start_mark
        assert mark is not None, "libyaml marks each event"
        return Place(self._name, mark.line + 1, mark.column + 1)

    def _block_place(self, event: ScalarEvent) -> Place:
        """Return where the text of a block scalar starts: below its '|', after the indentation."""
        text = event.value
        blank = len(text) - len(text.lstrip("\n"))
        line = self._place(event).line  # of the text, counted from 0
        written = self._lines[line + blank] if line + blank < len(self._lines) else ""
        shown = text[blank:].split("\n", 1)[0]
        return Place(self._name, line + 1, _leading(written) - _leading(shown) + 1)

    @cached_property
    def _lines(self) -> list[str]:
        return _LINE_BREAK.split(self._text)


def _measure(node: Node) -> tuple[int, int]:
    """Count the values of a node with all below it, and the levels of nesting."""
    if isinstance(node, Scalar):
        return 1, 0
    below = [_measure(n) for n in (node.items.values() if isinstance(node, Map) else node.items)]
    return 1 + sum(size for size, _ in below), 1 + max((height for _, height in below), default=0)


def _goes_on(before: str, item: str) -> bool:
    """Say whether an item of a list seems to be the second half of a text with a comma in it."""
    if before.endswith(_ENDS) or not item[:1].islower() or " " not in before:
        return False
    return item.endswith(_ENDS) or (before[0].isupper() and before.count(" ") > 1)


def _leading(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
