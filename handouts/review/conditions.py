"""What an approval must keep to; each condition tells of all that breaks it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from handouts.batch import Edition
from handouts.brand import brand_names, countries
from handouts.content import Approval, Frozen, Handout, Record, same_name, unwritten
from handouts.diagnostics import Diagnostic, Place, did_you_mean
from handouts.workspace import Workspace

__all__ = [
    "RULE",
    "days",
    "is_meant",
    "open_points",
    "people",
    "record_allows",
    "roles_missing",
    "scope",
    "to_write",
]

LONGEST, LONG = 36, 24  # months until a review: refused beyond the one, warned of beyond the other
RULE = "approval"


def open_points(handout: Handout) -> Iterator[Diagnostic]:
    """Tell of each point that a clinician has not settled."""
    for point in handout.to_confirm:
        fact = f"a point is still open: {' '.join(point.split())}"
        hint = f"settle it: handouts review {handout.id}"
        yield Diagnostic("error", RULE, point.place, fact, hint)


def to_write(handout: Handout) -> Iterator[Diagnostic]:
    """Tell of each text that is still what `handouts new` put there."""
    for text in unwritten(handout):
        yield _error(text.place, f"a text is still to be written: {text}")


def is_meant(edition: Edition, code: str) -> Iterator[Diagnostic]:
    """Tell where the text is not the one with the code that was read; '' is any."""
    if code and code != edition.code:
        fact = f"the text is another than {code} by now: its code is {edition.code}"
        yield _error(edition.handout.place, fact, "read the text as it is now, then approve it")


def days(approval: Approval, place: Place) -> Iterator[Diagnostic]:
    """Tell of a review date that is past or too far ahead."""
    day = approval.review_by.isoformat()
    if approval.review_by <= approval.on:
        fact = f"the review date {day} is not in the future"
        yield _error(place, fact, "give the day by which somebody must read it anew")
    elif approval.review_by > _later(approval.on, LONGEST):
        fact = f"the review date {day} is more than {LONGEST} months ahead"
        yield _error(place, fact, f"{LONG} months or less are usual")
    elif approval.review_by > _later(approval.on, LONG):
        fact = f"the review date {day} is more than {LONG} months ahead"
        yield Diagnostic("warning", RULE, place, fact)


def people(approval: Approval, author: str, place: Place) -> Iterator[Diagnostic]:
    """Tell of names that are none, and of an author who approves."""
    for option, words in (("by", approval.by), ("role", approval.role), ("author", author)):
        if not words.strip() or not words.isprintable():
            yield _error(place, f"--{option} is no name: {words!r}")
    if same_name(approval.by, author):
        fact = f"'{approval.by}' wrote the text, so this approval does not count"
        yield _error(place, fact, "let somebody else read and approve it")


def scope(
    approval: Approval, language: str, workspace: Workspace, place: Place
) -> Iterator[Diagnostic]:
    """Tell of languages, countries and brands that there are not."""
    for word in approval.languages:
        if word != language:
            yield _error(place, f"--language '{word}' is not that of the text, '{language}'")
    yield from _unknown("country", approval.countries, list(countries()), place)
    yield from _unknown("brand", approval.brands, brand_names(workspace), place)


def record_allows(text: Frozen, author: str) -> Iterator[Diagnostic]:
    """Tell why nothing may be added to a record: it names another author, or a withdrawal."""
    record = text.record
    if not same_name(record.author, author):
        yield _error(text.place, f"the record names '{record.author}' as the author")
    if gone := record.withdrawn:
        fact = f"this text, {text.code}, was withdrawn on {gone.on.isoformat()}: {gone.why}"
        yield _error(text.place, fact, "change the text, and have the new one approved")


def roles_missing(
    record: Record, language: str, roles: Sequence[str], place: Place
) -> Iterator[Diagnostic]:
    """Tell of the roles that must still approve before the text prints as approved."""
    given = {a.role.casefold() for a in record.approvals if not same_name(a.by, record.author)}
    missing = [role for role in roles if role.casefold() not in given]
    if missing:
        fact = f"it is not printed as approved before it is approved by: {', '.join(missing)}"
        yield Diagnostic("warning", RULE, place, fact, "handouts.toml asks for these roles")
    elif not any(record.anywhere(language, roles)):
        fact = "the roles approved it for different countries or brands, so it holds for none"
        yield Diagnostic("warning", RULE, place, fact)


def _unknown(
    option: str, words: Sequence[str], known: Sequence[str], place: Place
) -> Iterator[Diagnostic]:
    for word in words:
        if word not in known:
            yield _error(place, f"there is no {option} '{word}'", did_you_mean(word, known))


def _error(place: Place, fact: str, hint: str = "") -> Diagnostic:
    return Diagnostic("error", RULE, place, fact, hint)


def _later(day: date, months: int) -> date:
    """Return the same day some months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
