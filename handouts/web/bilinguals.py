"""The review of a translation: its segments beside their source, its pages beside those."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.content import is_language, locale_of
from handouts.counter import Wish
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.proof import WordStep, word_steps
from handouts.review import Bilingual, BilingualSegment, put_beside
from handouts.web.errands import refusal_of
from handouts.web.findings import ShownFinding, shown_findings
from handouts.web.looks import draw
from handouts.web.recording import ReviewCopy
from handouts.web.reviews import page_wish, working_text
from handouts.web.segments import id_of
from handouts.web.steps import steps_of
from handouts.web.talks import asides_on
from handouts.web.visits import NotThere, Visit, sentence
from handouts.workers import Unmade

__all__ = ["bilingual_copy", "bilingual_page", "bilingual_pages", "bilingual_review", "opened_text"]
__all__ += ["page_counts"]

SIDES = ("source", "translation")
SHOWN = ("all", "left")  # all segments, or those that somebody must look at


@dataclass(frozen=True)
class ShownSegment:
    """A segment as the page shows it: what the rules find in it, and what changed in its source."""

    one: BilingualSegment
    findings: Sequence[ShownFinding]

    @property
    def id(self) -> str:
        """Its name on the page."""
        return id_of(self.one.pair.segment.key)

    @property
    def steps(self) -> Sequence[WordStep]:
        """What changed in the source since it was translated, word by word."""
        before = self.one.pair.entry.previous
        return word_steps(before, self.one.pair.segment.text) if before else ()

    @property
    def is_left(self) -> bool:
        """Whether somebody must look at it."""
        return bool(self.one.stands or self.findings)


async def bilingual_review(visit: Visit) -> Response:
    """The page of a translation: its segments, its pages, and what is left before approval."""
    name, text = await opened_text(visit)
    file = text.translation.catalogue.file
    parts = {
        heading: [ShownSegment(one, shown_findings(one.findings, file, "")) for one in segments]
        for heading, segments in text.sections.items()
    }
    left = {heading: [row for row in rows if row.is_left] for heading, rows in parts.items()}
    params = visit.request.query_params
    show, waits = params.get("show", "all"), params.get("pages") == "wait"
    pages = await _sides(visit, name, text) if waits else {"counts": None}
    return visit.page(
        "review-translation",
        name=name,
        tag=text.translation.language,
        sections={
            heading: rows for heading, rows in (left if show == "left" else parts).items() if rows
        },
        show=show if show in SHOWN else "all",
        sizes={
            which: sum(map(len, rows.values()))
            for which, rows in zip(SHOWN, (parts, left), strict=True)
        },
        whole=shown_findings(text.findings, file, ""),
        steps=await run_in_threadpool(steps_of, visit, text),
        asides=asides_on(visit.office.opened.collection.workspace, name, text.translation.language),
        **_both(name, text),
        **pages,
    )


async def bilingual_pages(visit: Visit) -> Response:
    """The pages of both sides, as soon as they are made: a part of that page."""
    name, text = await opened_text(visit)
    return visit.page("sides", **_both(name, text), **await _sides(visit, name, text))


def _both(name: str, text: Bilingual) -> Mapping[str, Any]:
    """Return what tells the two sides apart, and where they are."""
    language = text.translation.language
    sides = {"of": text.translation.source, "into": locale_of(language)}
    return {"text": text, **sides, "address": f"/review/{name}/in/{language}"}


async def _sides(visit: Visit, name: str, text: Bilingual) -> Mapping[str, Any]:
    counts, broken = await page_counts(visit, name, text)
    return {"counts": counts, "broken": broken}


async def bilingual_page(visit: Visit) -> Response:
    """A page of the source or of the translation, as a picture."""
    name, language = await _names(visit)
    params = visit.request.path_params
    if params["which"] not in SIDES:
        raise NotThere("There is no such picture.")
    wish = _wish(visit, name, language if params["which"] == "translation" else "")
    copy = await visit.office.makings.copy(wish)
    entry = visit.office.opened.entry(copy.path)
    if entry is None or not 1 <= params["page"] <= entry.pages:
        raise NotThere("There is no such page.")
    drawn = await draw(visit.office, copy.file, entry, params["page"])
    return Response(drawn.data, media_type="image/webp")


async def bilingual_copy(visit: Visit) -> Response:
    """The review copy of a translation, to be printed and signed off on paper."""
    name, language = await _names(visit)
    data = await visit.office.press.do(ReviewCopy(name, language))
    headers = {"content-disposition": "inline", "cache-control": "no-store"}
    return Response(data, media_type="application/pdf", headers=headers)


async def _names(visit: Visit) -> tuple[str, str]:
    """Return the handout and the language that the address names. Raises NotThere."""
    name, _, _ = await working_text(visit)
    language = str(visit.request.path_params["language"])
    workspace = visit.office.opened.collection.workspace
    file = f"content/{name}/translations/{language}.po"
    if not is_language(language) or not workspace.exists(file):
        raise NotThere("This text is not translated into that language yet.")
    return name, language


async def opened_text(visit: Visit) -> tuple[str, Bilingual]:
    """Return the handout and the translation that the address names. Raises NotThere."""
    name, language = await _names(visit)
    collection = visit.office.opened.collection
    try:
        return name, await run_in_threadpool(put_beside, collection, name, language)
    except WrongUse as error:
        raise NotThere(sentence(error.fact)) from None


async def page_counts(
    visit: Visit, name: str, text: Bilingual
) -> tuple[Mapping[str, int], Mapping[str, str]]:
    """Return how many pages each side has, and why one cannot be set."""
    counts, broken = dict[str, int](), dict[str, str]()
    for side, language in zip(SIDES, ("", text.translation.language), strict=True):
        try:
            copy = await visit.office.makings.copy(_wish(visit, name, language))
        except (HandoutsError, Unmade) as error:
            broken[side] = sentence(refusal_of(error).fact)
            continue
        entry = visit.office.opened.entry(copy.path)
        counts[side] = entry.pages if entry else 0
    return counts, broken


def _wish(visit: Visit, name: str, language: str) -> Wish:
    return replace(page_wish(visit, name, draft=True), language=language)
