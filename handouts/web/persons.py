"""For one person: what is typed stands on the sheet and nowhere else.

It comes by POST, is handed to the press and to the printer, and is kept in no file, log or address.
"""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace

from starlette.responses import JSONResponse, Response

from handouts.counter import FIELDS, Offer, Wish, personal_from
from handouts.diagnostics import HandoutsError
from handouts.page import Personal
from handouts.web.errands import DrawPages, SheetPage
from handouts.web.jobs import begin_slip
from handouts.web.looks import choices, chosen_printer, printers_for, wish_for
from handouts.web.visits import Forbidden, NotThere, Visit, go, spoken

__all__ = ["person", "preview", "print_for"]

DPI = 96
SHOWN = 4  # pages of a preview


async def person(visit: Visit) -> Response:
    """The page to type on, with nothing typed."""
    offer = visit.offer()
    form = _form(visit, offer, visit.request.query_params.get("format", ""))
    there, trouble = await printers_for(visit, *visit.clinic())
    settings = visit.office.opened.collection.workspace.settings
    return visit.page(
        "person",
        offer=offer,
        form=form,
        allowed=not offer.refused and (not offer.draft or settings.desk.drafts),
        printers=there,
        printer_trouble=trouble,
        chosen=await chosen_printer(visit, there),
        limits=FIELDS,
        today=spoken(visit.office.opened.clock()),
        slip=secrets.token_urlsafe(12),
    )


async def preview(visit: Visit) -> Response:
    """The pages with the words that were typed, as pictures in the answer itself."""
    fields = await visit.form()
    try:
        words = personal_from(fields)
    except HandoutsError as error:
        return _amiss(error)
    wish = _wish(visit, fields.get("format", ""), words, looking=True)
    copy = await visit.office.makings.copy(wish)
    source = copy.data or copy.file
    drawn: list[SheetPage] = await visit.office.press.do(DrawPages(source, DPI))
    pages = [f"data:image/webp;base64,{b64encode(page.data).decode()}" for page in drawn[:SHOWN]]
    return JSONResponse({"pages": pages, "count": len(drawn)})


async def print_for(visit: Visit) -> Response:
    """Print the sheet for one person; its words go with it, and nothing of them stays."""
    fields = await visit.form()
    by_script = visit.request.headers.get("accept", "").startswith("application/json")
    try:
        words = personal_from(fields)
    except HandoutsError as error:
        if by_script:
            return _amiss(error)
        raise
    wish = _wish(visit, fields.get("format", ""), words)
    slip = begin_slip(visit, visit.offer(), wish, {**_asked(fields), "copies": "1"})
    if by_script:
        again = secrets.token_urlsafe(12)
        return JSONResponse({"events": f"/jobs/{slip.id}/events", "slip": again})
    return go(f"/jobs/{slip.id}")


def _amiss(error: HandoutsError) -> Response:
    """Answer the page's script with what is amiss, which holds no word that was typed."""
    return JSONResponse({"amiss": [fault.message for fault in error.diagnostics]})


def _asked(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that say how to print, and none that says what."""
    return {name: fields[name] for name in ("slip", "printer", "sides", "tray") if name in fields}


def _wish(visit: Visit, form: str, words: Personal, *, looking: bool = False) -> Wish:
    offer = visit.offer()
    settings = visit.office.opened.collection.workspace.settings
    if offer.refused or (offer.draft and not settings.desk.drafts):
        raise Forbidden("This text is not given to patients.")
    return replace(
        wish_for(visit, offer, _form(visit, offer, form), looking=looking), personal=words
    )


def _form(visit: Visit, offer: Offer, name: str) -> str:
    """Return the format of that name, or the usual one. Raises NotThere."""
    names = [choice.format.name for choice in choices(visit, offer)]
    if name and name not in names:
        raise NotThere("It does not come in that format.")
    return name or names[0]
