"""A dataclass as the plain data that decode reads: for files that the house writes itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import yaml

from handouts.reading.shapes import form_of, inner_names

__all__ = ["encode", "write_yaml"]

PLAIN = re.compile(r"[a-z]+(?:[_-][a-z]+)*")  # keys without quotes; PyYAML quotes odd words itself
WIDEST = 1_000_000  # characters of a line: a text is never folded


def encode(value: Any) -> Any:
    """Return a value as mappings, lists and scalars; what holds its default is left out."""
    if hasattr(value, "__dataclass_fields__"):
        return _block(value) if getattr(value, "tag", "") else _record(value, _names(value))
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def write_yaml(data: Any) -> str:
    """Write plain data as YAML that our reader reads back to the same values."""
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDEST)


def _names(value: Any) -> list[str]:
    return list(form_of(type(value)).shapes)


def _record(value: Any, names: list[str]) -> dict[str, Any]:
    defaults = {field.name: field.default for field in fields(value)}
    values = {name: getattr(value, name) for name in names}
    return {
        name: encode(item)
        for name, item in values.items()
        if item != defaults[name] and not (item in ((), {}) and name not in _required(value))
    }


def _required(value: Any) -> frozenset[str]:
    return form_of(type(value)).required


def _block(value: Any) -> dict[str, Any]:
    """Write a block under its tag, with its outer keys beside it."""
    if value.body:
        inner = encode(getattr(value, value.body))
    else:
        inner = _record(value, inner_names(type(value)))
    return {value.tag: inner, **_record(value, list(value.outer))}


class _Dumper(yaml.SafeDumper):
    """Quotes what YAML 1.2 or our reader would take for something else than text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: Any = None) -> yaml.MappingNode:
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None if PLAIN.fullmatch(key.value) else key.style
        return node


def _text(dumper: yaml.SafeDumper, data: str) -> yaml.ScalarNode:
    lines = data.split("\n")
    style = "|" if len(lines) > 1 and all(line.isprintable() for line in lines) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)


def _day(dumper: yaml.SafeDumper, data: date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", data.isoformat(), style="")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(date, _day)
