"""The translations of a workspace: made and renewed, and how each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from handouts.batch import Edition, Editions, working_edition
from handouts.content import is_language, speaks
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, WrongUse, cut
from handouts.page import spoken_languages
from handouts.review.rendering import first_step, void
from handouts.review.texts import Collection
from handouts.translation import (
    PairState,
    Renewed,
    Translation,
    languages_of,
    renew,
    translation_of,
)
from handouts.workspace import Workspace

__all__ = ["Translated", "TranslationState", "opened", "progress", "standing", "translate"]

TranslationState = Literal[
    "missing",
    "cannot be read",
    "to do",
    "machine",
    "stale",
    "complete",
    "half approved",
    "approved",
    "behind",
    "refused",
]
NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Translated:
    """How far a handout is translated into a language: its state, and how many segments in each."""

    handout: str
    language: str
    state: TranslationState
    counts: Mapping[PairState, int] = field(default_factory=dict)
    note: str = ""  # who has read it, until when it is approved, or why it is behind its source


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
    done = renew(shelf.workspace, edition.handout, language, edition.code, drafts)
    return replace(done, problems=(*_to_mind(done.translation, drafts, shelf.workspace),))


def _to_mind(
    one: Translation, drafts: Mapping[str, str], workspace: Workspace
) -> Iterator[Diagnostic]:
    """Tell of a language without phrases, and of a machine's words for what no segment is."""
    file, known = one.catalogue.file, spoken_languages(workspace)
    if not any(speaks(one.language, tag) for tag in known):
        fact = f"there are no fixed phrases in '{one.language}', so it cannot be printed yet"
        hint = f"write templates/phrases/{one.language}.yaml; known here: {', '.join(known)}"
        yield Diagnostic("warning", "phrase", Place(file, 1, 1), fact, hint)
    texts = {pair.segment.text for pair in one.pairs}
    if lost := [text for text in drafts if text not in texts]:
        fact = f"{len(lost)} of {len(drafts)} texts of the machine are no segment: {cut(lost[0])}"
        hint = "name each text as the file of the translation has it"
        yield Diagnostic("warning", "machine-draft", Place(file, 1, 1), fact, hint)


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
    for name in shelf.editions:
        if handouts and name not in handouts:
            continue
        for tag in sorted(asked if languages else there):
            yield _progress(shelf, name, tag, tag in files[name])


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
        draft = working_edition(one.handout, edition.references, shelf.workspace, Problems())
        rows.append(_told(shelf, one, texts, draft, edition))
    return rows


def _told(
    shelf: Collection,
    one: Translation,
    texts: Editions | None,
    draft: Edition | None,
    source: Edition | None,
) -> Translated:
    """Tell how a translation stands by its file, by its approved text and by the first step."""
    row = Translated(one.id, one.language, _state(one), one.counts)
    stands = texts.stands(shelf.workspace) if texts else None
    given = next((text.code for text, _ in texts.frozen), "") if texts else ""
    code = draft.code if draft else ""
    if stands and stands.review_by and code == given:
        if stands.note:
            return replace(row, state="refused" if stands.refused else "behind", note=stands.note)
        return replace(row, state="approved", note=stands.due)
    try:
        step = first_step(shelf.workspace, one.id, one.language)
    except HandoutsError as error:
        return replace(row, note=f"its first step cannot be read: {error.diagnostics[0]}")
    if step and source and step.holds(code, source.code):
        who = f"read against its source by {step.read.by} on {step.read.on}"
        return replace(row, state="half approved", note=f"{who}; the clinical step is next")
    if step and source:
        return replace(row, note=void(step, code, source.code))
    if stands and stands.review_by:
        how = stands.note or stands.due
        return replace(row, note=f"the text {given} is approved: {how}")
    if stands and stands.refused:
        return replace(row, note=stands.refused)
    return row


def _progress(shelf: Collection, name: str, language: str, there: bool) -> Translated:
    every = shelf.editions[name]
    texts = every.translations.get(language)
    if texts is None or texts.translation is None:
        stands = texts.stands(shelf.workspace) if texts else None
        if not there and stands and stands.review_by:
            state: TranslationState = "behind" if stands.behind else "approved"
            due = f"{stands.due}; its file is gone"
            state = "refused" if stands.refused else state
            return Translated(name, language, state, note=stands.note or due)
        return Translated(name, language, "cannot be read" if there else "missing")
    return _told(shelf, texts.translation, texts, texts.working, every.working)


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
