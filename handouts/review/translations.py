"""The translations of a workspace: made and renewed, and how each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from handouts.batch import Edition, Editions, working_edition
from handouts.content import is_language, speaks
from handouts.diagnostics import HandoutsError, Problems, WrongUse
from handouts.review.texts import Collection
from handouts.translation import (
    PairState,
    Renewed,
    Translation,
    languages_of,
    renew,
    translation_of,
)

__all__ = ["Translated", "TranslationState", "opened", "progress", "standing", "translate"]

TranslationState = Literal[
    "missing", "cannot be read", "to do", "machine", "stale", "complete", "approved"
]
NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Translated:
    """How far a handout is translated into a language: its state, and how many segments in each."""

    handout: str
    language: str
    state: TranslationState
    counts: Mapping[PairState, int] = field(default_factory=dict)


def translate(
    shelf: Collection, handout_id: str, language: str, drafts: Mapping[str, str] = NO_WORDS
) -> Renewed:
    """Make the file of a handout's translation, or bring it to the handout as it is now.

    drafts are a machine's words for segments that have none. Raises WrongUse for what is no other
    language, HandoutsError where the handout cannot be used, or the file not read or written.
    """
    edition = _source(shelf, handout_id)
    if not is_language(language):
        raise WrongUse(f"'{language}' is no language; name it by its tag, such as pl or zh-Hans")
    if language == edition.handout.language:
        raise WrongUse(f"'{handout_id}' itself is in {language}")
    return renew(shelf.workspace, edition.handout, language, edition.code, drafts)


def opened(shelf: Collection, handout_id: str, language: str) -> Translation:
    """Return a translation as its file is now.

    Raises WrongUse where there is none, HandoutsError where it cannot be read.
    """
    edition = _source(shelf, handout_id)
    if language not in languages_of(shelf.workspace, handout_id):
        raise WrongUse(
            f"there is no translation of '{handout_id}' into {language}",
            f"make it: handouts translate {handout_id} -l {language}",
        )
    problems = Problems()
    one = translation_of(shelf.workspace, edition.handout, language, problems)
    if one is None:
        raise HandoutsError(*problems)
    return one


def progress(
    shelf: Collection, handouts: Sequence[str] = (), languages: Sequence[str] = ()
) -> Iterator[Translated]:
    """Tell how each handout stands in each language that any is translated into, or is asked for.

    The collection must have been opened with all languages.
    """
    files = {name: languages_of(shelf.workspace, name) for name in shelf.editions}
    there = {tag for texts in shelf.editions.values() for tag in texts.translations}
    there |= {tag for tags in files.values() for tag in tags}
    asked = {tag for tag in there if any(speaks(tag, one) for one in languages)}
    asked |= {tag for tag in languages if not any(speaks(one, tag) for one in there)}
    for name, texts in shelf.editions.items():
        if handouts and name not in handouts:
            continue
        for tag in sorted(asked if languages else there):
            yield _progress(name, tag, texts.translations.get(tag), tag in files[name])


def standing(shelf: Collection, handout_id: str) -> list[Translated]:
    """Tell how one handout stands in the languages that it is translated into, as files are now.

    The collection may have been opened with any languages. Raises HandoutsError where the handout
    cannot be used.
    """
    edition, rows = _source(shelf, handout_id), []
    for tag in languages_of(shelf.workspace, handout_id):
        one = translation_of(shelf.workspace, edition.handout, tag, Problems())
        texts = shelf.editions[handout_id].translations.get(tag)
        if one is None:
            rows.append(Translated(handout_id, tag, "cannot be read"))
            continue
        approved = (
            [text.code for text, _ in texts.frozen if not text.record.withdrawn] if texts else []
        )
        draft = approved and working_edition(
            one.handout, edition.references, shelf.workspace, Problems()
        )
        state = "approved" if draft and draft.code in approved else _state(one)
        rows.append(Translated(handout_id, tag, state, one.counts))
    return rows


def _progress(name: str, language: str, texts: Editions | None, there: bool) -> Translated:
    one = texts.translation if texts else None
    if one is None or texts is None:
        return Translated(name, language, "cannot be read" if there else "missing")
    frozen = [text.code for text, _ in texts.frozen if not text.record.withdrawn]
    approved = texts.working is not None and texts.working.code in frozen
    return Translated(name, language, "approved" if approved else _state(one), one.counts)


def _state(one: Translation) -> TranslationState:
    """Return the state of a translation by what must be done first."""
    if one.counts.get("stale"):
        return "stale"
    if one.counts.get("missing"):
        return "to do"
    return "machine" if one.machine else "complete"


def _source(shelf: Collection, handout_id: str) -> Edition:
    """Return a handout's own text. Raises HandoutsError with what is wrong with it."""
    texts = shelf.editions.get(handout_id)
    if texts is None or texts.working is None:
        raise HandoutsError(*shelf.findings(handout_id))
    return texts.working
