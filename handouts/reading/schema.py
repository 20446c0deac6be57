"""JSON Schema of the dataclasses that decode builds, for editors that complete as one types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from handouts.reading.constraints import Length
from handouts.reading.shapes import (
    BlockShape,
    BoolShape,
    ChoiceShape,
    DateShape,
    ListShape,
    NumberShape,
    RecordShape,
    Shape,
    TableShape,
    TextShape,
    form_of,
    inner_names,
)

Schema = dict[str, Any]

_NOT_BLANK = r"\S"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def json_schema(cls: type[Any], *, title: str, description: str = "") -> dict[str, object]:
    """Return the JSON Schema of a dataclass (https://json-schema.org/draft/2020-12/schema)."""
    writer = _Writer()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **({"description": description} if description else {}),
        **writer.record(cls),
        **({"$defs": dict(sorted(writer.defs.items()))} if writer.defs else {}),
    }


class _Writer:
    def __init__(self) -> None:
        self.defs: dict[str, Schema] = {}

    def record(self, cls: type[Any]) -> Schema:
        """Return the schema of a dataclass with all its fields."""
        return self._object(cls, form_of(cls).shapes)

    def _object(self, cls: type[Any], names: Iterable[str]) -> Schema:
        form = form_of(cls)
        names = list(names)
        required = [name for name in names if name in form.required]
        return {
            "type": "object",
            "properties": {name: self._value(form.shapes[name]) for name in names},
            **({"required": required} if required else {}),
            "additionalProperties": False,
        }

    def _block(self, cls: type[Any]) -> Schema:
        """Return the schema of a block: its tag's key, and the keys beside it."""
        form = form_of(cls)
        body = form.shapes[cls.body] if cls.body else None
        content = self._value(body) if body else self._object(cls, inner_names(cls))
        beside = self._object(cls, cls.outer)
        return {
            "type": "object",
            "properties": {cls.tag: content, **beside["properties"]},
            "required": [cls.tag, *beside.get("required", [])],
            "additionalProperties": False,
        }

    def _value(self, shape: Shape) -> Schema:
        schema = self._kind(shape)
        if shape.optional:
            schema = {"anyOf": [schema, {"type": "null"}]}
        return {**schema, "description": shape.doc} if shape.doc else schema

    def _kind(self, shape: Shape) -> Schema:
        match shape:
            case TextShape():
                pattern = f"^(?:{shape.pattern.regex})$" if shape.pattern else _NOT_BLANK
                types = ["string", "number"]  # a number without quotes is taken by its text
                return {"type": types, "pattern": pattern, **_limits(shape.length, "Length")}
            case ChoiceShape():
                return {"enum": list(shape.words)}
            case NumberShape(whole=whole, range=limits):
                ends = {"minimum": limits.least, "maximum": limits.most} if limits else {}
                return {"type": "integer" if whole else "number", **ends}
            case BoolShape():
                return {"type": "boolean"}
            case DateShape():
                return {"type": "string", "format": "date", "pattern": _DATE}
            case ListShape():
                return self._list(shape)
            case TableShape():
                return {"type": "object", "additionalProperties": self._value(shape.item)}
            case RecordShape():
                return self._record_or_text(shape)
        assert isinstance(shape, BlockShape)
        return {"oneOf": [self._ref(cls, self._block) for cls in shape.members.values()]}

    def _list(self, shape: ListShape) -> Schema:
        item = self._value(shape.item)
        many: Schema = {"type": "array", "items": item, **_limits(shape.length, "Items")}
        return {"anyOf": [item, many]} if shape.single else many

    def _record_or_text(self, shape: RecordShape) -> Schema:
        whole = self._ref(shape.cls, self.record)
        return {"anyOf": [self._kind(TextShape()), whole]} if shape.short else whole

    def _ref(self, cls: type[Any], write: Callable[[type[Any]], Schema]) -> Schema:
        """Refer to a class, and write it down at the first time (it may hold itself)."""
        if cls.__name__ not in self.defs:
            self.defs[cls.__name__] = {}
            self.defs[cls.__name__] = write(cls)
        return {"$ref": f"#/$defs/{cls.__name__}"}


def _limits(length: Length, of: str) -> Schema:
    least = {f"min{of}": length.least} if length.least else {}
    return least if length.most is None else {**least, f"max{of}": length.most}
