"""The text code: a short name for exactly these words, the same in every format.

Whoever changes what is hashed here, or how, voids every approval of every customer: their texts are
then no longer what their codes name. tests/data/codes holds texts whose codes never change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from typing import Any

from handouts.content.prose import parse
from handouts.reading import Text

__all__ = ["canonical", "text_code"]

ALPHABET = (
    "23456789CDFGHJKMNPQRTVWXY"  # nothing misread (0 O, 1 I L, 5 S, 2 Z), no vowels, no words
)
LENGTH = 8


def canonical(value: object) -> object:
    """Return a value as plain data: no places, no line ends, and nothing that is at its default.

    So a key that the model gains, with whatever default, voids no code given before. (A default
    itself must never change: texts that leave it unset would say something else under their code.)
    """
    if isinstance(value, Text):
        return [canonical(block) for block in parse(value)]  # paragraphs and lists, not line ends
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): canonical(item) for key, item in sorted(value.items())}
    if isinstance(value, tuple | list):
        return [canonical(item) for item in value]
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if is_dataclass(value):
        keys = [f.name for f in fields(value) if f.compare and _set(f, value)]
        return {"": type(value).__name__} | {k: canonical(getattr(value, k)) for k in keys}
    return value


def _set(entry: Field[Any], value: object) -> bool:
    """Say whether a field is at anything but its default; what is asked for has none."""
    current = getattr(value, entry.name)
    if entry.default_factory is not MISSING:
        return bool(current != entry.default_factory())
    return entry.default is MISSING or bool(current != entry.default)


def text_code(*values: object) -> str:
    """Return eight unambiguous characters, as 'XXXX-XXXX', from the hash of canonical values."""
    text = json.dumps([canonical(v) for v in values], sort_keys=True, ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest())
    letters = ""
    for _ in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        letters += ALPHABET[digit]
    return f"{letters[:4]}-{letters[4:]}"
