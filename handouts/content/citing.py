"""What is cited: in texts, and in the ``sources`` of blocks and of what they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import NamedTuple

from handouts.content.fields import SOURCES
from handouts.content.prose import Cite, runs
from handouts.diagnostics import Place
from handouts.reading import Text

__all__ = ["Citation", "cited"]


class Citation(NamedTuple):
    """A source that is cited."""

    key: str
    text: Text  # that it stands in; a key in 'sources' is a text by itself

    @property
    def place(self) -> Place:
        """Where the key stands."""
        match = re.search(rf"@{re.escape(self.key)}(?![\w-])", self.text)
        return self.text.at(match.start() + 1) if match else self.text.place


def cited(value: object) -> Iterator[Citation]:
    """Walk through all that a value cites, in texts and in 'sources', as a reader meets it.

    Mappings are passed over: no page prints what a handout has in them.
    """
    if isinstance(value, Text):
        keys = (key for run in runs(value) if isinstance(run, Cite) for key in run.keys)
        yield from (Citation(key, value) for key in keys)
    elif isinstance(value, tuple):
        for item in value:
            yield from cited(item)
    elif is_dataclass(value):
        for field in fields(value):
            below = getattr(value, field.name)
            if field.name == SOURCES:
                yield from (Citation(str(key), key) for key in below)
            else:
                yield from cited(below)
