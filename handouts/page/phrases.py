"""The fixed phrases of a language, from templates/phrases.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.reading import Map, Node, Scalar, Seq, read_yaml
from handouts.workspace import Workspace

__all__ = ["Phrases", "load_phrases"]

PHRASES = "templates/phrases.yaml"


class Phrases:
    """Says the phrases of one language."""

    def __init__(self, entries: Mapping[str, str | tuple[str, ...]]) -> None:
        """Take the phrases by key."""
        self._entries = entries

    def say(self, phrase: str, **words: object) -> str:
        """Return a phrase with its {words} filled in. Raises HandoutsError for an unknown one."""
        try:
            return str(self._entries[phrase]).format(**words)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise HandoutsError(
                Diagnostic(
                    "error", "phrase", Place(PHRASES),
                    f"the phrase '{phrase}' is missing, or wants a word that is not given: {error}",
                    "compare it with the file that we ship",
                )
            ) from None  # fmt: skip

    def month(self, day: date) -> str:
        """Return the name of a day's month."""
        return self._entries["months"][day.month - 1]

    @property
    def entries(self) -> Mapping[str, str | tuple[str, ...]]:
        """All phrases by key: they are part of what a text code names."""
        return self._entries


def load_phrases(workspace: Workspace, language: str, name: str = PHRASES) -> Phrases:
    """Read the phrases of a language, 'en-GB' before 'en'; of a frozen text from its own file.

    Raises HandoutsError.
    """
    problems = Problems()
    node = read_yaml(workspace, name, problems, ours=True)
    if node is None:
        raise HandoutsError(*problems)
    for spoken in (language, language.partition("-")[0]):
        if isinstance(found := node.items.get(spoken), Map):
            return Phrases({key: _value(item) for key, item in found.items.items()})
    raise HandoutsError(
        Diagnostic("error", "phrase", Place(name), f"there are no phrases for '{language}'",
                   f"known here: {', '.join(node.items)}")
    )  # fmt: skip


def _value(node: Node) -> str | tuple[str, ...]:
    if isinstance(node, Seq):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return node.text if isinstance(node, Scalar) else ""
