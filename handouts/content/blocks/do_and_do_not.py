"""What to do beside what not to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sentences
from handouts.reading import Called, Doc

__all__ = ["DoAndDoNot"]


@dataclass(frozen=True, kw_only=True)
class DoAndDoNot(Base):
    """Two halves: what to do, and what not."""

    tag: ClassVar[str] = "do-and-do-not"
    do: Annotated[Sentences, Called("Do"), Doc("points that go on after 'Do'")]
    do_not: Annotated[Sentences, Called("Do not"), Doc("points that go on after 'Do not'")]

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its halves."""
        return ("do", "do_not")
