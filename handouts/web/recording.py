"""Records as the desk asks the press process for them: written, then disks and shelves follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from handouts.content import Approval, Proofreading
from handouts.counter import settle
from handouts.diagnostics import HandoutsError
from handouts.preview import collection_in
from handouts.review import (
    Approved,
    Collection,
    approve,
    approve_translation,
    bilingual_copy,
    open_collection,
    put_beside,
    read_translation,
    renew,
    review_copy,
    withdraw,
)
from handouts.workers import Question
from handouts.workspace import Workspace
from handouts.writing import remarks

__all__ = ["Approve", "ApproveTranslation", "ReadTranslation", "Recorded", "Renew", "ReviewCopy"]
__all__ += ["Withdraw"]


@dataclass(frozen=True)
class Recorded:
    """A record as it was written, and what is worth knowing: of it, of disks and of shelves."""

    code: str
    notes: tuple[str, ...] = ()
    removed: int = 0  # files that were taken away


@dataclass(frozen=True)
class _Record(Question):
    """A record, in the workspace as it is on a day."""

    root: Path
    day: date

    @property
    def languages(self) -> Sequence[str]:
        """The languages whose drafts must be read for it."""
        return ()

    def answer(self, holding: Any) -> Recorded:
        """Write it. Raises HandoutsError with every reason why not; nothing is then written."""
        collection = open_collection(Workspace.open(self.root, self.day), self.languages)
        done = self.write(collection)
        settled = settle(collection.workspace)
        notes = [f"{d.message}{f'; {d.hint}' if d.hint else ''}" for d in done.problems]
        notes += [str(problem) for problem in settled.problems]
        notes += [f"its translation {one.code} is given no more" for one in done.translations]
        return Recorded(str(done.record.code), tuple(notes), len(settled.removed))

    def write(self, collection: Collection) -> Approved:
        """Write the record alone."""
        raise NotImplementedError


@dataclass(frozen=True)
class Approve(_Record):
    """Record an approval of the working text that has a code."""

    handout: str
    approval: Approval
    author: str
    code: str

    def write(self, collection: Collection) -> Approved:
        """Freeze the text, and write the record."""
        return approve(collection, self.handout, self.approval, self.author, self.code)


@dataclass(frozen=True)
class Renew(_Record):
    """Record that the approved text with a code was read anew."""

    code: str
    approval: Approval

    def write(self, collection: Collection) -> Approved:
        """Add the approval to its record."""
        return renew(collection, collection.frozen(self.code), self.approval)


@dataclass(frozen=True)
class Withdraw(_Record):
    """Record that the approved text with a code may be given no more."""

    code: str
    why: str

    def write(self, collection: Collection) -> Approved:
        """Add the withdrawal to its record."""
        return withdraw(collection, collection.kept(self.code), self.why)


@dataclass(frozen=True)
class ApproveTranslation(_Record):
    """Record the second step of a translation's approval: that somebody answers for it."""

    handout: str
    language: str
    approval: Approval
    code: str

    @property
    def languages(self) -> Sequence[str]:
        """That of the translation."""
        return (self.language,)

    def write(self, collection: Collection) -> Approved:
        """Freeze the text, and write the record."""
        return approve_translation(
            collection, self.handout, self.language, self.approval, self.code
        )


@dataclass(frozen=True)
class ReadTranslation(Question):
    """Record the first step: that somebody who reads the language read it against its source."""

    root: Path
    day: date
    handout: str
    language: str
    read: Proofreading
    author: str
    code: str

    def answer(self, holding: Any) -> Recorded:
        """Write it. Raises HandoutsError with every reason why not; nothing is then written."""
        collection = open_collection(Workspace.open(self.root, self.day), (self.language,))
        names = self.handout, self.language
        step = read_translation(collection, *names, self.read, self.author, self.code)
        return Recorded(str(step.code))


@dataclass(frozen=True)
class ReviewCopy(Question):
    """Make the review copy of a working text, or of its translation: the bytes of a PDF."""

    handout: str
    language: str = ""

    def answer(self, holding: Any) -> bytes:
        """Set it. Raises HandoutsError where the text cannot be read."""
        collection = collection_in(holding)
        working = collection.editions[self.handout].working
        if working is None:
            raise HandoutsError(*collection.findings(self.handout))
        if self.language:
            beside = put_beside(collection, self.handout, self.language)
            return bilingual_copy(beside, collection.materials)
        own = remarks(collection.workspace, self.handout)
        return review_copy(working, collection.materials, own)
