"""Editions: the texts of a handout that may be printed, and which of them a clinic gets today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from handouts.batch.following import NOT_FOLLOWED, Followed
from handouts.brand import Clinic
from handouts.content import Frozen, Handout, Reference, current, speaks
from handouts.page import Band, Fallback, Imprint, Phrases
from handouts.translation import Translation
from handouts.workspace import Workspace

__all__ = ["Edition", "Editions", "Review", "Stands"]

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
    behind: str = ""  # of a translation that is still given: how its source has moved on
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
class Stands:
    """How a handout's texts stand wherever it is given, and when they must be reviewed.

    Of a translation: behind says how its source has moved on, refused why it is no longer given.
    """

    review: Review
    review_by: date | None = None
    behind: str = ""
    refused: str = ""
    until: date | None = None  # the last day on which a translation is given, as things are

    @property
    def note(self) -> str:
        """What else is to be said."""
        return self.refused or (f"{self.behind}{self._last}" if self.behind else "")

    @property
    def due(self) -> str:
        """When it must be reviewed, in words; of an overdue translation also how long it lives."""
        if self.review == "overdue":
            return f"its review was due by {self.review_by}{self._last}"
        return f"to be reviewed by {self.review_by}"

    @property
    def _last(self) -> str:
        return f"; it is given until {self.until}" if self.until else ""


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
    source: Followed = NOT_FOLLOWED  # of a translation: what it follows

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
        country = clinic.country.code if clinic.country else ""
        standing_text = current(
            [text for text, _ in self.frozen],
            country,
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
        shown = self._followed(text, shown, (country, brand), workspace)
        return [shown, *(drafts if changed else [])]

    def _followed(
        self, text: Frozen, shown: Edition, giver: tuple[str, str], workspace: Workspace
    ) -> Edition:
        """Return an approved text as its source lets it be given; one that has none as it is."""
        if text.record.translation is None or shown.refused:
            return shown
        bond = self.source.bond(text, *giver, workspace)
        refused = bond.refused or _unread(shown.phrases)
        if refused:
            return replace(shown, review="overdue", use_until=None, overdue=False, refused=refused)
        days = [(shown.review_by, bond.review_by), (shown.use_until, bond.until)]
        review_by, until = (min(filter(None, pair), default=None) for pair in days)
        shown = replace(shown, review_by=review_by, use_until=until, behind=bond.behind)
        if bond.overdue:
            return replace(shown, review="overdue", overdue=True)
        return replace(shown, review="changed") if bond.behind and not shown.overdue else shown

    def review(self, workspace: Workspace) -> tuple[Review, date | None]:
        """Return the state of the handout wherever it is given, and when it must be reviewed.

        Of several approvals the one that must be reviewed first tells.
        """
        stands = self.stands(workspace)
        return stands.review, stands.review_by

    def stands(self, workspace: Workspace) -> Stands:
        """Return what review does, and how the approved text follows its source."""
        for text, edition in self.frozen:
            language, roles = str(edition.handout.language), workspace.settings.approving_roles
            due = min((a.review_by for a in text.record.anywhere(language, roles)), default=None)
            if due is None:
                continue
            if text.record.withdrawn:
                return Stands("draft", refused=text.gone)
            changed = self._changed(edition.code)
            if text.record.translation is None:
                late = workspace.today > due
                return Stands("overdue" if late else "changed" if changed else "approved", due)
            return self._standing(text, edition, due, workspace)
        return Stands("draft")

    def _standing(self, text: Frozen, edition: Edition, due: date, workspace: Workspace) -> Stands:
        """Return how an approved translation stands; of several clinics the worst tells."""
        bonds = [
            self.source.bond(text, country, brand, workspace)
            for country, brand in text.record.places
            if text.record.holding(
                str(edition.handout.language), country, brand, workspace.settings.approving_roles
            )
        ]
        due = min([due, *(bond.review_by for bond in bonds if bond.review_by)])
        refused = next((bond.refused for bond in bonds if bond.refused), "")
        until = due + timedelta(days=workspace.settings.grace_days)
        late = _expired(text, until) if workspace.today > until else ""
        refused = refused or _unread(edition.phrases) or late
        behind = next((bond.behind for bond in bonds if bond.behind), "")
        last = min([until, *(bond.until for bond in bonds if bond.until)])
        if refused or workspace.today > due:
            return Stands("overdue", due, behind, refused, last)
        moved = behind or self._changed(edition.code)
        return Stands("changed" if moved else "approved", due, behind, until=last)

    def _changed(self, code: str) -> bool:
        return self.working is not None and self.working.code != code


def _unread(phrases: Phrases) -> str:
    """Say why a translation may not be given whose phrases nobody has gone through; else ''."""
    files = phrases.machine_files
    if not files:
        return ""
    return f"fixed phrases in {phrases.language} are a machine's draft: {', '.join(files)}"


def _expired(text: Frozen, until: date) -> str:
    return f"the text {text.code} was to be reviewed, and may not be used after {until.isoformat()}"
