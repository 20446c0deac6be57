"""The place of words that the clinic gives: no words of the text, which is the same for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal, get_args

from handouts.content.blocks.base import Base
from handouts.reading import Called, Doc

__all__ = ["WORDS", "ClinicWords", "OwnWord"]

OwnWord = Literal["how-to-come", "parking", "complaints", "translation"]
WORDS: tuple[str, ...] = get_args(OwnWord)


@dataclass(frozen=True, kw_only=True)
class ClinicWords(Base):
    """A box of fixed size with words of the clinic's own, such as where to park."""

    tag: ClassVar[str] = "clinic-words"
    called: ClassVar[str] = "Words of the clinic"
    body: ClassVar[str] = "asked"
    asked: Annotated[
        OwnWord, Called("Which words"), Doc("which of the clinic's own words stand here")
    ]

    @property
    def wide(self) -> bool:
        """It takes the full width."""
        return True
