"""Comments on the paragraphs of a text, or the segments of a translation, until they are settled.

They stand in ``records/comments.jsonl``, a line for each comment, answer and settling, and nothing
is ever taken out of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from secrets import token_hex
from typing import Any

from handouts.counter import add_line
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, Refused, Unplaced
from handouts.files import create, make_folder, way_out
from handouts.reading import Key, Uneditable, texts_of
from handouts.review import Remark
from handouts.textfile import decode_text
from handouts.translation import read_catalogue
from handouts.workspace import Workspace
from handouts.writing.versions import file_of

__all__ = ["Comment", "Hanging", "NoComment", "answer", "comment", "comments_on", "remarks"]
__all__ += ["settle_comment"]

LINES = "records/comments.jsonl"
LONGEST = 2000  # characters
LIKE = 0.6  # how much of a text, from 0 to 1, must still be there to be known again
RULE = "comment"
OPENING = ("summary", "main_message", "key_points")  # 0.1, 0.2 and 0.3 in the review copy


class NoComment(Unplaced):
    """A comment that is none, or that is not there."""


@dataclass(frozen=True)
class Comment:
    """What somebody says of a paragraph: of its words as they were, and its key then.

    Of a segment of a translation the key is that by which it is known, its role and its source. An
    answer names the comment that it answers, and hangs where that does.
    """

    id: str
    at: datetime
    by: str
    says: str
    key: Key = ()
    words: str = ""
    answers: str = ""


@dataclass(frozen=True)
class Hanging:
    """A comment with its answers; the key is of its paragraph now, None where that is gone."""

    comment: Comment
    answers: tuple[Comment, ...]
    key: Key | None
    settled_by: str = ""
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has settled it."""
        return self.settled_at is None


def comment(
    workspace: Workspace, handout_id: str, key: Key, by: str, says: str, language: str = ""
) -> Comment:
    """Add a comment on the text at a key, of a handout or of its translation into a language.

    Raises NoComment, HandoutsError.
    """
    texts = dict(_texts(workspace, handout_id, language))
    if key not in texts:
        raise NoComment("there is no such paragraph by now", "look at the text again")
    one = Comment(token_hex(8), _now(), _name(by), _words(says), key, texts[key])
    words = {"key": list(key), "words": one.words}
    _add(workspace, {**_line(one, handout_id, language), **words})
    return one


def answer(
    workspace: Workspace, handout_id: str, to: str, by: str, says: str, language: str = ""
) -> Comment:
    """Add an answer to a comment. Raises NoComment, HandoutsError."""
    _known(workspace, handout_id, to, language)
    one = Comment(token_hex(8), _now(), _name(by), _words(says), answers=to)
    _add(workspace, {**_line(one, handout_id, language), "answers": to})
    return one


def settle_comment(
    workspace: Workspace, handout_id: str, which: str, by: str, language: str = ""
) -> None:
    """Record that a comment is settled; twice is once. Raises NoComment, HandoutsError."""
    if _known(workspace, handout_id, which, language).is_open:
        words = {"at": _now().isoformat(), **_about(handout_id, language), "by": _name(by)}
        _add(workspace, {**words, "settles": which})


def comments_on(
    workspace: Workspace, handout_id: str, language: str = "", *, settled: bool = False
) -> list[Hanging]:
    """Return the open comments on a text, in its order, those whose paragraph is gone last.

    With a language they are those on its translation; with settled, also those that are settled.
    Raises HandoutsError where they cannot be read.
    """
    made, answers, ends = dict[str, Comment](), dict[str, list[Comment]](), dict[str, Any]()
    for line in _lines(workspace):
        with suppress(KeyError, TypeError, ValueError):
            if (line["handout"], line.get("language", "")) != (handout_id, language):
                continue
            at, by = datetime.fromisoformat(line["at"]), str(line["by"])
            if which := str(line.get("settles", "")):
                ends.setdefault(which, (by, at))
            elif to := str(line.get("answers", "")):
                one = Comment(str(line["id"]), at, by, str(line["says"]), answers=to)
                answers.setdefault(to, []).append(one)
            else:
                key, words = tuple(line["key"]), str(line["words"])
                one = Comment(str(line["id"]), at, by, str(line["says"]), key, words)
                made[one.id] = one
    texts: list[tuple[Key, str]] = []
    with suppress(Uneditable, HandoutsError):
        texts = _texts(workspace, handout_id, language)
    hanging = [
        Hanging(
            one,
            tuple(answers.get(one.id, ())),
            _place(one, texts, named=bool(language)),
            *ends.get(one.id, ("", None)),
        )
        for one in made.values()
        if settled or one.id not in ends
    ]
    order = {key: number for number, (key, _) in enumerate(texts)}
    return sorted(hanging, key=lambda h: order.get(h.key or (), len(order)))


def remarks(workspace: Workspace, handout_id: str) -> dict[str, list[Remark]]:
    """Return the open comments for the review copy, by the numbers that it gives paragraphs.

    Those of no number stand at ''. Raises HandoutsError.
    """
    by_number = dict[str, list[Remark]]()
    for hanging in comments_on(workspace, handout_id):
        number = _number(hanging.key)
        for one in (hanging.comment, *hanging.answers):
            words = "" if number or one.answers else hanging.comment.words
            remark = Remark(one.by, one.at.date(), one.says, words)
            by_number.setdefault(number, []).append(remark)
    return by_number


def _number(key: Key | None) -> str:
    """Return the number of a paragraph in the review copy."""
    match key:
        case ("sections", int(section), "blocks", int(block), *_):
            return f"{section + 1}.{block + 1}"
        case ("sections", int(section), *_):
            return str(section + 1)
        case (str(name), *_) if name in OPENING:
            return f"0.{OPENING.index(name) + 1}"
    return ""


def _place(one: Comment, texts: Sequence[tuple[Key, str]], *, named: bool) -> Key | None:
    """Return the key of the paragraph that a comment is on, as the text is now.

    A key that names a segment is its own, whatever the words are; that of a paragraph is a place.
    """
    at = dict(texts)
    if at.get(one.key) == one.words or (named and one.key in at):
        return one.key
    same = [key for key, words in texts if words and words == one.words]
    if same:
        return same[0]
    alike = [
        (_likeness(one.words, words), key == one.key, -n) for n, (key, words) in enumerate(texts)
    ]
    likeness, _, number = max(alike, default=(0.0, False, 0))
    return texts[-number][0] if likeness >= LIKE else None


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(a=one.split(), b=other.split(), autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= LIKE <= matcher.quick_ratio() else 0.0


def _texts(workspace: Workspace, handout_id: str, language: str) -> list[tuple[Key, str]]:
    name = file_of(handout_id, language)
    if language:
        return _segments(workspace, name)
    try:
        return texts_of(decode_text(workspace.read(name), name))
    except Refused as refused:
        raise HandoutsError(
            Diagnostic("error", RULE, Place(name), str(refused), refused.hint)
        ) from None


def _segments(workspace: Workspace, name: str) -> list[tuple[Key, str]]:
    """Return the segments of a file of translations with what they say. Raises HandoutsError."""
    problems = Problems()
    catalogue = read_catalogue(workspace, name, problems)
    if catalogue is None:
        raise HandoutsError(*problems)
    return [((one.context, one.source), str(one.words)) for one in catalogue.entries]


def _known(workspace: Workspace, handout_id: str, which: str, language: str) -> Hanging:
    for hanging in comments_on(workspace, handout_id, language, settled=True):
        if hanging.comment.id == which:
            return hanging
    raise NoComment("there is no such comment", "look at the text again")


def _line(one: Comment, handout_id: str, language: str) -> dict[str, Any]:
    words = {"id": one.id, "at": one.at.isoformat(), **_about(handout_id, language)}
    return {**words, "by": one.by, "says": one.says}


def _about(handout_id: str, language: str) -> dict[str, str]:
    return {"handout": handout_id, **({"language": language} if language else {})}


def _lines(workspace: Workspace) -> Iterator[Mapping[str, Any]]:
    try:
        text = (workspace.root / LINES).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return
    except OSError as error:
        fact = f"it cannot be read: {error.strerror}"
        raise HandoutsError(Diagnostic("error", RULE, Place(LINES), fact)) from None
    for line in text.split("\n"):
        with suppress(ValueError, RecursionError):
            entry = json.loads(line)
            if isinstance(entry, dict):
                yield entry


def _add(workspace: Workspace, words: Mapping[str, Any]) -> None:
    path = workspace.root / LINES
    try:
        make_folder(path.parent)
        with suppress(FileExistsError):
            os.close(create(path))
        with path.open("a+b", buffering=0) as file:
            add_line(file, json.dumps(words, ensure_ascii=False).encode() + b"\n")
    except OSError as error:
        fact = f"it cannot be written: {error.strerror}"
        raise HandoutsError(Diagnostic("error", RULE, Place(LINES), fact, way_out(error))) from None


def _words(says: str) -> str:
    """Return what somebody says, as it is kept: without what cannot be seen. Raises NoComment."""
    lines = (" ".join(line.split()) for line in says.splitlines())
    words = "\n".join("".join(c for c in line if c.isprintable()) for line in lines).strip()
    if not words or len(words) > LONGEST:
        raise NoComment(f"a comment has words, and {LONGEST:,} characters at most")
    return words


def _name(by: str) -> str:
    name = " ".join(by.split())
    if not name or not name.isprintable():
        raise NoComment("a comment is somebody's, by name")
    return name


def _now() -> datetime:
    return datetime.now().astimezone().replace(microsecond=0)
