"""The versions of a handout's text: commits where git keeps the workspace, else dated copies.

Copies stand in ``records/versions/<handout>/``, each a whole file, with a line in
``versions.jsonl`` that says who saved it; like all records they are kept.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, Literal

from handouts.counter import add_line
from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import create, make_folder, way_out
from handouts.proof import WordStep, word_steps
from handouts.reading import Key, pairs, plain_of, same
from handouts.store import digest, write_whole
from handouts.textfile import decode_text
from handouts.workspace import Refused, Workspace
from handouts.writing import git

__all__ = ["Rewording", "Version", "compared", "keep_version", "version_data", "versions_of"]

FOLDER = "records/versions"
LINES = "versions.jsonl"
STAMP = "%Y%m%dT%H%M%S%fZ"
RULE = "version"


@dataclass(frozen=True)
class Version:
    """A text as somebody saved it; the author is '' where that is not known."""

    name: str
    at: datetime
    author: str
    summary: str
    kept_by: Literal["git", "copy"]


@dataclass(frozen=True)
class Rewording:
    """A text of which words changed: its key before and after, None where it was not there."""

    before: Key | None
    after: Key | None
    steps: tuple[WordStep, ...]


def file_of(handout_id: str, language: str = "") -> str:
    """Return the path of a handout's file, or that of a translation, relative to the workspace."""
    own = f"translations/{language}.po" if language else "handout.yaml"
    return f"content/{handout_id}/{own}"


def versions_of(workspace: Workspace, handout_id: str, language: str = "") -> list[Version]:
    """Return all versions of a handout, the newest first; git knows the second alone.

    With a language they are those of its translation.
    """
    kept: list[Version] = []
    name = file_of(handout_id, language)
    if git.is_kept(workspace.root, name):
        with suppress(git.Uncommitted):  # a repository without a commit
            kept = [
                Version(one.name, one.at, one.author, one.subject, "git")
                for one in git.commits(workspace.root, name)
            ]
    kept += reversed(list(_copies(workspace, _own(handout_id, language))))
    return sorted(kept, key=lambda version: version.at.replace(microsecond=0), reverse=True)


def version_data(workspace: Workspace, handout_id: str, name: str, language: str = "") -> bytes:
    """Return a version's file. Raises HandoutsError where there is none."""
    own = _own(handout_id, language)
    if any(version.name == name for version in _copies(workspace, own)):
        return workspace.read(f"{FOLDER}/{own}/{name}{_ending(own)}")
    return git.blob(workspace.root, file_of(handout_id, language), name)


def _own(handout_id: str, language: str) -> str:
    """Return the name of the folder of a text's dated copies."""
    return f"{handout_id}/{language}" if language else handout_id


def _ending(own: str) -> str:
    return ".po" if "/" in own else ".yaml"


def keep_version(
    workspace: Workspace,
    handout_id: str,
    before: bytes,
    author: str,
    summary: str,
    language: str = "",
) -> tuple[Version | None, Diagnostic | None]:
    """Keep the file as it stands as a version; before is what stood there until then.

    With a language it is that of the translation.

    Return the version, and what is worth knowing: why it is a copy where git keeps the rest, or
    why there is none. Never raises: the file itself is saved by then.
    """
    name = file_of(handout_id, language)
    notice: Diagnostic | None = None
    try:
        if git.is_kept(workspace.root, name):
            try:
                one = git.commit(workspace.root, name, author, summary)
                return Version(one.name, one.at, one.author, one.subject, "git"), None
            except git.Uncommitted as error:
                fact = f"it is saved, and not in git yet: {error.fact}"
                notice = Diagnostic("warning", RULE, Place(name), fact, error.hint)
        data = workspace.read(name)
        own = _own(handout_id, language)
        kept = list(_copies(workspace, own))
        if before and not (kept and kept[-1].name.endswith(digest(before)[:8])):
            _copy(workspace, own, before, "", "as it was before")
        return _copy(workspace, own, data, author, summary), notice
    except (OSError, HandoutsError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        hint = way_out(error) if isinstance(error, OSError) else ""
        fact = f"it is saved, and no version of it could be kept: {why}"
        return None, Diagnostic("warning", RULE, Place(name), fact, hint)


def compared(before: bytes, after: bytes) -> list[Rewording]:
    """Return the texts of which words changed, in the order of the newer file.

    Raises Uneditable or HandoutsError where one of them cannot be read.
    """
    old, new = (plain_of(decode_text(data, "")) for data in (before, after))
    return list(_compared(old, new, (), ()))


def _compared(old: Any, new: Any, before: Key, after: Key) -> Iterator[Rewording]:
    if old is not None and new is not None and same(old, new):
        return
    if isinstance(old, Mapping | None) and isinstance(new, Mapping | None) and (old or new):
        for name in dict.fromkeys([*(new or {}), *(old or {})]):
            sides = ((old or {}).get(name), (new or {}).get(name))
            yield from _compared(*sides, (*before, name), (*after, name))
    elif isinstance(old, list | None) and isinstance(new, list | None) and (old or new):
        yield from _compared_lists(old or [], new or [], before, after)
    else:
        words = ["" if one is None else str(one) for one in (old, new)]
        yield Rewording(
            before if old is not None else None,
            after if new is not None else None,
            word_steps(*words),
        )


def _compared_lists(old: list[Any], new: list[Any], before: Key, after: Key) -> Iterator[Rewording]:
    old_of = pairs(old, new)
    gone = [at for at in range(len(old)) if at not in old_of.values()]
    for at, one in enumerate(new):
        was = old_of.get(at)
        while gone and was is not None and gone[0] < was:
            yield from _compared(old[gone[0]], None, (*before, gone.pop(0)), after)
        was_there, key = (None, before) if was is None else (old[was], (*before, was))
        yield from _compared(was_there, one, key, (*after, at))
    for number in gone:
        yield from _compared(old[number], None, (*before, number), after)


def _copy(workspace: Workspace, own: str, data: bytes, author: str, summary: str) -> Version:
    """Keep a dated copy in a folder of its own. Raises OSError."""
    folder = workspace.root / FOLDER / own
    now = datetime.now(UTC)
    name = f"{now.strftime(STAMP)}-{digest(data)[:8]}"
    write_whole(folder / f"{name}{_ending(own)}", data)
    words = {"at": now.isoformat(), "author": author, "file": name, "summary": summary}
    path = folder / LINES
    make_folder(folder)
    with suppress(FileExistsError):
        os.close(create(path))
    with path.open("a+b", buffering=0) as file:
        add_line(file, json.dumps(words, ensure_ascii=False).encode() + b"\n")
    return Version(name, now, author, summary, "copy")


def _copies(workspace: Workspace, own: str) -> Iterator[Version]:
    """Walk through the dated copies, the oldest first; what tells nothing of its author too."""
    folder = f"{FOLDER}/{own}"
    entries = dict[str, dict[str, Any]]()
    with suppress(Refused):
        for line in workspace.read(f"{folder}/{LINES}").decode("utf-8", "replace").splitlines():
            with suppress(ValueError):
                entry = json.loads(line)
                entries |= {str(entry["file"]): entry} if isinstance(entry, dict) else {}
    for file in workspace.names(folder):
        name = PurePath(file).stem
        with suppress(ValueError):
            at = datetime.strptime(name.partition("-")[0], STAMP).replace(tzinfo=UTC)
            entry = entries.get(name, {})
            author, summary = str(entry.get("author", "")), str(entry.get("summary", ""))
            yield Version(name, at, author, summary, "copy")
