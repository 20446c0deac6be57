"""What waits for a review: who asked for it, and whether it was sent back since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from handouts.web.office import Office

__all__ = [
    "APPROVED",
    "ASKED",
    "READ",
    "READ_THROUGH",
    "SAVED",
    "SENT_BACK",
    "PendingReview",
    "pending_reviews",
    "read_claims",
    "waiting",
]

ASKED, SENT_BACK, APPROVED, READ = "asked for review", "sent back", "approved", "read a claim"
READ_THROUGH = "read a translation against its source"
SAVED = "saved"


@dataclass(frozen=True)
class PendingReview:
    """That somebody asked for the review of a text, by its code; of a translation by its language.

    read_by has taken the first of the two steps in which a translation is approved.
    """

    handout: str
    code: str
    author: str
    day: str  # ISO 8601
    language: str = ""
    read_by: str = ""


def pending_reviews(office: Office) -> Mapping[str, PendingReview]:
    """Return what waits for a review, by handout, or by handout/language, what came last last."""
    pending = dict[str, PendingReview]()
    for line in office.log.lines():
        did, handout = line.get("did"), str(line.get("handout", ""))
        language, who = str(line.get("language", "")), str(line.get("who", ""))
        name = f"{handout}/{language}" if language else handout
        if did in (SENT_BACK, APPROVED):
            pending.pop(name, None)
        elif did == READ_THROUGH and name in pending:
            pending[name] = replace(pending[name], read_by=who)
        elif did == ASKED:
            pending.pop(name, None)
            day, code = str(line.get("at", ""))[:10], next(iter(_codes(line)), "")
            pending[name] = PendingReview(handout, code, who, day, language)
    there = office.opened.collection.editions
    return {name: one for name, one in pending.items() if one.handout in there}


def waiting(office: Office, user: str) -> int:
    """Return how many texts wait for the review of who asks: those of others."""
    pending = pending_reviews(office).values()
    return sum(user not in (one.author, one.read_by) for one in pending)


def read_claims(office: Office, user: str, code: str) -> frozenset[int]:
    """Return the numbers of the claims of a text that who asks has read beside their sources."""
    return frozenset(
        int(line["claim"])
        for line in office.log.lines()
        if line.get("did") == READ and line.get("who") == user and code in _codes(line)
    )


def _codes(line: Mapping[str, Any]) -> Iterable[str]:
    codes = line.get("codes", ())
    return map(str, codes) if isinstance(codes, list) else ()
