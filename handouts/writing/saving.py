"""Saving what an author changed in a handout's file: whole, merged with what others saved.

The file is the truth. It is written as it is by then, in one step, and only where it still reads;
nobody's words are lost: what two people changed otherwise is given back to choose from.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from handouts.content import LARGEST_BYTES, Handout
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, Unplaced
from handouts.files import create, make_folder, way_out
from handouts.reading import (
    Edit,
    Key,
    Uneditable,
    apply,
    decode,
    differences,
    dotted,
    key_at,
    parse_yaml,
    plain_of,
)
from handouts.store import Changed, clear_leftovers, digest, put_in_place_of, write_whole
from handouts.textfile import decode_text
from handouts.workspace import Refused, Workspace, is_id
from handouts.writing.merging import Conflict, Merged, merge
from handouts.writing.versions import Version, file_of, keep_version, version_data, versions_of

__all__ = ["Clashing", "Forgotten", "OpenText", "SavedText", "Unsound", "bring_back", "open_text"]
__all__ += ["remember", "save", "write_changed"]

OPENED = "opened"  # the folder, in what is remembered, of texts as somebody opened them
MOST_OPENED = 500
ATTEMPTS = 5  # while an editor writes the file
NAMED = 3  # keys in the summary of a version
RULE = "save"


@dataclass(frozen=True)
class OpenText:
    """A handout's file as somebody opened it; its digest is what a save names it by."""

    handout_id: str
    text: str
    digest: str


@dataclass(frozen=True)
class SavedText:
    """What a save came to: the file as it is now, and the version that was kept of it.

    ``merged`` tells what others had changed meanwhile; ``notice`` why no version, or a copy alone,
    could be kept.
    """

    text: str
    digest: str
    version: Version | None = None
    merged: Merged | None = None
    notice: Diagnostic | None = None


class Clashing(Unplaced):
    """Others changed the same fields; nothing is written.

    ``now`` is the file as they left it. ``edits`` put together, on it, what one alone changed; the
    conflicts are left, and have theirs. A save of these edits and of what settles the conflicts
    (see settled), opened at ``now``, is what both meant.
    """

    def __init__(self, now: OpenText, edits: Sequence[Edit], merged: Merged) -> None:
        """Take the file as it is, and what is put together."""
        super().__init__("others changed the same fields meanwhile", "choose whose words stay")
        self.now, self.edits, self.merged = now, tuple(edits), merged
        self.conflicts: tuple[Conflict, ...] = merged.conflicts

    def __reduce__(self) -> tuple[type[Clashing], tuple[OpenText, Sequence[Edit], Merged]]:  # type: ignore[override]
        """Go from process to process whole."""
        return type(self), (self.now, self.edits, self.merged)


class Forgotten(Unplaced):
    """The text that somebody opened is not remembered, so that nothing can be put together."""


class Unsound(HandoutsError):
    """A text that would not read; nothing is written. Each fault has the key that it is about."""

    def __init__(self, *faults: tuple[Key | None, Diagnostic]) -> None:
        """Take what is wrong."""
        super().__init__(*(problem for _, problem in faults))
        self.faults = faults

    def __reduce__(self) -> tuple[type[Unsound], tuple[tuple[Key | None, Diagnostic], ...]]:
        """Go from process to process whole."""
        return type(self), self.faults


def open_text(workspace: Workspace, handout_id: str) -> OpenText:
    """Return a handout's file to be edited, and remember it as it is.

    Raises HandoutsError where it cannot be read or remembered.
    """
    data = _read(workspace, handout_id)
    text = _decoded(data, handout_id)
    remember(workspace, data)
    return OpenText(handout_id, text, digest(data))


def remember(workspace: Workspace, data: bytes) -> str:
    """Remember a text as somebody opened it, and return its digest. Raises HandoutsError."""
    folder = workspace.kept / OPENED
    name = digest(data)
    try:
        write_whole(folder / name, data)
        with suppress(PermissionError):  # somebody else's
            os.utime(folder / name)
        others = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        for path in others[:-MOST_OPENED]:
            path.unlink(missing_ok=True)
    except OSError as error:
        fact = f"{OPENED}/ cannot be written: {error.strerror}"
        place = Place(f"{folder.parent.name}/{OPENED}")
        raise HandoutsError(Diagnostic("error", RULE, place, fact, way_out(error))) from None
    return name


def save(
    workspace: Workspace,
    handout_id: str,
    opened: str,
    edits: Sequence[Edit],
    author: str,
) -> SavedText:
    """Make edits of a text, as it was opened, in a handout's file as it is now.

    Raises Clashing where others changed the same fields, Unsound where the file would not read,
    Forgotten, Uneditable, and HandoutsError where the system refuses; nothing is then written.
    """
    merged: Merged | None = None

    def change(now: bytes) -> tuple[str, str]:
        nonlocal merged
        text = _decoded(now, handout_id)
        base = text if digest(now) == opened else _remembered(workspace, opened)
        mine = apply(base, edits)
        made = list(edits)
        if base != text:
            theirs = plain_of(text)
            merged = merge(plain_of(base), plain_of(mine), theirs)
            made = differences(theirs, merged.says)
            if merged.conflicts:
                remember(workspace, now)
                raise Clashing(OpenText(handout_id, text, digest(now)), made, merged)
            mine = apply(text, made)
        return mine, _summary(handout_id, made)

    saved = write_changed(workspace, handout_id, author, change)
    return replace(saved, merged=merged)


def bring_back(
    workspace: Workspace, handout_id: str, name: str, author: str, opened: str
) -> SavedText:
    """Save a version anew, named as by versions, in the place of the text that was opened.

    Raises Changed where the file is another by now, Unsound, and HandoutsError.
    """
    version = next((one for one in versions_of(workspace, handout_id) if one.name == name), None)
    if version is None:
        raise _refusal(handout_id, "there is no such version", "look at the versions again")
    data = version_data(workspace, handout_id, name)
    words = f"{handout_id}: back to the text of {version.at.date().isoformat()}"

    def change(now: bytes) -> tuple[str, str]:
        if digest(now) != opened:
            raise Changed("the file was changed meanwhile", "look at it again")
        return _decoded(data, handout_id), words

    return write_changed(workspace, handout_id, author, change)


def write_changed(
    workspace: Workspace,
    handout_id: str,
    author: str,
    change: Callable[[bytes], tuple[str, str]],
    language: str = "",
) -> SavedText:
    """Write what a change makes of the file as it is now, and keep a version of it.

    With a language it is the file of the translation, which the change itself has to prove.
    """
    path = workspace.root / file_of(handout_id, language)
    with _alone(workspace, handout_id):
        clear_leftovers([path.parent, workspace.kept / OPENED])
        for _ in range(ATTEMPTS):
            now = _read(workspace, handout_id, language)
            text, summary = change(now)
            data = text.encode()
            if data == now:
                return SavedText(text, digest(now))
            if not language:
                _prove(text, now, handout_id)
                remember(workspace, data)
            try:
                put_in_place_of(path, now, data)
            except Changed:
                continue
            except OSError as error:
                raise _unwritten(error, handout_id) from None
            version, notice = keep_version(workspace, handout_id, now, author, summary, language)
            return SavedText(text, digest(data), version, notice=notice)
    raise Changed("the file changes all the time", "save again in a moment")


def _prove(text: str, before: bytes, handout_id: str) -> None:
    """Hold a text to its reader. Raises Unsound for what is wrong and was not before."""
    name, problems = file_of(handout_id), Problems()
    faults = _faults(text, name)
    with suppress(HandoutsError, UnicodeDecodeError):
        old = {(fault.rule, fault.message) for fault in _faults(before.decode(), name)}
        if len(faults) <= len(old):
            faults = [fault for fault in faults if (fault.rule, fault.message) not in old]
    problems.extend(faults)
    if len(text.encode()) > LARGEST_BYTES:
        size = len(text.encode())
        fact = f"the text would have {size:,} bytes; at most {LARGEST_BYTES:,} are read"
        problems.error(RULE, Place(name), fact, "make it two handouts")
    if problems.failed:
        raise Unsound(*((_key(text, problem), problem) for problem in problems))


def _faults(text: str, name: str) -> list[Diagnostic]:
    problems = Problems()
    node = parse_yaml(decode_text(text.encode(), name), name, problems)
    if node is not None:
        decode(Handout, node, problems)
    return [problem for problem in problems if problem.severity == "error"]


def _key(text: str, problem: Diagnostic) -> Key | None:
    try:
        return key_at(text, problem.place) if problem.place.line else None
    except Uneditable:
        return None


def _summary(handout_id: str, edits: Sequence[Edit]) -> str:
    """Return the words for a version: what was changed."""
    keys = list(dict.fromkeys(dotted(edit.key) for edit in edits))
    more = f" and {len(keys) - NAMED} more" if len(keys) > NAMED else ""
    return f"{handout_id}: {', '.join(keys[:NAMED])}{more}"


def _read(workspace: Workspace, handout_id: str, language: str = "") -> bytes:
    if not is_id(handout_id):
        raise _refusal(handout_id[:60], "this is no id of a handout", "")
    try:
        return workspace.read(file_of(handout_id, language))
    except Refused as refused:
        raise _refusal(handout_id, str(refused), refused.hint) from None


def _decoded(data: bytes, handout_id: str) -> str:
    """Return a file as text, with its byte order mark. Raises HandoutsError."""
    decode_text(data, file_of(handout_id))
    return data.decode("utf-8")


def _remembered(workspace: Workspace, opened: str) -> str:
    path = workspace.kept / OPENED / opened
    try:
        if not opened.isalnum():
            raise FileNotFoundError
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        raise Forgotten(
            "the text that you opened is not remembered", "open it again; your words are kept"
        ) from None


@contextmanager
def _alone(workspace: Workspace, handout_id: str) -> Iterator[None]:
    """Let one save of a handout at a time through, so that its version is of its own words."""
    path = workspace.kept / "saving" / f"{handout_id}.lock"
    try:
        make_folder(path.parent)
        with suppress(FileExistsError):
            os.close(create(path))
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise _unwritten(error, handout_id) from None
    try:
        with suppress(OSError):  # a disk without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _unwritten(error: OSError, handout_id: str) -> HandoutsError:
    return _refusal(handout_id, f"it cannot be written: {error.strerror}", way_out(error))


def _refusal(handout_id: str, fact: str, hint: str) -> HandoutsError:
    return HandoutsError(Diagnostic("error", RULE, Place(file_of(handout_id)), fact, hint))
