"""Which sources a sheet cites, numbered in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from handouts.content.prose import Cite, List, parse
from handouts.reading import Text

__all__ = ["numbered"]


def numbered(values: Sequence[object]) -> dict[str, int]:
    """Return the number of each source's key, from 1, over the printed parts of a handout."""
    keys = dict.fromkeys(key for value in values for key in _keys(value))
    return {key: number for number, key in enumerate(keys, 1)}


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, Text):
        for block in parse(value):
            rows = block.items if isinstance(block, List) else (block.runs,)
            for run in (run for runs in rows for run in runs):
                if isinstance(run, Cite):
                    yield from run.keys
    elif isinstance(value, tuple):
        for item in value:
            yield from _keys(item)
    elif is_dataclass(value):
        for entry in fields(value):
            item = getattr(value, entry.name)
            yield from map(str, item) if entry.name == "sources" else _keys(item)
