"""Review: what changed in a text, its claims beside their sources, and what approval asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.batch import Edition, Editions
from handouts.content import locale_of, plain, same_name
from handouts.counter import Wish
from handouts.proof import rewordings
from handouts.review import Collection, chapters_of, progress, standing, statements
from handouts.web.findings import in_words
from handouts.web.looks import draw
from handouts.web.manuscripts import section_of
from handouts.web.marking import with_marks
from handouts.web.pending import ASKED, READ, SENT_BACK, pending_reviews, read_claims
from handouts.web.recording import ReviewCopy
from handouts.web.talks import paragraphs_of
from handouts.web.tongues import Tongue, tongues_of
from handouts.web.visits import Forbidden, NotThere, Visit, go, sentence
from handouts.writing import Demand, comments_on, missing

__all__ = [
    "Todo",
    "ask_for_review",
    "demands",
    "page_of",
    "page_wish",
    "read_claim",
    "review",
    "review_copy",
    "reviews",
    "send_back",
    "working_text",
]

MOST_LEFT = 12  # things that a demand names
SOON_DAYS = 60  # before its date of review that a text is named as due
TEXTS = {"approved": False, "working": True}  # the two that are compared, and whether as a draft


@dataclass(frozen=True)
class TextState:
    """How a handout stands: its texts, when it must be read anew, and who asked for a review."""

    id: str
    title: str
    state: str
    due: date | None
    code: str  # of the text that was approved last; '' where none was
    newer: bool  # a working text is another than it
    author: str = ""
    tongues: Sequence[Tongue] = ()


@dataclass(frozen=True)
class Todo:
    """Something that an approval asks for, whether it is done, and where it is settled."""

    done: bool
    words: str
    link: str = ""
    link_words: str = ""


async def reviews(visit: Visit) -> Response:
    """All texts: those that wait for a review, those that are due, and the others."""
    await visit.office.opened.catch_up()
    rows = await run_in_threadpool(_standings, visit)
    today = visit.office.opened.clock()
    due = [row for row in rows if row.due and (row.due - today).days <= SOON_DAYS]
    asked = [row for row in rows if row.author]
    titles = {row.id: row.title for row in rows}
    translations = [
        (one, titles[one.handout], locale_of(one.language))
        for one in pending_reviews(visit.office).values()
        if one.language
    ]
    return visit.page(
        "reviews", asked=asked, due=due, rows=rows, today=today, translations=translations
    )


def _standings(visit: Visit) -> list[TextState]:
    collection, asked = visit.office.opened.collection, pending_reviews(visit.office)
    translated = list(progress(collection))
    rows = []
    for name, texts in sorted(collection.editions.items()):
        state, due = texts.review(collection.workspace)
        code = texts.frozen[0][1].code if texts.frozen else ""
        newer = bool(texts.working and texts.working.code != code)
        author = asked[name].author if name in asked else ""
        tongues = tongues_of(one for one in translated if one.handout == name)
        title = plain(texts.any.title)
        rows.append(TextState(name, title, state, due, code, newer, author, tongues))
    return rows


async def review(visit: Visit) -> Response:
    """The page of one text: words, pages, claims, and what is missing for its approval."""
    name, texts, working = await working_text(visit)
    collection = visit.office.opened.collection
    before = texts.frozen[0] if texts.frozen else None
    changes: Sequence[tuple[str, Sequence[object]]] = ()
    if before and before[1].code != working.code:
        changes = await run_in_threadpool(_changes, before[1], working, collection)
    there = await run_in_threadpool(standing, collection, name)
    claims, read = statements(working), read_claims(visit.office, visit.user, working.code)
    return visit.page(
        "review",
        name=name,
        title=plain(working.handout.title),
        working=working,
        before=before,
        changes=changes,
        claims=claims,
        read=read,
        pending=pending_reviews(visit.office).get(name),
        demands=await run_in_threadpool(partial(demands, visit, name)),
        talks=comments_on(collection.workspace, name, settled=True),
        paragraphs=paragraphs_of(collection.workspace, name),
        counts=await _pages(visit, name, bool(before)),
        tongues=tongues_of(there),
    )


def _changes(before: Edition, after: Edition, shelf: Collection) -> list[tuple[str, list[object]]]:
    chapters = (chapters_of(edition, shelf.materials) for edition in (before, after))
    return [
        (one.heading or "Title and summary", [with_marks(line) for line in one.passages])
        for one in rewordings(*chapters)
    ]


async def _pages(visit: Visit, name: str, compared: bool) -> Mapping[str, int]:
    """Return how many pages each of the two texts has; none where they cannot be made."""
    counts = dict[str, int]()
    for which, draft in TEXTS.items():
        if draft or compared:
            copy = await visit.office.makings.copy(page_wish(visit, name, draft))
            entry = visit.office.opened.entry(copy.path)
            counts[which] = entry.pages if entry else 0
    return counts


async def page_of(visit: Visit) -> Response:
    """A page of one of the two texts, as a picture."""
    name, _, _ = await working_text(visit)
    params = visit.request.path_params
    if params["which"] not in TEXTS:
        raise NotThere("There is no such picture.")
    copy = await visit.office.makings.copy(page_wish(visit, name, TEXTS[params["which"]]))
    entry = visit.office.opened.entry(copy.path)
    if entry is None or not 1 <= params["page"] <= entry.pages:
        raise NotThere("There is no such page.")
    drawn = await draw(visit.office, copy.file, entry, params["page"])
    return Response(drawn.data, media_type="image/webp")


async def review_copy(visit: Visit) -> Response:
    """The review copy, to be printed and signed off on paper."""
    name, _, _ = await working_text(visit)
    data = await visit.office.press.do(ReviewCopy(name))
    headers = {"content-disposition": "inline", "cache-control": "no-store"}
    return Response(data, media_type="application/pdf", headers=headers)


async def ask_for_review(visit: Visit) -> Response:
    """Log that the author asks for the review of a text as it is now."""
    await visit.form()
    name, _, working = await working_text(visit)
    if not visit.user:
        raise Forbidden("Sign in to ask for a review: the record names who wrote the text.")
    visit.office.log.add(ASKED, visit.user, handout=name, codes=[working.code])
    return go(f"/review/{name}")


async def send_back(visit: Visit) -> Response:
    """Log that a text goes back to its author."""
    await visit.form()
    name, _, working = await working_text(visit)
    visit.office.log.add(SENT_BACK, visit.user, handout=name, codes=[working.code])
    return go("/review")


async def read_claim(visit: Visit) -> Response:
    """Log that a claim was read beside its source."""
    fields = await visit.form()
    name, _, working = await working_text(visit)
    number = int(fields.get("claim", "0")) if fields.get("claim", "").isdecimal() else 0
    if not 1 <= number <= len(statements(working)) or fields.get("code") != working.code:
        raise NotThere("The text is another by now. Read it as it is.")
    if number not in read_claims(visit.office, visit.user, working.code):
        visit.office.log.add(READ, visit.user, handout=name, codes=[working.code], claim=number)
    return go(f"/review/{name}#claim-{number}")


def demands(visit: Visit, name: str) -> list[Todo]:
    """Return what an approval of a text asks for, and what of it is done."""
    collection = visit.office.opened.collection
    working = collection.editions[name].working
    assert working is not None, "it was read"
    asked = pending_reviews(visit.office).get(name)
    claims = statements(working)
    unread = len(claims) - len(read_claims(visit.office, visit.user, working.code))
    return [
        _asked_demand(visit, asked.author if asked else ""),
        *(one for demand in missing(collection, name) for one in _demands(visit, demand, name)),
        Todo(
            not unread,
            "Each claim was read beside its source."
            if not unread
            else f"{_count(unread, 'claim')} not yet read beside {_its(unread)} source.",
            f"/review/{name}#claims",
            "Read them",
        ),
    ]


def _demands(visit: Visit, asked: Demand, name: str) -> list[Todo]:
    """Return a demand, or what is left of it, each where it is settled: by who writes, if need be.

    Who does not write is led nowhere: such a text is sent back.
    """
    if asked.done:
        return [Todo(True, f"{asked.words}.")]
    if asked.kind == "answered":
        open_ = _count(len(asked.left), "comment")
        return [Todo(False, f"{open_} not settled.", f"/review/{name}#talk", "Settle")]
    writes = "author" in visit.roles
    return [
        Todo(
            False,
            sentence(in_words(left.problem)[0]),
            f"/write/{name}?section={section_of(left.key or ())}" if writes else "",
            "Change it",
        )
        for left in asked.left[:MOST_LEFT]
    ]


def _asked_demand(visit: Visit, author: str) -> Todo:
    if not author:
        return Todo(False, "Its author has not asked for a review.")
    if visit.user and not same_name(author, visit.user):
        return Todo(True, f"You did not write it: {author} did.")
    return Todo(False, "Somebody else must approve it: you wrote it.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _its(number: int) -> str:
    return "its" if number == 1 else "their"


async def working_text(visit: Visit) -> tuple[str, Editions, Edition]:
    """Return the handout that the address names, and its texts as they are. Raises NotThere."""
    await visit.office.opened.catch_up()
    name = str(visit.request.path_params["handout"])
    texts = visit.office.opened.collection.editions.get(name)
    if texts is None or texts.working is None:
        raise NotThere("There is no such text here that can be read.")
    return name, texts, texts.working


def page_wish(visit: Visit, name: str, draft: bool) -> Wish:
    """Return what to ask the press for: a text as it prints for the clinic that one is at."""
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    usual = visit.office.opened.collection.workspace.settings.formats[0]
    return Wish(name, brand, clinic, usual, draft=draft)
