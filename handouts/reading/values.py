"""Single values: text, words, numbers, days."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from handouts.diagnostics import Problems, did_you_mean
from handouts.reading.constraints import Length, Pattern, Range
from handouts.reading.nodes import Map, Node, Scalar, Text, kind
from handouts.reading.scalars import as_date
from handouts.reading.shapes import BoolShape, ChoiceShape, DateShape, NumberShape, Shape, TextShape


class _Failed:
    """Stands where there is no value, as an error was met."""


FAILED = _Failed()
WRITE_OR_DELETE = "write it, or delete the key"


def single(shape: Shape, node: Node, what: str, problems: Problems) -> Any:
    """Return the value of a scalar for a shape, or FAILED; what names it in messages."""
    needed, value = _typed(shape, node)
    if value is FAILED:
        hint = _quotes(node) if needed == "text" else ""
        problems.error("wrong-type", node.place, f"{what} must be {needed}, not {kind(node)}", hint)
    elif complaint := _complaint(shape, value, what):
        rule, fact, hint = complaint
        problems.error(rule, node.place, fact, hint)
        return FAILED
    return value


def _quotes(node: Node) -> str:
    """Return what to do about what stands where text is needed."""
    if isinstance(node, Map) and len(node.items) == 1:
        return "where a colon and a space stand in the text, put it in quotes"
    return "put it in quotes" if isinstance(node, Scalar) else ""


def _typed(shape: Shape, node: Node) -> tuple[str, Any]:
    """Return what a shape needs, in words, and the node's value if it is of that type."""
    value = node.value if isinstance(node, Scalar) else None
    is_bool = isinstance(value, bool)
    match shape:
        case BoolShape():
            return "true or false", value if is_bool else FAILED
        case NumberShape() if is_bool:
            return "a number", FAILED
        case NumberShape(whole=True):
            return "a whole number", value if isinstance(value, int) else FAILED
        case NumberShape():
            return "a number", float(value) if isinstance(value, int | float) else FAILED
        case DateShape():
            day = as_date(value) if isinstance(value, str) else value
            return "a date, as 2026-01-31", day if isinstance(day, date) else FAILED
        case ChoiceShape():
            return "one word", value if isinstance(value, str) else FAILED
    if isinstance(node, Scalar) and value is not None and not is_bool:
        return "text", Text(node.text, node.place)
    return "text", FAILED


def _complaint(shape: Shape, value: Any, what: str) -> tuple[str, str, str] | None:
    """Return the rule that a value of the right type breaks, the fact and a hint."""
    match shape:
        case TextShape() if all(map(_unseen, value)):
            return "empty", f"{what} is empty", WRITE_OR_DELETE
        case TextShape(length=length) if fact := misfit(length, len(value), "character"):
            return "length", f"{what} has {fact}", ""
        case TextShape(pattern=Pattern(regex, meaning)) if not re.fullmatch(regex, value):
            return "wrong-value", f"{what} must be {meaning}, not '{_brief(value)}'", ""
        case ChoiceShape(words=words) if value not in words:
            return "wrong-value", f"{what} cannot be '{_brief(value)}'", did_you_mean(value, words)
        case NumberShape(range=Range(least, most)) if not least <= value <= most:
            return "wrong-value", f"{what} must be from {least:,} to {most:,}, not {value:,}", ""
    return None


def _unseen(character: str) -> bool:
    """Say whether nothing is seen of a character: a space, or a format character."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def misfit(length: Length, count: int, unit: str) -> str:
    """Say how a count breaks a length, '' where it keeps it."""
    counted = f"{count:,} {unit}{'' if count == 1 else 's'}"
    if count < length.least:
        return f"{counted}; it needs at least {length.least:,}"
    if length.most is not None and count > length.most:
        return f"{counted}; it may have {length.most:,}"
    return ""


def _brief(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
