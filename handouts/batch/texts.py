"""Reading the texts of handouts: working ones, approved ones, and those in other languages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from handouts.batch.editions import Edition, Editions
from handouts.batch.following import Followed
from handouts.checks import check_handout
from handouts.content import Frozen, Handout, Library, Reference, load_texts, speaks
from handouts.diagnostics import HandoutsError, Place, Problems
from handouts.page import Band, code_of, load_frozen_phrases, load_phrases, phrases_of
from handouts.translation import Translation, languages_of, translation_of
from handouts.workspace import Refused, Workspace

__all__ = ["frozen_edition", "load_editions", "read_editions", "translated_edition"]
__all__ += ["working_edition"]


def read_editions(
    library: Library,
    workspace: Workspace,
    problems: Problems,
    names: Collection[str] | None = None,
    languages: Sequence[str] | None = (),
) -> dict[str, Editions]:
    """Return the texts of each handout, or of those named, that has any that can be used.

    Translations that nobody has approved are read in some languages, with None in all.
    """
    read = {
        name: load_editions(name, library, workspace, problems, languages)
        for name in library.ids
        if names is None or name in names
    }
    return {name: texts for name, texts in read.items() if texts is not None}


def load_editions(
    handout_id: str,
    library: Library,
    workspace: Workspace,
    problems: Problems,
    languages: Sequence[str] | None = (),
) -> Editions | None:
    """Return the texts of a handout; None where none can be used. Otherwise as read_editions.

    One approved text that is not what it was takes all of its language out: which of them holds is
    then not known.
    """
    working, faults = library.handouts.get(handout_id), Problems()
    draft = working_edition(working, library.references, workspace, problems) if working else None
    by_language: dict[str, list[Frozen]] = {}
    for text in load_texts(workspace, handout_id, faults):
        language = str(text.handout.language) if text.record.translation else ""
        by_language.setdefault(language, []).append(text)
    sound = _sound(by_language.pop("", ()), workspace, faults)
    problems.extend(faults)
    if faults.failed or not (draft or sound):
        return None
    there = languages_of(workspace, handout_id, problems if languages is None else None)
    wanted = [
        tag
        for tag in there
        if languages is None or tag in by_language or any(speaks(tag, one) for one in languages)
    ]
    followed = Followed([text for text, _ in sound])
    others = {
        tag: _translations(tag, by_language.get(tag, ()), working, library, workspace, problems)
        for tag in sorted({*wanted, *by_language})
    }
    translations = {
        tag: replace(one, source=followed) for tag, one in others.items() if one is not None
    }
    return Editions(draft, sound, translations)


def _sound(
    texts: Collection[Frozen], workspace: Workspace, problems: Problems
) -> list[tuple[Frozen, Edition]]:
    editions = [(text, frozen_edition(text, workspace, problems)) for text in texts]
    return [(text, edition) for text, edition in editions if edition is not None]


def _translations(
    language: str,
    texts: Collection[Frozen],
    source: Handout | None,
    library: Library,
    workspace: Workspace,
    problems: Problems,
) -> Editions | None:
    """Return the texts of a handout in another language; None where none can be used."""
    faults = Problems()
    sound = _sound(texts, workspace, faults)
    problems.extend(faults)
    if faults.failed:
        return None
    there = source is not None and language in languages_of(workspace, source.id)
    one = translation_of(workspace, source, language, problems) if source and there else None
    draft = translated_edition(one, library, workspace, problems) if one else None
    return Editions(draft, sound, translation=one) if one or sound else None


def translated_edition(
    one: Translation, library: Library, workspace: Workspace, problems: Problems
) -> Edition | None:
    """Return a translation as a draft; None where it cannot be used."""
    faults = Problems()
    check_handout(one.handout, library, workspace, faults)
    edition = working_edition(one.handout, library.references, workspace, faults)
    place = Place(one.catalogue.file)
    problems.extend(replace(d, place=place) if d.rule == "phrase" else d for d in faults)
    if edition is None or faults.failed:
        return None
    if not one.machine:
        return edition
    band = _band(one.source, workspace)  # American English says it as British English does
    same = band.words == edition.phrases.say("draft_band")
    return edition if same else replace(edition, band=band)


def _band(source: Handout, workspace: Workspace) -> Band:
    """Return the band over a draft in the language of a source."""
    language, locale = str(source.language), source.locale
    words = load_phrases(workspace, language).say("draft_band")
    return Band(language, locale.direction, words)


def frozen_edition(text: Frozen, workspace: Workspace, problems: Problems) -> Edition | None:
    """Return an approved text as it is printed; None where it is not what its code names.

    Its own folder alone tells whether it is; what a page of this release says beside it, and was
    not frozen, is said as everywhere.
    """
    hint = "take the folder back from version control"
    folder = Place(text.handout.folder)
    try:
        language = str(text.handout.language)
        frozen = load_frozen_phrases(workspace, language, text.phrases)
        code = code_of(text.handout, text.references, frozen, workspace)
        phrases = load_phrases(workspace, language).under(frozen)
    except Refused as refused:
        problems.error("approval", folder, f"the approved text is not whole: {refused}", hint)
        return None
    except HandoutsError as error:
        problems.extend(error.diagnostics)
        return None
    if code != text.code:
        problems.error(
            "approval",
            folder,
            f"the approved text is no longer what '{text.code}' names",
            f"its words now have the code {code}: {hint}",
        )
        return None
    return Edition(text.handout, text.references, phrases, code, "approved")


def working_edition(
    handout: Handout,
    references: Mapping[str, Reference],
    workspace: Workspace,
    problems: Problems,
) -> Edition | None:
    """Return a working text as a draft; None where a phrase or drawing of it cannot be used."""
    try:
        phrases = load_phrases(workspace, str(handout.language))
        named = phrases.those(phrases_of(handout, references))
        code = code_of(handout, references, named, workspace)
        return Edition(handout, references, phrases, code)
    except Refused as refused:
        problems.error("figure", handout.place, str(refused), refused.hint)
    except HandoutsError as error:
        problems.extend(error.diagnostics)
    return None
