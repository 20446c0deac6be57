"""What a text states with its sources: the sentences that an approver holds against them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from handouts.batch import Edition
from handouts.content import Certainty, Reference, cited, plain
from handouts.reading import Text

__all__ = ["Statement", "statements"]

UNSAID = frozenset({"sources", "place", "handout", "file"})  # keys whose values no reader sees


@dataclass(frozen=True)
class Statement:
    """Words that rest on sources, the heading that they stand under, and how sure research is."""

    heading: str
    words: str
    certainty: Certainty | None
    sources: tuple[Reference, ...]


def statements(edition: Edition) -> list[Statement]:
    """Return all that a text says with a source, as a reader meets it."""
    handout = edition.handout
    opening = (handout.summary, handout.main_message, handout.key_points)
    parts = [("In short", opening), *((plain(s.heading), s.blocks) for s in handout.sections)]
    return [
        Statement(heading, words, certainty, sources)
        for heading, part in parts
        for words, certainty, keys in _cited_in(part)
        if (sources := tuple(edition.references[k] for k in keys if k in edition.references))
    ]


def _cited_in(value: object) -> Iterator[tuple[str, Certainty | None, list[str]]]:
    """Yield words, how sure, and keys: of a sentence, or of what bears sources as a whole."""
    if isinstance(value, Text):
        if keys := list(dict.fromkeys(citation.key for citation in cited(value))):
            yield plain(value), None, keys
    elif isinstance(value, tuple):
        for item in value:
            yield from _cited_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        if getattr(value, "sources", ()):
            keys = list(dict.fromkeys(citation.key for citation in cited(value)))
            yield _words_of(value), getattr(value, "certainty", None), keys
        else:
            for field in fields(value):
                yield from _cited_in(getattr(value, field.name))


def _words_of(value: object) -> str:
    """Return the words and numbers of a value, field by field; keys of sources are none."""
    if isinstance(value, Text):
        return plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, tuple):
        return " · ".join(filter(None, map(_words_of, value)))
    if is_dataclass(value):
        names = (field.name for field in fields(value) if field.name not in UNSAID)
        return " · ".join(filter(None, (_words_of(getattr(value, name)) for name in names)))
    return ""
