"""Approval: a working text is frozen under its code, with a record of who approved it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.batch import Edition, Editions
from handouts.content import Approval, Frozen, Record, Withdrawal, folder_of
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.reading import Text
from handouts.review import conditions
from handouts.review.freezing import freeze, write_record
from handouts.review.texts import Collection

__all__ = ["Approved", "approve", "approved_as", "frozen_as", "next_turn", "refusal", "renew"]
__all__ += ["withdraw"]


@dataclass(frozen=True)
class Approved:
    """A record as it stands after it was written, and what is worth knowing about it."""

    folder: str
    record: Record
    problems: Problems
    translations: tuple[Frozen, ...] = ()  # that a withdrawal of their source has ended too


def approve(
    shelf: Collection, handout_id: str, approval: Approval, author: str, code: str = ""
) -> Approved:
    """Freeze the working text of a handout, or add an approval to the record that it has.

    With the code of the text that was read, no other one is approved.

    Raises HandoutsError with every reason why it cannot be approved; nothing is then written.
    """
    texts = shelf.editions.get(handout_id)
    edition = texts.working if texts else None
    before = frozen_as(texts, edition)
    place = edition.handout.place if edition else Place(f"content/{handout_id}/handout.yaml")
    problems = shelf.findings(handout_id)
    problems.extend(conditions.days(approval, place))
    problems.extend(conditions.people(approval, author, place))
    if edition is not None:
        language = str(edition.handout.language)
        problems.extend(conditions.scope(approval, language, shelf.workspace, place))
        problems.extend(conditions.open_points(edition.handout))
        problems.extend(conditions.to_write(edition.handout))
        problems.extend(conditions.is_meant(edition, code))
    if before is not None:
        problems.extend(conditions.record_allows(before, author))
    if edition is None or texts is None or problems.failed:
        raise refusal(problems)
    turn = next_turn(texts, before)
    if before is None:
        code = Text(edition.code)
        record = Record(code=code, turn=turn, author=Text(author), approvals=(approval,))
        freeze(edition, record, shelf.workspace)
    else:
        approvals = (*before.record.approvals, approval)
        record = replace(before.record, turn=turn, approvals=approvals)
        write_record(record, before, shelf.workspace)
    folder = folder_of(handout_id, edition.code)
    return approved_as(shelf, folder, record, str(edition.handout.language), problems)


def renew(shelf: Collection, text: Frozen, approval: Approval) -> Approved:
    """Add an approval, with a new date of review, to a text that was approved before.

    It holds for all that the role approved before, else for all that anybody did. Raises
    HandoutsError with every reason why it cannot; nothing is then written.
    """
    record, author = text.record, str(text.record.author)
    problems = Problems(conditions.days(approval, text.place))
    problems.extend(conditions.people(approval, author, text.place))
    problems.extend(conditions.record_allows(text, author))
    texts = shelf.texts_of(text)
    if record.translation and record.translation.read:
        problems.extend(conditions.is_reader(approval.by, record.translation.read.by, text.place))
    if problems.failed:
        raise refusal(problems)
    counted = record.counted
    own = [old for old in counted if old.role.casefold() == approval.role.casefold()]
    renewed = dict.fromkeys(
        replace(
            old, by=approval.by, role=approval.role, on=approval.on, review_by=approval.review_by
        )
        for old in own or counted or record.approvals
    )
    record = replace(record, approvals=(*record.approvals, *renewed))
    write_record(record, text, shelf.workspace)
    if (newer := texts.working if texts else None) and newer.code != text.code:
        problems.warn(
            "approval",
            text.place,
            f"a newer text of '{text.handout.id}' waits",
            f"compare them: handouts review {text.handout.id} --changes",
        )
    return approved_as(shelf, text.handout.folder, record, str(text.handout.language), problems)


def withdraw(shelf: Collection, text: Frozen, why: str) -> Approved:
    """Record that a text may no longer be given.

    Raises HandoutsError where that was recorded before, or no reason is given.
    """
    problems = Problems(conditions.record_allows(text, str(text.record.author)))
    if not why.strip() or not why.isprintable():
        problems.error("approval", text.place, "a withdrawal needs a reason in words")
    if problems.failed:
        raise refusal(problems)
    gone = Withdrawal(on=shelf.workspace.today, why=Text(why))
    record = replace(text.record, withdrawn=gone)
    write_record(record, text, shelf.workspace)
    ended = [one for one in shelf.translations_of(text) if not one.gone]
    return Approved(text.handout.folder, record, problems, tuple(ended))


def approved_as(
    shelf: Collection, folder: str, record: Record, language: str, problems: Problems
) -> Approved:
    """Return what was recorded, with what is worth knowing about it."""
    roles = shelf.workspace.settings.approving_roles
    place = Place(f"{folder}/record.yaml")
    problems.extend(conditions.roles_missing(record, language, roles, place))
    return Approved(folder, record, Problems(d for d in problems if d.rule == conditions.RULE))


def next_turn(texts: Editions, before: Frozen | None) -> int:
    """Return the turn of a text that is approved now; an older text is taken up again."""
    last = max((text.record.turn for text, _ in texts.frozen), default=0)
    return last if before is not None and before.record.turn == last else last + 1


def frozen_as(texts: Editions | None, edition: Edition | None) -> Frozen | None:
    """Return the approved text that is the same as a working text."""
    if texts is None or edition is None:
        return None
    return next((text for text, _ in texts.frozen if text.code == edition.code), None)


def refusal(problems: Problems) -> HandoutsError:
    """Return all errors as one."""
    reasons: list[Diagnostic] = [d for d in problems if d.severity == "error"]
    return HandoutsError(*reasons)
