"""Paragraphs and lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import Paragraphs
from handouts.reading import Called, Text

__all__ = ["Prose"]


@dataclass(frozen=True, kw_only=True)
class Prose(Base):
    """Paragraphs and lists."""

    tag: ClassVar[str] = "prose"
    called: ClassVar[str] = "Text"
    body: ClassVar[str] = "text"
    text: Annotated[Text, Called("Text"), Paragraphs()]
