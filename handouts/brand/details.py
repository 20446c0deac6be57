"""The details that a clinic file may hold, and ``defaults.handouts``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from handouts.brand.address import EMAIL, HTTPS, ORIGIN
from handouts.reading import Doc, Length, OneOrMany, Pattern, Text

__all__ = ["IDENTIFIER", "ClinicNumber", "Defaults", "Details", "OutOfHours", "OwnWords"]

IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"

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
