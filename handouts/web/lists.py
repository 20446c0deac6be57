"""What changed, the rack list, and who printed which text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.brand import Brand, Clinic
from handouts.content import plain
from handouts.counter import PrintEntry, Title, in_the_stead, read_log, recall
from handouts.diagnostics import Problems
from handouts.review import code_from, no_code
from handouts.web.bulletins import THREW_AWAY, news_for, thrown_by
from handouts.web.visits import NotThere, Visit, go

__all__ = ["changed", "printed", "rack", "threw_away"]

MOST_TEXTS = 60


@dataclass(frozen=True)
class PrintedText:
    """A text that was printed, how many copies are known to be, and for whom in its stead.

    asked counts what was asked for in other languages, by language.
    """

    title: Title
    code: str
    copies: int
    asked: Mapping[str, int]


async def changed(visit: Visit) -> Response:
    """The texts that came, changed or were withdrawn, and what to do with paper."""
    brand, clinic = _home(visit)
    news = await run_in_threadpool(news_for, visit, brand, clinic)
    thrown = await run_in_threadpool(thrown_by, visit, f"{brand.id}/{clinic.id}")
    return visit.page("changed", news=news, thrown=thrown)


async def threw_away(visit: Visit) -> Response:
    """Log that a clinic threw away its sheets of a text."""
    fields = await visit.form()
    brand, clinic = _home(visit)
    code = fields.get("code", "")
    news = await run_in_threadpool(news_for, visit, brand, clinic)
    if code not in {one.old for one in news if one.old}:
        raise NotThere("There is no such text here.")
    owner = f"{brand.id}/{clinic.id}"
    visit.office.log.add(THREW_AWAY, visit.user, clinic=owner, codes=[code])
    return go("/changed")


async def rack(visit: Visit) -> Response:
    """What should lie on the rack today, to be printed and ticked."""
    offers = visit.office.opened.offers(*_home(visit))
    given = [one for one in offers if not (one.is_pack or one.draft or one.refused)]
    several = len({one.language for one in given}) > 1
    return visit.page("rack", offers=given, several=several, today=visit.office.opened.clock())


async def printed(visit: Visit) -> Response:
    """Which clinic printed which text, and how often; no person."""
    words = visit.request.query_params.get("code", "")[:40]
    code = code_from(words)
    workspace = visit.office.opened.collection.workspace
    log = await run_in_threadpool(partial(read_log, workspace, Problems()))
    own = [entry for entry in log if entry.text_code == code] if words else log
    return visit.page(
        "printed",
        code=code or words,
        wrong=no_code(words) if words and not code else "",
        clinics=recall(own) if words else (),
        texts=_texts(visit, own),
        named=partial(Title, ""),
    )


def _home(visit: Visit) -> tuple[Brand, Clinic]:
    if visit.home is None:
        raise NotThere("Choose a clinic first.")
    return visit.home


def _texts(visit: Visit, log: Sequence[PrintEntry]) -> list[PrintedText]:
    """Return the texts that were printed last."""
    printed: dict[tuple[str, str, str], list[PrintEntry]] = {}
    for entry in reversed(log):
        printed.setdefault((entry.handout, entry.language, entry.text_code), []).append(entry)
    editions = visit.office.opened.collection.editions.values()
    handouts = [texts.any for every in editions for texts in every.every]
    titles = {(one.id, str(one.language)): plain(one.title) for one in handouts}
    return [
        PrintedText(
            Title(titles.get((name, language), name), language),
            code,
            sum(entry.copies for entry in entries if entry.outcome == "printed"),
            in_the_stead(entries),
        )
        for (name, language, code), entries in printed.items()
    ][:MOST_TEXTS]
