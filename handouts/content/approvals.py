"""Approved texts: frozen copies under their text codes, and the records of who approved them.

A record is no signature. A frozen text is a folder, ``content/<id>/approved/<code>/``: the text as
our own YAML, the sources that it cites, the fixed phrases, its drawings, and record.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from typing import Annotated, Literal

from handouts.content.model import Handout
from handouts.content.sources import Reference, load_references
from handouts.diagnostics import Place, Problems
from handouts.reading import Doc, Length, Pattern, Range, Text, decode, read_yaml
from handouts.workspace import Workspace

__all__ = [
    "Approval",
    "Frozen",
    "Proofreading",
    "Record",
    "Rendering",
    "Scope",
    "Standing",
    "TextCode",
    "Withdrawal",
    "current",
    "folder_of",
    "load_frozen",
    "load_texts",
    "same_name",
    "withdrawn_codes",
]

CODE = r"[2-9CDFGHJKMNPQRTVWXY]{4}-[2-9CDFGHJKMNPQRTVWXY]{4}"
Standing = Literal["approved", "overdue", "refused"]


TextCode = Annotated[Text, Pattern(CODE, "a text code, such as 7K3Q-9MXD")]


@dataclass(frozen=True, kw_only=True)
class Scope:
    """For whom an approval holds; empty means for all."""

    languages: tuple[Text, ...] = ()
    countries: tuple[Text, ...] = ()
    brands: tuple[Text, ...] = ()

    def covers(self, language: str, country: str, brand: str) -> bool:
        """Say whether a copy in a language for a clinic in a country and brand is meant."""
        asked = ((language, self.languages), (country, self.countries), (brand, self.brands))
        return all(not allowed or word in allowed for word, allowed in asked)


@dataclass(frozen=True, kw_only=True)
class Approval(Scope):
    """Who approved a text, in which role, when, and until when it may stand unread."""

    by: Annotated[Text, Doc("the person's name")]
    role: Text
    on: date
    review_by: date
    of: Annotated[TextCode | None, Doc("of a translation: the text code of its source")] = None


@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    """That a text may no longer be given, since when and why."""

    on: date
    why: Text


@dataclass(frozen=True, kw_only=True)
class Proofreading:
    """That a person who reads the language has read a translation against its source."""

    by: Annotated[Text, Doc("the person's name")]
    role: Annotated[Text, Doc("such as 'Nurse, whose first language it is'")]
    on: date


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """That a text is a translation: of which approved text, and who has read it against that."""

    of: Annotated[TextCode, Doc("of its source")]
    read: Proofreading | None = None


@dataclass(frozen=True, kw_only=True)
class Record:
    """What is known of a frozen text."""

    code: TextCode
    turn: Annotated[
        int, Range(1, 100_000), Doc("of a handout's approved texts the last one prints")
    ]
    author: Annotated[Text, Doc("who wrote the text")]
    approvals: Annotated[tuple[Approval, ...], Length(1, 400)]
    withdrawn: Withdrawal | None = None
    translation: Rendering | None = None

    def holding(
        self, language: str, country: str, brand: str, roles: Iterable[str]
    ) -> Approval | None:
        """Return the approval that decides for a clinic; None where a role has not approved.

        The author's own approval does not count. Where the workspace asks for roles, each of them
        must have approved, and the one that must be reviewed first decides; else the last one does.
        """
        counted = [
            approval for approval in self.counted if approval.covers(language, country, brand)
        ]
        latest = {approval.role.casefold(): approval for approval in counted}
        wanted = [role.casefold() for role in roles]
        if not counted or any(role not in latest for role in wanted):
            return None
        deciding = [latest[role] for role in wanted] or counted[-1:]
        return min(deciding, key=lambda approval: approval.review_by)

    @property
    def counted(self) -> tuple[Approval, ...]:
        """The approvals that count: by nobody who wrote the text.

        Of a translation none counts before somebody has read it against its source; then those of
        other people, who approved it as a translation of that same source.
        """
        own, read = self.translation, self.translation.read if self.translation else None
        others = [one for one in self.approvals if not same_name(one.by, self.author)]
        if own is None:
            return tuple(others)
        if read is None or same_name(read.by, self.author):
            return ()
        return tuple(one for one in others if one.of == own.of and not same_name(one.by, read.by))

    def anywhere(self, language: str, roles: Iterable[str]) -> Iterator[Approval]:
        """Yield the approval that decides, for each country and brand that approvals name."""
        roles = tuple(roles)
        for country, brand in self.places:
            if valid := self.holding(language, country, brand, roles):
                yield valid

    @property
    def places(self) -> Iterator[tuple[str, str]]:
        """Each country and brand that approvals name, and '' for any other."""
        countries = {str(word) for approval in self.approvals for word in approval.countries}
        brands = {str(word) for approval in self.approvals for word in approval.brands}
        return product(("", *sorted(countries)), ("", *sorted(brands)))

    def since(self, language: str, country: str, brand: str) -> date | None:
        """Return the first day on which anybody approved it for a clinic."""
        days = (one.on for one in self.counted if one.covers(language, country, brand))
        return min(days, default=None)


@dataclass(frozen=True)
class Frozen:
    """An approved text as it was: the words, the sources and the phrases, and its record."""

    handout: Handout
    references: Mapping[str, Reference]
    phrases: str  # the path of the frozen phrases
    record: Record
    place: Place = field(default=Place(""), compare=False)

    @property
    def code(self) -> str:
        """The text code that names it."""
        return str(self.record.code)

    @property
    def gone(self) -> str:
        """Why it may no longer be given to anybody, where it was withdrawn; else ''."""
        ending = self.record.withdrawn
        if ending is None:
            return ""
        return f"the text {self.code} was withdrawn on {ending.on.isoformat()}: {ending.why}"


def folder_of(handout_id: str, code: str) -> str:
    """Return the folder of a frozen text, relative to the workspace."""
    return f"content/{handout_id}/approved/{code}"


def load_frozen(workspace: Workspace, folder: str, code: str, problems: Problems) -> Frozen | None:
    """Read one frozen text; None where it cannot be used."""
    text = read_yaml(workspace, f"{folder}/handout.yaml", problems)
    record_node = read_yaml(workspace, f"{folder}/record.yaml", problems)
    references = load_references(workspace, problems, f"{folder}/references.yaml")
    handout = decode(Handout, text, problems) if text else None
    record = decode(Record, record_node, problems) if record_node else None
    if handout is None or record is None:
        return None
    place = Place(f"{folder}/record.yaml")
    if record.code != code:
        problems.error("approval", place, f"the record of '{code}' names '{record.code}'")
        return None
    return Frozen(handout, references, f"{folder}/phrases.yaml", record, place)


def load_texts(workspace: Workspace, handout_id: str, problems: Problems) -> list[Frozen]:
    """Read all frozen texts of a handout, the one approved last first."""
    folder = f"content/{handout_id}/approved"
    texts = []
    for name in workspace.names(folder):
        if not re.fullmatch(CODE, name):
            fact = f"'{name}' is no text code, and not read"
            problems.warn("approval", Place(f"{folder}/{name}"), fact, "keep approved texts alone")
        elif text := load_frozen(workspace, f"{folder}/{name}", name, problems):
            texts.append(text)
    return sorted(texts, key=_turn, reverse=True)


def withdrawn_codes(workspace: Workspace) -> Iterator[str]:
    """Yield the codes of all withdrawn texts and of their translations.

    Their records alone tell: a text may be damaged.
    """
    for name in workspace.names("content"):
        records = [*_records(workspace, name)]
        gone = {str(record.code) for record in records if record.withdrawn}
        yield from gone
        for record in records:
            if record.translation and str(record.translation.of) in gone:
                yield str(record.code)


def _records(workspace: Workspace, name: str) -> Iterator[Record]:
    """Walk through the records of a handout that can be read."""
    for code in workspace.names(f"content/{name}/approved"):
        path = f"{folder_of(name, code)}/record.yaml"
        if re.fullmatch(CODE, code) and workspace.exists(path):
            node = read_yaml(workspace, path, Problems())
            record = decode(Record, node, Problems()) if node else None
            if record:
                yield replace(record, code=Text(code))


def same_name(one: str, other: str) -> bool:
    """Say whether two names are of one person, however they are spaced and capitalised."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def current(
    texts: Iterable[Frozen],
    country: str,
    brand: str,
    roles: Iterable[str],
    today: date,
    grace: int,
) -> tuple[Frozen, Approval, Standing] | None:
    """Return the text approved last that is meant for a clinic, and how it stands today.

    Texts come as load_texts returns them. grace is the number of days that an overdue text still
    prints.
    """
    roles = tuple(roles)
    for text in texts:
        approval = text.record.holding(str(text.handout.language), country, brand, roles)
        if approval is None:
            continue
        if text.record.withdrawn or today > approval.review_by + timedelta(days=grace):
            return text, approval, "refused"
        return text, approval, "overdue" if today > approval.review_by else "approved"
    return None


def _turn(text: Frozen) -> tuple[int, date, str]:
    return text.record.turn, max(approval.on for approval in text.record.approvals), text.code
