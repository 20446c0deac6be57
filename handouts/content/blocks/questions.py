"""What to ask at the visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sentences
from handouts.reading import Called, Doc, Range

__all__ = ["Questions"]


@dataclass(frozen=True, kw_only=True)
class Questions(Base):
    """Questions to ask at the visit, and lines for the reader's own."""

    tag: ClassVar[str] = "questions"
    called: ClassVar[str] = "Questions to ask"
    ask: Annotated[Sentences, Called("Questions")]
    lines: Annotated[
        int, Called("Lines to write on"), Range(0, 12), Doc("ruled lines to write on")
    ] = 2

    @property
    def wide(self) -> bool:
        """Whether lines to write on stand beside it."""
        return bool(self.lines)

    @property
    def phrases(self) -> tuple[str, ...]:
        """What the ruled lines are for."""
        return ("own_questions",) if self.lines else ()
