"""``defaults.handouts`` and clinic files: a place under a brand, and how to reach it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Annotated, Any

from handouts.brand.address import EMAIL, HTTPS, ORIGIN, as_link, is_address
from handouts.brand.country import Country, countries
from handouts.brand.meta import BrandMeta
from handouts.content import TWINS
from handouts.diagnostics import Place, Problems, did_you_mean
from handouts.reading import Doc, Length, Map, OneOrMany, Pattern, Scalar, Text, decode, read_yaml
from handouts.workspace import Missing, Refused, Workspace

__all__ = [
    "Clinic",
    "ClinicNumber",
    "Defaults",
    "Details",
    "OutOfHours",
    "OwnWords",
    "check_details",
    "read_clinics",
    "valid_id",
]

FOLDER = "clinics"
SUFFIX = ".yml"
NOWHERE = Place("")
IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"

SOME_CODE = "XXXX-XXXX"
MOST_SCANNED = 106  # letters in a QR code whose parts are 0.4 mm and more, in every format

ADDRESSES = ("booking_url", "website", "email", "desk")

AddressLine = Annotated[
    str, Length(1, 120), Pattern(r"(?![\s\S]*\S{41})[\s\S]*", "of words of at most 40 letters")
]
Phone = Annotated[
    str,
    Pattern(r"(?=.*[0-9])[0-9 +()-]{3,20}", "a phone number: digits, spaces, + ( ) and hyphens"),
]
Https = Annotated[str, Length(1, 200), HTTPS]
Email = Annotated[str, EMAIL]
Origin = Annotated[str, Length(1, 80), ORIGIN]


@dataclass(frozen=True)
class OutOfHours:
    """Who answers when the clinic is closed."""

    who: AddressLine
    phone: Phone


@dataclass(frozen=True)
class ClinicNumber:
    """Somebody at the clinic with a number of their own."""

    who: Annotated[AddressLine, Doc("A role, such as The nurse; never a person.")]
    phone: Phone
    extension: Annotated[str, Pattern(r"[0-9]{0,8}", "an extension: up to 8 digits, in quotes")] = (
        ""
    )
    hours: Annotated[AddressLine, Doc("When this number is answered.")] = ""


ClinicText = Annotated[
    str, Length(1, 160), Pattern(r"(?![\s\S]*\S{41})[\s\S]*", "of words of at most 40 letters")
]


@dataclass(frozen=True)
class OwnWords:
    """What differs from clinic to clinic, for handouts that have a place for it."""

    how_to_come: Annotated[ClinicText, Doc("Buses, trains, the way in.")] = ""
    parking: Annotated[ClinicText, Doc("Where to park, and what it costs.")] = ""
    complaints: Annotated[ClinicText, Doc("Whom to tell what went wrong: a role.")] = ""
    translation: Annotated[ClinicText, Doc("Help in another language, or by signs.")] = ""


@dataclass(frozen=True)
class Details:
    """What a clinic file may hold; every detail can be left out."""

    name: Annotated[
        AddressLine | None, Doc("What the clinic is called; else the brand's name.")
    ] = None
    strapline: Annotated[AddressLine | None, Doc("A few words under the name.")] = None
    address: Annotated[
        tuple[AddressLine, ...] | None,
        OneOrMany(),
        Length(1, 8),
        Doc("Its lines, as on an envelope."),
    ] = None
    phone: Annotated[Phone | None, Doc("The number that patients call.")] = None
    hours: Annotated[
        tuple[AddressLine, ...] | None,
        OneOrMany(),
        Length(1, 7),
        Doc("When the phone is answered."),
    ] = None
    out_of_hours: Annotated[OutOfHours | None, Doc("Who answers when it is closed.")] = None
    contacts: Annotated[
        tuple[ClinicNumber, ...] | None,
        Length(1, 8),
        Doc("Others than the number that patients call."),
    ] = None
    email: Annotated[Email | None, Doc("The address that patients write to.")] = None
    booking_url: Annotated[Https | None, Doc("Where an appointment is booked.")] = None
    website: Annotated[Https | None, Doc("The clinic's pages; else the brand's.")] = None
    desk: Annotated[
        Origin | None,
        Doc("The address of the clinic's desk: sheets carry a code to their newest text there."),
    ] = None
    country: Annotated[Text | None, Doc("Its ISO 3166-1 code, such as GB.")] = None
    offers: Annotated[
        tuple[Annotated[str, Pattern(IDENTIFIER, "the name of a treatment's folder")], ...] | None,
        OneOrMany(),
        Doc("The treatments that the clinic offers, by the names of their folders in content/."),
    ] = None
    interests: Annotated[
        str | None, Length(1, 300), Doc("One sentence of the clinic's own about what it does.")
    ] = None
    words: Annotated[
        OwnWords | None, Doc("The clinic's own words, where a handout has a place for them.")
    ] = None


@dataclass(frozen=True)
class Defaults(Details):
    """What ``defaults.handouts`` may hold: the details, and the brand's own switch."""

    typefaces: Annotated[
        bool, Doc("True sets text and headings of a sheet in the brand's faces, not only its top.")
    ] = False


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

    def page_of(self, code: str) -> str:
        """Return the address of the page of a text at its desk, in ASCII."""
        return f"{as_link(self.desk.removesuffix('/'))}/t/{self.brand}/{self.id}/{code}"


def read_clinics(
    workspace: Workspace, brand: str, meta: BrandMeta, inherited: Map, problems: Problems
) -> list[Clinic]:
    """Read the clinics of a brand: its files in clinics/, else the one of ``defaults.handouts``.

    What a file does not say, the clinic inherits, key by key. A clinic with an error is left out.
    """
    common = _details(Defaults, inherited, problems, lenient=True)
    if common is None:
        return []
    folder = f"brands/{brand}/{FOLDER}"
    try:
        names = workspace.listed(folder)
    except Missing:
        names = []
    except Refused as refused:
        problems.error("file-unreadable", Place(folder), str(refused), refused.hint)
        return []
    if not names:
        return [_clinic(brand, brand, meta, common, inherited.place, problems)]
    clinics = []
    for name in names:
        path = f"{folder}/{name}"
        own = _read(workspace, path, problems)
        if own is not None:
            stem = name.removesuffix(SUFFIX)
            given = common | own | _words(common, own)
            clinics.append(_clinic(stem, brand, meta, given, Place(path), problems))
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
    _details(Details, node, problems)
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


def _read(workspace: Workspace, path: str, problems: Problems) -> dict[str, Any] | None:
    """Return the details in a clinic's file; None where it is none or has errors, which is told."""
    stem, dot, suffix = path.rpartition("/")[2].partition(".")
    if dot + suffix != SUFFIX:
        hint = f"name it '{stem}{SUFFIX}' if it is a clinic"
        problems.warn("not-a-clinic", Place(path), "this file is not read", hint)
        return None
    node = read_yaml(workspace, path, problems) if valid_id(stem, Place(path), problems) else None
    return _details(Details, node, problems) if node else None


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
    return Text(" ".join((text or "").translate(TWINS).split()), _place(text))


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
