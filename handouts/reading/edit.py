"""Edits of a YAML file that leave every other character as it is: layout, comments, line ends."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from handouts.diagnostics import Place, Problems, Unplaced
from handouts.reading.nodes import Map, Node, Scalar, Seq
from handouts.reading.scalars import resolve
from handouts.reading.yaml import parse_yaml

__all__ = [
    "Key",
    "Uneditable",
    "key_at",
    "key_from",
    "remove_item",
    "set_text",
    "text_at",
    "texts_of",
]

Key = tuple[str | int, ...]  # names of keys, and places in lists from 0
WIDTH = 110  # characters of a folded line
MARK = "\ufeff"  # the byte order mark, which libyaml does not count


class Uneditable(Unplaced):
    """An edit that cannot be made without a change to something else."""


def key_from(words: str) -> Key:
    """Return a key from what somebody typed: 'key_points.2', places in lists from 1."""
    parts = words.strip().split(".")
    return tuple(int(part) - 1 if part.isdecimal() and int(part) else part for part in parts)


def text_at(text: str, key: Key) -> str:
    """Return the text that stands at a key. Raises Uneditable where there is none."""
    value = _plain_at(_plain(_parsed(text)), key)
    if not isinstance(value, str):
        raise Uneditable(f"no text stands at '{_dotted(key)}'")
    return value


def texts_of(text: str) -> list[tuple[Key, str]]:
    """Return all texts of a file with their keys. Raises Uneditable."""
    return [(key, node.text) for key, node in _scalars(_parsed(text))]


def key_at(text: str, place: Place) -> Key | None:
    """Return the key of the text that a place lies in: the last one that starts before it."""
    before = [
        (node.place.line, node.place.column, key)
        for key, node in _scalars(_parsed(text))
        if (node.place.line, node.place.column) <= (place.line, place.column)
    ]
    return max(before, default=(0, 0, None), key=lambda span: span[:2])[2]


def set_text(text: str, key: Key, value: str) -> str:
    """Return a file with another text at a key. Raises Uneditable."""
    if text.startswith(MARK):
        return MARK + set_text(text.removeprefix(MARK), key, value)
    node, column, flow = _node_at(text, key)
    if not isinstance(node, ScalarNode):
        raise Uneditable(f"no text stands at '{_dotted(key)}'")
    start, end = node.start_mark.index, _end(text, node)
    written = _written(value.strip(), text[start:end], column + 2, flow)
    written = written.replace("\n", "\r\n") if "\r\n" in text else written
    expected = _plain(_parsed(text))
    _plain_at(expected, key[:-1])[key[-1]] = value.strip()
    return _checked(text[:start] + written + text[end:], expected)


def remove_item(text: str, key: Key) -> str:
    """Return a file without an item of a list; of the last one an empty list stays.

    Raises Uneditable.
    """
    if text.startswith(MARK):
        return MARK + remove_item(text.removeprefix(MARK), key)
    items, _, _ = _node_at(text, key[:-1])
    number = key[-1]
    if not isinstance(items, SequenceNode) or not isinstance(number, int):
        raise Uneditable(f"no list stands at '{_dotted(key[:-1])}'")
    if number >= len(items.value):
        raise Uneditable(f"there is no key '{_dotted(key)}'")
    node = items.value[number]
    expected = _plain(_parsed(text))
    del _plain_at(expected, key[:-1])[number]
    if len(items.value) == 1:
        return _checked(_emptied(text, key[:-1], items), expected)
    if items.flow_style:
        start, end = _flow_span(items, number)
    else:
        start = text.rfind("\n", 0, text.rfind("-", 0, node.start_mark.index)) + 1
        end = text.find("\n", _end(text, node)) + 1 or len(text)
    return _checked(text[:start] + text[end:], expected)


def _emptied(text: str, key: Key, items: SequenceNode) -> str:
    """Return a file with an empty list at a key; comments beside and below the key stay."""
    start = items.start_mark.index
    if items.flow_style:
        return f"{text[:start]}[]{text[items.end_mark.index :]}"
    holder, _, _ = _node_at(text, key[:-1])
    if not isinstance(holder, MappingNode):
        raise Uneditable(f"'{_dotted(key)}' would be empty")
    name = next(name for name, value in holder.value if value.start_mark.index == start)
    colon = text.index(":", name.end_mark.index) + 1
    after = text[colon:start].rstrip()
    return f"{text[:colon]} []{after}{text[_end(text, items.value[0]) :]}"


def _flow_span(items: SequenceNode, number: int) -> tuple[int, int]:
    nodes = items.value
    if number + 1 < len(nodes):
        return nodes[number].start_mark.index, nodes[number + 1].start_mark.index
    return nodes[number - 1].end_mark.index, nodes[number].end_mark.index


def _written(value: str, before: str, column: int, flow: bool) -> str:
    """Write a text in the style in which the one before it was written, if that can hold it."""
    indent = " " * column
    if not flow and before[:1] in ("|", ">"):
        if before[0] == ">" and "\n" not in value:
            lines = textwrap.wrap(value, WIDTH, break_long_words=False, break_on_hyphens=False)
            return "\n".join([before.split("\n", 1)[0].rstrip(), *(indent + s for s in lines)])
        return "\n".join(["|", *(indent + s if s else "" for s in value.split("\n"))])
    if "\n" in value and not flow:
        return "\n".join(["|", *(indent + s if s else "" for s in value.split("\n"))])
    return value if _is_plain(value, flow) else json.dumps(value, ensure_ascii=False)


def _is_plain(value: str, flow: bool) -> bool:
    """Say whether YAML 1.2 reads an unquoted text back as itself."""
    try:
        read = yaml.safe_load(f"[{value}]" if flow else f"key: {value}")
    except yaml.YAMLError:
        return False
    same = read == ([value] if flow else {"key": value})
    return same and resolve(value) == value


def _end(text: str, node: YamlNode) -> int:
    """Return where a node's last character ends; a block text's mark is on a later line."""
    start = node.start_mark.index
    return start + len(text[start : node.end_mark.index].rstrip())


def _node_at(text: str, key: Key) -> tuple[YamlNode, int, bool]:
    """Return the node at a key, the column of what holds it, from 0, and whether in brackets."""
    node = yaml.compose(text, Loader=yaml.CSafeLoader)  # libyaml, as all that reads the file
    column, flow = 0, False
    for name in key:
        flow = flow or bool(getattr(node, "flow_style", False))
        if isinstance(node, MappingNode) and isinstance(name, str):
            pair = next(((k, v) for k, v in node.value if k.value == name), None)
            if pair is None:
                raise Uneditable(f"there is no key '{_dotted(key)}'")
            column, node = pair[0].start_mark.column, pair[1]
        elif isinstance(node, SequenceNode) and isinstance(name, int) and name < len(node.value):
            column, node = node.start_mark.column, node.value[name]
        else:
            raise Uneditable(f"there is no key '{_dotted(key)}'")
    if node is None:
        raise Uneditable("the file is empty")
    return node, column, flow


def _checked(text: str, expected: Any) -> str:
    """Return an edited file if it reads as expected, and no differently anywhere."""
    problems = Problems()
    node = parse_yaml(text, "", problems)
    if node is None or _stripped(_plain(node)) != _stripped(expected):
        raise Uneditable("this cannot be changed without a change to its surroundings")
    return text


def _parsed(text: str) -> Map:
    problems = Problems()
    node = parse_yaml(text, "", problems)
    if node is None:
        raise Uneditable("the file cannot be read as YAML")
    return node


def _scalars(node: Node, key: Key = ()) -> Iterator[tuple[Key, Scalar]]:
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Map):
        for name, item in node.items.items():
            yield from _scalars(item, (*key, name))
    else:
        for number, item in enumerate(node.items):
            yield from _scalars(item, (*key, number))


def _plain(node: Node) -> Any:
    if isinstance(node, Map):
        return {key: _plain(item) for key, item in node.items.items()}
    return [_plain(item) for item in node.items] if isinstance(node, Seq) else node.text


def _plain_at(value: Any, key: Key) -> Any:
    try:
        for name in key:
            value = value[name]
    except (IndexError, KeyError, TypeError):
        raise Uneditable(f"there is no key '{_dotted(key)}'") from None
    return value


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _stripped(item) for key, item in value.items()}
    return [_stripped(item) for item in value] if isinstance(value, list) else value.strip()


def _dotted(key: Sequence[str | int]) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in key)
