"""What people call the parts of a text: the words of forms, of reviews and of findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from handouts.content.blocks import Block
from handouts.content.model import Handout, Section
from handouts.reading import Called, InWords, ListShape, RecordShape, Shape, form_of

__all__ = ["as_called", "block_called", "choice_called", "field_called", "key_called"]
__all__ += ["role_called"]

CHOICES = re.compile(r"'(?:part|detail): ([\w-]+)'|`(?:(?:part|detail): )?([\w-]+)`")
KEYS = re.compile(r"'([a-z][a-z_-]+)'")
HOLDERS = ("sections", "blocks")
BY_RULES = ("alt", "also", "certainty", "emergency", "over", "terms", "unnamed")  # plain words too


def field_called(cls: type[Any], name: str) -> str:
    """Return what people call a field of the model."""
    extras = form_of(cls).extras.get(name, ())
    return next((one.name for one in extras if isinstance(one, Called)), _in_words(name))


def choice_called(extras: Iterable[object], word: str) -> str:
    """Return what people call a word that a field may hold, by what Annotated says of the field."""
    pairs = next((dict(one.pairs) for one in extras if isinstance(one, InWords)), {})
    return pairs.get(word) or _in_words(word)


def block_called(cls: type[Any]) -> str:
    """Return what people call a block."""
    return str(cls.called) or _in_words(cls.tag)


def key_called(key: Iterable[str | int]) -> list[str]:
    """Return what people call each part of a key in a handout's file; places count from 1."""
    names = list[str]()
    cls: type[Any] = Handout
    for part in key:
        if isinstance(part, int):
            names.append(str(part + 1))
        elif cls is Section and part in _blocks():
            cls = _blocks()[part]
            names.append(block_called(cls))
        else:
            names.append(field_called(cls, part))
            cls = _record_in(form_of(cls).shapes.get(part)) or cls
    return names


def role_called(role: str) -> str:
    """Return what people call the role of a segment: 'Claim: What was found'."""
    path = role.split(".")
    names = key_called(path)
    first, last = next(n for p, n in zip(path, names, strict=True) if p not in HOLDERS), names[-1]
    return first if first == last else f"{first}: {last}"


def as_called(words: str) -> str:
    """Return what is told of a text with its fields called as forms call them, in place of keys."""
    words = CHOICES.sub(lambda key: _quoted(_choices(), key, key[1] or key[2]), words)
    return KEYS.sub(lambda key: _quoted(_keys(), key, key[1]), words)


def _in_words(key: str) -> str:
    words = key.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _record_in(shape: Shape | None) -> type[Any] | None:
    if isinstance(shape, ListShape):
        return _record_in(shape.item)
    return shape.cls if isinstance(shape, RecordShape) else None


def _quoted(called: dict[str, str], match: re.Match[str], key: str) -> str:
    return f"“{called[key]}”" if key in called else match[0]


@cache
def _blocks() -> dict[str, type[Any]]:
    return {cls.tag: cls for cls in Block.__args__}


@cache
def _choices() -> dict[str, str]:
    """Return what people call the choices of a section, by their words in the file."""
    form = form_of(Section)
    words = ((form.extras[name], _words_of(form.shapes[name])) for name in ("part", "detail"))
    return {word: choice_called(extras, word) for extras, some in words for word in some}


def _words_of(shape: Any) -> tuple[str, ...]:
    return tuple(getattr(shape, "item", shape).words)


@cache
def _keys() -> dict[str, str]:
    """Return what people call the keys that rules name; a key that is called in two ways is none.

    A plain word may stand in quotes for itself.
    """
    names: dict[str, set[str]] = {}
    for key, words in _named():
        names.setdefault(key, set()).add(words)
    return {
        key: words.pop()
        for key, words in names.items()
        if len(words) == 1 and ("_" in key or "-" in key or key in BY_RULES)
    }


def _named() -> Iterator[tuple[str, str]]:
    """Walk through the keys of the model with what people call them."""
    seen: list[type[Any]] = [Handout, Section, *Block.__args__]
    yield from ((tag, block_called(cls)) for tag, cls in _blocks().items())
    for cls in seen:
        for name, shape in form_of(cls).shapes.items():
            yield name, field_called(cls, name)
            inner = _record_in(shape)
            if inner is not None and inner not in seen:
                seen.append(inner)
