"""Editions: the texts of a handout that may be printed, and which of them a clinic gets today."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from handouts.brand import Clinic
from handouts.content import Frozen, Handout, Library, Reference, current, load_texts
from handouts.diagnostics import HandoutsError, Place, Problems
from handouts.page import Imprint, Phrases, code_of, load_frozen_phrases, load_phrases, phrases_of
from handouts.workspace import Refused, Workspace

__all__ = ["Edition", "Editions", "Review", "frozen_edition", "load_editions", "read_editions"]
__all__ += ["working_edition"]

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

    @property
    def standing(self) -> Imprint:
        """What the sheet says of its text."""
        code = self.code if self.coded else ""
        return Imprint(code, self.use_until, self.overdue, self.review_by)


@dataclass(frozen=True)
class Editions:
    """All texts of one handout: the working one, where it can be used, and the approved ones."""

    working: Edition | None
    frozen: Sequence[tuple[Frozen, Edition]]  # the one approved last first

    @property
    def any(self) -> Handout:
        """The handout as its latest usable text tells it, for finding and for its kind."""
        return self.working.handout if self.working else self.frozen[0][1].handout

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
) -> dict[str, Editions]:
    """Return the texts of each handout, or of those named, that has any that can be used."""
    read = {
        name: load_editions(
            name, library.handouts.get(name), library.references, workspace, problems
        )
        for name in library.ids
        if names is None or name in names
    }
    return {name: texts for name, texts in read.items() if texts is not None}


def load_editions(
    handout_id: str,
    working: Handout | None,
    references: Mapping[str, Reference],
    workspace: Workspace,
    problems: Problems,
) -> Editions | None:
    """Return the texts of a handout; None where none can be used.

    One approved text that is not what it was takes all of them out: which of them holds is then
    not known.
    """
    draft = working_edition(working, references, workspace, problems) if working else None
    faults = Problems()
    texts = load_texts(workspace, handout_id, faults)
    frozen = [(text, frozen_edition(text, workspace, faults)) for text in texts]
    problems.extend(faults)
    if faults.failed:
        return None
    sound = [(text, edition) for text, edition in frozen if edition is not None]
    return Editions(draft, sound) if draft or sound else None


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
