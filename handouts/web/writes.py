"""Write: the editor, where a text is typed into forms and the page stands beside them."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import asdict
from typing import Any, get_args

from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from handouts.content import SHARED, Kind, plain
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.preview import Findings, LookAtPhone, View, Wanted
from handouts.reading import Edit, Uneditable
from handouts.setup import new_handout
from handouts.web.clashes import place_names
from handouts.web.errands import refusal_of
from handouts.web.findings import counts, shown_findings
from handouts.web.manuscripts import (
    Change,
    Manuscript,
    key_from_json,
    section_list,
    shown_section,
)
from handouts.web.pending import SAVED
from handouts.web.sources import KINDS, PAID
from handouts.web.visits import Forbidden, NotThere, Visit, go
from handouts.workspace import Refused
from handouts.writing import (
    Clashing,
    Conflict,
    Labels,
    SavedText,
    Side,
    Unfit,
    Unsound,
    block_forms,
    plain_name,
)
from handouts.writing import put_picture as put_picture_in

__all__ = [
    "begin",
    "change",
    "choose",
    "look",
    "phone",
    "put_picture",
    "save",
    "section",
    "write",
    "writings",
]

LONGEST_ID = 60
PICTURES = (".svg", ".png", ".jpg", ".jpeg")
NDJSON = "application/x-ndjson"
JSON_KINDS = ("table", "one-of-several")  # of fields whose value comes as JSON
PHONE_FACES = "".join(
    f"@font-face{{font-family:'Hyperlegible Plain Zero';font-weight:{weight};"
    f"src:url(/faces/{name}.ttf) format('truetype')}}"
    for weight, name in ((400, "regular"), (700, "bold"))
)
PHONE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self' data:; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


async def writings(visit: Visit) -> Response:
    """All handouts, to go on with one, and the start of a new one."""
    editions = visit.office.opened.collection.materials.library
    rows = [(name, _title(visit, name)) for name in sorted(editions.ids)]
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
    visit.office.log.add("began", visit.user, handout=own)
    await visit.office.opened.read()
    return go(f"/write/{own}")


async def write(visit: Visit) -> Response:
    """The editor of one handout."""
    manuscript = _manuscript(visit)
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
        address=_address(manuscript),
        open=name,
        revision=manuscript.revision,
        saved=Markup(_saved(manuscript)),
        sections=_sections(visit, manuscript, name),
        form=_form(visit, manuscript, name),
        todo=_todo(visit, manuscript),
        formats=formats,
        format=visit.office.opened.collection.workspace.settings.formats[0],
        handouts=_handouts(visit),
        source_kinds=KINDS,
        source_paid=PAID,
    )


async def section(visit: Visit) -> Response:
    """The form of a section, and the list of sections, for the script."""
    manuscript = _manuscript(visit)
    name = str(visit.request.path_params["section"])
    return JSONResponse(
        {
            "html": _form(visit, manuscript, name),
            "sections": _sections(visit, manuscript, name),
        }
    )


async def change(visit: Visit) -> Response:
    """Do what was done in the form, and tell what the page needs of it."""
    fields = await visit.form()
    manuscript = _manuscript(visit)
    name = fields.get("section", "title")
    try:
        if fields.get("op") == "undo":
            if not await run_in_threadpool(manuscript.undo):
                return JSONResponse({"amiss": "Nothing to undo.", "revision": manuscript.revision})
            return _answer(visit, manuscript, name, whole=True)
        asked = _change(visit, fields)
        key = await run_in_threadpool(manuscript.change, asked)
    except (Unfit, Uneditable) as error:
        words = f"{error.fact[:1].upper()}{error.fact[1:]}."
        return JSONResponse({"amiss": words, "revision": manuscript.revision})
    if asked.op == "set" and fields.get("whole") != "1":
        return _answer(visit, manuscript, name)
    if key[:1] == ("sections",) and len(key) == 2 and asked.op in ("add", "move"):
        name = str(key[1])
    return _answer(visit, manuscript, name, whole=True, focus=json.dumps(list(key)))


def _answer(
    visit: Visit, manuscript: Manuscript, name: str, *, whole: bool = False, focus: str = ""
) -> Response:
    """Return what the page needs after a change: of words alone, nothing but the state."""
    told: dict[str, Any] = {"revision": manuscript.revision, "saved": _saved(manuscript)}
    if whole:
        names = [row[0] for row in section_list(manuscript)]
        name = name if name in names else names[-2]
        told |= {"html": _form(visit, manuscript, name), "focus": focus, "section": name}
        told |= {"sections": _sections(visit, manuscript, name)}
    return JSONResponse(told)


def _change(visit: Visit, fields: Mapping[str, str]) -> Change:
    """Return what a form sent as a change. Raises Uneditable."""
    key, kind = key_from_json(fields.get("key", "")), fields.get("kind", "text")
    typed: Any = fields.get("value", "")
    if kind in JSON_KINDS:
        typed = json.loads(typed) if typed else None
        if kind == "one-of-several":
            typed = [one for one in typed or [] if one]
        else:
            typed = {
                name: _labels(visit).typed(str(words)) for name, words in (typed or {}).items()
            }
    elif kind in ("text", "prose"):
        typed = _labels(visit).typed(typed)
    step = int(fields["step"]) if fields.get("step") in ("1", "-1") else 0
    return Change(fields.get("op", ""), key, typed, fields.get("tag", ""), step)


async def save(visit: Visit) -> Response:
    """Save what was typed; where others changed the same fields, ask whose words stay."""
    await visit.form()
    manuscript = _manuscript(visit)
    return await _tried(visit, manuscript, manuscript.save)


async def choose(visit: Visit) -> Response:
    """Save what was typed, with a choice for each field that others changed too."""
    fields = await visit.form()
    manuscript = _manuscript(visit)
    if manuscript.clash is None:
        return await _tried(visit, manuscript, manuscript.save)
    choices = [
        _choice(conflict, fields.get(f"side-{number}", "theirs"), fields.get(f"words-{number}"))
        for number, conflict in enumerate(manuscript.clash.conflicts)
    ]
    return await _tried(visit, manuscript, lambda: manuscript.choose(choices))


def _choice(conflict: Conflict, side: str, words: str | None) -> Side | Edit:
    """Return whose words stay in a field that two changed, or what is in their place."""
    own = conflict.mine if side == "mine" else conflict.theirs
    if words is None or not isinstance(own, str) or words.strip() in ("", own.strip()):
        return "mine" if side == "mine" else "theirs"
    return Edit("set", conflict.key, words.strip())


async def _tried(visit: Visit, manuscript: Manuscript, saving: Callable[[], SavedText]) -> Response:
    """Save, and tell what came of it."""
    told: dict[str, Any] = {"done": False}
    try:
        saved = await run_in_threadpool(saving)
    except Clashing as clash:
        told["saved"] = "<b>Not saved.</b> Choose first. Your words are kept."
        told["html"] = visit.render(
            "clash", clash=clash, address=_address(manuscript), places=place_names(clash)
        )
        told["focus"] = "first"
    except Unsound as error:
        what = error.diagnostics[0].message
        told["saved"] = (
            f"<b>Not saved.</b> {escape(what[:1].upper() + what[1:])}. Your words are kept."
        )
    except (HandoutsError, OSError) as error:
        told["saved"] = f"<b>Not saved.</b> {escape(refusal_of(error).fact)}. Your words are kept."
    else:
        visit.office.log.add(SAVED, visit.user, handout=manuscript.handout)
        name = visit.request.query_params.get("section", "title")
        names = [row[0] for row in section_list(manuscript)]
        name = name if name in names else names[0]
        told |= {"done": True, "saved": _saved(manuscript, saved), "section": name}
        told |= {
            "html": _form(visit, manuscript, name),
            "sections": _sections(visit, manuscript, name),
        }
    told["revision"] = manuscript.revision
    return JSONResponse(told)


async def put_picture(visit: Visit) -> Response:
    """Put a picture beside the text's file, and tell its name there."""
    data = await visit.file()
    manuscript = _manuscript(visit)
    name = visit.request.query_params.get("name", "")[:200]
    workspace = manuscript.workspace
    try:
        own = await run_in_threadpool(put_picture_in, workspace, manuscript.handout, name, data)
    except (HandoutsError, OSError) as error:
        refusal = refusal_of(error)
        return JSONResponse({"amiss": f"{refusal.fact}. {refusal.hint}".strip(". ") + "."})
    return JSONResponse({"name": own})


async def look(visit: Visit) -> Response:
    """Tell what is to be seen of a manuscript, line by line: the page, all pages, what is found."""
    manuscript, params = _manuscript(visit), visit.request.query_params
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    form = params.get("format", "")
    if form not in visit.office.opened.collection.materials.formats:
        raise NotThere("There is no such format.")
    page = int(params["page"]) if params.get("page", "").isdecimal() else 0
    wanted = Wanted(manuscript.handout, f"{brand.id}/{clinic.id}", form, manuscript.text.encode())
    who = visit.session.id, manuscript.handout

    async def told() -> AsyncIterator[bytes]:
        async for seen in visit.office.drafts.look(who, wanted, min(page, 99)):
            yield json.dumps(_told(visit, manuscript, wanted, seen)).encode() + b"\n"

    return StreamingResponse(told(), media_type=NDJSON)


def _told(
    visit: Visit, manuscript: Manuscript, wanted: Wanted, seen: View | Findings
) -> Mapping[str, object]:
    if isinstance(seen, Findings):
        text = (wanted.text or b"").decode()
        found = shown_findings(seen.problems, wanted.file, text)
        visit.office.found[manuscript.writer, manuscript.handout] = found
        return {
            "findings": [one.as_json() for one in found],
            "todo": _todo(visit, manuscript),
            "dots": counts(found),
        }
    if seen.errors:
        return {"broken": seen.errors[0].message}
    pages = {
        number: f"data:image/jpeg;base64,{b64encode(picture.data).decode()}"
        for number, picture in seen.pictures.items()
    }
    boxes = [asdict(one) for one in seen.boxes]
    return {"pages": pages, "count": seen.known.outline.pages if seen.known else 0, "boxes": boxes}


async def phone(visit: Visit) -> Response:
    """The text as a phone shows it."""
    manuscript = _manuscript(visit)
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    wanted = Wanted(manuscript.handout, f"{brand.id}/{clinic.id}", "html", manuscript.text.encode())
    html = await visit.office.press.do(LookAtPhone(wanted, PHONE_FACES), "drafts")
    return HTMLResponse(html, headers={"content-security-policy": PHONE_POLICY})


def _manuscript(visit: Visit) -> Manuscript:
    """Return the manuscript that the address names, of who asks. Raises NotThere."""
    name = str(visit.request.path_params["handout"])
    if name not in visit.office.opened.collection.materials.library.ids:
        raise NotThere("There is no such handout here.")
    return visit.office.manuscripts.open(visit.office.opened.collection.workspace, visit.user, name)


def _address(manuscript: Manuscript) -> str:
    return f"/write/{manuscript.handout}"


def _form(visit: Visit, manuscript: Manuscript, name: str) -> Markup:
    """Return the form of a section as HTML."""
    values = shown_section(manuscript, name)
    return Markup(
        visit.render(
            "section",
            labels=_labels(visit),
            kinds=block_forms(),
            handouts=_handouts(visit),
            drawings=_drawings(visit, manuscript.handout),
            **values,
        )
    )


def _sections(visit: Visit, manuscript: Manuscript, name: str) -> Markup:
    rows = section_list(manuscript)
    found = visit.office.found.get((manuscript.writer, manuscript.handout), [])
    return Markup(
        visit.render(
            "sections",
            sections=rows,
            open=name,
            dotted=counts(found),
            address=_address(manuscript),
            count=len(rows) - 3,
        )
    )


def _todo(visit: Visit, manuscript: Manuscript) -> Markup:
    found = visit.office.found.get((manuscript.writer, manuscript.handout), [])
    count = sum(one.must for one in found)
    return Markup(visit.render("todo", name=manuscript.handout, count=count))


def _saved(manuscript: Manuscript, saved: SavedText | None = None) -> str:
    """Return how a manuscript stands, as HTML."""
    if manuscript.changed:
        return "<b>Not saved yet.</b> Your words are kept."
    if saved is None:
        return "Saved"
    words = f"Saved at {datetime.now().astimezone():%H:%M}"
    if saved.merged is not None and saved.merged.theirs:
        count = len(saved.merged.theirs)
        words += f", with {count} {'change' if count == 1 else 'changes'} by others"
    return f"{words}. {escape(saved.told.message)}" if saved.told else words


def _labels(visit: Visit) -> Labels:
    return Labels(visit.office.opened.collection.materials.library.references)


def _handouts(visit: Visit) -> list[tuple[str, str]]:
    ids = sorted(visit.office.opened.collection.materials.library.ids)
    return [(name, _title(visit, name)) for name in ids]


def _title(visit: Visit, name: str) -> str:
    readable = visit.office.opened.collection.materials.readable.handouts.get(name)
    return plain(readable.title) if readable else name


def _drawings(visit: Visit, handout: str) -> list[str]:
    """Return the names of the pictures that a handout may show: its own, and the shared ones."""
    workspace = visit.office.opened.collection.workspace
    names = list[str]()
    for folder, before in ((f"content/{handout}", ""), (f"content/{SHARED}", f"{SHARED}/")):
        try:
            files = workspace.names(folder)
        except Refused:
            continue
        names += [f"{before}{name}" for name in files if name.lower().endswith(PICTURES)]
    return sorted(names)
