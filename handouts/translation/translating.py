"""A handout in another language, made of its source and a file of translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath

from handouts.brand import Unsuitable
from handouts.content import CITATION, TRANSLATIONS, Handout, is_language, locale_of, may_mean
from handouts.diagnostics import Place, Problems
from handouts.reading import Text
from handouts.translation.catalogue import Catalogue, read_catalogue
from handouts.translation.labels import Pictures, pictures_of, wordy
from handouts.translation.pairing import PairState, SegmentPair, pair
from handouts.translation.relabelling import crowded, relabelled
from handouts.translation.segmenting import ALSO, TextSpot, label_spot, retell, segments
from handouts.translation.terms import load_terms
from handouts.workspace import Workspace

__all__ = ["GAP", "SOURCE_CODE", "Translation", "file_of", "languages_of", "translated"]
__all__ += ["translation_of", "translators_of"]

SUFFIX = ".po"
SOURCE_CODE = "X-Source-Code"  # in the header: the text code of what is translated
GAP = "[... {}]"  # in a draft, for a segment that has no translation: its number, in no language


@dataclass(frozen=True)
class Translation:
    """A file of translations beside the handout that it translates."""

    source: Handout
    language: str
    catalogue: Catalogue
    pairs: tuple[SegmentPair, ...]
    pictures: Pictures = field(default_factory=dict)  # drawings with words that are segments
    drawings: frozenset[str] = frozenset()  # those of the source that were drawn anew
    labelled: tuple[str, ...] = ()  # drawings with words that none of them are
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # how each is always said

    @property
    def id(self) -> str:
        """The id of the handout, which is that of its source."""
        return self.source.id

    @cached_property
    def handout(self) -> Handout:
        """The handout in this language; what is not translated is a gap in it."""
        return translated(self)

    @cached_property
    def crowded(self) -> tuple[SegmentPair, ...]:
        """The words in drawings that have no room there."""
        by_words = {str(p.segment.text): p for p in self.pairs if p.segment.in_drawing}
        source, own = self.source.locale, locale_of(self.language)

        def say(words: str) -> str:
            return str(by_words[words].entry.words)

        try:
            labels = [crowded(data, say, source, own) for data in self.pictures.values()]
        except Unsuitable:  # no face of the language is installed: its check tells
            return ()
        return tuple(by_words[words] for words in dict.fromkeys(chain.from_iterable(labels)))

    @cached_property
    def counts(self) -> Mapping[PairState, int]:
        """How many segments are in each state; the names that people use are not asked for."""
        return Counter(one.state for one in self.pairs if one.segment.needed)

    @property
    def whole(self) -> bool:
        """Whether a person has translated, or gone through, each segment as it is now."""
        return set(self.counts) <= {"done"}

    @property
    def unfinished(self) -> list[SegmentPair]:
        """The segments that no person has translated, or gone through, as they are now."""
        return [one for one in self.pairs if _is_unfinished(one)]

    @property
    def source_code(self) -> str:
        """The text code of what it translates, as its file has it; '' where it has none."""
        return self.catalogue.header.get(SOURCE_CODE, "").strip()

    @property
    def machine(self) -> bool:
        """Whether any of it is a machine draft that no person has gone through."""
        return any(one.entry.machine for one in self.pairs)


def translators_of(one: Translation) -> tuple[str, ...]:
    """Return who translated it last, as its file has it: the name without the address."""
    name = one.catalogue.header.get("Last-Translator", "").partition("<")[0].strip()
    return (name,) if name and name.upper() != "FULL NAME" else ()


def _is_unfinished(one: SegmentPair) -> bool:
    """Say so of a segment; names for finding may be missing."""
    return one.state != "done" and (one.segment.needed or one.state != "missing")


def file_of(handout_id: str, language: str) -> str:
    """Return the path of a file of translations, relative to the workspace."""
    return f"content/{handout_id}/{TRANSLATIONS}/{language}{SUFFIX}"


def translation_of(
    workspace: Workspace, source: Handout, language: str, problems: Problems
) -> Translation | None:
    """Read the translation of a handout into a language; None where there is an error."""
    name = file_of(source.id, language)
    catalogue = read_catalogue(workspace, name, problems)
    if catalogue is None:
        return None
    named = catalogue.header.get("Language", "")
    if not may_mean(named, language):
        fact = f"the header names the language '{named}'"
        hint = f"the file is called {language}{SUFFIX}: mend one of the two"
        problems.error("po", Place(name, 1, 1), fact, hint)
        return None
    if language == source.language:
        fact = f"the handout itself is in {language}"
        problems.error("po", Place(name, 1, 1), fact, "delete the file, or name it by its language")
        return None
    folder = f"content/{source.id}/{TRANSLATIONS}/{language}"
    names = [*map(str, source.drawings)]
    own = frozenset(name for name in names if workspace.exists(f"{folder}/{name}"))
    pictures, labelled = (
        pictures_of(workspace, source, language),
        wordy(workspace, source, language),
    )
    pairs, terms = (
        pair(segments(source, pictures), catalogue),
        load_terms(workspace, language, problems),
    )
    return Translation(source, language, catalogue, pairs, pictures, own, labelled, terms)


def translated(one: Translation) -> Handout:
    """Return a handout in another language, its texts with their places in a file of translations.

    Its drawings have their words in the language, but for one that was drawn anew for it.
    """
    by_key = {pair.segment.key: (number, pair) for number, pair in enumerate(one.pairs, start=1)}
    file, language = one.catalogue.file, one.language

    def say(slot: TextSpot) -> Text:
        number, pair = by_key[slot.context, str(slot.text)]
        if pair.entry.said:
            return pair.entry.words
        return Text("" if slot.context == ALSO else _gap(slot.text, number), pair.place)

    def shown(name: Text, _grave: bool) -> Text:
        own = f"{TRANSLATIONS}/{language}/{name}"
        return Text(own, name.place) if name in one.drawings else name

    def label(words: str) -> str:
        return say(label_spot(Text(words)))

    return replace(
        retell(one.source, say, shown),
        language=Text(language, Place(file)),
        drawn={name: relabelled(data, label) for name, data in one.pictures.items()},
        terms={},
        to_confirm=(),
        place=Place(file, 1, 1),
    )


def _gap(source: str, number: int) -> str:
    """Return what stands for words that are not translated: no words, but the same sources."""
    return " ".join([GAP.format(number), *(match[0] for match in CITATION.finditer(source))])


def languages_of(
    workspace: Workspace, handout_id: str, problems: Problems | None = None
) -> list[str]:
    """Return the languages of the files of translations of a handout; tell of other files."""
    folder = f"content/{handout_id}/{TRANSLATIONS}"
    languages = []
    for entry in workspace.names(folder):
        path = PurePosixPath(entry)
        if path.suffix == SUFFIX and is_language(path.stem):
            languages.append(path.stem)
        elif path.suffix == SUFFIX and problems is not None:
            fact = f"'{path.stem}' is no language, so this file is not read"
            problems.warn("not-read", Place(f"{folder}/{entry}"), fact, "name it as pl.po")
    return languages
