"""The patient's page: the newest text of the sheet that somebody holds, by the code on it.

Anybody may ask for it. Only texts for the public are listed; all others are found by their code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.brand import Brand, Clinic
from handouts.content import Record, plain, speaks
from handouts.counter import Offer, Title, Wish, choosable, in_other_languages
from handouts.diagnostics import HandoutsError
from handouts.page import Phrases, load_phrases
from handouts.proof import word_changes
from handouts.review import Unknown, code_from, trace
from handouts.web.errands import MakePage, PublicPage
from handouts.web.marking import with_marks
from handouts.web.visits import NotThere, Visit
from handouts.workers import Busy
from handouts.workspace import Workspace

__all__ = ["patient", "patient_style", "public_list"]

WEB = "html"  # the format
SIZES = {"": "page_normal", "larger": "page_larger", "largest": "page_largest"}  # and a phrase
AROUND = "page_", "list_read"  # how the phrases around a text begin
LIST = "list_", "page_languages"  # and those of a list
STAFF = "en"  # the language of what nobody has gone through in another
STYLES = re.compile(r"<style>(.*?)</style>", re.DOTALL)
BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
OWN = re.compile(r' style="([^"]*)"')  # of an element: the policy lets none through
MOST_CHANGES = 12
FOR_AN_HOUR = {"cache-control": "private, max-age=3600"}
SAMPLE = "7K3Q-9MXD"
NO_SUCH = f"No text has that code. Look at the foot of your sheet: it is like {SAMPLE}."


@dataclass(frozen=True)
class HeldSheet:
    """The text of the sheet that somebody holds, and what the clinic gives in its place today."""

    code: str
    title: Title
    record: Record
    brand: Brand
    clinic: Clinic
    offer: Offer | None
    others: tuple[Offer, ...]  # the same text in the other languages that it is given in
    around: Phrases  # what the page says around the text
    lists: bool = False  # the clinic has texts for anybody to read


async def patient(visit: Visit) -> Response:
    """The page of a text."""
    _limit(visit)
    sheet = await run_in_threadpool(_held_sheet, visit)
    size = visit.request.query_params.get("size", "")
    common = values_of(sheet, size if size in SIZES else "")
    if sheet.record.withdrawn or sheet.offer is None:
        return visit.page("withdrawn", **common)
    page = await _made(visit, sheet)
    _, body = split(page.html.decode())
    changes = [with_marks(line) for line in word_changes(page.before, page.after)]
    return visit.page("patient", body=Markup(body), changes=changes[:MOST_CHANGES], **common)


async def patient_style(visit: Visit) -> Response:
    """The style of that page."""
    _limit(visit)
    sheet = await run_in_threadpool(_held_sheet, visit)
    if sheet.offer is None:
        raise NotThere(NO_SUCH)
    style, _ = split((await _made(visit, sheet)).html.decode())
    return Response(style, media_type="text/css", headers=FOR_AN_HOUR)


async def public_list(visit: Visit) -> Response:
    """The texts for the public of a clinic, and a field for the code of any other.

    It is in the language that is asked for; a text that is not given in it, in its own.
    """
    _limit(visit)
    brand, clinic = visit.clinic()
    params, opened = visit.request.query_params, visit.office.opened
    code, asked = code_from(params.get("code", "")[:40]), params.get("language", "")[:40]
    public = [one for one in opened.offers(brand, clinic) if _is_public(one)]
    language = asked if asked in {one.language for one in public} else ""
    around = await run_in_threadpool(
        phrases_around, opened.collection.workspace, language or STAFF, LIST
    )
    tongues = choosable(one.language for one in public)
    return visit.page(
        "public",
        giver=(brand, clinic),
        listed=_listed(public, language),
        tongues=[one for one in tongues if not speaks(one[0], language or STAFF)],
        language=language,
        address=f"/t/{brand.id}/{clinic.id}",
        typed=code,
        sample=SAMPLE,
        wrong=bool(params.get("code") and not code),
        **_words(around),
    )


def _listed(public: Sequence[Offer], language: str) -> list[Offer]:
    """Return each text once: in a language, else in its own."""
    best: dict[str, Offer] = {}
    for one in sorted(public, key=lambda one: (one.language == language, one.own)):
        best[one.id] = one
    return sorted(best.values(), key=lambda one: (one.language != language, one.title.casefold()))


def values_of(sheet: HeldSheet, size: str = "") -> dict[str, Any]:
    """Return what both pages know of a sheet: around it, words stand in one language."""
    return {"sheet": sheet, "size": size, "sizes": SIZES, **_words(sheet.around)}


def _words(around: Phrases) -> dict[str, Any]:
    return {"say": around.say, "marked": around.marked, "locale": around.locale}


def split(html: str) -> tuple[str, str]:
    """Return the style of a web page, and its body without any: a page of ours may hold none."""
    styles = [match[1] for match in STYLES.finditer(html)]
    body = BODY.search(html)
    own = dict[str, str]()

    def moved(match: re.Match[str]) -> str:
        name = own.setdefault(match[1], f"o{len(own)}")
        return f' data-own="{name}"'

    moved_body = OWN.sub(moved, body[1] if body else "")
    styles += [f'[data-own="{name}"]{{{style}}}' for style, name in own.items()]
    return "\n".join(styles), moved_body


async def _made(visit: Visit, sheet: HeldSheet) -> PublicPage:
    assert sheet.offer is not None
    wish = Wish(sheet.offer.id, sheet.brand, sheet.clinic, WEB, language=sheet.title.language)
    errand = MakePage(visit.office.opened.clock(), wish, sheet.code)
    page: PublicPage = await visit.office.press.do(errand, "pictures")
    return page


def _held_sheet(visit: Visit) -> HeldSheet:
    """Return what a code names, for a clinic. Raises NotThere; a draft is nobody's to read."""
    code = code_from(visit.request.path_params["code"][:40])
    opened = visit.office.opened
    try:
        traced = trace(opened.collection, code)
    except Unknown:
        raise NotThere(NO_SUCH) from None
    if traced.record is None:
        raise NotThere(NO_SUCH)
    brand, clinic = _giver(visit, traced.printed_for)
    handout = traced.edition.handout
    language, offers = str(handout.language), opened.offers(brand, clinic)
    there = [one for one in offers if one.id == handout.id and not (one.draft or one.refused)]
    given = next((one for one in there if one.language == language), None)
    others = in_other_languages(there, handout.id, language)
    title = Title(plain(handout.title), language)
    around = phrases_around(opened.collection.workspace, language)
    lists, given_in = any(map(_is_public, offers)), tuple(others)
    return HeldSheet(code, title, traced.record, brand, clinic, given, given_in, around, lists)


def phrases_around(workspace: Workspace, language: str, begin: tuple[str, ...] = AROUND) -> Phrases:
    """Return the phrases of a page: in a language where somebody has gone through them."""
    english = load_phrases(workspace, STAFF)
    frame = [key for key in english.entries if key.startswith(begin)]
    try:
        phrases = load_phrases(workspace, language)
    except HandoutsError:
        return english
    whole = phrases.entries.keys() >= {*frame} and phrases.machine.isdisjoint(frame)
    return phrases if whole else english


def _giver(visit: Visit, printed_for: Sequence[str]) -> tuple[Brand, Clinic]:
    """Return the clinic that the address names, else one that gives the text, else the first."""
    opened, names = visit.office.opened, visit.request.path_params
    asked = [f"{names.get('brand', '')}/{names.get('clinic', '')}", *printed_for]
    for owner in asked:
        brand, _, clinic = owner.partition("/")
        if there := opened.clinic(brand, clinic):
            return there
    return opened.clinics()[0]


def _is_public(offer: Offer) -> bool:
    """Say whether a text may be listed: one that names a prescription-only medicine may not.

    That would be advertising it (CAP Code rule 12.12).
    """
    handout = offer.copy.handout
    given = not (offer.draft or offer.refused or offer.is_pack)
    return given and handout.audience == "public" and not handout.medicines


def _limit(visit: Visit) -> None:
    """Let one address ask for so many pages a minute. Raises Busy."""
    if not visit.office.readers.allows(visit.peer):
        raise Busy("That was asked for very often", "Wait a minute, and try again.")
