"""What changed for a clinic: the texts that were approved or withdrawn, and what to throw away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handouts.batch import Editions
from handouts.brand import Brand, Clinic
from handouts.content import Approval, Frozen, Locale, plain
from handouts.counter.languages import locale_called, sheet_name
from handouts.counter.printlog import PrintEntry
from handouts.review import Collection

__all__ = ["News", "news_of"]

SINCE_DAYS = 400  # for which it is told


@dataclass(frozen=True)
class News:
    """A text that came for a clinic, or that was withdrawn; codes are '' where there is none.

    printed counts the copies of the old text that the clinic printed, from the day first.
    """

    day: date
    handout: str
    title: str
    new: str
    old: str
    why: str = ""
    withdrawn: bool = False
    printed: int = 0
    first: date | None = None
    language: str = ""
    own: bool = True  # it is in the language that the handout was written in

    @property
    def locale(self) -> Locale:
        """The language that it is in, by its own name."""
        return locale_called(self.language)

    @property
    def name(self) -> str:
        """What the desk's addresses call it, as an offer."""
        return sheet_name(self.handout, self.language, own=self.own)


def news_of(
    collection: Collection, brand: Brand, clinic: Clinic, log: Sequence[PrintEntry]
) -> list[News]:
    """Return what changed for a clinic, the latest first; the log tells what it printed."""
    since = collection.workspace.today - timedelta(days=SINCE_DAYS)
    owner = f"{brand.id}/{clinic.id}"
    country = clinic.country.code if clinic.country else ""
    ours = [entry for entry in log if entry.clinic == owner]
    rows = [
        news
        for every in collection.editions.values()
        for texts in every.every
        for news in _of_handout(texts, collection, (country, brand.id), ours)
        if news.day >= since
    ]
    return sorted(rows, key=lambda one: (-one.day.toordinal(), one.title.casefold()))


def _of_handout(
    texts: Editions, collection: Collection, giver: tuple[str, str], log: Iterable[PrintEntry]
) -> Iterator[News]:
    """Yield what became of the texts of one handout for a country and brand."""
    log = list(log)
    given = [pair for text, _ in texts.frozen if (pair := _given(text, collection, giver))]
    for number, (text, approval) in enumerate(given):
        title = plain(text.handout.title)
        name, language = str(text.handout.id), str(text.handout.language)
        own = text.record.translation is None
        if ending := text.record.withdrawn:
            copies, first = _printed(text.code, log)
            why = str(ending.why)
            gone = News(ending.on, name, title, "", text.code, why, True, copies, first)
            yield replace(gone, language=language, own=own)
        elif not own and number == 0:
            bond = texts.source.bond(text, *giver, collection.workspace)
            if bond.refused and bond.since:
                copies, first = _printed(text.code, log)
                gone = News(bond.since, name, title, "", text.code, bond.refused, True)
                yield replace(gone, printed=copies, first=first, language=language, own=own)
        older = given[number + 1][0] if number + 1 < len(given) else None
        copies, first = _printed(older.code, log) if older else (0, None)
        old = older.code if older else ""
        came = News(approval.on, name, title, text.code, old, printed=copies, first=first)
        yield replace(came, language=language, own=own)


def _given(
    text: Frozen, collection: Collection, giver: tuple[str, str]
) -> tuple[Frozen, Approval] | None:
    """Return a text with the approval by which a clinic gets it; None where it does not."""
    roles = collection.workspace.settings.approving_roles
    approval = text.record.holding(str(text.handout.language), *giver, roles)
    return (text, approval) if approval else None


def _printed(code: str, log: Iterable[PrintEntry]) -> tuple[int, date | None]:
    entries = [entry for entry in log if entry.text_code == code and entry.outcome != "failed"]
    days = [entry.date for entry in entries]
    return sum(entry.copies for entry in entries), min(days, default=None)
