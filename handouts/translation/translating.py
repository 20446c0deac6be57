"""A handout in another language, made of its source and a file of translations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath

from handouts.content import CITATION, TRANSLATIONS, Handout, is_language, may_mean
from handouts.diagnostics import HandoutsError, Place, Problems
from handouts.reading import Text
from handouts.translation.catalogue import Catalogue, read_catalogue
from handouts.translation.labels import has_words
from handouts.translation.pairing import PairState, SegmentPair, pair
from handouts.translation.segmenting import ALSO, TextSpot, retell, segments
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
    drawings: frozenset[str] = frozenset()  # those of the source that were drawn anew
    labelled: tuple[str, ...] = ()  # those that were not, and have words in the source's language
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # how each is always said

    @property
    def id(self) -> str:
        """The id of the handout, which is that of its source."""
        return self.source.id

    @cached_property
    def handout(self) -> Handout:
        """The handout in this language; what is not translated is a gap in it."""
        return translated(
            self.source, self.pairs, self.language, self.catalogue.file, self.drawings
        )

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
    labelled = tuple(
        name for name in names if name not in own and _has_words(workspace, source, name)
    )
    terms, pairs = load_terms(workspace, language, problems), pair(segments(source), catalogue)
    return Translation(source, language, catalogue, pairs, own, labelled, terms)


def _has_words(workspace: Workspace, source: Handout, name: str) -> bool:
    try:
        return name.endswith(".svg") and has_words(workspace.read(source.path_of(name)))
    except HandoutsError:  # told of the source
        return False


def translated(
    source: Handout,
    pairs: Sequence[SegmentPair],
    language: str,
    file: str,
    drawings: frozenset[str] = frozenset(),
) -> Handout:
    """Return a handout in another language, its texts with their places in a file of translations.

    A drawing with words in it that was drawn anew for the language is the one that it shows.
    """
    by_key = {one.segment.key: (number, one) for number, one in enumerate(pairs, start=1)}

    def say(slot: TextSpot) -> Text:
        number, one = by_key[slot.context, str(slot.text)]
        if one.entry.said:
            return one.entry.words
        return Text("" if slot.context == ALSO else _gap(slot.text, number), one.place)

    def shown(name: Text) -> Text:
        own = f"{TRANSLATIONS}/{language}/{name}"
        return Text(own, name.place) if name in drawings else name

    return replace(
        retell(source, say, shown),
        language=Text(language, Place(file)),
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
