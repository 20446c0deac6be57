"""Languages that a text may not be given in: the line in each that says so to who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool

from handouts.batch import Fallbacks
from handouts.content import Locale, wider
from handouts.counter import Offer, locale_called, sheet_name
from handouts.page import spoken_languages
from handouts.web.visits import Visit
from handouts.workspace import Workspace

__all__ = ["MissingText", "missing_texts"]


@dataclass(frozen=True)
class MissingText:
    """A language without a text to give; line offers an interpreter in it, refused says why.

    unsaid is why the line may not be printed; where it may, name is what addresses call the sheet.
    """

    language: str
    line: str
    name: str
    unsaid: str = ""
    refused: str = ""

    @property
    def locale(self) -> Locale:
        """The language, by its own name."""
        return locale_called(self.language)


async def missing_texts(visit: Visit, offer: Offer, others: Sequence[Offer]) -> list[MissingText]:
    """Return the languages in which a text is missing, out of date or a draft, by their names."""
    workspace = visit.office.opened.collection.workspace
    return await run_in_threadpool(partial(_missing, workspace, offer, others))


def _missing(workspace: Workspace, offer: Offer, others: Sequence[Offer]) -> list[MissingText]:
    there = {one.language for one in (offer, *others) if one.given}
    refused = {one.language: one.refused for one in others}
    read = {wider(language)[-1] for language in there}
    lines, missing = Fallbacks(workspace), list[MissingText]()
    for language in spoken_languages(workspace):
        line = lines.over(offer.copy.edition, language)
        if wider(language)[-1] not in read and line.words:
            name = sheet_name(offer.id, offer.language, own=offer.own, asked=language)
            why = refused.get(language, "")
            missing.append(MissingText(language, line.words, name, line.unsaid, why))
    return sorted(missing, key=lambda one: (one.locale.name.casefold(), one.language))
