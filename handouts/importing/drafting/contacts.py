"""Sentences that hold what differs from clinic to clinic: phones, addresses, fields of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from handouts.checks import find_contact
from handouts.importing.drafting.points import PointKind

__all__ = ["Foreign", "foreign", "leads_to_help", "names_emergency", "sentences"]

POSTCODES = re.compile(  # of the United Kingdom, of Germany, Poland and their like before a town
    r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\b\d{5} [A-ZÄÖÜ][a-zäöüß]+|\b\d{2}-\d{3} [A-ZŁŚŻ]\w+"
)
STREET = re.compile(
    r"\b\d{1,4}[A-Za-z]? (?:[A-Z][\w’'-]+ ){1,3}(?:Street|Road|Avenue|Lane|Square|Drive|Terrace|"
    r"Crescent|Gardens|Parade|Boulevard)\b|\b[A-ZÄÖÜ]\w+(?:straße|strasse|gasse|platz) \d"
)
PHONE = re.compile(  # after a word for it, in countries too that the house does not serve
    r"\b(?:tel|telefon\w*|téléphone|teléfono|phone|fax|ring|call)\b\W{0,3}(?:us |on )?"
    r"[+(]?\d(?:[\s()/.-]{0,2}\d){6,}",
    re.IGNORECASE,
)
MERGE = re.compile(r"«[^»]{1,80}»|\{\{[^}]{1,80}\}\}")
EMERGENCY = re.compile(
    r"\b(?:call|dial|ring|phone|Notruf|wählen Sie|composez|appel\w*|numer alarmowy)\b:?(?: NHS)? "
    r"(?:999|112|911|000|111|15|144)\b(?![.,]?\d|\s*(?:min|hours|days|Uhr))|\b[Nn]otruf:? \d{3}\b",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(?:if|when|wenn|falls|bei|si|gdy|jeśli)\b", re.IGNORECASE)
URGENT = re.compile(  # what leads to signs of an emergency, whether a number is named or not
    r"(?<!non-)(?<!not an )\bemergenc(?:y|ies)\b(?! (?:contrac|pill|kit))|"
    r"\b(?:A&E|ambulance|999|112|911|Notfall\w*|Notarzt|Notaufnahme|urgences?|urgencias|pogotowi\w+)\b",
    re.IGNORECASE,
)
# A full stop that ends a sentence: not one after a title or a unit.
END = re.compile(
    r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSt\.)(?<!\b[Tt]el\.)(?<!\bNr\.)(?<!\bext\.)"
    r"(?<=[.!?])\s+(?=[\"“„(]?[A-ZÀ-ÞĀ-Ž\d])"
)


class Foreign(NamedTuple):
    """Why a sentence may not stand in a handout."""

    kind: PointKind
    why: str


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence for sentence in END.split(text) if sentence.strip()]


def foreign(text: str) -> Foreign | None:
    """Say why a text may not stand in a handout, if so."""
    if MERGE.search(text):
        return Foreign("merge", "a field of mail merge")
    if next(_contacts(EMERGENCY.sub(" ", text)), ""):
        return Foreign("contact", "a number or an address, which is the clinic's")
    if names_emergency(text):
        return Foreign("contact", "an emergency number, which prints by itself")
    return None


def names_emergency(text: str) -> bool:
    """Say whether a text asks to call a short number."""
    return bool(EMERGENCY.search(text))


def leads_to_help(text: str) -> str:
    """Return the route of the help box that a list after a line belongs to, or ''."""
    if URGENT.search(text):
        return "emergency"
    return "worried" if CONDITION.search(text) and foreign(text) else ""


def _contacts(text: str) -> Iterator[str]:
    if contact := find_contact(text):
        yield contact
    yield from (
        match[0] for pattern in (PHONE, POSTCODES, STREET) for match in pattern.finditer(text)
    )
