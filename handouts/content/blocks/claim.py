"""A question and what research found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Certainty, Sources, sure
from handouts.content.fields import Label
from handouts.reading import Called, Doc, Text

__all__ = ["Claim"]


@dataclass(frozen=True, kw_only=True)
class Claim(Base):
    """A question, how sure the research is, and what it found."""

    tag: ClassVar[str] = "claim"
    question: Annotated[Text, Label()]
    certainty: Annotated[Certainty, Called("How sure the research is"), Doc("as in GRADE")]
    finding: Annotated[Text, Called("What was found")]
    sources: Sources = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """How sure the research is."""
        return (sure(self.certainty),)
