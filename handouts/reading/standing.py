"""Where values stand in a file: their characters, and the lines of the entries of lists and maps.

Line ends are those of Unix here, and the last line has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from handouts.reading.keys import Key, Uneditable, dotted

__all__ = ["Chunks", "Site", "chunks_of", "colon_after", "end_of", "line_end", "site_at"]

COMMENT = re.compile(r"[ \t]*#")


@dataclass(frozen=True)
class Site:
    """A value in a file, the column of what holds it, from 0, and whether it is in brackets."""

    node: Node
    column: int
    flow: bool

    @property
    def entries(self) -> list[Any]:
        """The pairs of a mapping, or the items of a list."""
        assert isinstance(self.node, MappingNode | SequenceNode), "a list or a mapping"
        return list(self.node.value)

    @property
    def brackets(self) -> bool:
        """Whether its entries are in brackets."""
        return self.flow or bool(getattr(self.node, "flow_style", False))

    def number(self, name: str | int) -> int | None:
        """Return which entry a name or place is; None where there is none."""
        if isinstance(self.node, MappingNode):
            names = [pair[0].value for pair in self.node.value]
            return names.index(name) if name in names else None
        if isinstance(self.node, SequenceNode) and isinstance(name, int):
            return name if 0 <= name < len(self.node.value) else None
        return None

    def value(self, number: int) -> Node:
        """Return the value of an entry."""
        entry = self.entries[number]
        value: Node = entry[1] if isinstance(self.node, MappingNode) else entry
        return value


def site_at(text: str, key: Key) -> Site:
    """Return where the value at a key stands. Raises Uneditable where there is none."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)  # libyaml, as all that reads the file
    if node is None:
        raise Uneditable("the file is empty")
    site = Site(node, 0, bool(getattr(node, "flow_style", False)))
    for name in key:
        number = site.number(name)
        if number is None:
            raise Uneditable(f"there is no key '{dotted(key)}'")
        holder, inner = site.node, site.value(number)
        mark = site.entries[number][0] if isinstance(holder, MappingNode) else holder
        site = Site(inner, mark.start_mark.column, site.brackets)
    return site


def end_of(text: str, node: Node) -> int:
    """Return where a value's last character ends, without the comments that follow it."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(text, last[1] if isinstance(last, tuple) else last)
    start = node.start_mark.index
    return start + len(text[start : node.end_mark.index].rstrip())


def line_end(text: str, index: int) -> int:
    """Return where the line of a character ends, behind its break."""
    return text.find("\n", index) + 1 or len(text)


def line_start(text: str, index: int) -> int:
    """Return where the line of a character starts."""
    return text.rfind("\n", 0, index) + 1


def colon_after(text: str, name: ScalarNode) -> int:
    """Return where the colon of a key stands. Raises Uneditable for a key without one."""
    at = text.find(":", name.end_mark.index)
    if at < 0:
        raise Uneditable(f"the key '{name.value}' is written in a way that cannot be edited")
    return at


@dataclass
class Chunks:
    """The lines of the entries of a list or mapping that is no flow: what may be reordered.

    Comments right above an entry are its head; what stands between entries otherwise is a gap, and
    stays where it is. ``lead`` is what stands before the first entry on its line; its
    body has spaces there.
    """

    before: str
    lead: str
    heads: list[str]
    bodies: list[str]
    gaps: list[str]
    after: str

    @property
    def text(self) -> str:
        """The file."""
        rows = zip(["", *self.gaps], self.heads, self.bodies, strict=True)
        whole = "".join(gap + head + body for gap, head, body in rows)
        if self.lead.strip():
            whole = self.lead + whole.lstrip(" ")
        return self.before + whole + self.after

    def insert(self, number: int, body: str, *, spaced: bool) -> None:
        """Put an entry in: as far from its neighbours as they are from each other, or right behind.

        The latter is for an entry that belongs to the one before it.
        """
        near = self.gaps[min(max(number - 1, 0), len(self.gaps) - 1)] if self.gaps else ""
        self.heads.insert(number, "")
        self.bodies.insert(number, body)
        if spaced:
            self.gaps.insert(number, _blank(near))
        else:
            self.gaps.insert(max(number - 1, 0), "")

    def move(self, number: int, to: int) -> None:
        """Put an entry, with its head, in another place."""
        for lines in (self.heads, self.bodies):
            lines.insert(to, lines.pop(number))

    def remove(self, number: int) -> None:
        """Take an entry out; comments above it stay. There is another one."""
        head = self.heads.pop(number)
        del self.bodies[number]
        if number == len(self.bodies):
            self.after = _filled(self.gaps.pop()) + head + self.after
        elif number:
            gap = self.gaps.pop(number)
            self.gaps[number - 1] += head + _filled(gap)
        else:
            self.heads[0] = head + _filled(self.gaps.pop(0)) + self.heads[0]


def chunks_of(text: str, node: Node) -> Chunks:
    """Return the lines of the entries of a list or mapping. Raises Uneditable."""
    starts = _starts(text, node)
    is_list = isinstance(node, SequenceNode)
    first = line_start(text, starts[0])
    lead = text[first : starts[0]]
    column = len(lead)
    values = [v if is_list else v[1] for v in node.value]
    ends = [_with_deeper(text, line_end(text, end_of(text, value)), column) for value in values]
    begins = [first, *(line_start(text, start) for start in starts[1:])]
    heads = [_head(text, end, begin) for end, begin in zip(ends, begins[1:], strict=False)]
    above = _head(text, 0, first) if is_list and not lead.strip() else ""
    above = above if above.startswith(lead + "#") else ""
    bodies = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    bodies[0] = " " * column + bodies[0][column:]
    gaps = [
        text[end : begin - len(head)]
        for end, begin, head in zip(ends, begins[1:], heads, strict=False)
    ]
    before = text[: first - len(above)]
    return Chunks(before, lead, [above, *heads], bodies, gaps, text[ends[-1] :])


def _starts(text: str, node: Node) -> list[int]:
    """Return where the keys of a mapping, or the dashes of a list, stand."""
    if isinstance(node, MappingNode):
        starts = [name.start_mark.index for name, _ in node.value]
    else:
        starts = list(_dashes(text, node))
    if any(text[line_start(text, start) : start].strip() for start in starts[1:]):
        raise Uneditable("several entries stand on one line here")
    return starts


def _dashes(text: str, node: Node) -> Iterator[int]:
    column, line = node.start_mark.column, line_start(text, node.start_mark.index)
    for number, item in enumerate(node.value):
        lead = text[line : line + column] if number == 0 else " " * column
        while text[line : line + column + 1] != lead + "-":
            line = line_end(text, line)
            if line > item.start_mark.index:
                raise Uneditable("this list is written in a way that cannot be edited")
        yield line + column
        line = line_end(text, end_of(text, item))


def _with_deeper(text: str, end: int, column: int) -> int:
    """Return where an entry ends with the comments below it that are its own by their column."""
    at = end
    while at < len(text):
        line = text[at : line_end(text, at)]
        indented = len(line) - len(line.lstrip(" "))
        if COMMENT.match(line) and indented > column:
            end = at + len(line)
        elif line.strip():
            break
        at += len(line)
    return end


def _head(text: str, start: int, end: int) -> str:
    """Return the comments that stand right above a line that starts at end."""
    at = end
    while at > start:
        above = line_start(text, at - 1)
        if above < start or not COMMENT.match(text[above:at]):
            break
        at = above
    return text[at:end]


def _blank(gap: str) -> str:
    return "\n" * sum(not line.strip() for line in gap.splitlines())


def _filled(gap: str) -> str:
    return "".join(line for line in gap.splitlines(keepends=True) if line.strip())
