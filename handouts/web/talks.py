"""Comments on a text: said, answered and settled; they stay with the text until they are."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.content import plain
from handouts.diagnostics import HandoutsError
from handouts.reading import Key, Uneditable, texts_of
from handouts.textfile import decode_text
from handouts.web.clashes import place_of
from handouts.web.manuscripts import key_as_json, key_from_json
from handouts.web.segments import id_of
from handouts.web.visits import Forbidden, NotThere, Visit, go
from handouts.workspace import Refused, Workspace
from handouts.writing import Hanging, answer, comment, comments_on, settle_comment

__all__ = ["asides_on", "paragraphs_of", "reply", "say", "settle", "signed"]

PRINTED = ("title", "summary", "main_message", "key_points", "sections")
WIDTH = 60  # letters by which a paragraph is told
UNSAID = frozenset({"sources", "certainty", "detail", "part", "page", "file", "handout"})


def paragraphs_of(workspace: Workspace, handout: str) -> list[tuple[str, str, str]]:
    """Return what can be commented on: its key as JSON, where it is, and how it begins."""
    name = f"content/{handout}/handout.yaml"
    try:
        text = decode_text(workspace.read(name), name)
        entries = texts_of(text)
    except (Refused, HandoutsError, Uneditable):
        return []
    return [
        (key_as_json(key), place_of(text, key), shorten(plain(words), WIDTH, placeholder="…"))
        for key, words in entries
        if _is_said(key) and words.strip()
    ]


def asides_on(workspace: Workspace, handout: str, language: str) -> Mapping[str, list[Hanging]]:
    """Return the open comments on a translation by the name of their segment on a page.

    Those whose segment is gone stand at ''. Raises HandoutsError.
    """
    asides = dict[str, list[Hanging]]()
    for one in comments_on(workspace, handout, language):
        name = id_of((str(one.key[0]), str(one.key[1]))) if one.key else ""
        asides.setdefault(name, []).append(one)
    return asides


async def say(visit: Visit) -> Response:
    """Add a comment on a paragraph."""
    fields = await visit.form()
    name = _handout(visit)
    workspace = visit.office.opened.collection.workspace
    key, words = key_from_json(fields.get("key", "")), fields.get("says", "")
    signed(visit)
    await run_in_threadpool(comment, workspace, name, key, visit.user, words)
    return go(f"/review/{name}#talk")


async def reply(visit: Visit) -> Response:
    """Add an answer to a comment."""
    fields = await visit.form()
    name = _handout(visit)
    workspace = visit.office.opened.collection.workspace
    signed(visit)
    which, words = fields.get("which", ""), fields.get("says", "")
    await run_in_threadpool(answer, workspace, name, which, visit.user, words)
    return go(f"/review/{name}#talk")


async def settle(visit: Visit) -> Response:
    """Record that a comment is settled."""
    fields = await visit.form()
    name = _handout(visit)
    workspace = visit.office.opened.collection.workspace
    signed(visit)
    await run_in_threadpool(settle_comment, workspace, name, fields.get("which", ""), visit.user)
    return go(f"/review/{name}#talk")


def _is_said(key: Key) -> bool:
    return key[0] in PRINTED and not UNSAID & {part for part in key if isinstance(part, str)}


def _handout(visit: Visit) -> str:
    name = str(visit.request.path_params["handout"])
    if name not in visit.office.opened.collection.materials.library.ids:
        raise NotThere("There is no such handout here.")
    return name


def signed(visit: Visit) -> None:
    """Hold a comment to a name. Raises Forbidden."""
    if not visit.user:
        raise Forbidden("Sign in to comment: a comment bears a name.")
