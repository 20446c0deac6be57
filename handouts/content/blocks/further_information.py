"""National bodies and helplines: the same for every clinic, so their numbers stand in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import Contact, Label, Unprinted
from handouts.diagnostics import Place, Problems
from handouts.reading import Called, Doc, Length, Pattern, Text

__all__ = ["Body", "FurtherInformation"]

HelpPhone = Annotated[
    Text,
    Contact(),
    Pattern(r"(?=.*[0-9])[0-9 +()-]{3,20}", "a phone number: digits, spaces, + ( ) and hyphens"),
]
Website = Annotated[
    Text, Contact(), Pattern(r"https://\S{3,150}", "an address that starts with https://")
]


@dataclass(frozen=True, kw_only=True)
class Body:
    """Who helps, wherever the reader is a patient, and how they are reached."""

    name: Annotated[Text, Label(), Length(1, 100)]
    helps: Annotated[
        Text | None, Called("What they help with"), Doc("what they help with, in a sentence")
    ] = None
    sources: Annotated[
        tuple[Text, ...], Unprinted(), Length(1, 5), Doc("where its number and address were read")
    ]
    phone: HelpPhone | None = None
    hours: Annotated[Text | None, Label(), Doc("when the phone is answered")] = None
    address: Annotated[Text | None, Contact(), Doc("where letters go, on one line")] = None
    email: Annotated[
        Text | None,
        Called("E-mail"),
        Contact(),
        Pattern(r"[^\s@]+@[^\s@]+\.[^\s@]+", "an e-mail address"),
    ] = None
    website: Website | None = None
    place: Place = field(default=Place(""), compare=False, repr=False)

    @property
    def reached(self) -> bool:
        """Say whether there is a way to reach it."""
        return any((self.phone, self.address, self.email, self.website))


@dataclass(frozen=True, kw_only=True)
class FurtherInformation(Base):
    """Bodies and helplines that stand for the whole country, each with its sources."""

    tag: ClassVar[str] = "further-information"
    body: ClassVar[str] = "bodies"
    bodies: Annotated[tuple[Body, ...], Called("Bodies and helplines"), Length(1, 8)]

    @property
    def phrases(self) -> tuple[str, ...]:
        """The word before a number."""
        return ("phone",) if any(body.phone for body in self.bodies) else ()

    def faults(self, problems: Problems) -> None:
        """Tell of a body that cannot be reached, and of hours without a phone."""
        for body in self.bodies:
            if not body.reached:
                fact = f"there is no way to reach '{body.name}'"
                hint = "give 'phone', 'website', 'email' or 'address', with its source"
                problems.error(self.tag, body.place, fact, hint)
            if body.hours and not body.phone:
                problems.error(
                    self.tag,
                    body.hours.place,
                    "there are hours, and no phone",
                    "give 'phone', or leave 'hours' out",
                )
