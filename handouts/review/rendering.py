"""Approval of a translation, in two steps by two people.

First somebody who reads the language reads it against its source; then somebody answers for it
clinically. Both steps are bound to the text code of the translation and to that of its source. The
first is kept beside the file of the translation until the second freezes the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from handouts.batch import Edition, Editions
from handouts.content import (
    TRANSLATIONS,
    Approval,
    Frozen,
    Proofreading,
    Record,
    Rendering,
    TextCode,
    folder_of,
)
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, WrongUse
from handouts.files import way_out
from handouts.reading import Text, decode, encode, read_yaml, write_yaml
from handouts.review import conditions
from handouts.review.approving import Approved, approved_as, frozen_as, next_turn, refusal
from handouts.review.freezing import freeze, write_record
from handouts.review.texts import Collection
from handouts.store import Changed, put_in_place_of
from handouts.translation import Translation, translators_of
from handouts.workspace import Workspace

__all__ = ["FirstStep", "approve_translation", "first_step", "hindrances", "read_translation"]
__all__ += ["void"]


@dataclass(frozen=True, kw_only=True)
class FirstStep:
    """That somebody has read a translation against its source: the first step of its approval."""

    code: TextCode
    of: TextCode
    author: Text
    read: Proofreading
    place: Place = field(default=Place(""), compare=False, repr=False)

    def holds(self, code: str, of: str) -> bool:
        """Say whether it is of a text and a source as they are now."""
        return (self.code, self.of) == (code, of)


def first_step(workspace: Workspace, handout_id: str, language: str) -> FirstStep | None:
    """Return the first step of a translation that waits for the second; None where none does.

    It may be void by now: see holds. Raises HandoutsError where its file cannot be read.
    """
    name = _file(handout_id, language)
    if not workspace.exists(name):
        return None
    problems = Problems()
    node = read_yaml(workspace, name, problems)
    step = decode(FirstStep, node, problems) if node else None
    if step is None:
        raise HandoutsError(*problems)
    return step


def hindrances(shelf: Collection, handout_id: str, language: str) -> Problems:
    """Return all that keeps a translation from being approved, whoever approves it.

    The collection must have been opened with the language. Raises WrongUse where there is none.
    """
    return _hindrances(shelf, _opened(shelf, handout_id, language))


def read_translation(
    shelf: Collection,
    handout_id: str,
    language: str,
    read: Proofreading,
    author: str = "",
    code: str = "",
) -> FirstStep:
    """Record the first step: somebody who reads the language has read it against its source.

    author is who translated it, else who its file names. With the code of the text that was read,
    no other one is taken. Raises HandoutsError with every reason why not; nothing is then written.
    """
    opened = _opened(shelf, handout_id, language)
    problems = _hindrances(shelf, opened)
    author = author or next(iter(opened.translators), "")
    problems.extend(_people(read.by, read.role, author, opened))
    edition, source = opened.texts.working, opened.source.working
    if edition is not None:
        problems.extend(conditions.is_meant(edition, code))
    if before := frozen_as(opened.texts, edition):
        problems.extend(conditions.record_allows(before, author))
    if problems.failed or edition is None or source is None:
        raise refusal(problems)
    codes = Text(edition.code), Text(source.code)
    step = FirstStep(code=codes[0], of=codes[1], author=Text(author), read=read)
    _keep(shelf.workspace, _file(handout_id, language), step)
    return step


def approve_translation(
    shelf: Collection, handout_id: str, language: str, approval: Approval, code: str = ""
) -> Approved:
    """Take the second step: freeze the translation, or add an approval to the record it has.

    Raises HandoutsError with every reason why it cannot be approved; nothing is then written.
    """
    opened = _opened(shelf, handout_id, language)
    problems = _hindrances(shelf, opened)
    edition, source = opened.texts.working, opened.source.working
    before = frozen_as(opened.texts, edition)
    of = source.code if source else ""
    step = _step(shelf, opened, before, edition, of, problems)
    author = str(step.author) if step else next(iter(opened.translators), "")
    problems.extend(conditions.days(approval, opened.place))
    problems.extend(_people(approval.by, approval.role, author, opened, asked=bool(step)))
    problems.extend(conditions.scope(approval, language, shelf.workspace, opened.place))
    if step:
        problems.extend(conditions.is_reader(approval.by, step.read.by, opened.place))
    if edition is not None:
        problems.extend(conditions.is_meant(edition, code))
    if before is not None:
        problems.extend(conditions.record_allows(before, author))
    if problems.failed or edition is None or step is None:
        raise refusal(problems)
    bound = Rendering(of=Text(of), read=step.read)
    approval = replace(approval, of=Text(of))
    turn = next_turn(opened.texts, before)
    if before is None:
        record = Record(
            code=Text(edition.code),
            turn=turn,
            author=step.author,
            approvals=(approval,),
            translation=bound,
        )
        freeze(edition, record, shelf.workspace)
    else:
        approvals = (*before.record.approvals, approval)
        record = replace(before.record, turn=turn, approvals=approvals, translation=bound)
        write_record(record, before, shelf.workspace)
    with suppress(OSError):  # the record has it
        (shelf.workspace.root / _file(handout_id, language)).unlink()
    folder = folder_of(handout_id, edition.code)
    return approved_as(shelf, folder, record, language, problems)


@dataclass(frozen=True)
class _Opened:
    """A translation with its source."""

    source: Editions
    texts: Editions
    translation: Translation

    @property
    def place(self) -> Place:
        return Place(self.translation.catalogue.file, 1, 1)

    @property
    def translators(self) -> tuple[str, ...]:
        return translators_of(self.translation)


def _opened(shelf: Collection, handout_id: str, language: str) -> _Opened:
    """Return a translation and its source. Raises WrongUse, and HandoutsError for a broken one."""
    source = shelf.editions.get(handout_id)
    if source is None:
        raise HandoutsError(*shelf.findings(handout_id))
    texts = source.translations.get(language)
    if texts is None or texts.translation is None:
        if wrong := [d for d in shelf.problems if d.place.file == _file_of(handout_id, language)]:
            raise HandoutsError(*wrong)
        raise WrongUse(
            f"there is no translation of '{handout_id}' into {language}",
            f"make it: handouts translate {handout_id} -l {language}",
        )
    return _Opened(source, texts, texts.translation)


def _hindrances(shelf: Collection, opened: _Opened) -> Problems:
    one = opened.translation
    problems = Problems(shelf.findings_in(one))
    problems.extend(conditions.gone_through(one))
    if opened.texts.working is not None:
        problems.extend(conditions.phrases_read(opened.texts.working, opened.place))
        problems.extend(conditions.to_write(opened.texts.working.handout))
    problems.extend(conditions.source_is_approved(opened.source, one, shelf.workspace))
    if opened.source.working is not None:
        problems.extend(conditions.open_points(opened.source.working.handout))
    return problems


def _step(
    shelf: Collection,
    opened: _Opened,
    before: Frozen | None,
    edition: Edition | None,
    of: str,
    problems: Problems,
) -> FirstStep | None:
    """Return the first step, as it waits or was recorded; tell where there is none that holds."""
    one, code = opened.translation, edition.code if edition else ""
    step = first_step(shelf.workspace, one.id, one.language)
    if step and step.holds(code, of):
        return step
    bound = before.record.translation if before else None
    if before and bound and bound.read and bound.of == of:
        return FirstStep(
            code=before.record.code, of=bound.of, author=before.record.author, read=bound.read
        )
    hint = f"handouts approve {one.id} -l {one.language} --step language"
    if step is None:
        fact = "nobody who reads the language has read it against its source yet"
    else:
        fact = void(step, code, of)
    problems.error(conditions.RULE, opened.place, fact, hint)
    return None


def void(step: FirstStep, code: str, of: str) -> str:
    """Say why a first step is of no text that is there."""
    read = f"'{step.read.by}' read the text {step.code} of {step.of} on {step.read.on.isoformat()}"
    now = f"the text is {code}" if step.code != code else f"its source is {of}"
    return f"the first step is void: {read}, and {now} by now"


def _people(
    by: str, role: str, author: str, opened: _Opened, *, asked: bool = True
) -> Iterator[Diagnostic]:
    """Tell of names that are none, and of a translator who approves."""
    place = opened.place
    if not author and asked:
        fact = "it is not said who translated it"
        hint = "give --author, or 'Last-Translator' in the head of the file"
        yield Diagnostic("error", conditions.RULE, place, fact, hint)
    for name in dict.fromkeys(filter(None, (author, *opened.translators))):
        yield from conditions.is_other(by, name, place)
    yield from conditions.named((("by", by), ("role", role)), place)


def _keep(workspace: Workspace, name: str, step: FirstStep) -> None:
    """Write the first step. Raises HandoutsError."""
    before = workspace.read(name) if workspace.exists(name) else None
    try:
        put_in_place_of(workspace.root / name, before, write_yaml(encode(step)).encode())
    except Changed:
        fact = "somebody has written this file meanwhile"
        raise _failed(name, fact, "do it again") from None
    except OSError as error:
        raise _failed(name, f"it cannot be written: {error.strerror}", way_out(error)) from None


def _failed(name: str, fact: str, hint: str) -> HandoutsError:
    return HandoutsError(Diagnostic("error", conditions.RULE, Place(name), fact, hint))


def _file(handout_id: str, language: str) -> str:
    return f"content/{handout_id}/{TRANSLATIONS}/{language}.read.yaml"


def _file_of(handout_id: str, language: str) -> str:
    return f"content/{handout_id}/{TRANSLATIONS}/{language}.po"
