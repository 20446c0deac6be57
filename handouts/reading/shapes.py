"""What the type hints of a dataclass ask of YAML, as values that decode and schema both read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from handouts.diagnostics import Place
from handouts.reading.constraints import ANY_LENGTH, Doc, Length, OneOrMany, Pattern, Range, Tagged
from handouts.reading.nodes import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What holds for a value of every kind."""

    doc: str = ""
    optional: bool = False  # null is allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class TextShape(Shape):
    """A text."""

    length: Length = ANY_LENGTH
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShape(Shape):
    """One of several words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberShape(Shape):
    """A number, whole or not."""

    whole: bool
    range: Range | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoolShape(Shape):
    """True or false."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateShape(Shape):
    """A day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShape(Shape):
    """A list; with single, one item may stand in place of a list of one."""

    item: Shape
    length: Length = ANY_LENGTH
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableShape(Shape):
    """A mapping with keys of the author's choice."""

    item: Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShape(Shape):
    """A dataclass; with short, a text may stand in its place."""

    cls: type[Any]
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockShape(Shape):
    """One of several dataclasses, told apart by their tag."""

    members: Mapping[str, type[Any]]


@dataclass(frozen=True, slots=True)
class Form:
    """The keys of a dataclass."""

    shapes: Mapping[str, Shape]
    required: frozenset[str]
    placed: bool  # it has the field 'place'
    extras: Mapping[str, tuple[object, ...]]  # what Annotated says of each


_forms: dict[type[Any], Form] = {}


def form_of(cls: type[Any]) -> Form:
    """Return the keys of a dataclass. Raises TypeError for a type hint that is not supported."""
    if cls not in _forms:
        _forms[cls] = _form(cls)
    return _forms[cls]


def _form(cls: type[Any]) -> Form:
    hints = get_type_hints(cls, include_extras=True)
    own = {field.name: field for field in fields(cls) if field.init and field.compare}
    placed = hints.get("place") is Place
    own.pop("place", None)
    return Form(
        shapes={name: _shape(hints[name], f"{cls.__name__}.{name}") for name in own},
        required=frozenset(
            name
            for name, field in own.items()
            if field.default is MISSING and field.default_factory is MISSING
        ),
        placed=placed,
        extras={name: tuple(_extras(hints[name])) for name in own},
    )


def inner_names(cls: type[Any]) -> list[str]:
    """Return the fields of a block's dataclass that are written inside its tag's mapping."""
    return [name for name in form_of(cls).shapes if name not in cls.outer]


def extras_of(cls: type[Any]) -> Mapping[str, tuple[object, ...]]:
    """Return what Annotated says of each key of a dataclass, and of the items of its lists."""
    return form_of(cls).extras


def _extras(hint: Any) -> Iterator[object]:
    hint, extras, _ = _peel(hint)
    yield from extras.values()
    if get_origin(hint) is tuple:
        for item in get_args(hint):
            yield from _extras(item)


def _shape(hint: Any, where: str) -> Shape:
    hint, extras, optional = _peel(hint)
    doc = extras[Doc].text if Doc in extras else ""
    origin, args = get_origin(hint), get_args(hint)
    length = extras.get(Length, ANY_LENGTH)
    if Tagged in extras:
        members = {cls.tag: cls for cls in (args or (hint,))}
        return BlockShape(members=members, doc=doc, optional=optional)
    if hint in (str, Text):
        pattern = extras.get(Pattern)
        return TextShape(length=length, pattern=pattern, doc=doc, optional=optional)
    if hint is bool:
        return BoolShape(doc=doc, optional=optional)
    if hint in (int, float):
        return NumberShape(whole=hint is int, range=extras.get(Range), doc=doc, optional=optional)
    if hint is date:
        return DateShape(doc=doc, optional=optional)
    if origin is Literal:
        return ChoiceShape(words=args, doc=doc, optional=optional)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        item, single = _shape(args[0], where), OneOrMany in extras
        return ListShape(item=item, length=length, single=single, doc=doc, optional=optional)
    if origin in (dict, Mapping) and args[0] in (str, Text):
        return TableShape(item=_shape(args[1], where), doc=doc, optional=optional)
    if origin in (Union, UnionType) and len(args) == 2 and args[0] is Text:
        return RecordShape(cls=args[1], short=True, doc=doc, optional=optional)
    if hasattr(hint, "__dataclass_fields__"):
        return RecordShape(cls=hint, doc=doc, optional=optional)
    raise TypeError(f"{where}: {hint} is not supported")


def _peel(hint: Any) -> tuple[Any, dict[type[Any], Any], bool]:
    """Take Annotated and '| None' off a hint, in any order."""
    extras: dict[type[Any], Any] = {}
    optional = False
    while True:
        if get_origin(hint) is Annotated:
            hint, *notes = get_args(hint)
            extras.update({type(extra): extra for extra in notes})
        elif get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint):
            optional = True
            hint = Union[tuple(arg for arg in get_args(hint) if arg is not NoneType)]  # noqa: UP007
        else:
            return hint, extras, optional
