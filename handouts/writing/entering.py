"""What somebody does in a form, done in the text of the file: a field set, a block added, moved.

A key names a field, or what it is made of: an item of a list, a field of a row, a cell. What is
left empty where something must stand is to be written, so that no key comes to mean another place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from handouts.content import START
from handouts.reading import Edit, Key, Uneditable, apply, at_key, plain_of
from handouts.writing.filled import FieldValue, HandoutValues, Unfit, edits_of, fill
from handouts.writing.forms import FormField, blank, block_forms, handout_form, section_form

__all__ = ["add", "append", "enter", "move", "remove"]

WORDS = ("text", "prose")


def enter(text: str, key: Key, typed: Any) -> str:
    """Return a file with what somebody typed at a key. Raises Unfit, and Uneditable."""
    own = _field_at(text, key)
    rest = key[len(own.key) :]
    if not rest:
        required = own.field.required and own.field.kind in WORDS
        typed = START if required and isinstance(typed, str) and not typed.strip() else typed
        return _set(text, own, typed)
    value = deepcopy(own.value) if own.present else ([] if own.field.item else {})
    with _there(key):
        _put(own.field, value, rest, typed)
    return _set(text, own, value)


def add(text: str, key: Key, tag: str = "") -> tuple[str, Key]:
    """Return a file with something new at a place of a list, and the key that it has.

    tag names what block it is. Raises Uneditable where there is no such list, Unfit where it is
    full.
    """
    if tag:
        form = block_forms().get(tag)
        if form is None:
            raise Uneditable(f"there is no block '{tag}'")
        _has_room(text, key, section_form())
        return apply(text, [Edit("insert", key, blank(form))]), key
    if key[-2:-1] == ("sections",):
        _has_room(text, key, handout_form())
        return apply(text, [Edit("insert", key, blank(section_form()))]), key
    own = _field_at(text, key[:-1])
    field, value = own.field, deepcopy(own.value) if own.present else []
    within, number = key[len(own.key) : -1], _place_in(key)
    items: Any = value
    with _there(key):
        for name in within:
            items, field = items[name], field.item or field
    if not isinstance(items, list):
        raise _nothing(key)
    if field.most and len(items) >= field.most:
        raise Unfit(f"there is room for {field.most:g}", "take one out first")
    items.insert(number, blank(field))
    return _set(text, own, value), (*own.key, *within, number)


def _has_room(text: str, key: Key, form: tuple[FormField, ...]) -> None:
    """Raise Unfit where a list has as many items as its form allows."""
    most = next((one.most for one in form if one.name == key[-2]), None)
    with _there(key):
        if most and len(at_key(plain_of(text), key[:-1])) >= most:
            raise Unfit(f"there is room for {most:g} {key[-2]}", "take one out first")


def append(text: str, key: Key, value: Any) -> str:
    """Return a file with a value at the end of a list. Raises Unfit, and Uneditable."""
    own = _field_at(text, key)
    if own.present and not isinstance(own.value, list):
        raise _nothing(key)
    return _set(text, own, [*(own.value or []), value])


def move(text: str, key: Key, step: int) -> tuple[str, Key]:
    """Return a file with an item of a list some places on, and the key that it has then."""
    items, number = at_key(plain_of(text), key[:-1]), _place_in(key)
    if not isinstance(items, list):
        raise _nothing(key)
    to = max(0, min(len(items) - 1, number + step))
    return apply(text, [Edit("move", key, to=to)]), (*key[:-1], to)


def remove(text: str, key: Key) -> str:
    """Return a file without an item of a list. Raises Unfit where one must stay."""
    if key[-2:-1] in (("sections",), ("blocks",)):
        if len(at_key(plain_of(text), key[:-1])) == 1:
            what = "a section" if key[-2] == "sections" else "a block"
            raise Unfit(f"{what} must stay", "add another first, then take this one out")
        return apply(text, [Edit("remove", key)])
    own = _field_at(text, key)
    value = deepcopy(own.value)
    rest = key[len(own.key) :]
    if not rest:
        return _set(text, own, None)
    items = value
    with _there(key):
        for name in rest[:-1]:
            items = items[name]
        del items[rest[-1]]
    return _set(text, own, value)


def _set(text: str, own: FieldValue, typed: Any) -> str:
    holder = own.key[: len(own.key) - len(own.field.path)]
    return apply(text, edits_of(own.field, holder, at_key(plain_of(text), holder), typed))


def _put(field: FormField, value: Any, rest: Key, typed: Any) -> None:
    """Put what was typed into plain data, at the end of a way through lists and mappings."""
    *way, last = rest
    holder, before = value, None
    for name in way:
        before, (holder, field) = (holder, name), (holder[name], field.item or field)
        if isinstance(holder, str):  # a text that stands for a mapping of more
            holder = {field.short: holder}
            before[0][before[1]] = holder
    if isinstance(typed, str) and not typed.strip() and isinstance(last, int):
        typed = START
    if isinstance(holder, dict) and typed in ("", None):
        own = next((one for one in field.fields if one.name == last), None)
        typed = START if own is not None and own.required and own.kind in WORDS else typed
    holder[last] = typed


def _field_at(text: str, key: Key) -> FieldValue:
    """Return the field of a form that a key leads to, or into. Raises Uneditable."""
    for own in _fields(fill(text)):
        if key[: len(own.key)] == own.key:
            return own
    raise _nothing(key)


@contextmanager
def _there(key: Key) -> Iterator[None]:
    """Raise Uneditable where a key leads to nothing."""
    try:
        yield
    except (LookupError, TypeError):
        raise _nothing(key) from None


def _place_in(key: Key) -> int:
    """Return the place in its list of what a key leads to. Raises Uneditable."""
    if not key or not isinstance(key[-1], int):
        raise _nothing(key)
    return key[-1]


def _nothing(key: Key) -> Uneditable:
    return Uneditable(f"there is no field '{'.'.join(map(str, key))}'")


def _fields(values: HandoutValues) -> Iterator[FieldValue]:
    yield from values.fields
    for section in values.sections:
        yield from section.fields
        for block in section.blocks:
            yield from block.fields
