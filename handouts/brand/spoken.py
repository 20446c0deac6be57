"""Details by language: a text for all of them, or ``{en: …, ar: …}``, the first for all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from handouts.content import is_language, locale_of, locales, speaks, wider
from handouts.diagnostics import Problems, did_you_mean
from handouts.reading import Map, Node, Seq

__all__ = ["OTHERS", "SPOKEN", "WITHIN", "languages_of", "said_in"]

OTHERS = "und"  # stands for a language in which nothing is said
WITHIN = {"out_of_hours": ("who",), "contacts": ("who", "hours")}
SPOKEN = ("strapline", "hours", "interests")  # beside those within others, and all words
WORDS = "words"
INTERESTS = "interests"
Replacement = Callable[[str, Map], Node | None]


def languages_of(details: Map, problems: Problems) -> list[str]:
    """Return the languages in which a clinic says anything; tell of what is none."""
    tags: dict[str, None] = {}

    def note(key: str, given: Map) -> Node:
        for tag, place in given.keys.items():
            if is_language(tag):
                tags[tag] = None
            else:
                fact = f"'{tag}' in '{key}' is no tag of a language"
                problems.error("language", place, fact, "write it as en, ar or zh-Hans")
            if is_language(tag) and not speaks(tag, locale_of(tag).tag):
                fact = f"'{tag}' in '{key}' is no language that is known here"
                hint = did_you_mean(tag, [*locales()]) or f"known: {', '.join(locales())}"
                problems.warn("language", place, fact, hint)
        return given

    _changed(details, note)
    return list(tags)


def said_in(details: Map, language: str) -> Map:
    """Return details with what is said in a language, the narrowest tag of it first.

    Where nothing is said in it, what comes first in the file stands in; but no sentence on what a
    clinic offers, which can be made in any language. Without a language, all comes first.
    """

    def choose(key: str, given: Map) -> Node | None:
        first = next(iter(given.items.values()))
        own = (given.items[tag] for tag in wider(language) if tag in given.items)
        return next(own, None if language and key == INTERESTS else first)

    return _changed(details, choose)


def _changed(details: Map, change: Replacement) -> Map:
    """Return details with what is given by language changed; None takes it away."""
    items = dict(_within(details, SPOKEN, change))
    for key, inner in WITHIN.items():
        given = items.get(key)
        if isinstance(given, Map) and key != "contacts":
            items[key] = replace(given, items=dict(_within(given, inner, change)))
        elif isinstance(given, Seq):
            rows = (
                replace(row, items=dict(_within(row, inner, change)))
                if isinstance(row, Map)
                else row
                for row in given.items
            )
            items[key] = replace(given, items=tuple(rows))
    if isinstance(words := items.get(WORDS), Map):
        items[WORDS] = replace(words, items=dict(_within(words, tuple(words.items), change)))
    return replace(details, items=items)


def _within(given: Map, keys: tuple[str, ...], change: Replacement) -> Iterator[tuple[str, Node]]:
    for key, node in given.items.items():
        changed: Node | None = node
        if key in keys and isinstance(node, Map) and any(map(is_language, node.items)):
            changed = change(key, node)
        if changed is not None:
            yield key, changed
