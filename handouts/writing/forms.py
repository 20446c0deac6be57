"""Forms: what the model asks of an author, as values, made from its dataclasses alone.

A new block, or a new key of the model, has its place in a form at once. What a field is called and
what it may hold stands in the model: ``Called``, ``Doc``, ``Length`` and the others of reading, and
the marks of content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import cache
from inspect import getdoc
from typing import Any, Literal

from handouts.content import (
    SOURCES,
    START,
    Block,
    Drawing,
    Handout,
    Paragraphs,
    Pointer,
    Section,
    block_called,
    choice_called,
    field_called,
)
from handouts.reading import (
    BlockShape,
    BoolShape,
    ChoiceShape,
    DateShape,
    Key,
    Length,
    ListShape,
    NumberShape,
    RecordShape,
    Shape,
    Start,
    TableShape,
    TextShape,
    form_of,
    inner_names,
)

__all__ = ["BlockForm", "FieldKind", "FormField", "blank", "block_forms", "handout_form"]
__all__ += ["section_form"]

FieldKind = Literal[
    "text",  # a line
    "prose",  # paragraphs and lists
    "choice",  # one of several words
    "number",
    "yes",  # or no
    "date",
    "drawing",  # the name of a file
    "handout",  # the id of another one
    "source",  # the key of one
    "list",  # of what item is
    "table",  # words of the author's own, each with what item is
    "rows",  # mappings with fields
    "record",  # one of them
    "sections",
    "blocks",
]
LEAST_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class FormField:
    """A field of a form: one key of the model.

    ``path`` leads to it from what holds it; ``order`` names the keys beside it as the model has
    them. ``least`` and ``most`` count characters of a text and items of a list, and are the ends of
    a number. ``choices`` are words with what a form says for them; ``short`` names the field that
    may stand alone in the place of a mapping. ``shape`` is what a value is proved by.
    """

    name: str
    label: str
    help: str
    kind: FieldKind
    path: Key
    order: tuple[str, ...]
    shape: Shape = field(repr=False)
    required: bool = False
    default: Any = None
    start: Any = None
    least: float | None = None
    most: float | None = None
    pattern: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    item: FormField | None = None
    fields: tuple[FormField, ...] = ()
    short: str = ""
    single: bool = False


@dataclass(frozen=True)
class BlockForm:
    """The form of a block: what people call it, a sentence about it, and its fields."""

    tag: str
    label: str
    help: str
    fields: tuple[FormField, ...]


@cache
def handout_form() -> tuple[FormField, ...]:
    """Return the fields of a handout, in the order of the model; sections are one of them."""
    return tuple(_fields_of(Handout))


@cache
def section_form() -> tuple[FormField, ...]:
    """Return the fields of a section; blocks are one of them."""
    return tuple(_fields_of(Section))


@cache
def block_forms() -> Mapping[str, BlockForm]:
    """Return the form of each block by its tag."""
    return {cls.tag: _block_form(cls) for cls in Block.__args__}


def blank(of: BlockForm | FormField | tuple[FormField, ...]) -> Any:
    """Return the plain data of a new block, item of a field or mapping, which reads as it stands.

    Texts say that they are to be written, which keeps a text from being approved.
    """
    if isinstance(of, BlockForm):
        value: dict[str, Any] = {}
        for one in of.fields:
            if one.required or one.start is not None:
                _put(value, one.path, _start(one))
        return value or {of.tag: {}}
    if isinstance(of, FormField):
        return _start(of.item or of)
    return {one.name: _start(one) for one in of if one.required or one.start is not None}


def _block_form(cls: Any) -> BlockForm:
    order = tuple(inner_names(cls))
    outer = (cls.tag, *cls.outer)
    inner = [
        _field(cls, name, (cls.tag,) if name == cls.body else (cls.tag, name), order)
        for name in order
    ]
    beside = [_field(cls, name, (name,), outer) for name in cls.outer]
    return BlockForm(cls.tag, block_called(cls), _sentence(cls), (*inner, *beside))


def _fields_of(cls: Any) -> Iterator[FormField]:
    names = tuple(sorted(form_of(cls).shapes, key="blocks".__eq__))  # a section's own keys first
    return (_field(cls, name, (name,), names) for name in names)


def _field(cls: Any, name: str, path: Key, order: tuple[str, ...]) -> FormField:
    form = form_of(cls)
    extras: dict[Any, Any] = {type(extra): extra for extra in reversed(form.extras[name])}
    defaults = {own.name: own for own in fields(cls)}
    own = defaults[name]
    default = None if own.default is MISSING else own.default
    shape = form.shapes[name]
    facts: dict[str, Any] = {"label": field_called(cls, name), "help": shape.doc}
    facts |= {"path": path, "order": order}
    facts |= {"required": name in form.required, "default": default}
    if Start in extras:
        facts["start"] = extras[Start].value
    return _of(name, shape, extras, facts)


def _of(
    name: str, shape: Shape, extras: Mapping[type[Any], Any], facts: Mapping[str, Any]
) -> FormField:
    """Return the field for a shape, and for what it is made of."""
    own: dict[str, Any] = {"shape": shape, "kind": "text"}
    match shape:
        case TextShape(length=length, pattern=pattern):
            own |= {"kind": _kind_of_text(name, extras), **_ends(length)}
            own["pattern"] = pattern.regex if pattern else ""
        case ChoiceShape(words=words):
            choices = tuple((word, choice_called(extras.values(), word)) for word in words)
            own |= {"kind": "choice", "choices": choices}
        case NumberShape(range=ends):
            own |= {"kind": "number"}
            own |= {"least": ends.least, "most": ends.most} if ends else {}
        case BoolShape():
            own["kind"] = "yes"
        case DateShape():
            own["kind"] = "date"
        case TableShape(item=item):
            own |= {"kind": "table", "item": _item(name, item, extras)}
        case BlockShape():
            own["kind"] = "blocks"
        case RecordShape(cls=cls, short=short):
            own |= {"kind": "record", "fields": tuple(_fields_of(cls))}
            own["short"] = own["fields"][0].name if short else ""
        case ListShape(item=item, length=length, single=single):
            inner = _item(name, item, extras)
            kinds: dict[str, FieldKind] = {"record": "rows", "blocks": "blocks"}
            kind = "sections" if name == "sections" else kinds.get(inner.kind, "list")
            own |= {"kind": kind, "single": single, **_ends(length), "item": inner}
            own |= {"fields": inner.fields, "short": inner.short}
    return FormField(name=name, **{**facts, **own})


def _item(name: str, shape: Shape, extras: Mapping[type[Any], Any]) -> FormField:
    facts = {"label": "", "help": "", "path": (), "order": (), "required": True}
    return _of(name, shape, extras, facts)


def _kind_of_text(name: str, extras: Mapping[type[Any], Any]) -> FieldKind:
    if name == SOURCES:
        return "source"
    kinds: dict[type[Any], FieldKind] = {
        Paragraphs: "prose",
        Drawing: "drawing",
        Pointer: "handout",
    }
    return next((kind for mark, kind in kinds.items() if mark in extras), "text")


def _ends(length: Length) -> dict[str, Any]:
    return {"least": length.least or None, "most": length.most}


def _start(one: FormField) -> Any:
    """Return what a field of something new holds."""
    if one.start is not None:
        return list(one.start) if isinstance(one.start, tuple) else one.start
    match one.kind:
        case "choice":
            return one.choices[0][0]
        case "number":
            return int(one.least or 0)
        case "yes":
            return bool(one.default)
        case "date":
            return LEAST_DAY
        case "record":
            return _start(one.fields[0]) if one.short else blank(one.fields)
        case "blocks":
            return [{"prose": START}]
        case "sections":
            return [blank(section_form())]
        case "list" | "rows":
            assert one.item is not None, "a list says what it holds"
            return [_start(one.item) for _ in range(int(one.least or 1))]
        case "table":
            return {}
    return START


def _put(value: dict[str, Any], path: Key, content: Any) -> None:
    for name in path[:-1]:
        value = value.setdefault(str(name), {})
    value[str(path[-1])] = content


def _sentence(cls: Any) -> str:
    return " ".join((getdoc(cls) or "").partition("\n\n")[0].split())
