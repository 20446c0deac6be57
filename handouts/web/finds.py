"""Find: the clinic's handouts by what people call them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from handouts.brand import Brand, Clinic
from handouts.counter import (
    Marked,
    Offer,
    Reason,
    marked_parts,
    matching,
    read_log,
    reason_for,
    suggest,
)
from handouts.diagnostics import HandoutsError, Problems
from handouts.store import Entry
from handouts.web.bulletins import fresh_news
from handouts.web.visits import CLINIC, NotThere, Visit, go

__all__ = ["at_clinic", "clinics", "find", "found", "starts"]

LATELY = 6  # handouts that were printed last
MOST_QUERY = 100  # letters of a query
MOST_HITS = 40


@dataclass(frozen=True)
class HitRow:
    """A handout as Find shows it; entry is there where it was made."""

    offer: Offer
    address: str  # BRAND/CLINIC/HANDOUT
    title: tuple[Marked, ...]
    reason: Reason | None
    entry: Entry | None

    @property
    def grey(self) -> bool:
        """Whether it is not for patients."""
        return self.offer.draft or bool(self.offer.refused)


async def find(visit: Visit) -> Response:
    """The start page: one field, and what was printed lately; or what a query finds."""
    if visit.home is None:
        return await clinics(visit)
    brand, clinic = visit.home
    query = _query(visit)
    if query:
        return visit.page("find", query=query, **_results(visit, brand, clinic, query))
    return visit.page("find", query="", **(await starts(visit, brand, clinic)))


async def clinics(visit: Visit) -> Response:
    """All clinics, to choose the one that a browser is at."""
    return visit.page("clinics", clinics=visit.office.opened.clinics())


async def found(visit: Visit) -> Response:
    """What a query finds, as rows; asked for as one types."""
    if visit.home is None:
        raise NotThere("Choose a clinic first.")
    brand, clinic = visit.home
    query = _query(visit)
    if query:
        return HTMLResponse(visit.render("hits", **_results(visit, brand, clinic, query)))
    return HTMLResponse(visit.render("start", **(await starts(visit, brand, clinic))))


async def at_clinic(visit: Visit) -> Response:
    """Remember which clinic a browser is at."""
    brand, clinic = visit.clinic()
    visit.cookies[CLINIC] = f"{brand.id}/{clinic.id}"
    return go("/")


async def starts(visit: Visit, brand: Brand, clinic: Clinic) -> Mapping[str, Any]:
    """Return what stands on the start page before anything is typed."""
    offers = visit.office.opened.offers(brand, clinic)
    hits = [_hit(visit, brand, clinic, offer, "") for offer in offers]
    by_id = {hit.offer.id: hit for hit in hits if not hit.offer.is_pack}
    lately = await run_in_threadpool(partial(_lately, visit, f"{brand.id}/{clinic.id}"))
    shown = [by_id[name] for name in lately if name in by_id][:LATELY]
    news = await run_in_threadpool(fresh_news, visit, brand, clinic)
    return {
        "news": news,
        "lately": shown,
        "all": [hit for hit in hits if not hit.offer.is_pack],
        "packs": [hit for hit in hits if hit.offer.is_pack],
    }


def _lately(visit: Visit, owner: str) -> Sequence[str]:
    """Return the handouts that a clinic printed last, the last first."""
    try:
        log = read_log(visit.office.opened.collection.workspace, Problems())
    except HandoutsError:
        return ()
    return list(dict.fromkeys(e.handout for e in reversed(log) if e.clinic == owner))


def _results(visit: Visit, brand: Brand, clinic: Clinic, query: str) -> Mapping[str, Any]:
    offers = visit.office.opened.offers(brand, clinic)
    hits, near = matching(offers, query), ""
    if not hits:
        near = suggest([offer.words for offer in offers], query)
        hits = matching(offers, near) if near else []
    shown = [_hit(visit, brand, clinic, offer, near or query) for offer in hits[:MOST_HITS]]
    return {
        "hits": shown,
        "asked": query,
        "near": near,
        "count": len(offers),
        "more": len(hits) - len(shown),
    }


def _hit(visit: Visit, brand: Brand, clinic: Clinic, offer: Offer, query: str) -> HitRow:
    entry = visit.office.opened.entry(offer.copy.path)
    if entry and entry.text_code != offer.copy.edition.code:
        entry = None
    reason = reason_for(offer.copy.handout, query) if query else None
    title = marked_parts(offer.title, query) if query else ((offer.title, False),)
    return HitRow(offer, f"{brand.id}/{clinic.id}/{offer.id}", title, reason, entry)


def _query(visit: Visit) -> str:
    return " ".join(visit.request.query_params.get("q", "").split())[:MOST_QUERY]
