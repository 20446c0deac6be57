"""Edits of a YAML file that leave every other character as it is: layout, comments, line ends.

Values are plain data: mappings, lists, texts, whole numbers, days, true, false and None. Each edit
is proved by reading the file again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from handouts.diagnostics import HandoutsError, Place
from handouts.reading import styles
from handouts.reading.changing import Edit, differences
from handouts.reading.keys import Key, Uneditable, dotted, key_from
from handouts.reading.plain import at_key, parsed, plain_of, proved, same, scalars
from handouts.reading.standing import Site, chunks_of, colon_after, end_of, line_end, site_at

__all__ = [
    "Key",
    "Uneditable",
    "apply",
    "insert_item",
    "key_at",
    "key_from",
    "move_item",
    "remove_item",
    "remove_key",
    "set_text",
    "set_value",
    "text_at",
    "texts_of",
]

MARK = "\ufeff"  # the byte order mark, which libyaml does not count
NO_WAY = "this cannot be changed without a change to its surroundings"


def text_at(text: str, key: Key) -> str:
    """Return the text that stands at a key. Raises Uneditable where there is none."""
    value = next((node.text for at, node in scalars(parsed(text)) if at == key), None)
    if value is None:
        at_key(plain_of(text), key)
        raise Uneditable(f"no text stands at '{dotted(key)}'")
    return value


def texts_of(text: str) -> list[tuple[Key, str]]:
    """Return all texts of a file with their keys. Raises Uneditable."""
    return [(key, node.text) for key, node in scalars(parsed(text))]


def key_at(text: str, place: Place) -> Key | None:
    """Return the key of the text that a place lies in: the last one that starts before it."""
    before = [
        (node.place.line, node.place.column, key)
        for key, node in scalars(parsed(text))
        if (node.place.line, node.place.column) <= (place.line, place.column)
    ]
    return max(before, default=(0, 0, None), key=lambda span: span[:2])[2]


def set_text(text: str, key: Key, value: str) -> str:
    """Return a file with another text at a key, where one stands. Raises Uneditable."""
    if text_at(text, key).strip() == value.strip():
        return text
    return set_value(text, key, value.strip())


def set_value(text: str, key: Key, value: Any, order: Sequence[str] = ()) -> str:
    """Return a file with another value at a key; one that is not there is added to its mapping.

    It is added behind those keys of the mapping that stand before it in the order, else as the
    last. A list or mapping in the place of another changes where they differ. Raises Uneditable.
    """
    says = plain_of(text)
    with suppress(Uneditable):
        if same(at_key(says, key), value):
            return text
    if not key:
        raise Uneditable("the file as a whole is no value: set its keys")
    holder = at_key(says, key[:-1])
    if not isinstance(holder, dict | list):
        raise Uneditable(f"there is no key '{dotted(key)}'")
    is_new = isinstance(holder, dict) and key[-1] not in holder
    if not is_new:
        at_key(says, key)  # raises for a list that has no such place
    change = partial(_added, order=order) if is_new else _replaced
    whole: Any = holder
    whole[key[-1]] = value
    return _edited(text, says, lambda body: change(body, key, value))


def insert_item(text: str, key: Key, value: Any) -> str:
    """Return a file with a new item in a list, at the place that ends the key.

    What stands there, and all behind it, comes after it. Raises Uneditable.
    """
    says = plain_of(text)
    items, number = _list_at(says, key)
    if number > len(items):
        raise Uneditable(f"there is no key '{dotted(key)}'")
    items.insert(number, value)
    return _edited(text, says, lambda body: _inserted(body, key[:-1], number, value))


def move_item(text: str, key: Key, to: int) -> str:
    """Return a file with an item of a list in another place of it, from 0, with its comments.

    Raises Uneditable.
    """
    says = plain_of(text)
    items, number = _list_at(says, key)
    if not (number < len(items) and 0 <= to < len(items)):
        raise Uneditable(f"there is no key '{dotted(key)}', or no place {to + 1} for it")
    if number == to:
        return text
    items.insert(to, items.pop(number))
    return _edited(text, says, lambda body: _moved(body, key[:-1], number, to))


def remove_item(text: str, key: Key) -> str:
    """Return a file without an item of a list; of the last one an empty list stays.

    Raises Uneditable.
    """
    says = plain_of(text)
    items, number = _list_at(says, key)
    if number >= len(items):
        raise Uneditable(f"there is no key '{dotted(key)}'")
    del items[number]
    return _edited(text, says, lambda body: _removed(body, key))


def remove_key(text: str, key: Key) -> str:
    """Return a file without a key of a mapping; of the last one an empty mapping stays.

    Raises Uneditable.
    """
    says = plain_of(text)
    at_key(says, key)
    holder = at_key(says, key[:-1]) if key else None
    if not isinstance(holder, dict) or len(key) == 1 == len(holder):
        raise Uneditable(f"no key that could go stands at '{dotted(key)}'")
    del holder[key[-1]]
    return _edited(text, says, lambda body: _removed(body, key))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a file with edits, one after the other: each has the keys that the one before left.

    Raises Uneditable.
    """
    for edit in edits:
        match edit.kind:
            case "set":
                text = set_value(text, edit.key, edit.value, edit.order)
            case "insert":
                text = insert_item(text, edit.key, edit.value)
            case "move":
                text = move_item(text, edit.key, edit.to)
            case "remove" if edit.key and isinstance(edit.key[-1], int):
                text = remove_item(text, edit.key)
            case "remove":
                text = remove_key(text, edit.key)
    return text


def _list_at(says: Any, key: Key) -> tuple[list[Any], int]:
    items = at_key(says, key[:-1]) if key else None
    if not isinstance(items, list) or not isinstance(key[-1], int) or key[-1] < 0:
        raise Uneditable(f"no list stands at '{dotted(key[:-1])}'")
    return items, key[-1]


def _edited(text: str, expected: Any, change: Callable[[str], Iterator[str]]) -> str:
    """Return the first of several edited files that is proved, with the marks and ends of before.

    Raises Uneditable.
    """
    mark = MARK if text.startswith(MARK) else ""
    body = text.removeprefix(MARK).replace("\r\n", "\n")
    ended = body.endswith("\n")
    failed = Uneditable(NO_WAY)
    for way in change(body if ended else f"{body}\n"):
        try:
            edited = way if ended else way.removesuffix("\n")
            return mark + proved(_with_ends(edited, text.removeprefix(MARK)), expected)
        except Uneditable as error:
            failed = error
        except HandoutsError:  # what git leaves of a merge
            failed = Uneditable(NO_WAY)
    raise failed


def _with_ends(edited: str, text: str) -> str:
    """Return an edited file with the line ends that it had."""
    if "\r\n" not in text:
        return edited
    if text.count("\r\n") == text.count("\n"):
        return edited.replace("\n", "\r\n")
    old, new = text.splitlines(keepends=True), edited.splitlines(keepends=True)
    bare = [line.replace("\r\n", "\n") for line in old]
    lines = list[str]()
    for kind, i, j, m, n in SequenceMatcher(a=bare, b=new, autojunk=False).get_opcodes():
        lines += old[i:j] if kind == "equal" else new[m:n]
    return "".join(lines)


def _replaced(text: str, key: Key, value: Any) -> Iterator[str]:
    """Yield files with another value in the place of one."""
    site, holder = site_at(text, key), site_at(text, key[:-1])
    start, end = site.node.start_mark.index, end_of(text, site.node)
    if isinstance(site.node, MappingNode | SequenceNode):
        parts = differences(at_key(plain_of(text), key), value, key)
        if all(edit.key != key for edit in parts):
            yield apply(text, parts)
    elif isinstance(value, str) and isinstance(site.node, ScalarNode):
        space = "" if text[start - 1 : start].isspace() or (site.flow and start < end) else " "
        for way in styles.restyled(value, text[start:end], site.column + 2, site.flow):
            yield text[:start] + space + way + text[end:]
    if site.flow:
        yield text[:start] + styles.flow(value, inside=True) + text[end:]
    elif isinstance(holder.node, MappingNode):
        yield _other_value(text, holder, key[-1], value)
    else:
        chunks = chunks_of(text, holder.node)
        number = holder.number(key[-1]) or 0
        chunks.bodies[number] = styles.written(styles.item(value), site.column)
        yield chunks.text


def _other_value(text: str, holder: Site, name: str | int, value: Any) -> str:
    """Return a file with a value of another kind at a key; comments beside and below it stay."""
    number = holder.number(name) or 0
    node, marked = holder.value(number), holder.entries[number][0]
    colon = colon_after(text, marked) + 1
    start, end = node.start_mark.index, end_of(text, node)
    between = text[colon:start].rstrip() if node.start_mark.line > marked.end_mark.line else ""
    head, *below = styles.entry(str(name), value)
    beside = head[len(styles.entry(str(name), None)[0]) - len(" null") :]
    if not below:
        return f"{text[:colon]}{beside}{between}{text[end:]}"
    if text[start : start + 1] in ("|", ">"):
        end, tail = line_end(text, end), ""
    else:
        tail = between + text[end : line_end(text, end)].rstrip("\n")
        end = line_end(text, end)
    column = marked.start_mark.column
    return f"{text[:colon]}{beside}{tail}\n{styles.written(below, column)}{text[end:]}"


def _added(text: str, key: Key, value: Any, order: Sequence[str]) -> Iterator[str]:
    """Yield files with a new key in a mapping."""
    holder, name = site_at(text, key[:-1]), str(key[-1])
    if not holder.entries:
        yield from _replaced(text, key[:-1], {name: value})
        return
    names = [pair[0].value for pair in holder.entries]
    earlier = order[: order.index(name)] if name in order else names
    number = max((at + 1 for at, one in enumerate(names) if one in earlier), default=0)
    if holder.brackets:
        yield _put_in(text, holder, number, styles.flow({name: value}, inside=True)[1:-1])
        return
    chunks = chunks_of(text, holder.node)
    body = styles.written(styles.entry(name, value), len(chunks.lead))
    chunks.insert(number, body, spaced=False)
    yield chunks.text


def _inserted(text: str, key: Key, number: int, value: Any) -> Iterator[str]:
    """Yield files with a new item in a list."""
    holder = site_at(text, key)
    if not holder.entries:
        yield from _replaced(text, key, [value])
    elif holder.brackets:
        yield _put_in(text, holder, number, styles.flow(value, inside=True))
    else:
        chunks = chunks_of(text, holder.node)
        body = styles.written(styles.item(value), len(chunks.lead))
        chunks.insert(number, body, spaced=True)
        yield chunks.text


def _put_in(text: str, holder: Site, number: int, written: str) -> str:
    """Return a file with another entry in brackets that hold some."""
    if number < len(holder.entries):
        entry = holder.entries[number]
        first = entry[0] if isinstance(entry, tuple) else entry
        at = first.start_mark.index
        return f"{text[:at]}{written}, {text[at:]}"
    at = end_of(text, holder.value(number - 1))
    return f"{text[:at]}, {written}{text[at:]}"


def _moved(text: str, key: Key, number: int, to: int) -> Iterator[str]:
    """Yield files with an item of a list in another place."""
    holder = site_at(text, key)
    if not holder.brackets:
        chunks = chunks_of(text, holder.node)
        chunks.move(number, to)
        yield chunks.text
        return
    spans = [(item.start_mark.index, item.end_mark.index) for item in holder.entries]
    parts = [text[start:end].rstrip() for start, end in spans]
    parts.insert(to, parts.pop(number))
    for (start, end), part in reversed(list(zip(spans, parts, strict=True))):
        text = text[:start] + part + text[start + len(text[start:end].rstrip()) :]
    yield text


def _removed(text: str, key: Key) -> Iterator[str]:
    """Yield files without an entry of a list or mapping."""
    holder = site_at(text, key[:-1])
    number = holder.number(key[-1]) or 0
    if len(holder.entries) == 1:
        yield _emptied(text, key[:-1], holder)
    elif holder.brackets:
        start, end = _flow_span(text, holder, number)
        yield text[:start] + text[end:]
    else:
        chunks = chunks_of(text, holder.node)
        chunks.remove(number)
        yield chunks.text


def _flow_span(text: str, holder: Site, number: int) -> tuple[int, int]:
    firsts = [e[0] if isinstance(e, tuple) else e for e in holder.entries]
    if number + 1 < len(firsts):
        return firsts[number].start_mark.index, firsts[number + 1].start_mark.index
    return end_of(text, holder.value(number - 1)), end_of(text, holder.value(number))


def _emptied(text: str, key: Key, holder: Site) -> str:
    """Return a file with an empty list or mapping; comments beside and below its key stay."""
    node = holder.node
    empty = "{}" if isinstance(node, MappingNode) else "[]"
    start, end = node.start_mark.index, end_of(text, node)
    above = site_at(text, key[:-1])
    if holder.brackets or not isinstance(above.node, MappingNode):
        return f"{text[:start]}{empty}{text[end:]}"
    colon = colon_after(text, above.entries[above.number(key[-1]) or 0][0]) + 1
    return f"{text[:colon]} {empty}{text[colon:start].rstrip()}{text[end:]}"
