"""What a type hint alone cannot say, for Annotated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Length:
    """How many characters a text, or how many items a list, may have."""

    least: int = 0
    most: int | None = None


ANY_LENGTH = Length()


@dataclass(frozen=True, slots=True)
class Range:
    """The smallest and the largest number allowed."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression for the whole text, and a noun phrase that says what it means."""

    regex: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Doc:
    """A sentence about a field, for the schema and the docs."""

    text: str


@dataclass(frozen=True, slots=True)
class Called:
    """What a form calls a field, where its key does not say it."""

    name: str


@dataclass(frozen=True, slots=True)
class InWords:
    """What a form says for words that a field may hold: pairs of a word and what is said."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Start:
    """What a field holds at first, in what somebody has only begun."""

    value: Any


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """A single value may stand where a list is declared."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """The members of the union are blocks, told apart by their one key."""
