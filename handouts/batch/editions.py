"""Editions: the texts of a handout that may be printed, and which of them a clinic gets today."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from handouts.brand import Clinic
from handouts.checks import check_handout
from handouts.content import Frozen, Handout, Library, Reference, current, load_texts, speaks
from handouts.diagnostics import HandoutsError, Place, Problems
from handouts.page import (
    Band,
    Fallback,
    Imprint,
    Phrases,
    code_of,
    load_frozen_phrases,
    load_phrases,
    phrases_of,
)
from handouts.translation import Translation, languages_of, translation_of
from handouts.workspace import Refused, Workspace

__all__ = ["Edition", "Editions", "Review", "frozen_edition", "load_editions", "read_editions"]
__all__ += ["translated_edition", "working_edition"]

Review = Literal["draft", "approved", "changed", "overdue"]


@dataclass(frozen=True)
class Edition:
    """A handout's text as it is printed: the working text as a draft, or an approved one.

    refused holds the reason why it may no longer be printed, or ''.
    """

    handout: Handout
    references: Mapping[str, Reference]
    phrases: Phrases
    code: str
    review: Review = "draft"
    use_until: date | None = None
    overdue: bool = False
    refused: str = ""
    coded: bool = True  # its code stands on its pages
    review_by: date | None = None
    band: Band | None = None  # of a machine draft: what its source's band says
    fallback: Fallback | None = None  # where it is given to who asked for another language

    @property
    def standing(self) -> Imprint:
        """What the sheet says of its text."""
        code = self.code if self.coded else ""
        line = self.fallback if self.fallback and not self.fallback.unsaid else None
        return Imprint(code, self.use_until, self.overdue, self.review_by, self.band, line)

    @property
    def language(self) -> str:
        """The language that it is in, by its tag."""
        return str(self.handout.language)

    @property
    def given(self) -> bool:
        """Whether a patient may be given it today: it is approved, and not refused."""
        return self.review != "draft" and not self.refused

    @property
    def asked(self) -> str:
        """The language that was asked for, where it is in another one; else ''."""
        return self.fallback.language if self.fallback else ""

    def for_language(self, line: Fallback) -> Edition:
        """Return this text for somebody who asked for another language, with a line in that."""
        return replace(self, fallback=line)


@dataclass(frozen=True)
class Editions:
    """All texts of one handout: the working one, where it can be used, and the approved ones.

    Those of other languages stand below it, each language for itself; one that was read, and whose
    words cannot be used, has its translation alone.
    """

    working: Edition | None
    frozen: Sequence[tuple[Frozen, Edition]]  # the one approved last first
    translations: Mapping[str, Editions] = field(default_factory=dict)
    translation: Translation | None = None

    @property
    def any(self) -> Handout:
        """The handout as its latest usable text tells it, for finding and for its kind."""
        if self.working:
            return self.working.handout
        if self.translation and not self.frozen:
            return self.translation.handout
        return self.frozen[0][1].handout

    @property
    def every(self) -> tuple[Editions, ...]:
        """These texts, and those of each other language."""
        return (self, *self.translations.values())

    def spoken(self, languages: Sequence[str]) -> Iterator[Editions]:
        """Yield the texts in some languages, such as en-GB or en.

        Without any those in the handout's own, and all translations that have been approved.
        """
        for texts in self.every:
            asked = any(speaks(texts.any.language, one) for one in languages)
            usable = texts.frozen or (texts.working and (languages or texts is self))
            if usable and (asked or not languages):
                yield texts

    @property
    def treats(self) -> bool:
        """Whether it is about a treatment, which a clinic may offer or not."""
        return self.any.kind == "treatment"

    @property
    def short_title(self) -> str:
        """The short title as it was approved last, so that a draft changes no other paper."""
        handout = self.frozen[0][1].handout if self.frozen else self.any
        return str(handout.short_title)

    def for_clinic(self, brand: str, clinic: Clinic, workspace: Workspace) -> list[Edition]:
        """Return what is printed for a clinic today: the latest approved text, else a draft.

        Where a newer working text waits, a draft of it comes beside the approved one.
        """
        settings = workspace.settings
        standing_text = current(
            [text for text, _ in self.frozen],
            clinic.country.code if clinic.country else "",
            brand,
            settings.approving_roles,
            workspace.today,
            settings.grace_days,
        )
        drafts = [self.working] if self.working else []
        if standing_text is None:
            return drafts
        text, approval, standing = standing_text
        edition = next(edition for frozen, edition in self.frozen if frozen is text)
        edition = replace(edition, review_by=approval.review_by)
        until = approval.review_by + timedelta(days=settings.grace_days)
        changed = self._changed(edition.code)
        if standing == "refused":
            refused = text.gone or _expired(text, until)
            shown = replace(edition, review="overdue", refused=refused)
        elif standing == "overdue":
            shown = replace(edition, review="overdue", use_until=until, overdue=True)
        else:
            shown = replace(edition, review="changed" if changed else "approved", use_until=until)
        return [shown, *(drafts if changed else [])]

    def review(self, workspace: Workspace) -> tuple[Review, date | None]:
        """Return the state of the handout wherever it is given, and when it must be reviewed.

        Of several approvals the one that must be reviewed first tells.
        """
        for text, edition in self.frozen:
            language, roles = str(edition.handout.language), workspace.settings.approving_roles
            due = min((a.review_by for a in text.record.anywhere(language, roles)), default=None)
            if due is None:
                continue
            if text.record.withdrawn:
                return "draft", None
            if workspace.today > due:
                return "overdue", due
            return "changed" if self._changed(edition.code) else "approved", due
        return "draft", None

    def _changed(self, code: str) -> bool:
        return self.working is not None and self.working.code != code


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
    others = {
        tag: _translations(tag, by_language.get(tag, ()), working, library, workspace, problems)
        for tag in sorted({*wanted, *by_language})
    }
    return Editions(draft, sound, {tag: one for tag, one in others.items() if one is not None})


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


def _expired(text: Frozen, until: date) -> str:
    return f"the text {text.code} was to be reviewed, and may not be used after {until.isoformat()}"
