"""Write: the editor, where a text is typed into forms and the page stands beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, TypeVar, get_args

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from handouts.content import Kind
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.reading import Uneditable
from handouts.setup import new_handout
from handouts.translation import languages_of
from handouts.web.editing import (
    address_of,
    faults_in,
    form_of,
    handouts_named,
    labels_of,
    list_of,
    manuscript_of,
    state_of,
    title_of,
    todo_of,
)
from handouts.web.errands import refusal_of
from handouts.web.manuscripts import (
    Action,
    Manuscript,
    Overtaken,
    key_as_json,
    key_from_json,
    section_list,
)
from handouts.web.sources import KINDS, PAID
from handouts.web.visits import Forbidden, NotThere, Visit, go, sentence
from handouts.writing import Unfit, plain_name
from handouts.writing import put_picture as put_picture_in

__all__ = [
    "begin",
    "change",
    "pasted",
    "put_picture",
    "section",
    "write",
    "writings",
]

LONGEST_ID = 60
MOST_TOLD = 300  # letters of what could not be put in
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
UNSEEN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
T = TypeVar("T", list[Any], dict[str, Any])


async def writings(visit: Visit) -> Response:
    """All handouts, to go on with one, and the start of a new one."""
    editions = visit.office.opened.collection.materials.library
    workspace = visit.office.opened.collection.workspace
    rows = [
        (name, title_of(visit, name), len(languages_of(workspace, name)))
        for name in sorted(editions.ids)
    ]
    kinds = [(kind, kind.capitalize()) for kind in get_args(Kind)]
    return visit.page("writings", rows=rows, kinds=kinds)


async def begin(visit: Visit) -> Response:
    """Start a new text, and open it."""
    fields = await visit.form()
    title, kind = " ".join(fields.get("title", "").split()), fields.get("kind", "")
    if not title or kind not in get_args(Kind):
        raise Forbidden("Give the text a title, and say what it is.")
    workspace = visit.office.opened.collection.workspace
    own = plain_name(title, LONGEST_ID, "text")
    try:
        await run_in_threadpool(new_handout, workspace, own, title, kind)
    except WrongUse as error:
        raise Forbidden(f"{error}.") from None
    visit.office.log.note("began", visit.user, handout=own)
    await visit.office.opened.read()
    return go(f"/write/{own}")


async def write(visit: Visit) -> Response:
    """The editor of one handout."""
    manuscript = manuscript_of(visit, anew=True)
    if faults := faults_in(manuscript):
        return visit.page(
            "write-broken",
            title=title_of(visit, manuscript.handout),
            address=address_of(manuscript),
            faults=faults,
        )
    name = visit.request.query_params.get("section", "title")
    names = [row[0] for row in section_list(manuscript)]
    name = name if name in names else names[0]
    formats = [
        one
        for one in visit.office.opened.collection.materials.formats.values()
        if one.on_paper and one.medium == "pdf"
    ]
    return visit.page(
        "write",
        title=manuscript.title,
        address=address_of(manuscript),
        open=name,
        revision=manuscript.revision,
        saved=Markup(state_of(manuscript)),
        sections=list_of(visit, manuscript, name),
        form=form_of(visit, manuscript, name),
        todo=todo_of(visit, manuscript),
        formats=formats,
        format=visit.office.opened.collection.workspace.settings.formats[0],
        handouts=handouts_named(visit),
        source_kinds=KINDS,
        source_paid=PAID,
    )


async def section(visit: Visit) -> Response:
    """The form of a section, and the list of sections, for the script."""
    manuscript = manuscript_of(visit, anew=True)
    name = str(visit.request.path_params["section"])
    if name not in [row[0] for row in section_list(manuscript)]:
        raise NotThere("There is no such section any more.")
    return JSONResponse(
        {
            "revision": manuscript.revision,
            "token": visit.token,
            "writer": visit.user,
            "html": form_of(visit, manuscript, name),
            "sections": list_of(visit, manuscript, name),
        }
    )


async def change(visit: Visit) -> Response:
    """Do what was done in the form, and tell what the page needs of it."""
    fields = await visit.form()
    manuscript = manuscript_of(visit)
    name, shown, once = (fields.get(one, "") for one in ("section", "revision", "once"))
    overtaken = shown not in ("", manuscript.revision)
    try:
        if fields.get("op") == "undo":
            if not await run_in_threadpool(manuscript.undo, once):
                return JSONResponse({"amiss": "Nothing to undo.", "revision": manuscript.revision})
            return _answer(visit, manuscript, name, whole=True)
        asked = _change(visit, fields)
        key = await run_in_threadpool(manuscript.change, asked, shown, once)
    except Overtaken:
        typed = fields.get("value", "").strip()[:MOST_TOLD]
        words = "This text was changed elsewhere meanwhile; here it is as it is now."
        words += f" What you did last is not in it: “{typed}”" if typed else ""
        return _answer(visit, manuscript, name, whole=True, amiss=words)
    except (Unfit, Uneditable) as error:
        return JSONResponse({"amiss": sentence(error.fact), "revision": manuscript.revision})
    if asked.op == "set" and fields.get("whole") != "1" and not overtaken:
        return _answer(visit, manuscript, name)
    if key[:1] == ("sections",) and len(key) == 2 and asked.op in ("add", "move"):
        name = str(key[1])
    return _answer(visit, manuscript, name, whole=True, focus=key_as_json(key) if key else "")


def _answer(
    visit: Visit,
    manuscript: Manuscript,
    name: str,
    *,
    whole: bool = False,
    focus: str = "",
    amiss: str = "",
) -> Response:
    """Return what the page needs after a change: of words alone, nothing but the state."""
    answer: dict[str, Any] = {"revision": manuscript.revision, "saved": state_of(manuscript)}
    if amiss:
        answer["amiss"] = amiss
    if whole:
        names = [row[0] for row in section_list(manuscript)]
        name = name if name in names else names[-2]
        answer |= {"html": form_of(visit, manuscript, name), "focus": focus, "section": name}
        answer |= {"sections": list_of(visit, manuscript, name)}
    return JSONResponse(answer)


def _change(visit: Visit, fields: Mapping[str, str]) -> Action:
    """Return what a form sent as a change. Raises Uneditable."""
    key, kind = key_from_json(fields.get("key", "")), fields.get("kind", "text")
    typed: Any = fields.get("value", "")
    if kind == "one-of-several":
        typed = [one for one in _sent(typed, list) if isinstance(one, str) and one]
    elif kind == "table":
        typed = {
            name: labels_of(visit).typed(str(words)) for name, words in _sent(typed, dict).items()
        }
    elif kind in ("text", "prose"):
        typed = labels_of(visit).typed(pasted(typed, "\n" if kind == "prose" else " "))
    step = int(fields["step"]) if fields.get("step") in ("1", "-1") else 0
    return Action(fields.get("op", ""), key, typed, fields.get("tag", ""), step)


def pasted(words: str, line_break: str) -> str:
    """Return words as they may stand in a file, where what is pasted brings along what is not seen.

    Word breaks lines by a vertical tab, and ends cells by a bell.
    """
    return UNSEEN.sub("", BREAKS.sub(line_break, words))


def _sent(words: str, kind: type[T]) -> T:
    """Return what a form sent as JSON; nothing where it is nothing of a kind."""
    with suppress(ValueError, RecursionError):
        value = json.loads(words)
        if isinstance(value, kind):
            return value
    return kind()


async def put_picture(visit: Visit) -> Response:
    """Put a picture beside the text's file, and tell its name there."""
    data = await visit.file()
    manuscript = manuscript_of(visit)
    name = visit.request.query_params.get("name", "")[:200]
    workspace = manuscript.workspace
    try:
        own = await run_in_threadpool(put_picture_in, workspace, manuscript.handout, name, data)
    except (HandoutsError, OSError) as error:
        refusal = refusal_of(error)
        words = [sentence(one) for one in (refusal.fact, refusal.hint) if one]
        return JSONResponse({"amiss": " ".join(words)})
    return JSONResponse({"name": own})
