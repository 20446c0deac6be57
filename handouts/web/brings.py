"""Bring in: a leaflet beside the draft that it came to, and clinics from a sheet as a trial run.

What was brought is one in memory alone until somebody says what becomes of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from handouts.content import plain
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.importing import (
    LEAFLETS,
    SHEET_KINDS,
    ClinicPlan,
    Draft,
    Unreadable,
    draft_id,
    plan_clinics,
    read_leaflet,
    write_clinics,
    write_draft,
)
from handouts.web.visits import Forbidden, NotThere, Visit, go, sentence
from handouts.web.waiting import Brought
from handouts.writing import block_forms

__all__ = [
    "bring",
    "bring_clinics",
    "bring_leaflet",
    "clinics",
    "keep_leaflet",
    "leaflet",
    "throw_away",
    "write_plan",
]

BLOCK = re.compile(r"sections\[(\d+)\](?:\.blocks\[(\d+)\]\.?(\w[\w-]*)?)?")
NAMED = {"title": "Title", "summary": "Summary", "key_points": "In short", "figures": "Picture"}


@dataclass(frozen=True)
class BroughtRow:
    """Words of a file, and where they went; needs says that somebody must look."""

    paragraph: str
    words: str
    place: str
    why: str
    needs: bool
    heading: bool


async def bring(visit: Visit) -> Response:
    """The page to bring something in on."""
    return visit.page(
        "bring",
        leaflets=LEAFLETS,
        sheets=SHEET_KINDS,
        brands=visit.office.opened.collection.materials.brands,
    )


async def bring_leaflet(visit: Visit) -> Response:
    """Read a leaflet; the answer tells where its draft is looked at, or why there is none."""
    data = await visit.file()
    name = _name(visit)
    today = visit.office.opened.clock()
    try:
        draft = await run_in_threadpool(read_leaflet, data, name, today)
    except Unreadable as error:
        return _amiss(error.fact, error.hint)
    one = visit.office.brought.put(Brought(visit.user, name, draft))
    return JSONResponse({"address": f"/bring/leaflet/{one}"})


async def leaflet(visit: Visit) -> Response:
    """The words of the file beside where they went."""
    name, one = _brought(visit)
    draft = one.what
    if not isinstance(draft, Draft):
        raise NotThere("There is no such leaflet here.")
    rows = rows_of(draft)
    needs = sum(row.needs for row in rows)
    lacking = [point.text for point in draft.points]
    return visit.page(
        "bring-leaflet",
        brought=name,
        file=one.name,
        draft=draft,
        rows=rows,
        needs=needs,
        points=lacking,
        own=draft_id(draft, one.name),
        only=visit.request.query_params.get("only") == "needs",
    )


async def keep_leaflet(visit: Visit) -> Response:
    """Write the draft as a new handout, and go on in the editor."""
    fields = await visit.form()
    name, one = _brought(visit)
    if not isinstance(one.what, Draft):
        raise NotThere("There is no such leaflet here.")
    workspace = visit.office.opened.collection.workspace
    own = fields.get("own", "").strip() or draft_id(one.what, one.name)
    try:
        await run_in_threadpool(write_draft, workspace, one.what, own, one.name)
    except (WrongUse, Unreadable) as error:
        raise Forbidden(sentence(str(error))) from None
    visit.office.brought.drop(name)
    visit.office.log.note("brought in", visit.user, handout=own)
    await visit.office.opened.read()
    return go(f"/write/{own}")


async def bring_clinics(visit: Visit) -> Response:
    """Read a sheet of clinics for a brand; the answer tells where its trial run is looked at."""
    data = await visit.file()
    name, brand = _name(visit), visit.request.query_params.get("brand", "")
    renamed = {"yes": True, "no": False}.get(visit.request.query_params.get("renamed", ""))
    workspace = visit.office.opened.collection.workspace

    def planned() -> ClinicPlan:
        return plan_clinics(workspace, brand, data, name, answer=lambda _: renamed)

    try:
        plan = await run_in_threadpool(planned)
    except HandoutsError as error:
        worst = error.diagnostics[0]
        return _amiss(worst.message, worst.hint)
    one = visit.office.brought.put(Brought(visit.user, name, plan))
    return JSONResponse({"address": f"/bring/clinics/{one}"})


async def clinics(visit: Visit) -> Response:
    """What a sheet would change, clinic by clinic, and what is wrong in it at its cell."""
    name, one = _brought(visit)
    plan = one.what
    if not isinstance(plan, ClinicPlan):
        raise NotThere("There is no such sheet here.")
    shown_all = visit.request.query_params.get("all") == "1"
    rows = [row for row in plan.rows if shown_all or row.state != "same"]
    errors = [one for one in plan.problems if one.severity == "error"]
    return visit.page(
        "bring-clinics",
        brought=name,
        file=one.name,
        plan=plan,
        rows=rows,
        errors=errors,
        notes=[one for one in plan.problems if one.severity != "error"],
        unread=[one for one in plan.columns if not one.field],
        all=shown_all,
    )


async def write_plan(visit: Visit) -> Response:
    """Write what a trial run showed."""
    await visit.form()
    name, one = _brought(visit)
    plan = one.what
    if not isinstance(plan, ClinicPlan) or plan.failed:
        raise Forbidden("Mend the sheet first, and bring it in again.")
    workspace = visit.office.opened.collection.workspace
    written = await run_in_threadpool(write_clinics, workspace, plan)
    visit.office.brought.drop(name)
    visit.office.log.note("brought in clinics", visit.user, clinic=plan.brand, copies=len(written))
    await visit.office.opened.read()
    return visit.page("bring-written", plan=plan, written=[path.stem for path in written])


async def throw_away(visit: Visit) -> Response:
    """Forget what was brought in."""
    await visit.form()
    name, _ = _brought(visit)
    visit.office.brought.drop(name)
    return go("/bring")


def _amiss(fact: str, hint: str) -> Response:
    """Tell why a file is not read."""
    return JSONResponse({"amiss": sentence(fact), "hint": sentence(hint)})


def rows_of(draft: Draft) -> list[BroughtRow]:
    """Return the words of a file in their order, those of one paragraph together."""
    rows = []
    for (paragraph, where, place), group in groupby(
        draft.placed, key=lambda one: (one.paragraph, one.where, one.place)
    ):
        ones = list(group)
        why = " ".join(dict.fromkeys(one.why for one in ones if one.why))
        words = " ".join(one.words for one in ones)
        beside = f" ({where})" if where != "body" else ""
        number = str(paragraph) if paragraph else ""
        needs = place.startswith("to_confirm")
        heading = place == "title" or place.endswith(".heading")
        rows.append(
            BroughtRow(number, f"{words}{beside}", _place(draft, place), why, needs, heading)
        )
    return rows


def _place(draft: Draft, place: str) -> str:
    """Return a place of a draft in words."""
    if place.startswith("to_confirm"):
        return "A point to settle"
    match = BLOCK.match(place)
    if match is None:
        return NAMED.get(re.split(r"[.\[]", place)[0], place)
    sections: Sequence[Any] = draft.data["sections"]
    number = int(match[1])
    if match[2] is None:
        return "Section"
    heading = plain(str(sections[number]["heading"])) if number < len(sections) else ""
    blocks = sections[number]["blocks"] if number < len(sections) else []
    tag = match[3] or (next(iter(blocks[int(match[2])]), "") if int(match[2]) < len(blocks) else "")
    form = block_forms().get(tag)
    called = form.label.lower() if form else tag.replace("-", " ")
    return f"{heading}: {called}" if tag else heading


def _brought(visit: Visit) -> tuple[str, Brought]:
    """Return what the address names, of who asks. Raises NotThere."""
    name = str(visit.request.path_params["brought"])
    one = visit.office.brought.get(name, visit.user)
    if one is None:
        raise NotThere("It is not here any more. Bring the file in again.")
    return name, one


def _name(visit: Visit) -> str:
    """Return the name of the file that is brought, without its folder."""
    return PurePath(visit.request.query_params.get("name", "")[:200] or "file").name
