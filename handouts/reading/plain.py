"""What a file says as plain data: mappings, lists, texts, numbers, days, true, false and None."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handouts.diagnostics import Problems
from handouts.reading.keys import Key, Uneditable, dotted
from handouts.reading.nodes import Map, Node, Scalar, Seq
from handouts.reading.yaml import parse_yaml
from handouts.textfile import decode_text

__all__ = ["at_key", "parsed", "plain", "plain_of", "proved", "same", "scalars"]


def plain_of(text: str) -> dict[str, Any]:
    """Return what a file says. Raises Uneditable where it cannot be read as YAML."""
    top: dict[str, Any] = plain(parsed(text))
    return top


def plain(node: Node) -> Any:
    """Return what a node says; a number that is written in a way of its own, as 1.50, as text."""
    if isinstance(node, Map):
        return {key: plain(item) for key, item in node.items.items()}
    if isinstance(node, Seq):
        return [plain(item) for item in node.items]
    is_number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
    return node.text if is_number and str(node.value) != node.text else node.value


def at_key(value: Any, key: Key) -> Any:
    """Return what plain data holds at a key. Raises Uneditable where there is nothing."""
    try:
        for name in key:
            if isinstance(value, str) or (isinstance(name, int) and name < 0):
                raise KeyError
            value = value[name]
    except (IndexError, KeyError, TypeError):
        raise Uneditable(f"there is no key '{dotted(key)}'") from None
    return value


def parsed(text: str) -> Map:
    """Return the nodes of a file. Raises Uneditable where it cannot be read as YAML."""
    node = parse_yaml(text, "", Problems())
    if node is None:
        raise Uneditable("the file cannot be read as YAML")
    return node


def scalars(node: Node, key: Key = ()) -> Iterator[tuple[Key, Scalar]]:
    """Walk through the single values below a node, each with its key."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Map):
        for name, item in node.items.items():
            yield from scalars(item, (*key, name))
    else:
        for number, item in enumerate(node.items):
            yield from scalars(item, (*key, number))


def same(one: Any, other: Any) -> bool:
    """Say whether plain data say the same: 1 is no truth, and space around a text says nothing."""
    return bool(_canonical(one) == _canonical(other))


def proved(text: str, expected: Any) -> str:
    """Return an edited file if it reads as expected, and no differently anywhere.

    Raises Uneditable.
    """
    problems = Problems()
    node = parse_yaml(text, "", problems)
    odd = next((problem for problem in problems if problem.rule == "encoding"), None)
    if odd is not None:
        raise Uneditable(odd.message, odd.hint)
    if node is None or not same(plain(node), expected):
        raise Uneditable("this cannot be changed without a change to its surroundings")
    decode_text(text.encode(), "")  # a text may look like what git leaves of a merge
    return text


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return ("str", value.strip()) if isinstance(value, str) else (type(value).__name__, value)
