"""Keys: where a value stands in a file, as the names and places that lead to it."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.diagnostics import Unplaced

__all__ = ["Key", "Uneditable", "dotted", "key_from"]

Key = tuple[str | int, ...]  # names of keys, and places in lists from 0


class Uneditable(Unplaced):
    """An edit that cannot be made without a change to something else."""


def key_from(words: str) -> Key:
    """Return a key from what somebody typed: 'key_points.2', places in lists from 1."""
    parts = words.strip().split(".")
    return tuple(int(part) - 1 if part.isdecimal() and int(part) else part for part in parts)


def dotted(key: Sequence[str | int]) -> str:
    """Return a key as somebody would type it: see key_from."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in key)
