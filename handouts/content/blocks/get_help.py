"""When to get help, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sentences
from handouts.content.fields import Item
from handouts.reading import Doc, Text

__all__ = ["GetHelp"]


@dataclass(frozen=True, kw_only=True)
class GetHelp(Base):
    """The signs to act on; the numbers to call are the clinic's and its country's."""

    tag: ClassVar[str] = "get-help"
    twice: ClassVar[str] = "the numbers to call stand here a second time"
    worried: Annotated[Sentences, Doc("signs that ask for a call to the clinic")]
    emergency: Annotated[
        tuple[Text, ...], Item(), Doc("signs that ask for the emergency number")
    ] = ()

    @property
    def wide(self) -> bool:
        """It takes the full width."""
        return True

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its two sides."""
        return ("worried", "emergency")
