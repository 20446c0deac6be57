"""Translations as somebody types them: kept from the first key on, and saved segment by segment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

from handouts.content import Handout, locale_of
from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import way_out
from handouts.review import Collection, translate
from handouts.store import Changed, digest, write_whole
from handouts.translation import (
    Amended,
    SegmentKey,
    Typed,
    UnitText,
    amend,
    catalogue_changes,
)
from handouts.workspace import Workspace
from handouts.writing.saving import SavedText, write_changed
from handouts.writing.unsaved import LARGEST, OWN, own_path
from handouts.writing.versions import file_of, keep_version, version_data, versions_of

__all__ = ["SavedTranslation", "begin_translation", "bring_back_translation", "keep_typed"]
__all__ += ["save_typed", "translators"]
__all__ += ["text_with_typed", "typed_of"]

RULE = "unsaved"
SEGMENTS = "segment"  # in what is told of a version of which somebody typed words
TURN = Lock()  # what one author typed in two windows is kept one after the other


@dataclass(frozen=True)
class SavedTranslation:
    """What a save came to: the file as it is now, what was put in it, and what was not."""

    saved: SavedText
    amended: Amended


def begin_translation(
    shelf: Collection, handout_id: str, language: str, author: str
) -> Diagnostic | None:
    """Make the file of a translation, or bring it to its source; tell why no version is kept.

    Raises as translate does; nothing is then written.
    """
    workspace, name = shelf.workspace, file_of(handout_id, language)
    before = workspace.read(name) if workspace.exists(name) else b""
    done = translate(shelf, handout_id, language)
    if done.state == "unchanged":
        return None
    words = f"{handout_id}: {done.state} in {locale_of(language).english}"
    return keep_version(workspace, handout_id, before, author, words, language)[1]


def typed_of(
    workspace: Workspace, handout_id: str, language: str, author: str
) -> Mapping[SegmentKey, Typed]:
    """Return what an author typed and did not save, by segment. Raises HandoutsError."""
    path = own_path(workspace, handout_id, author, language)
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        words = json.loads(path.read_bytes().decode("utf-8"))
        rows = [
            Typed((str(one["context"]), str(one["source"])), *map(_said, one["said"]))
            for one in words["segments"]
        ]
        return {one.key: one for one in rows} if words["author"] == author else {}
    return {}


def keep_typed(
    workspace: Workspace, handout_id: str, language: str, author: str, one: Typed
) -> Mapping[SegmentKey, Typed]:
    """Keep what an author typed for a segment, and return all that is kept.

    Raises HandoutsError where the system refuses; what was kept before then stays.
    """
    with TURN:
        there = dict(typed_of(workspace, handout_id, language, author))
        there.pop(one.key, None)
        if one.now != one.before:
            there[one.key] = one
        _keep(own_path(workspace, handout_id, author, language), author, there)
        return there


def text_with_typed(
    workspace: Workspace, source: Handout, language: str, code: str, author: str
) -> bytes:
    """Return what the file would say with what an author typed. Raises HandoutsError."""
    data = workspace.read(file_of(source.id, language))
    typed = list(typed_of(workspace, source.id, language, author).values())
    return amend(workspace, source, language, code, data, typed).text.encode()


def save_typed(
    workspace: Workspace, source: Handout, language: str, code: str, author: str
) -> SavedTranslation:
    """Put into the file what an author typed; what others said otherwise is kept unsaved.

    code is the text code of the source. Raises HandoutsError; nothing is then written.
    """
    amended = Amended("")
    path = own_path(workspace, source.id, author, language)

    def change(now: bytes) -> tuple[str, str]:
        nonlocal amended
        typed = list(typed_of(workspace, source.id, language, author).values())
        amended = amend(workspace, source, language, code, now, typed)
        count = len(amended.taken)
        words = f"{count} {SEGMENTS}{'' if count == 1 else 's'}"
        return amended.text, f"{source.id}: {words} in {locale_of(language).english}"

    with TURN:
        saved = write_changed(workspace, source.id, author, change, language)
        _keep(path, author, {one.key: one for one in amended.clashes})
    return SavedTranslation(saved, amended)


def bring_back_translation(
    workspace: Workspace, handout_id: str, language: str, name: str, author: str, opened: str
) -> SavedText:
    """Save a version anew, named as by versions, in the place of the file that was opened.

    Its words are as they were then: stale where their source was changed since. opened is the
    digest of the file. Raises Changed where it is another by now, and HandoutsError where there is
    no such version, or it cannot be read.
    """
    there = versions_of(workspace, handout_id, language)
    version = next((one for one in there if one.name == name), None)
    if version is None:
        raise _refusal("there is no such version", "look at the versions again")
    data = version_data(workspace, handout_id, name, language)
    catalogue_changes(data, data, file_of(handout_id, language))  # it can be read
    of = f"{locale_of(language).english} of {version.at.date().isoformat()}"

    def change(now: bytes) -> tuple[str, str]:
        if digest(now) != opened:
            raise Changed("the file was changed meanwhile", "look at it again")
        return data.decode(), f"{handout_id}: back to the {of}"

    return write_changed(workspace, handout_id, author, change, language)


def translators(workspace: Workspace, handout_id: str, language: str) -> frozenset[str]:
    """Return who saved words of a translation, as its versions tell."""
    there = versions_of(workspace, handout_id, language)
    return frozenset(one.author for one in there if one.author and SEGMENTS in one.summary)


def _keep(path: Path, author: str, typed: Mapping[SegmentKey, Typed]) -> None:
    rows = [
        {"context": one.key[0], "source": one.key[1], "said": [asdict(one.before), asdict(one.now)]}
        for one in typed.values()
    ]
    words = {"author": author, "segments": rows}
    data = json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass")
    try:
        if len(data) > LARGEST:
            raise _refusal(f"what is not saved has {len(data):,} bytes", "save it in parts")
        if typed:
            write_whole(path, data, OWN)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(f"it cannot be written: {error.strerror}", way_out(error)) from None


def _said(words: Mapping[str, object]) -> UnitText:
    return UnitText(str(words["words"]), str(words["back"]), bool(words["left"]))


def _refusal(fact: str, hint: str) -> HandoutsError:
    return HandoutsError(Diagnostic("error", RULE, Place("records/unsaved"), fact, hint))
