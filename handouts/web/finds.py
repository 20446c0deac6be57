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
    in_other_languages,
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
    languages: tuple[Offer, ...] = ()  # the others that it may be given in

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
    offers = _findable(visit, brand, clinic)
    hits = [_hit(visit, offer, "", offers) for offer in _one_each(offers)]
    texts = {(one.id, one.language): one for one in offers if not one.is_pack}
    lately = await run_in_threadpool(partial(_lately, visit, f"{brand.id}/{clinic.id}"))
    shown = [_hit(visit, texts[text], "") for text in lately if text in texts][:LATELY]
    news = await run_in_threadpool(fresh_news, visit, brand, clinic)
    return {
        "news": news,
        "lately": shown,
        "all": [hit for hit in hits if not hit.offer.is_pack],
        "packs": [hit for hit in hits if hit.offer.is_pack],
    }


def _findable(visit: Visit, brand: Brand, clinic: Clinic) -> list[Offer]:
    """Return what a clinic may give, and drafts; those of translations where drafts print here."""
    drafts = visit.office.opened.collection.workspace.settings.desk.drafts
    offers = visit.office.opened.offers(brand, clinic)
    return [one for one in offers if one.own or drafts or not one.draft]


def _one_each(offers: Sequence[Offer]) -> list[Offer]:
    """Return of each handout and pack one offer: in its own language, where that is among them."""
    first: dict[str, Offer] = {}
    for one in offers:
        if one.own or one.id not in first:
            first[one.id] = one
    return list(first.values())


def _lately(visit: Visit, owner: str) -> Sequence[tuple[str, str]]:
    """Return the texts that a clinic printed last, by handout and language, the last first."""
    try:
        log = read_log(visit.office.opened.collection.workspace, Problems())
    except HandoutsError:
        return ()
    ours = [entry for entry in reversed(log) if entry.clinic == owner]
    return list(dict.fromkeys((entry.handout, entry.language) for entry in ours))


def _results(visit: Visit, brand: Brand, clinic: Clinic, query: str) -> Mapping[str, Any]:
    offers = _findable(visit, brand, clinic)
    hits, near = _one_each(matching(offers, query)), ""
    if not hits:
        near = suggest([offer.words for offer in offers], query)
        hits = _one_each(matching(offers, near)) if near else []
    shown = [_hit(visit, offer, near or query, offers) for offer in hits[:MOST_HITS]]
    return {
        "hits": shown,
        "asked": query,
        "near": near,
        "count": len(_one_each(offers)),
        "more": len(hits) - len(shown),
    }


def _hit(visit: Visit, offer: Offer, query: str, among: Sequence[Offer] = ()) -> HitRow:
    """Return a row of an offer; among are those that tell its other languages."""
    others = in_other_languages(among, offer.id, offer.language)
    given = tuple(one for one in others if not one.refused)
    entry = visit.office.opened.entry(offer.copy.path)
    if entry and entry.text_code != offer.copy.edition.code:
        entry = None
    texts = [other.copy.handout for other in others]
    reason = reason_for(offer.copy.handout, query, texts) if query else None
    title = marked_parts(offer.title, query) if query else ((offer.title, False),)
    owner = f"{offer.copy.brand.id}/{offer.copy.clinic.id}"
    return HitRow(offer, f"{owner}/{offer.name}", title, reason, entry, given)


def _query(visit: Visit) -> str:
    return " ".join(visit.request.query_params.get("q", "").split())[:MOST_QUERY]
