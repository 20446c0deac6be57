"""The fixed phrases of a language, from templates/phrases.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from handouts.content import locale_of, wider
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page.ties import add_twins
from handouts.reading import Map, Node, Scalar, Seq, Text, parse_yaml, read_yaml
from handouts.workspace import Workspace, house

__all__ = ["PhraseText", "Phrases", "load_frozen_phrases", "load_phrases"]

PHRASES = "templates/phrases.yaml"
PhraseText = str | tuple[str, ...]  # of a phrase


class Phrases:
    """Says the phrases of one language."""

    def __init__(
        self,
        entries: Mapping[str, PhraseText],
        places: Mapping[str, Place] | None = None,
        language: str = "en",
    ) -> None:
        """Take the phrases by key, and where they stand, as far as that is known."""
        self.locale = locale_of(language)
        self._entries = entries
        self._places = places or {}

    def say(self, phrase: str, **words: object) -> str:
        """Return a phrase as it is set, with its {words} filled in.

        Raises HandoutsError for an unknown one.
        """
        try:
            return add_twins(str(self._entries[phrase]).format(**words))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise _unsaid(phrase, error, self._place(phrase)) from None

    def month(self, day: date) -> str:
        """Return the name of a day's month. Raises HandoutsError where it has none."""
        try:
            return add_twins(self._entries["months"][day.month - 1])
        except LookupError as error:
            raise _unsaid("months", error, self._place("months")) from None

    @property
    def entries(self) -> Mapping[str, PhraseText]:
        """All phrases by key."""
        return self._entries

    def those(self, keys: Iterable[str]) -> dict[str, PhraseText]:
        """Return the phrases with these keys, as far as they are there."""
        return {key: self._entries[key] for key in keys if key in self._entries}

    def under(self, frozen: Mapping[str, PhraseText]) -> Phrases:
        """Return these phrases as far as others, which were frozen with a text, have none."""
        places = {key: place for key, place in self._places.items() if key not in frozen}
        return Phrases({**self._entries, **frozen}, places, self.locale.tag)

    def texts(self) -> Iterator[Text]:
        """Walk through the words of all phrases, with their places."""
        for key, words in self._entries.items():
            for text in (words,) if isinstance(words, str) else words:
                yield Text(text, self._place(key))

    def _place(self, key: str) -> Place:
        return self._places.get(key, Place(PHRASES))


def load_phrases(workspace: Workspace, language: str) -> Phrases:
    """Read the phrases of a language: 'zh-Hans-HK' before 'zh-Hans' before 'zh'.

    Where the workspace's own file lacks a phrase, as one that came with a release, it is ours.
    Raises HandoutsError.
    """
    own, ours = _read(workspace), _shipped()
    phrases = _spoken(ours, language) | _spoken(own, language)
    if not phrases:
        raise _unspoken(language, own)
    return Phrases(phrases, _places(ours, language) | _places(own, language), language)


def load_frozen_phrases(workspace: Workspace, language: str, name: str) -> dict[str, PhraseText]:
    """Read the phrases that were frozen with a text, from its own file. Raises HandoutsError."""
    file = _read(workspace, name)
    phrases = _spoken(file, language)
    if not phrases:
        raise _unspoken(language, file)
    return phrases


def _read(workspace: Workspace, name: str = PHRASES) -> Map:
    problems = Problems()
    node = read_yaml(workspace, name, problems, ours=name == PHRASES)
    if node is None:
        raise HandoutsError(*problems)
    return node


def _shipped() -> Map:
    problems = Problems()
    node = parse_yaml((house() / PHRASES).read_text(encoding="utf-8"), PHRASES, problems)
    if node is None:
        raise HandoutsError(*problems)
    return node


def _spoken(file: Map, language: str) -> dict[str, PhraseText]:
    """Return the phrases of a file that speak a language; those of its narrowest tag win."""
    phrases: dict[str, PhraseText] = {}
    for spoken in reversed(wider(language)):
        if (entry := file.items.get(spoken)) is None:
            continue
        if not isinstance(entry, Map):
            raise _unspoken(language, file)
        phrases |= {key: _value(item) for key, item in entry.items.items()}
    return phrases


def _places(file: Map, language: str) -> dict[str, Place]:
    """Return where the phrases stand that a file has for a language."""
    spoken = (file.items.get(name) for name in reversed(wider(language)))
    return {
        key: item.place
        for entry in spoken
        if isinstance(entry, Map)
        for key, item in entry.items.items()
    }


def _unsaid(phrase: str, error: Exception, place: Place) -> HandoutsError:
    fact = f"the phrase '{phrase}' is missing, or wants a word that is not given: {error}"
    hint = "compare it with the file that we ship"
    return HandoutsError(Diagnostic("error", "phrase", place, fact, hint))


def _unspoken(language: str, file: Map) -> HandoutsError:
    fact, known = f"there are no phrases for '{language}'", f"known here: {', '.join(file.items)}"
    return HandoutsError(Diagnostic("error", "phrase", file.place, fact, known))


def _value(node: Node) -> PhraseText:
    if isinstance(node, Seq):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return node.text if isinstance(node, Scalar) else ""
