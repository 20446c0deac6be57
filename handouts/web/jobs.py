"""Print: a slip is begun, shown while it is made, sent and printed, and taken back."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any, Literal

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from handouts.batch import PagesSet
from handouts.counter import PASSING, Offer, Title, Wish, in_words, log_opened
from handouts.web.looks import (
    BROWSER,
    MOST_COPIES,
    NEWS_SECONDS,
    PRINTER,
    choices,
    pages_of,
    planned,
    printers_for,
    wish_for,
)
from handouts.web.slips import Slip
from handouts.web.visits import Forbidden, NotThere, Visit, go

__all__ = ["again", "begin_slip", "cancel", "events", "opened", "print_sheet", "show", "trouble_of"]

SLIP = re.compile(r"[\w-]{8,40}")
BEAT_SECONDS = 15.0  # between two signs of life to a browser that watches


async def print_sheet(visit: Visit) -> Response:
    """Begin to print what the page of Look was filled in for."""
    fields = await visit.form()
    offer = visit.offer()
    form = fields.get("format", "")
    if form not in [choice.format.name for choice in choices(visit, offer)]:
        raise NotThere("It does not come in that format.")
    wish = wish_for(visit, offer, form)
    if fields.get("printer") == BROWSER:
        return await _open(visit, offer, wish)
    slip = begin_slip(visit, offer, wish, fields)
    visit.cookies[PRINTER] = slip.printer
    return go(f"/jobs/{slip.id}")


def begin_slip(visit: Visit, offer: Offer, wish: Wish, fields: Mapping[str, str]) -> Slip:
    """Note a slip as its page asks for it, and see to it. Raises Forbidden, HandoutsError."""
    name, copies = fields.get("slip", ""), fields.get("copies", "1").strip()
    if not SLIP.fullmatch(name):
        raise Forbidden("This page was not ours.")
    if not (copies.isascii() and copies.isdigit() and 1 <= int(copies[:4]) <= MOST_COPIES):
        raise Forbidden(f"Copies go from 1 to {MOST_COPIES}.")
    sides: Literal["one", "two"] = "one" if fields.get("sides") == "one" else "two"
    slip = Slip(
        name,
        visit.user,
        wish.owner,
        offer.id,
        offer.title,
        offer.codes,
        str(offer.copy.handout.language),
        wish.format,
        int(copies),
        sides,
        fields.get("printer", "")[:200],
        fields.get("tray", "")[:200],
        personal=wish.personal is not None,
    )
    return visit.office.slips.begin(slip, wish)


async def show(visit: Visit) -> Response:
    """What became of a slip."""
    return visit.page("job", **(await _values(visit, _slip(visit))))


async def events(visit: Visit) -> Response:
    """What becomes of a slip, told as it happens (server-sent events)."""
    slip = _slip(visit)

    async def told() -> AsyncIterator[str]:
        slip.watchers += 1
        before: tuple[int, PagesSet | None] = (-1, None)
        try:
            while True:
                now = slip.serial, await run_in_threadpool(_pages_of, visit, slip)
                if now != before:
                    before = now
                    html = visit.render("_job", **(await _values(visit, slip)))
                    printed = slip.standing == "printed"
                    news = {"html": html, "over": slip.over, "printed": printed}
                    yield f"data: {json.dumps(news)}\n\n"
                if slip.over:
                    return
                changed = slip.changed
                try:
                    making = slip.state == "making"
                    async with asyncio.timeout(NEWS_SECONDS if making else BEAT_SECONDS):
                        await changed.wait()
                except TimeoutError:
                    yield ": \n\n"
        finally:
            slip.watchers -= 1

    return StreamingResponse(told(), media_type="text/event-stream")


async def cancel(visit: Visit) -> Response:
    """Take a slip back."""
    await visit.form()
    slip = _slip(visit)
    await visit.office.slips.cancel(slip, visit.user)
    return go(f"/jobs/{slip.id}")


async def again(visit: Visit) -> Response:
    """Print on another printer what a slip asked for: once, as the first job is taken back."""
    fields = await visit.form()
    old = _slip(visit)
    if old.personal:
        raise Forbidden("What was typed for one person was not kept. Type it once more.")
    await visit.office.slips.cancel(old, visit.user)
    if old.standing == "printed" and fields.get("once") == "yes":
        return go(f"/jobs/{old.id}")
    brand, _, clinic = old.clinic.partition("/")
    visit.request.path_params.update(brand=brand, clinic=clinic, handout=_name_of(visit, old))
    offer = visit.offer()
    wish = wish_for(visit, offer, old.format)
    if fields.get("printer") == BROWSER:
        return await _open(visit, offer, wish)
    asked = {"slip": fields.get("slip", ""), "printer": fields.get("printer", old.printer)}
    slip = begin_slip(visit, offer, wish, {**asked, "copies": str(old.copies), "sides": old.sides})
    return go(f"/jobs/{slip.id}")


async def _open(visit: Visit, offer: Offer, wish: Wish) -> Response:
    """Make a sheet, log that it is opened to be printed, and show it."""
    copy = await visit.office.makings.copy(wish)
    await run_in_threadpool(log_opened, visit.office.opened.collection.now, copy)
    facts = {"clinic": wish.owner, "handout": offer.id, "language": offer.language}
    facts["format"] = wish.format
    codes = [text.code for text in copy.texts]
    visit.office.log.add("opened to print", visit.user, codes=codes, **facts)
    visit.cookies[PRINTER] = BROWSER
    return go(f"/opened/{wish.owner}/{offer.name}/{wish.format}")


async def opened(visit: Visit) -> Response:
    """The page on which a sheet is printed by the browser itself."""
    offer, form = visit.offer(), visit.request.path_params["format"]
    copy = await visit.office.makings.copy(wish_for(visit, offer, form))
    today = visit.office.opened.clock()
    return visit.page("opened", offer=offer, form=form, record=copy.record(today))


def _pages_of(visit: Visit, slip: Slip) -> PagesSet | None:
    """Return how far the sheet of a slip has come, while it is being made."""
    if slip.state != "making" or slip.personal:
        return None
    copy = planned(visit.office, slip.handout, slip.language, slip.clinic, slip.format)
    return pages_of(visit.office, copy) if copy else None


def _name_of(visit: Visit, slip: Slip) -> str:
    """Return what addresses call the text of a slip."""
    brand, _, clinic = slip.clinic.partition("/")
    there = visit.office.opened.clinic(brand, clinic)
    offers = visit.office.opened.offers(*there) if there else ()
    text = slip.handout, slip.language
    return next((one.name for one in offers if (one.id, one.language) == text), slip.handout)


def _slip(visit: Visit) -> Slip:
    slip = visit.office.slips.get(visit.request.path_params["slip"])
    if slip is None:
        raise NotThere("Nothing is known of that print. Look at the printer.")
    return slip


async def _values(visit: Visit, slip: Slip) -> Mapping[str, Any]:
    brand, _, clinic = slip.clinic.partition("/")
    there = visit.office.opened.clinic(brand, clinic)
    others, _ = await printers_for(visit, *there) if there else ((), None)
    progress = slip.progress
    known = {printer.name: printer for printer in others}
    materials = visit.office.opened.collection.materials
    form = materials.formats.get(slip.format)
    return {
        "slip": slip,
        "sheet": f"{slip.clinic}/{_name_of(visit, slip)}",
        "text": Title(slip.title, slip.language),
        "at_page": await run_in_threadpool(_pages_of, visit, slip),
        "label": known[slip.printer].label if slip.printer in known else slip.printer,
        "form_title": form.title if form else slip.format,
        "others": [p for p in others if p.name != slip.printer and not p.refusal],
        "trouble": trouble_of(slip),
        "at_work": bool(progress and progress.at_work),
        "next_slip": secrets.token_urlsafe(12),
        "there": there is not None,
    }


def trouble_of(slip: Slip) -> str:
    """Say what keeps a printer from printing a slip; '' where nothing does."""
    progress = slip.progress
    if progress is None or slip.over or progress.at_work:
        return ""
    printer = progress.printer
    if printer is None:
        return "the printer is no longer there"
    troubles = [one for one in progress.troubles if slip.long or one not in PASSING]
    if troubles:
        return in_words(troubles).removeprefix("is ").removeprefix("has ")
    if printer.state == "stopped" or progress.job.standing in ("held", "stopped"):
        return printer.message or "stopped"
    return ""
