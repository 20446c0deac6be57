"""What an approval must keep to; each condition tells of all that breaks it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from handouts.batch import Edition, Editions
from handouts.brand import brand_names, countries
from handouts.content import Approval, Frozen, Handout, Record, same_name, unwritten
from handouts.diagnostics import Diagnostic, Place, did_you_mean
from handouts.translation import PairState, Translation
from handouts.workspace import Workspace

__all__ = [
    "RULE",
    "days",
    "gone_through",
    "is_meant",
    "is_other",
    "is_reader",
    "named",
    "open_points",
    "people",
    "phrases_read",
    "record_allows",
    "roles_missing",
    "scope",
    "source_is_approved",
    "to_write",
]

LONGEST, LONG = 36, 24  # months until a review: refused beyond the one, warned of beyond the other
RULE = "approval"


def open_points(handout: Handout) -> Iterator[Diagnostic]:
    """Tell of each point that a clinician has not settled."""
    for point in handout.to_confirm:
        fact = f"a point is still open: {' '.join(point.split()).rstrip('.')}"
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
    names = (("by", approval.by), ("role", approval.role), ("author", author))
    yield from named(names, place)
    yield from is_other(approval.by, author, place)


def named(names: Iterable[tuple[str, str]], place: Place) -> Iterator[Diagnostic]:
    """Tell of names that are none, each with the option that it was given by."""
    for option, words in names:
        if not words.strip() or not words.isprintable():
            yield _error(place, f"--{option} is no name: {words!r}")


def is_other(by: str, author: str, place: Place) -> Iterator[Diagnostic]:
    """Tell of an author who approves."""
    if same_name(by, author):
        fact = f"'{by}' wrote the text, so this approval does not count"
        yield _error(place, fact, "let somebody else read and approve it")


def is_reader(by: str, reader: str, place: Place) -> Iterator[Diagnostic]:
    """Tell where the person who read a translation against its source approves it too."""
    if same_name(by, reader):
        fact = f"'{by}' has read it against its source, and two people must approve it"
        yield _error(place, fact, "let somebody else approve it")


def gone_through(one: Translation) -> Iterator[Diagnostic]:
    """Tell of segments that no person has translated, or gone through, as they are now."""
    states: Mapping[PairState, str] = {
        "machine": "a machine's draft, which nobody has gone through",
        "stale": "stale: the source was changed since",
        "missing": "not translated",
    }
    for state, what in states.items():
        pairs = [pair for pair in one.unfinished if pair.state == state]
        if pairs:
            place = next((pair.place for pair in pairs if pair.place.line), pairs[0].place)
            count = f"{len(pairs)} segments are" if len(pairs) > 1 else "a segment is"
            if state == "stale" and not any(pair.entry.previous for pair in pairs):
                what = "marked as needing work"
            yield _error(
                place,
                f"{count} {what}",
                f"go through it: handouts check {one.id} -l {one.language}",
            )


def phrases_read(edition: Edition, place: Place) -> Iterator[Diagnostic]:
    """Tell of each file of phrases that nobody who reads the language has gone through."""
    language = edition.handout.language
    for name in edition.phrases.machine_files:
        fact = f"the fixed phrases in {language} are a machine's draft: {name}"
        hint = f"have them gone through in a {name} of your own, then write 'by' and 'on' there"
        yield _error(place, fact, hint)


def source_is_approved(
    source: Editions, one: Translation, workspace: Workspace
) -> Iterator[Diagnostic]:
    """Tell why a translation is not of the approved text of its source as it is given now."""
    place, working = Place(one.catalogue.file, 1, 1), source.working
    if working is None:
        yield _error(place, f"its source, '{one.id}', cannot be read", f"handouts check {one.id}")
        return
    review, _ = source.review(workspace)
    approved = source.frozen[0][0].code if source.frozen and review != "draft" else ""
    if not approved:
        yield _error(
            place,
            f"its source, the text {working.code}, is not approved",
            f"approve it first: handouts approve {one.id}",
        )
    elif working.code != approved:
        fact = f"its source is another text by now, {working.code}, than the approved {approved}"
        yield _error(place, fact, f"approve the source first: handouts approve {one.id}")
    if one.source_code != working.code:
        fact = f"the file is a translation of {one.source_code or 'no text that it names'}"
        hint = f"bring it up: handouts translate {one.id} -l {one.language}"
        yield _error(place, f"{fact}, and its source is {working.code} by now", hint)


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
    given = {approval.role.casefold() for approval in record.counted}
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
