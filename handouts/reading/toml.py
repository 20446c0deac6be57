"""TOML as the nodes that YAML gives, so that one decoder reads both.

The standard library reads TOML without places, so a key is looked up in the text once more.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from typing import Any

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.reading.nodes import Map, Node, Scalar, Seq

__all__ = ["key_place", "parse_toml"]

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)")


def parse_toml(text: str, name: str) -> Map:
    """Return the tables of a file; each value stands at its key. Raises HandoutsError."""
    try:
        table = tomllib.loads(text)
    except RecursionError:
        raise _unreadable(name, Place(name), "it is nested too deep", "write it flatter") from None
    except tomllib.TOMLDecodeError as error:
        at = _PLACE.search(str(error))
        line, column = (int(at[1] or text.count("\n") + 1), int(at[2] or 1)) if at else (0, 0)
        fact = _PLACE.sub("", str(error)).replace(
            "Cannot overwrite a value", "a key stands here a second time"
        )
        raise _unreadable(name, Place(name, line, column), fact) from None
    places = {key: key_place(text, name, key) for key in table}
    items = {key: _node(value, places[key], text) for key, value in table.items()}
    return Map(Place(name), items, places)


def key_place(text: str, name: str, key: str) -> Place:
    """Return where a key or a table of that name stands in the text of a file, else the file."""
    word = rf"""["']?{re.escape(key)}["']?\s*"""
    match = re.search(rf"^[ \t]*(?={word}[=.]|\[\[?\s*{word}[\].])", text, re.MULTILINE)
    if match is None:
        return Place(name)
    return Place(name, text.count("\n", 0, match.end()) + 1, len(match[0]) + 1)


def _node(value: Any, place: Place, text: str) -> Node:
    """Return what a value is as a node; a key in a table of its own has a place of its own."""
    match value:
        case dict():
            inner = {key: key_place(text, place.file, key) for key in value}
            places = {key: own if own.line else place for key, own in inner.items()}
            items = {key: _node(entry, places[key], text) for key, entry in value.items()}
            return Map(place, items, places)
        case list():
            return Seq(place, tuple(_node(entry, place, text) for entry in value))
        case bool():
            return Scalar(place, value, str(value).lower())
        case str() | int() | float():
            return Scalar(place, value, str(value))
        case date() if not isinstance(value, datetime):
            return Scalar(place, value, value.isoformat())
    return Scalar(place, value.isoformat(), value.isoformat())


def _unreadable(name: str, place: Place, fact: str, hint: str = "") -> HandoutsError:
    fact = f"{name} cannot be read: {fact}"
    return HandoutsError(Diagnostic("error", "settings", place, fact, hint))
