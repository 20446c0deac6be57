"""Finding a handout by what people call it."""

from __future__ import annotations

from collections.abc import Iterable

from handouts.content import Handout
from handouts.content.packs import Pack

__all__ = ["find", "matches"]


def matches(handout: Handout | Pack, words: str) -> bool:
    """Say whether a handout is meant by words: its id, title, or what people call it."""
    return any(words.casefold() in name for name in _names(handout))


def find(handouts: Iterable[Handout | Pack], words: str) -> list[Handout | Pack]:
    """Return the handouts that words may mean; those that are called exactly so, if there are."""
    found = [handout for handout in handouts if matches(handout, words)]
    exact = [handout for handout in found if words.casefold() in _names(handout)]
    return exact or found


def _names(handout: Handout | Pack) -> list[str]:
    names = (handout.id, handout.title, handout.short_title, *handout.also)
    return [name.casefold() for name in names]
