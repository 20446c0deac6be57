"""The fixed phrases of a language, from templates/phrases.yaml and templates/phrases/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from handouts.content import add_twins, is_language, locale_of, speaks, wider
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.reading import Map, Node, Scalar, Seq, Text, parse_yaml, read_yaml
from handouts.workspace import Workspace, house

__all__ = ["PhraseText", "Phrases", "load_frozen_phrases", "load_phrases", "spoken_languages"]

PHRASES = "templates/phrases.yaml"  # by tag
FOLDER = "templates/phrases"  # with a file a language
HEAD = ("by", "on")  # of such a file: who has gone through it, and on which day
MACHINE = "machine"  # nobody has
ELSEWHERE = ("draft_", "fallback", "list_", "page_")  # how those begin that no given text says
PhraseText = str | tuple[str, ...]  # of a phrase


class Phrases:
    """Says the phrases of one language."""

    def __init__(
        self,
        entries: Mapping[str, PhraseText],
        places: Mapping[str, Place] | None = None,
        language: str = "en",
        *,
        machine: Iterable[str] = (),
        missing: Place | None = None,
    ) -> None:
        """Take the phrases by key, where they stand, and where one that is missing would stand.

        Those of machine are a machine's: nobody who reads the language has gone through them.
        """
        self.language, self.locale = language, locale_of(language)
        self._entries = entries
        self._places = places or {}
        self._missing = missing or Place(PHRASES)
        self.machine = frozenset(machine)

    def say(self, phrase: str, **words: object) -> str:
        """Return a phrase as it is set, with its {words} filled in.

        Raises HandoutsError for an unknown one.
        """
        return self._said(phrase, words, str)

    def _said(self, phrase: str, words: Mapping[str, object], made: Callable[[object], str]) -> str:
        try:
            return add_twins(made(self._entries[phrase]).format(**words))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise _unsaid(phrase, error, self._place(phrase)) from None

    def marked(self, phrase: str, **html: Markup) -> Markup:
        """Return a phrase with HTML for its {words}. Raises HandoutsError for an unknown one."""
        return Markup(self._said(phrase, html, Markup.escape))

    def dated(self, day: date) -> dict[str, object]:
        """Return the words of a phrase on a day: its date, which is a month with its year.

        Its month and year are there apart too, for phrases of a workspace's own; so are months that
        a workspace names, which a language needs that is not known here. Raises HandoutsError where
        the month has no name.
        """
        own, locale = self._entries.get("months"), self.locale
        if own is None and not speaks(self.language, locale.tag):
            raise _unsaid("months", LookupError("months"), self._place("months"))
        locale = replace(locale, months=tuple(own)) if own else locale
        try:
            return {
                "date": add_twins(locale.month_of(day)),
                "month": add_twins(locale.months[day.month - 1]),
                "year": day.year,
            }
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
        machine = self.machine - frozen.keys()
        return Phrases(
            {**self._entries, **frozen},
            places,
            language=self.language,
            machine=machine,
            missing=self._missing,
        )

    @property
    def machine_files(self) -> tuple[str, ...]:
        """The files with phrases of a sheet that a machine said, and nobody has gone through.

        What stands on drafts, over the text of another language or on web pages is asked for there.
        """
        keys = (key for key in self.machine if not key.startswith(ELSEWHERE))
        return tuple(sorted({self._place(key).file for key in keys}))

    def texts(self) -> Iterator[Text]:
        """Walk through the words of all phrases, with their places."""
        for key, words in self._entries.items():
            for text in (words,) if isinstance(words, str) else words:
                yield Text(text, self._place(key))

    def _place(self, key: str) -> Place:
        return self._places.get(key, self._missing)


def load_phrases(workspace: Workspace, language: str) -> Phrases:
    """Read the phrases of a language: 'zh-Hans-HK' before 'zh-Hans' before 'zh'.

    They stand under its tag in templates/phrases.yaml, and in a file of its own in
    templates/phrases/. What the workspace's own files lack, as a phrase that came with a release,
    is ours. Raises HandoutsError.
    """
    entries = _spoken(_shipped, language) | _spoken(partial(_own, workspace), language)
    if not entries:
        raise _unspoken(language, Place(PHRASES), spoken_languages(workspace))
    return Phrases(
        {key: entry.text for key, entry in entries.items()},
        {key: entry.place for key, entry in entries.items()},
        language=language,
        machine={key for key, entry in entries.items() if entry.machine},
        missing=_home(workspace, language),
    )


def load_frozen_phrases(workspace: Workspace, language: str, name: str) -> dict[str, PhraseText]:
    """Read the phrases that were frozen with a text, from its own file. Raises HandoutsError."""
    file = _whole(partial(read_yaml, workspace, name))
    entries: dict[str, _Entry] = {}
    for tag in reversed(wider(language)):
        entries |= _tagged(file, tag)
    if not entries:
        raise _unspoken(language, file.place, file.items)
    return {key: entry.text for key, entry in entries.items()}


class _Entry(NamedTuple):
    """A phrase in a file."""

    text: PhraseText
    place: Place
    machine: bool = False


def _spoken(read: Callable[[str], Map | None], language: str) -> dict[str, _Entry]:
    """Return the phrases that files say in a language; those of its narrowest tag win."""
    table = read(PHRASES)
    entries: dict[str, _Entry] = {}
    for tag in reversed(wider(language)):
        entries |= _tagged(table, tag) if table else {}
        sheet = read(_sheet(tag)) if is_language(tag) else None
        entries |= _of_sheet(sheet) if sheet else {}
    return entries


def _tagged(file: Map, tag: str) -> dict[str, _Entry]:
    """Return the phrases that stand under a tag."""
    entry = file.items.get(tag)
    if entry is None:
        return {}
    if not isinstance(entry, Map):
        fact = f"what stands under '{tag}' is no list of phrases"
        hint = "write 'key: words' below it"
        raise HandoutsError(Diagnostic("error", "phrase", entry.place, fact, hint))
    return {key: _Entry(_value(item), item.place) for key, item in entry.items.items()}


def _of_sheet(file: Map) -> dict[str, _Entry]:
    """Return the phrases of a file of one language, whose head says who has gone through them."""
    machine = _by(file) == MACHINE
    items = ((key, item) for key, item in file.items.items() if key not in HEAD)
    return {key: _Entry(_value(item), item.place, machine) for key, item in items}


def _by(file: Map) -> str:
    """Return who has gone through a file. Raises HandoutsError where that is not said."""
    by, on = (file.items.get(key) for key in HEAD)
    who = by.text.strip() if isinstance(by, Scalar) else ""
    if not who or (who != MACHINE and not _is_day(on)):
        fact = "it is not said who has gone through these phrases, and when"
        hint = "write 'by: machine' for nobody, else 'by:' with a name and 'on:' with a day"
        raise HandoutsError(Diagnostic("error", "phrase", (by or file).place, fact, hint))
    return who


def _is_day(node: Node | None) -> bool:
    try:
        return isinstance(node, Scalar) and bool(date.fromisoformat(node.text))
    except ValueError:
        return False


def _own(workspace: Workspace, name: str) -> Map | None:
    """Read a file of the workspace's own, where it has one."""
    return _whole(partial(read_yaml, workspace, name)) if workspace.exists(name) else None


def _shipped(name: str) -> Map | None:
    """Read a file that we ship."""
    path = house() / name
    if not path.is_file():
        return None
    return _whole(partial(parse_yaml, path.read_text(encoding="utf-8"), name))


def _whole(read: Callable[[Problems], Map | None]) -> Map:
    """Return what is read. Raises HandoutsError with all that is wrong."""
    problems = Problems()
    node = read(problems)
    if node is None:
        raise HandoutsError(*problems)
    return node


def _sheet(tag: str) -> str:
    return f"{FOLDER}/{tag}.yaml"


def _home(workspace: Workspace, language: str) -> Place:
    """Return where a phrase of a language would stand: in the file of its narrowest tag."""
    sheets = map(_sheet, filter(is_language, wider(language)))
    there = (name for name in sheets if workspace.exists(name) or (house() / name).is_file())
    return Place(next(there, PHRASES))


def spoken_languages(workspace: Workspace) -> list[str]:
    """Return the languages that have phrases, sorted."""
    tables = [table for table in (_shipped(PHRASES), _own(workspace, PHRASES)) if table]
    sheets = (name.removesuffix(".yaml") for name in workspace.house_names(FOLDER))
    return sorted({*(tag for table in tables for tag in table.items), *sheets})


def _unsaid(phrase: str, error: Exception, place: Place) -> HandoutsError:
    fact = f"the phrase '{phrase}' is missing, or wants a word that is not given: {error}"
    hint = "compare it with the file that we ship"
    return HandoutsError(Diagnostic("error", "phrase", place, fact, hint))


def _unspoken(language: str, place: Place, known: Iterable[str]) -> HandoutsError:
    fact, hint = f"there are no phrases for '{language}'", f"known here: {', '.join(known)}"
    return HandoutsError(Diagnostic("error", "phrase", place, fact, hint))


def _value(node: Node) -> PhraseText:
    if isinstance(node, Seq):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return node.text if isinstance(node, Scalar) else ""
