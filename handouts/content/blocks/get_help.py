"""When to get help, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import START, Item
from handouts.reading import Called, Doc, Length, Start, Text

__all__ = ["GetHelp"]

Signs = Annotated[tuple[Text, ...], Item(), Length(0, 40)]


@dataclass(frozen=True, kw_only=True)
class GetHelp(Base):
    """The signs to act on, by whom to call; the numbers are the clinic's and its country's.

    The page has them in the order of their urgency: emergency, the clinic, one's own doctor.
    """

    tag: ClassVar[str] = "get-help"
    called: ClassVar[str] = "When to get help"
    twice: ClassVar[str] = "the numbers to call stand here a second time"
    worried: Annotated[
        Signs,
        Called("Call the clinic"),
        Start((START,)),
        Doc("signs that ask for a call to the clinic"),
    ] = ()
    emergency: Annotated[
        Signs, Called("Call the emergency number"), Doc("signs that ask for the emergency number")
    ] = ()
    doctor: Annotated[
        Signs,
        Called("Ask one's own doctor"),
        Doc("signs that are for one's own doctor or an advice line"),
    ] = ()

    @property
    def wide(self) -> bool:
        """It takes the full width."""
        return True

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its routes; texts of before the third one are named by the first two."""
        return ("worried", "emergency", *(["doctor"] if self.doctor else []))
