"""``defaults.handouts`` and clinic files: a place under a brand, and how to reach it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from handouts.brand.address import as_link, is_address
from handouts.brand.country import Country, countries
from handouts.brand.details import (
    IDENTIFIER,
    ClinicNumber,
    Defaults,
    Details,
    OutOfHours,
    OwnWords,
)
from handouts.brand.meta import BrandMeta
from handouts.brand.spoken import OTHERS, languages_of, said_in
from handouts.content import add_twins, wider
from handouts.diagnostics import Place, Problems, did_you_mean
from handouts.reading import Map, Scalar, Text, decode, read_yaml
from handouts.workspace import Missing, Refused, Workspace

__all__ = ["Clinic", "check_details", "clinics_of", "read_clinics", "valid_id"]

FOLDER = "clinics"
SUFFIX = ".yml"
NOWHERE = Place("")

SOME_CODE = "XXXX-XXXX"
MOST_SCANNED = 106  # letters in a QR code whose parts are 0.4 mm and more, in every format

ADDRESSES = ("booking_url", "website", "email", "desk")


@dataclass(frozen=True)
class Clinic:
    """A place under a brand; what is not known is '', () or None."""

    id: str
    brand: str
    name: str
    strapline: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    hours: tuple[str, ...] = ()
    out_of_hours: OutOfHours | None = None
    contacts: tuple[ClinicNumber, ...] = ()
    email: str = ""
    booking_url: str = ""
    website: str = ""
    desk: str = ""
    country: Country | None = None
    offers: tuple[str, ...] | None = None
    interests: str = ""
    words: OwnWords | None = None
    place: Place = NOWHERE
    spoken: tuple[tuple[str, Clinic], ...] = ()  # itself in the words of a language, by its tag

    def in_language(self, language: str) -> Clinic:
        """Return the clinic with its own words in a language, else with those for all others."""
        own = dict(self.spoken)
        return next((own[tag] for tag in wider(language) if tag in own), own.get(OTHERS, self))

    @property
    def every(self) -> tuple[Clinic, ...]:
        """The clinic, and itself in each language in which it has words of its own."""
        return self, *dict(self.spoken).values()

    def page_of(self, code: str) -> str:
        """Return the address of the page of a text at its desk, in ASCII."""
        return f"{as_link(self.desk.removesuffix('/'))}/t/{self.brand}/{self.id}/{code}"


def read_clinics(
    workspace: Workspace, brand: str, meta: BrandMeta, inherited: Map, problems: Problems
) -> list[Clinic]:
    """Read the clinics of a brand: its files in clinics/, else the one of ``defaults.handouts``.

    What a file does not say, the clinic inherits, key by key. A clinic with an error is left out.
    """
    inherits = _each(Defaults, inherited, problems, lenient=True)
    if inherits is None:
        return []
    folder = f"brands/{brand}/{FOLDER}"
    try:
        names = workspace.listed(folder)
    except Missing:
        names = []
    except Refused as refused:
        problems.error("file-unreadable", Place(folder), str(refused), refused.hint)
        return []
    empty = Map(inherited.place, {}, {})
    if not names:
        return [_spoken(brand, brand, meta, (inherits, empty), inherited.place, problems)]
    clinics = []
    for name in names:
        path = f"{folder}/{name}"
        node = _read(workspace, path, problems)
        if node is not None:
            stem = name.removesuffix(SUFFIX)
            clinics.append(_spoken(stem, brand, meta, (inherits, node), Place(path), problems))
    return clinics


def clinics_of(workspace: Workspace, brand: str) -> list[str]:
    """Return the ids of a brand's clinics, sound or not: those of its files, else its own."""
    try:
        names = workspace.listed(f"brands/{brand}/{FOLDER}")
    except Refused:
        names = []
    ids = [name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX)]
    return [name for name in ids if re.fullmatch(IDENTIFIER, name)] or [brand]


def check_details(node: Map, problems: Problems) -> None:
    """Tell of what is wrong with details as a clinic's file would hold them, each at its place."""
    _each(Details, node, problems)
    code = node.items.get("country")
    if isinstance(code, Scalar) and code.text:
        _country(Text(code.text, code.place), problems)


def valid_id(name: str, place: Place, problems: Problems) -> bool:
    """Say whether the name of a folder or file can be an id; tell of it if not."""
    if re.fullmatch(IDENTIFIER, name):
        return True
    fact = f"'{name}' is no id: ids are small letters, digits and single hyphens"
    problems.error("id", place, fact, "rename it")
    return False


def _read(workspace: Workspace, path: str, problems: Problems) -> Map | None:
    """Return a clinic's file; None where it is none or has errors, which is told."""
    stem, dot, suffix = path.rpartition("/")[2].partition(".")
    if dot + suffix != SUFFIX:
        hint = f"name it '{stem}{SUFFIX}' if it is a clinic"
        problems.warn("not-a-clinic", Place(path), "this file is not read", hint)
        return None
    node = read_yaml(workspace, path, problems) if valid_id(stem, Place(path), problems) else None
    return node if node and _each(Details, node, problems) is not None else None


def _each(
    cls: type[Details], node: Map, problems: Problems, *, lenient: bool = False
) -> dict[str, dict[str, Any]] | None:
    """Return what a mapping gives, by language, under '' what comes first; None for an error."""
    faults = Problems()
    given = {
        tag: _details(cls, said_in(node, tag), faults, lenient=lenient) or {}
        for tag in ("", OTHERS, *languages_of(node, faults))
    }
    problems.extend(faults)
    return None if faults.failed else given


def _spoken(
    name: str,
    brand: str,
    meta: BrandMeta,
    details: tuple[Mapping[str, dict[str, Any]], Map],
    place: Place,
    problems: Problems,
) -> Clinic:
    """Return a clinic of what it inherits, by language, and its own, with itself in each."""
    common, node = details

    def said(tag: str) -> Clinic:
        inherits = next((common[t] for t in (*wider(tag), OTHERS) if t in common), common[""])
        own = _details(Details, said_in(node, tag), Problems()) or {}
        given = inherits | own | _words(inherits, own)
        return _clinic(name, brand, meta, given, place, problems)

    clinic = said("")
    tags = dict.fromkeys((*common, *languages_of(node, Problems())))
    spoken = [(tag, said(tag)) for tag in tags if tag and tag != OTHERS]
    if not spoken:
        return clinic
    return replace(
        clinic,
        spoken=tuple(
            (tag, one if one.interests or one.offers else replace(one, interests=clinic.interests))
            for tag, one in (*spoken, (OTHERS, said(OTHERS)))
        ),
    )


def _details(
    cls: type[Details], node: Map, problems: Problems, *, lenient: bool = False
) -> dict[str, Any] | None:
    """Return what a mapping gives, by key; a key with nothing after it gives None."""
    details = decode(cls, node, problems, lenient=lenient)
    if details is None:
        return None
    given = {f.name: getattr(details, f.name) for f in fields(Details) if f.name in node.items}
    for key in ADDRESSES:
        if not is_address(given.get(key) or ""):
            fact = f"'{given[key]}' names no domain that there can be"
            problems.error("address", node.items[key].place, fact, "copy it from your browser")
    return given


def _clinic(
    name: str, brand: str, meta: BrandMeta, given: dict[str, Any], place: Place, problems: Problems
) -> Clinic:
    clinic = Clinic(
        id=name,
        brand=brand,
        name=_line(given.get("name")) or meta.name,
        strapline=_line(given.get("strapline")),
        address=_lines(given.get("address")),
        phone=_line(given.get("phone")),
        hours=_lines(given.get("hours")),
        out_of_hours=_closed(given.get("out_of_hours")),
        contacts=tuple(_contact(contact) for contact in given.get("contacts") or ()),
        email=_line(given.get("email")),
        booking_url=_line(given.get("booking_url")),
        website=_line(given.get("website", meta.website)),
        desk=_line(given.get("desk")),
        country=_country(given.get("country"), problems),
        offers=given.get("offers"),
        interests=_line(given.get("interests")),
        words=_own_words(given.get("words")),
        place=place,
    )
    can_be = clinic.desk and is_address(clinic.desk)
    if can_be and (long := len(clinic.page_of(SOME_CODE))) > MOST_SCANNED:
        fact = f"pages of texts there have addresses of {long} letters; a code holds {MOST_SCANNED}"
        problems.error("address", _place(clinic.desk), fact, "give a shorter one")
    return clinic


def _words(common: dict[str, Any], own: dict[str, Any]) -> dict[str, OwnWords]:
    """Return what a clinic says, each word that it does not give taken from its brand."""
    if not (own.get("words") and common.get("words")):
        return {}
    pairs = zip(_texts(own["words"]), _texts(common["words"]), strict=True)
    return {"words": OwnWords(*(one or other for one, other in pairs))}


def _own_words(given: OwnWords | None) -> OwnWords | None:
    return OwnWords(*map(_line, _texts(given))) if given else None


def _texts(given: OwnWords | None) -> tuple[str, ...]:
    return tuple(getattr(given or OwnWords(), field.name) for field in fields(OwnWords))


def _closed(given: OutOfHours | None) -> OutOfHours | None:
    return OutOfHours(_line(given.who), _line(given.phone)) if given else None


def _contact(given: ClinicNumber) -> ClinicNumber:
    return ClinicNumber(_line(given.who), _line(given.phone), given.extension, _line(given.hours))


def _line(text: str | None) -> Text:
    """Return a detail on one line, with its place and twins for signs that few typefaces have."""
    return Text(" ".join(add_twins(text or "").split()), _place(text))


def _lines(items: tuple[str, ...] | None) -> tuple[Text, ...]:
    return tuple(
        _line(Text(line, _place(text)))
        for text in items or ()
        for line in text.splitlines()
        if line.strip()
    )


def _place(text: str | None) -> Place:
    return text.place if isinstance(text, Text) else NOWHERE


def _country(code: Text | None, problems: Problems) -> Country | None:
    if code is None:
        return None
    if code not in countries():
        hint = did_you_mean(code.upper(), list(countries()))
        problems.error("unknown-country", code.place, f"the country '{code}' is not known", hint)
    return countries().get(code)
