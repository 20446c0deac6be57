"""A heading within a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import Label
from handouts.reading import Called, Length, Text

__all__ = ["Heading"]


@dataclass(frozen=True, kw_only=True)
class Heading(Base):
    """A heading within a section, one level below that of the section."""

    tag: ClassVar[str] = "heading"
    body: ClassVar[str] = "text"
    text: Annotated[Text, Called("Heading"), Label(), Length(1, 80)]
