"""The two steps in which a translation is approved: what is done of them, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from handouts.content import Frozen, locale_of, same_name
from handouts.diagnostics import Diagnostic
from handouts.review import Bilingual, FirstStep, first_step, hindrances, void
from handouts.web.findings import in_words
from handouts.web.pending import PendingReview, pending_reviews
from handouts.web.reviews import MOST_LEFT, Todo
from handouts.web.visits import Visit, sentence, spoken
from handouts.writing import translators

__all__ = ["ApprovalSteps", "steps_of"]

NextStep = Literal["", "language", "clinical"]


@dataclass(frozen=True)
class ApprovalSteps:
    """How far the approval of a translation is, and what it asks for.

    approved is the text that was approved as it stands, read the first step where it holds.
    """

    todos: tuple[Todo, ...]
    pending: PendingReview | None = None
    read: FirstStep | None = None
    approved: Frozen | None = None
    next: NextStep = ""  # what who asks may do now
    why_not: str = ""  # why they may not do what is next

    @property
    def missing(self) -> int:
        """How many things are missing."""
        return sum(not todo.done for todo in self.todos)


def steps_of(visit: Visit, text: Bilingual) -> ApprovalSteps:
    """Return how far the approval of a translation is, for who asks."""
    one, collection = text.translation, visit.office.opened.collection
    pending = pending_reviews(visit.office).get(f"{one.id}/{one.language}")
    left = [d for d in hindrances(collection, one.id, one.language) if d.severity == "error"]
    step = first_step(collection.workspace, one.id, one.language)
    codes = text.edition.code, text.source.code
    holds = step if step and step.holds(*codes) else None
    texts = collection.editions[one.id].translations.get(one.language)
    frozen = [f for f, _ in texts.frozen] if texts else []
    approved = next((f for f in frozen if f.code == text.edition.code and not f.gone), None)
    reader = locale_of(one.language).english
    todos = [
        Todo(bool(pending), _asked(pending)),
        *_hindering(text, left),
        _read(step, holds, codes, reader),
        _answered(approved),
    ]
    if approved:
        return ApprovalSteps(tuple(todos), pending, holds, approved)
    step_next: NextStep = "clinical" if holds else "language"
    ready = pending is not None and not left
    why_not = _why_not(visit, text, pending, holds) if ready else ""
    return ApprovalSteps(
        tuple(todos), pending, holds, None, step_next if ready and not why_not else "", why_not
    )


def _asked(pending: PendingReview | None) -> str:
    if pending is None:
        return "Who translated it has not asked for a review."
    return f"{pending.author} translated it, and asks for a review."


def _hindering(text: Bilingual, left: list[Diagnostic]) -> Iterator[Todo]:
    """Walk through what must be mended, each where it is."""
    one = text.translation
    if not left:
        yield Todo(True, "Nothing is left to do with the words.")
    for problem in left[:MOST_LEFT]:
        own = problem.place.file == one.catalogue.file
        link = f"/write/{one.id}/in/{one.language}" if own else f"/review/{one.id}"
        yield Todo(False, sentence(in_words(problem)[0]), link, "Mend" if own else "Look")


def _read(
    step: FirstStep | None, holds: FirstStep | None, codes: tuple[str, str], reader: str
) -> Todo:
    if holds:
        by = f"{holds.read.by}, {holds.read.role}"
        return Todo(True, f"{by}, read it against its source on {spoken(holds.read.on)}.")
    if step:
        return Todo(False, sentence(void(step, *codes)))
    return Todo(False, f"Nobody who reads {reader} has read it against its source yet.")


def _answered(approved: Frozen | None) -> Todo:
    if approved and approved.record.counted:
        last = approved.record.counted[-1]
        return Todo(True, f"{last.by}, {last.role}, approved it on {spoken(last.on)}.")
    return Todo(False, "Nobody has answered for it clinically yet.")


def _why_not(
    visit: Visit, text: Bilingual, pending: PendingReview | None, holds: FirstStep | None
) -> str:
    """Say why who asks may not take the next step; '' where they may."""
    one, workspace = text.translation, visit.office.opened.collection.workspace
    account = visit.office.known.get(visit.user)
    if account is None:
        return "Approving needs an account of your own: the record bears your name."
    if not account.title:
        return "Your account does not say in which role you approve."
    typed = translators(workspace, one.id, one.language)
    names = {pending.author, *typed} if pending else typed
    if any(same_name(name, visit.user) for name in names):
        return "You translated it: somebody else reads and approves it."
    if holds and same_name(str(holds.read.by), visit.user):
        return "You read it against its source: somebody else answers for it clinically."
    if holds and "approver" not in visit.roles:
        return "Who answers for it clinically has the role approver."
    return ""
