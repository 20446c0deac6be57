"""What is still missing before a text may be approved, as a list of demands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.reading import Key, Uneditable, key_at
from handouts.review import Collection, open_points, to_write
from handouts.textfile import decode_text
from handouts.workspace import Refused
from handouts.writing.comments import comments_on
from handouts.writing.versions import file_of

__all__ = ["Demand", "Left", "missing"]

DemandKind = Literal["sound", "written", "settled", "answered"]
DEMANDS: dict[DemandKind, str] = {
    "sound": "Nothing that must change is left",
    "written": "Every text is written",
    "settled": "Every open point is settled",
    "answered": "Every comment is settled",
}


@dataclass(frozen=True)
class Left:
    """One thing that a demand still asks for, and the key that it is about, where it has one."""

    problem: Diagnostic
    key: Key | None


@dataclass(frozen=True)
class Demand:
    """Something that approval asks of a text, and what is left of it.

    Comments do not keep a text from being approved: that demand is not ``must``.
    """

    kind: DemandKind
    words: str
    left: tuple[Left, ...]
    must: bool = True

    @property
    def done(self) -> bool:
        """Whether nothing is left."""
        return not self.left


def missing(collection: Collection, handout_id: str) -> list[Demand]:
    """Return what approval asks of a handout's working text, done or not.

    Who approves, when and for whom is asked when it is: see review's approve. Raises Unknown, and
    HandoutsError where comments cannot be read.
    """
    collection.known(handout_id)
    texts = collection.editions.get(handout_id)
    working = texts.working.handout if texts and texts.working else None
    library = collection.materials.readable.handouts
    handout = working or library.get(handout_id)
    errors = [p for p in collection.findings(handout_id) if p.severity == "error"]
    open_ = comments_on(collection.workspace, handout_id)
    place = Place(file_of(handout_id))
    comments = [
        Left(Diagnostic("warning", "comment", place, f"{h.comment.by}: {h.comment.says}"), h.key)
        for h in open_
    ]
    text = _text(collection, handout_id)
    return [
        _demand("sound", errors, text, place),
        _demand("written", to_write(handout) if handout else (), text, place),
        _demand("settled", open_points(handout) if handout else (), text, place),
        Demand("answered", DEMANDS["answered"], tuple(comments), must=False),
    ]


def _demand(kind: DemandKind, problems: Iterable[Diagnostic], text: str, own: Place) -> Demand:
    left = tuple(Left(problem, _key(text, problem, own)) for problem in problems)
    return Demand(kind, DEMANDS[kind], left)


def _key(text: str, problem: Diagnostic, own: Place) -> Key | None:
    if problem.place.file != own.file or not problem.place.line:
        return None
    try:
        return key_at(text, problem.place)
    except Uneditable:
        return None


def _text(collection: Collection, handout_id: str) -> str:
    name = file_of(handout_id)
    try:
        return decode_text(collection.workspace.read(name), name)
    except (Refused, HandoutsError):
        return ""
