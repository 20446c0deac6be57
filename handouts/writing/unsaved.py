"""Words that were typed and not saved: they survive a closed lid, for their author alone.

Each author has a file for each handout in ``records/unsaved/<handout>/``, which its owner alone may
read: the edits, and the text that they are of.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import way_out
from handouts.reading import Edit
from handouts.store import write_whole
from handouts.workspace import Workspace, is_id
from handouts.writing.saving import OpenText, remember

__all__ = [
    "LARGEST",
    "OWN",
    "Unsaved",
    "drop_unsaved",
    "edit_from",
    "edit_words",
    "keep_unsaved",
    "own_path",
    "unsaved_of",
]

FOLDER = "records/unsaved"
OWN = 0o600  # for its owner alone
LARGEST = 2_000_000  # bytes
DEEPEST = 30  # levels of a value: as YAML's
KINDS = ("set", "insert", "move", "remove")


@dataclass(frozen=True)
class Unsaved:
    """What an author typed: edits of a text as it was opened, and when."""

    author: str
    opened: OpenText
    edits: tuple[Edit, ...]
    at: datetime


def keep_unsaved(
    workspace: Workspace, opened: OpenText, author: str, edits: Sequence[Edit]
) -> Unsaved:
    """Keep what an author typed; with no edits there is nothing to keep.

    Raises HandoutsError where the system refuses; what was kept before then stays.
    """
    one = Unsaved(author, opened, tuple(edits), datetime.now().astimezone().replace(microsecond=0))
    if not edits:
        drop_unsaved(workspace, opened.handout_id, author)
        return one
    words = {
        "author": author,
        "handout": opened.handout_id,
        "at": one.at.isoformat(),
        "text": opened.text,
        "digest": opened.digest,
        "edits": [edit_words(edit) for edit in edits],
    }
    data = json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass")
    try:
        if len(data) > LARGEST:
            raise _refusal(f"what is not saved has {len(data):,} bytes", "save it in parts")
        write_whole(own_path(workspace, opened.handout_id, author), data, OWN)
    except OSError as error:
        raise _refusal(f"it cannot be written: {error.strerror}", way_out(error)) from None
    return one


def unsaved_of(workspace: Workspace, handout_id: str, author: str) -> Unsaved | None:
    """Return what an author typed and did not save; None where there is nothing.

    The text that it is of is remembered again, so that it can be saved. Raises HandoutsError.
    """
    one = _read(own_path(workspace, handout_id, author))
    if one is None or (one.author, one.opened.handout_id) != (author, handout_id):
        return None
    remember(workspace, one.opened.text.encode())
    return one


def drop_unsaved(workspace: Workspace, handout_id: str, author: str) -> None:
    """Forget what an author typed: it is saved, or thrown away. Raises HandoutsError."""
    try:
        own_path(workspace, handout_id, author).unlink(missing_ok=True)
    except OSError as error:
        raise _refusal(f"it cannot be removed: {error.strerror}", way_out(error)) from None


def edit_words(edit: Edit) -> dict[str, Any]:
    """Return an edit as JSON has it: days as {'day': 'YYYY-MM-DD'}."""
    words: dict[str, Any] = {"kind": edit.kind, "key": list(edit.key)}
    words |= {"value": _dayless(edit.value)} if edit.value is not None else {}
    words |= {"to": edit.to} if edit.kind == "move" else {}
    return words | ({"order": list(edit.order)} if edit.order else {})


def edit_from(words: Any) -> Edit:
    """Return an edit from JSON: see edit_words. Raises HandoutsError for what is none."""
    try:
        kind, key, order = words["kind"], tuple(words["key"]), tuple(words.get("order", ()))
        to = words.get("to", 0)
        sound = kind in KINDS and all(type(part) in (str, int) for part in key) and key
        if not sound or type(to) is not int or not all(isinstance(one, str) for one in order):
            raise ValueError
        return Edit(kind, key, _dated(words.get("value")), to, order)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise _refusal("this is no edit", "load the page again") from None


def _read(path: Path) -> Unsaved | None:
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError, HandoutsError):
        words = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        opened = OpenText(str(words["handout"]), str(words["text"]), str(words["digest"]))
        edits = tuple(edit_from(edit) for edit in words["edits"])
        return Unsaved(str(words["author"]), opened, edits, datetime.fromisoformat(words["at"]))
    return None


def own_path(workspace: Workspace, handout_id: str, author: str, language: str = "") -> Path:
    """Return the file for an author, whose name may hold anything. Raises HandoutsError."""
    if not is_id(handout_id):
        raise _refusal(f"'{handout_id[:60]}' is no id", "")
    name = sha256(author.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    own = f"{language}/{name}.json" if language else f"{name}.json"
    return workspace.root / FOLDER / handout_id / own


def _dayless(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, dict):
        return {name: _dayless(one) for name, one in value.items()}
    return [_dayless(one) for one in value] if isinstance(value, list | tuple) else value


def _dated(value: Any, depth: int = 0) -> Any:
    if isinstance(value, float) or depth > DEEPEST:
        raise ValueError
    if isinstance(value, dict):
        if set(value) == {"day"}:
            return date.fromisoformat(value["day"])
        return {str(name): _dated(one, depth + 1) for name, one in value.items()}
    return [_dated(one, depth + 1) for one in value] if isinstance(value, list) else value


def _refusal(fact: str, hint: str) -> HandoutsError:
    return HandoutsError(Diagnostic("error", "unsaved", Place(FOLDER), fact, hint))
