"""Nodes into frozen dataclasses, by their type hints; all that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar, cast

from handouts.diagnostics import Place, Problems, did_you_mean
from handouts.reading import values
from handouts.reading.constraints import Length
from handouts.reading.nodes import Map, Node, Scalar, Seq, Text, kind
from handouts.reading.shapes import (
    BlockShape,
    ListShape,
    RecordShape,
    Shape,
    TableShape,
    TextShape,
    form_of,
    inner_names,
)
from handouts.reading.values import FAILED

T = TypeVar("T")


def decode(cls: type[T], node: Node, problems: Problems, *, lenient: bool = False) -> T | None:
    """Build a dataclass from a mapping; None where there is an error, told in problems.

    With lenient, an unknown key is a warning. Raises nothing for what a file may hold.
    """
    value = _Decoder(problems, lenient).value(RecordShape(cls=cls), node, "this")
    return None if value is FAILED else cast(T, value)


def misfits(shape: Shape, value: Any, what: str) -> Problems:
    """Return what is wrong with plain data for a shape; what names it in messages."""
    problems = Problems()
    _Decoder(problems, lenient=False).value(shape, _node(value), what)
    return problems


def _node(value: Any) -> Node:
    """Return plain data as what a file would hold."""
    if isinstance(value, Mapping):
        items = {str(name): _node(item) for name, item in value.items()}
        return Map(Place(""), items, dict.fromkeys(items, Place("")))
    if isinstance(value, list | tuple):
        return Seq(Place(""), tuple(_node(item) for item in value))
    return Scalar(Place(""), value, "" if value is None else str(value))


class _Decoder:
    def __init__(self, problems: Problems, lenient: bool) -> None:
        self._problems = problems
        self._lenient = lenient

    def value(self, shape: Shape, node: Node, what: str) -> Any:
        """Return what a node gives for a shape, or FAILED; what names it in messages."""
        if isinstance(node, Scalar) and node.value is None:
            if shape.optional:
                return None
            return self._fail("empty", node.place, f"{what} is empty", values.WRITE_OR_DELETE)
        match shape:
            case RecordShape(short=True) if isinstance(node, Scalar):
                return values.single(TextShape(), node, what, self._problems)
            case RecordShape():
                return self._record(shape.cls, node, what)
            case BlockShape():
                return self._block(shape.members, node, what)
            case ListShape():
                return self._list(shape, node, what)
            case TableShape():
                return self._table(shape, node, what)
        return values.single(shape, node, what, self._problems)

    def _record(self, cls: type[Any], node: Node, what: str) -> Any:
        if not isinstance(node, Map):
            return self._wrong_type(node, what, "a mapping")
        known = list(form_of(cls).shapes)
        return self._build(cls, self._fields(cls, node, known), node.place)

    def _block(self, members: Mapping[str, type[Any]], node: Node, what: str) -> Any:
        """Build the member that the one tag among a block's keys names."""
        if not isinstance(node, Map):
            return self._wrong_type(node, what, f"a block, such as '{next(iter(members))}: …'")
        tags = [key for key in node.items if key in members]
        if not tags:
            return self._untagged(members, node)
        if len(tags) > 1:
            fact = f"one block cannot be both '{tags[0]}' and '{tags[1]}'"
            hint = f"start a block of its own with '- {tags[1]}:'"
            return self._fail("block", node.keys[tags[1]], fact, hint)
        cls, content = members[tags[0]], node.items[tags[0]]
        beside = Map(
            node.place,
            {key: value for key, value in node.items.items() if key != tags[0]},
            node.keys,
        )
        outer = self._fields(cls, beside, cls.outer)
        inner = self._content(cls, content)
        whole = FAILED if outer is FAILED or inner is FAILED else {**outer, **inner}
        return self._build(cls, whole, node.place)

    def _content(self, cls: type[Any], content: Node) -> Any:
        """Return the fields that the value of a block's tag holds, or FAILED."""
        what = f"'{cls.tag}'"
        if cls.body:
            body = self.value(form_of(cls).shapes[cls.body], content, what)
            return FAILED if body is FAILED else {cls.body: body}
        if not isinstance(content, Map):
            return self._wrong_type(content, what, "a mapping")
        return self._fields(cls, content, inner_names(cls))

    def _untagged(self, members: Mapping[str, type[Any]], node: Map) -> Any:
        beside = {key for cls in members.values() for key in cls.outer}
        odd = next((key for key in node.items if key not in beside), None)
        if odd is None:
            fact = f"a block needs one of: {', '.join(members)}"
            return self._fail("block", node.place, fact)
        hint = did_you_mean(odd, list(members))
        return self._fail("block", node.keys[odd], f"there is no block '{odd}'", hint)

    def _list(self, shape: ListShape, node: Node, what: str) -> Any:
        if isinstance(node, Seq):
            place, nodes = node.place, node.items
            names = [f"item {number} of {what}" for number in range(1, len(nodes) + 1)]
        elif shape.single:
            place, nodes, names = node.place, (node,), [what]
        else:
            return self._wrong_type(node, what, "a list")
        items = [self.value(shape.item, *pair) for pair in zip(nodes, names, strict=True)]
        fits = self._fits(shape.length, len(items), place, what)
        return tuple(items) if fits and FAILED not in items else FAILED

    def _fits(self, length: Length, count: int, place: Place, what: str) -> bool:
        if fact := values.misfit(length, count, "item"):
            self._problems.error("length", place, f"{what} has {fact}")
        return not fact

    def _table(self, shape: TableShape, node: Node, what: str) -> Any:
        if not isinstance(node, Map):
            return self._wrong_type(node, what, "a mapping")
        table = {
            Text(key, node.keys[key]): self.value(shape.item, value, f"'{key}' in {what}")
            for key, value in node.items.items()
        }
        return FAILED if FAILED in table.values() else table

    def _fields(self, cls: type[Any], node: Map, known: Collection[str]) -> Any:
        """Decode the keys of a mapping that are known, and tell of unknown and missing ones."""
        form, members = form_of(cls), {}
        unknown = [key for key in node.items if key not in known]
        for key in unknown:
            tell = self._problems.warn if self._lenient else self._problems.error
            hint = did_you_mean(key, list(known)) or "delete the key"
            tell("unknown-key", node.keys[key], f"unknown key '{key}'", hint)
        missing = [key for key in known if key in form.required and key not in node.items]
        for key in missing:
            doc = form.shapes[key].doc
            hint = f"add '{key}: …' ({doc})" if doc else f"add '{key}: …'"
            self._fail("missing-key", node.place, f"'{key}' is missing", hint)
        for key in known:
            if key in node.items:
                members[key] = self.value(form.shapes[key], node.items[key], f"'{key}'")
        failed = FAILED in members.values() or missing or (unknown and not self._lenient)
        return FAILED if failed else members

    def _build(self, cls: type[Any], members: Any, place: Place) -> Any:
        if members is FAILED:
            return FAILED
        return cls(**members, place=place) if form_of(cls).placed else cls(**members)

    def _wrong_type(self, node: Node, what: str, needed: str) -> Any:
        return self._fail("wrong-type", node.place, f"{what} must be {needed}, not {kind(node)}")

    def _fail(self, rule: str, place: Place, fact: str, hint: str = "") -> Any:
        self._problems.error(rule, place, fact, hint)
        return FAILED
