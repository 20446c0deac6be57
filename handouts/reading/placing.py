"""A key of a YAML file set to a plain value; every other character stays as it is."""

from __future__ import annotations

import json
import re
from typing import Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from handouts.reading.edit import (
    MARK,
    Key,
    Uneditable,
    _checked,
    _dotted,
    _end,
    _is_plain,
    _node_at,
    _parsed,
    _plain,
    _plain_at,
    remove_item,
    set_text,
)

__all__ = ["set_value"]

COMMENT = re.compile(r"(^|[ \t])#", re.MULTILINE)


def set_value(text: str, key: Key, value: Any) -> str:
    """Return a file with a value at a key: a text, a list, or a mapping of texts.

    A key that is not there is added at the end of what should hold it. Raises Uneditable, also
    where a comment would be lost.
    """
    if text.startswith(MARK):
        return MARK + set_value(text.removeprefix(MARK), key, value)
    holder, _, _ = _node_at(text, key[:-1])
    if not isinstance(holder, MappingNode):
        raise Uneditable(f"nothing can be added to '{_dotted(key[:-1])}'")
    pair = next((pair for pair in holder.value if pair[0].value == key[-1]), None)
    if pair is None:
        return _added(text, key, value, holder)
    old = pair[1]
    if isinstance(old, ScalarNode) and old.value and isinstance(value, str):
        return set_text(text, key, value)
    if isinstance(old, ScalarNode) and old.value and len(value) == 1 and isinstance(value, list):
        return set_text(text, key, value[0])
    items = [*(old.value if isinstance(old, SequenceNode) else ()), *value]
    if isinstance(old, SequenceNode) and old.value and value and not any(map(_is_deep, items)):
        return _with_items(text, key, value)
    return _replaced(text, key, value, pair[0].end_mark.index, _end(text, old))


def _is_deep(item: Any) -> bool:
    return not isinstance(item, str | ScalarNode)


def _added(text: str, key: Key, value: Any, holder: MappingNode) -> str:
    """Return a file with one key more in a mapping."""
    expected = _plain(_parsed(text))
    _plain_at(expected, key[:-1])[key[-1]] = value
    if holder.flow_style:
        close = holder.end_mark.index - 1
        before = text[:close].rstrip()
        comma = ", " if holder.value else ""
        return _checked(f"{before}{comma}{key[-1]}: {_flow(value)}{text[close:]}", expected)
    line = _line(key[-1], value, " " * holder.value[0][0].start_mark.column, text)
    if len(key) == 1:
        return _checked(_appended(text, line), expected)
    return _checked(_after(text, _end(text, holder.value[-1][1]), line), expected)


def _with_items(text: str, key: Key, value: list[str]) -> str:
    """Return a file with other texts in a list: those that stay the same are left alone."""
    there = _plain_at(_plain(_parsed(text)), key)
    for number in range(len(there) - 1, len(value) - 1, -1):
        text = remove_item(text, (*key, number))
    for number, (old, new) in enumerate(zip(there, value, strict=False)):
        text = set_text(text, (*key, number), new) if old.strip() != new.strip() else text
    for new in value[len(there) :]:
        items: Any = _node_at(text, key)[0]
        expected = _plain(_parsed(text))
        _plain_at(expected, key).append(new)
        end = items.end_mark.index
        if items.flow_style:
            text = _checked(f"{text[: end - 1].rstrip()}, {_flow(new)}{text[end - 1 :]}", expected)
        else:
            line = f"{' ' * items.start_mark.column}- {_scalar(new)}{_break(text)}"
            text = _checked(_after(text, _end(text, items.value[-1]), line), expected)
    return text


def _replaced(text: str, key: Key, value: Any, after: int, end: int) -> str:
    """Return a file with another value whole, if no comment stands in the old one."""
    colon = text.index(":", after) + 1
    end = max(end, colon)
    if COMMENT.search(text[colon:end]):
        raise Uneditable(f"a comment stands in '{_dotted(key)}'")
    expected = _plain(_parsed(text))
    _plain_at(expected, key[:-1])[key[-1]] = value
    return _checked(f"{text[:colon]} {_flow(value)}{text[end:]}", expected)


def _appended(text: str, line: str) -> str:
    return text + ("" if not text or text.endswith("\n") else _break(text)) + line


def _after(text: str, position: int, line: str) -> str:
    """Return a text with a line after that of a position."""
    end = text.find("\n", position) + 1
    return text[:end] + line + text[end:] if end else _appended(text, line)


def _line(name: str | int, value: Any, indent: str, text: str) -> str:
    """Write a key with its value: a list as a line for each item."""
    if isinstance(value, list):
        lines = [f"{indent}{name}:"]
        write = _scalar if all(isinstance(item, str) for item in value) else _flow
        lines += [f"{indent}  - {write(item)}" for item in value]
    else:
        lines = [f"{indent}{name}: {_scalar(value) if isinstance(value, str) else _flow(value)}"]
    return "".join(line + _break(text) for line in lines)


def _scalar(value: str) -> str:
    return value if _is_plain(value, flow=False) else json.dumps(value, ensure_ascii=False)


def _flow(value: Any) -> str:
    """Write a value within one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_flow(item)}' for name, item in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return value if _is_plain(value, flow=True) else json.dumps(value, ensure_ascii=False)


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
