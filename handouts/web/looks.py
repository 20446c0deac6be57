"""Look: the real pages of a sheet as pictures, and what to choose before it is printed."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, HTMLResponse, Response

from handouts.batch import Copy, Order, PagesSet, pages_set, plan, plan_packs
from handouts.brand import Brand, Clinic
from handouts.counter import (
    NotPrinted,
    Offer,
    Printer,
    Wish,
    default_printer,
    in_other_languages,
    printers,
)
from handouts.page import Format
from handouts.store import Entry
from handouts.web.errands import DrawPages, SheetPage
from handouts.web.missing import missing_texts
from handouts.web.office import Office
from handouts.web.phones import page_address
from handouts.web.visits import NotThere, Visit
from handouts.workers import Busy, Lane, Unmade

__all__ = [
    "Choice",
    "choices",
    "chosen_printer",
    "draw",
    "look",
    "made",
    "pages_of",
    "pdf",
    "picture",
    "planned",
    "printers_for",
    "wish_for",
]

PRINTER = "handouts-printer"
BROWSER = "browser"  # in the place of a printer's name: print in this browser
SIZES = {"page": 96, "small": 40}  # dpi
PICTURES_BYTES = 64_000_000  # of pictures that are remembered
SOON_SECONDS = 1.0  # that a page waits for its sheet before it says that it is being made
LONG_SECONDS = 50.0  # that a picture waits for its sheet
NEWS_SECONDS = 0.5  # between two looks at how far a sheet has come
MOST_COPIES = 20
PICTURE_SECONDS = 0.3  # that a small picture is waited for: a browser asks for few things at once
LATER = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'  # ask again


@dataclass(frozen=True)
class Choice:
    """A format that a handout comes in; entry is there where it was made."""

    format: Format
    copy: Copy
    entry: Entry | None


def wish_for(visit: Visit, offer: Offer, form: str, *, looking: bool = False) -> Wish:
    """Return what to ask the press for; a draft may be looked at, and printed where allowed."""
    brand, clinic = visit.clinic()
    allowed = visit.office.opened.collection.workspace.settings.desk.drafts
    draft = offer.draft and (looking or allowed)
    return Wish(offer.id, brand, clinic, form, draft, language=offer.language)


def choices(visit: Visit, offer: Offer) -> list[Choice]:
    """Return the formats on paper that a handout comes in, the usual one first."""
    materials = visit.office.opened.collection.materials
    usual = materials.workspace.settings.formats[0]
    forms = [
        form
        for form in materials.formats.values()
        if form.on_paper and (form.medium == "pdf" or not offer.is_pack)
    ]
    forms.sort(key=lambda form: form.name != usual)
    return [choice for form in forms if (choice := _choice(visit.office, offer, form))]


def _choice(office: Office, offer: Offer, form: Format) -> Choice | None:
    copy = planned(office, offer.id, offer.language, _owner(offer), form.name)
    if copy is None:
        return None
    entry = office.opened.entry(copy.path)
    fits = entry is not None and entry.text_code == copy.edition.code
    return Choice(form, copy, entry if fits else None)


def planned(office: Office, handout: str, language: str, owner: str, form: str) -> Copy | None:
    """Return the copy of a handout or pack in a format that a clinic would get; None for none."""
    materials = office.opened.collection.materials
    planner = plan_packs if handout in materials.packs else plan
    order = Order((handout,), (owner,), (language,), (form,))
    return next(iter(planner(order, materials)), None)


def _owner(offer: Offer) -> str:
    return f"{offer.copy.brand.id}/{offer.copy.clinic.id}"


async def look(visit: Visit) -> Response:
    """The page of one handout."""
    await visit.office.opened.catch_up()
    offer = visit.offer()
    known = await run_in_threadpool(choices, visit, offer)
    names = [choice.format.name for choice in known]
    form = visit.request.query_params.get("format", names[0])
    if form not in names:
        raise NotThere("It does not come in that format.")
    sheet, trouble = await _sheet(visit, offer, form, SOON_SECONDS)
    there, printer_trouble = await printers_for(visit, *visit.clinic())
    offers = visit.office.opened.offers(*visit.clinic())
    others = in_other_languages(offers, offer.id, offer.language)
    given = offer.own and not (offer.draft or offer.refused)
    return visit.page(
        "look",
        offer=offer,
        choices=known,
        form=form,
        sheet=sheet,
        trouble=trouble,
        allowed=not offer.draft or visit.office.opened.collection.workspace.settings.desk.drafts,
        printers=there,
        printer_trouble=printer_trouble,
        chosen=await chosen_printer(visit, there),
        slip=secrets.token_urlsafe(12),
        most=MOST_COPIES,
        phone=page_address(visit, offer),
        others=others,
        missing=await missing_texts(visit, offer, others) if given else (),
        **(await _progress(visit, known, form)),
    )


async def made(visit: Visit) -> Response:
    """The pages of a sheet once it is made, as a part of the page of Look; else how far it is."""
    offer = visit.offer()
    form = visit.request.path_params["format"]
    known = await run_in_threadpool(choices, visit, offer)
    if form not in [choice.format.name for choice in known]:
        raise NotThere("It does not come in that format.")
    sheet, trouble = await _sheet(visit, offer, form, NEWS_SECONDS)
    if sheet or trouble:
        html = visit.render("pages", offer=offer, form=form, sheet=sheet, trouble=trouble)
        return HTMLResponse(html)
    allowed = not offer.draft or visit.office.opened.collection.workspace.settings.desk.drafts
    values = await _progress(visit, known, form)
    return HTMLResponse(visit.render("making", allowed=allowed, **values), 202)


async def _progress(visit: Visit, known: Sequence[Choice], form: str) -> Mapping[str, Any]:
    choice = next(choice for choice in known if choice.format.name == form)
    pages = await run_in_threadpool(pages_of, visit.office, choice.copy)
    return {"making": choice.format.title, "at_page": pages}


def pages_of(office: Office, copy: Copy) -> PagesSet | None:
    """Return how far a copy has come that is being made, as far as that is known.

    How many pages it will have is guessed from what it had last, else from what it aims at.
    """
    pages = pages_set(copy, office.opened.collection.materials)
    if pages is None or pages.of:
        return pages and replace(pages, of=max(pages.of, pages.page))
    entry = office.opened.entry(copy.path)
    guess = entry.pages if entry else copy.aim
    return replace(pages, of=max(guess, pages.page) if guess else 0)


@dataclass(frozen=True)
class ShownSheet:
    """A sheet that is there: how many pages it has, and what names its file."""

    pages: int
    sha256: str


async def _sheet(
    visit: Visit, offer: Offer, form: str, patience: float
) -> tuple[ShownSheet | None, Unmade | None]:
    """Have a sheet made, and return it, or why it cannot be; neither while it is being made."""
    if offer.refused:
        return None, Unmade(offer.refused, "Do not give it, nor an old sheet of it.")
    try:
        async with asyncio.timeout(patience):
            copy = await visit.office.makings.copy(wish_for(visit, offer, form, looking=True))
    except TimeoutError:
        return None, None
    except Unmade as error:
        return None, error
    entry = visit.office.opened.entry(copy.path)
    return (ShownSheet(entry.pages, entry.sha256), None) if entry else (None, None)


async def picture(visit: Visit) -> Response:
    """A page of a sheet as a picture; of one that is not made, it is made when there is time."""
    offer, names = visit.offer(), visit.request.path_params
    dpi = SIZES.get(names["size"], 0)
    known = {choice.format.name: choice for choice in choices(visit, offer)}
    if not dpi or names["format"] not in known:
        raise NotThere("There is no such picture.")
    choice = known[names["format"]]
    entry, office = choice.entry, visit.office
    number = int(names["page"])
    try:
        async with asyncio.timeout(PICTURE_SECONDS if dpi == SIZES["small"] else LONG_SECONDS):
            if entry is None:
                wish = wish_for(visit, offer, names["format"], looking=True)
                await office.makings.copy(wish, "pictures")
                entry = office.opened.entry(choice.copy.path)
            if entry is None or not 1 <= number <= entry.pages:
                raise NotThere("There is no such page.")
            file = office.opened.collection.workspace.output / choice.copy.path
            drawn = await draw(office, file, entry, number, dpi)
    except (TimeoutError, Busy):
        return Response(LATER, 202, media_type="image/svg+xml")
    lasting = visit.request.query_params.get("v") == entry.sha256[:12]
    keep = "private, max-age=604800, immutable" if lasting else "private, max-age=60"
    return Response(drawn.data, media_type="image/webp", headers={"cache-control": keep})


async def draw(
    office: Office, file: Path, entry: Entry, page: int, dpi: int = SIZES["page"]
) -> SheetPage:
    """Return a page of a copy as a picture; those that were drawn last are remembered."""
    key = f"{entry.sha256} {page} {dpi}"
    kept: dict[str, SheetPage] = office.pictures
    if key in kept:
        kept[key] = kept.pop(key)  # to the end, as the newest
        return kept[key]
    lane: Lane = "pictures" if dpi == SIZES["small"] else "desk"
    [drawn] = await office.makings.once((key,), DrawPages(file, dpi, (page,)), lane)
    kept[key] = drawn
    while sum(len(one.data) for one in kept.values()) > PICTURES_BYTES:
        kept.pop(next(iter(kept)))
    picture: SheetPage = drawn
    return picture


async def pdf(visit: Visit) -> Response:
    """The file of a sheet, to be printed in a browser."""
    offer = visit.offer()
    wish = wish_for(visit, offer, visit.request.path_params["format"])
    copy = await visit.office.makings.copy(wish)
    headers = {"content-disposition": "inline", "cache-control": "no-store"}
    return FileResponse(copy.file, media_type="application/pdf", headers=headers)


async def printers_for(
    visit: Visit, brand: Brand, clinic: Clinic
) -> tuple[Sequence[Printer], NotPrinted | None]:
    """Return the printers of a clinic, and what is the matter where there is none."""
    try:
        there = await run_in_threadpool(printers)
    except NotPrinted as error:
        return (), error
    of: Mapping[str, tuple[str, ...]] = (
        visit.office.opened.collection.workspace.settings.desk.printers
    )
    named = of.get(f"{brand.id}/{clinic.id}") or of.get(brand.id)
    if named:
        by_name = {printer.name: printer for printer in there}
        there = [by_name[name] for name in named if name in by_name]
    trouble = None if there else NotPrinted("no printer is set up", "print in this browser")
    return there, trouble


async def chosen_printer(visit: Visit, there: Sequence[Printer]) -> str:
    """Return the printer that this browser used last, else the default one, else the first."""
    names = [printer.name for printer in there]
    last = visit.request.cookies.get(PRINTER, "")
    if last in (*names, BROWSER):
        return last
    try:
        usual = await run_in_threadpool(default_printer)
    except NotPrinted:
        usual = ""
    return usual if usual in names else next(iter(names), BROWSER)
