"""What changed for a clinic, and what it has already thrown away."""

from __future__ import annotations

from datetime import timedelta

from handouts.brand import Brand, Clinic
from handouts.counter import News, news_of, read_log
from handouts.diagnostics import HandoutsError, Problems
from handouts.web.visits import Visit

__all__ = ["THREW_AWAY", "fresh_news", "news_for", "thrown_by"]

FRESH_DAYS = 30  # for which the start page tells what changed
THREW_AWAY = "threw away"  # in the desk's log


def news_for(visit: Visit, brand: Brand, clinic: Clinic) -> list[News]:
    """Return what changed for a clinic, the latest first. Raises HandoutsError."""
    collection = visit.office.opened.collection
    log = read_log(collection.workspace, Problems())
    return news_of(collection, brand, clinic, log)


def thrown_by(visit: Visit, owner: str) -> dict[str, str]:
    """Return the day on which a clinic threw away its sheets, by the code of the text."""
    return {
        str(code): str(line["at"])[:10]
        for line in visit.office.log.lines()
        if line.get("did") == THREW_AWAY and line.get("clinic") == owner
        for code in line.get("codes", ())
    }


def fresh_news(visit: Visit, brand: Brand, clinic: Clinic) -> News | None:
    """Return the latest of what changed, where somebody still has to throw something away."""
    since = visit.office.opened.clock() - timedelta(days=FRESH_DAYS)
    thrown = thrown_by(visit, f"{brand.id}/{clinic.id}")
    try:
        news = news_for(visit, brand, clinic)
    except HandoutsError:  # the list of what changed tells it
        return None
    fresh = [one for one in news if one.day >= since and one.old and one.old not in thrown]
    return next(iter(sorted(fresh, key=lambda one: not one.withdrawn)), None)
