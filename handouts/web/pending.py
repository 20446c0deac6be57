"""What waits for a review: who asked for it, and whether it was sent back since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from handouts.web.office import Office

__all__ = [
    "APPROVED",
    "ASKED",
    "READ",
    "SAVED",
    "SENT_BACK",
    "PendingReview",
    "pending_reviews",
    "read_claims",
    "waiting",
]

ASKED, SENT_BACK, APPROVED, READ = "asked for review", "sent back", "approved", "read a claim"
SAVED = "saved"


@dataclass(frozen=True)
class PendingReview:
    """That somebody asked for the review of a text, by its code."""

    handout: str
    code: str
    author: str
    day: str  # ISO 8601


def pending_reviews(office: Office) -> Mapping[str, PendingReview]:
    """Return what waits for a review, by handout, what was asked for last last."""
    pending = dict[str, PendingReview]()
    for line in office.log.lines():
        did, handout = line.get("did"), str(line.get("handout", ""))
        if did in (SENT_BACK, APPROVED):
            pending.pop(handout, None)
        elif did == ASKED:
            pending.pop(handout, None)
            who, day = str(line.get("who", "")), str(line.get("at", ""))[:10]
            pending[handout] = PendingReview(handout, next(iter(_codes(line)), ""), who, day)
    there = office.opened.collection.editions
    return {name: one for name, one in pending.items() if name in there}


def waiting(office: Office, user: str) -> int:
    """Return how many texts wait for the review of who asks: those of others."""
    return sum(one.author != user for one in pending_reviews(office).values())


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
