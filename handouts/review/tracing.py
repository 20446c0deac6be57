"""What became of the text that a code on a printed sheet names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.batch import Edition, Editions, load_editions
from handouts.content import Record, folder_of
from handouts.diagnostics import HandoutsError, Problems
from handouts.review.texts import Collection, Unknown, code_from, near_code, no_code
from handouts.review.words import lines_of

__all__ = ["Traced", "trace"]


@dataclass(frozen=True)
class Traced:
    """A text and its story; without a record it is a draft that nobody has approved."""

    edition: Edition
    record: Record | None
    working: bool  # it is the working text
    printed_for: tuple[str, ...]  # the clinics that get it today, as approved
    replaced_by: str  # the code of the text that was approved after it
    waiting: str  # the code of a newer working text that nobody has approved
    lines: tuple[str, ...]  # what it says
    follows: str = ""  # of an approved translation: why it is behind its source, or not given

    @property
    def status(self) -> str:
        """One word on how the text stands today."""
        if self.record is None:
            return "draft"
        if self.record.withdrawn:
            return "withdrawn"
        if self.printed_for:
            return "current"
        return "replaced" if self.replaced_by else "not in use"

    def as_json(self) -> dict[str, object]:
        """Return the keys that ``trace --as json`` promises."""
        handout, record = self.edition.handout, self.record
        gone = record.withdrawn if record else None
        return {
            "code": self.edition.code,
            "status": self.status,
            "handout": handout.id,
            "title": handout.title,
            "language": handout.language,
            "working_text": self.working,
            "author": record.author if record else None,
            "approvals": [
                {
                    "by": approval.by,
                    "role": approval.role,
                    "on": approval.on.isoformat(),
                    "review_by": approval.review_by.isoformat(),
                    "languages": list(approval.languages),
                    "countries": list(approval.countries),
                    "brands": list(approval.brands),
                }
                for approval in (record.approvals if record else ())
            ],
            "translation": _told(record),
            "behind": self.follows or None,
            "withdrawn": {"on": gone.on.isoformat(), "why": gone.why} if gone else None,
            "replaced_by": self.replaced_by or None,
            "waiting": self.waiting or None,
            "printed_for": list(self.printed_for),
            "text": list(self.lines),
        }


def trace(shelf: Collection, words: str) -> Traced:
    """Find a text by its code, however it is typed.

    Raises Unknown where no text has it, and HandoutsError where its folder is not what it was.
    """
    code = code_from(words)
    if not code:
        raise Unknown(no_code(words))
    texts = _holding(shelf, code)
    if texts is None:
        raise Unknown(f"no text here has the code '{code}'{near_code(code, _codes(shelf))}")
    working = texts.working if texts.working and texts.working.code == code else None
    match = next(((text, edition) for text, edition in texts.frozen if text.code == code), None)
    edition = match[1] if match else working
    assert edition is not None, "the texts hold the code"
    record = match[0].record if match else None
    later = [text for text, _ in texts.frozen if record and text.record.turn > record.turn]
    codes = {text.code for text, _ in texts.frozen}
    newer = texts.working if texts.working and texts.working.code not in {code, *codes} else None
    return Traced(
        edition,
        record,
        working is not None,
        tuple(_printed_for(texts, code, shelf)),
        later[0].code if later else "",
        newer.code if newer else "",
        tuple(lines_of(edition, shelf.materials)),
        _follows(texts, code, shelf),
    )


def _holding(shelf: Collection, code: str) -> Editions | None:
    """Return the texts of the handout that has a code; its working text may be gone."""
    workspace, library = shelf.workspace, shelf.materials.library
    for name in workspace.names("content"):
        if workspace.exists(folder_of(name, code)):
            problems = Problems()
            texts = load_editions(name, library, workspace, problems)
            if texts is None:
                raise HandoutsError(*problems)
            return next(t for t in texts.every if any(f.code == code for f, _ in t.frozen))
    drafts = (texts for every in shelf.editions.values() for texts in every.every if texts.working)
    return next((t for t in drafts if t.working and t.working.code == code), None)


def _follows(texts: Editions, code: str, shelf: Collection) -> str:
    same = [pair for pair in texts.frozen if pair[0].code == code]
    return replace(texts, working=None, frozen=same).stands(shelf.workspace).note if same else ""


def _told(record: Record | None) -> dict[str, object] | None:
    """Return what ``trace --as json`` tells of a translation."""
    bound = record.translation if record else None
    if bound is None:
        return None
    read = bound.read
    by = {"by": read.by, "role": read.role, "on": read.on.isoformat()} if read else None
    return {"of": bound.of, "read": by}


def _codes(shelf: Collection) -> Iterator[str]:
    """Yield the codes of all texts that can be used."""
    for texts in (one for every in shelf.editions.values() for one in every.every):
        yield from (text.code for text, _ in texts.frozen)
        if texts.working:
            yield texts.working.code


def _printed_for(texts: Editions, code: str, shelf: Collection) -> Iterator[str]:
    for brand in shelf.materials.brands:
        for clinic in brand.clinics:
            for edition in texts.for_clinic(brand.id, clinic, shelf.workspace):
                if edition.code == code and edition.review != "draft" and not edition.refused:
                    yield f"{brand.id}/{clinic.id}"
