"""What a person said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from handouts.content.blocks.base import Base, Sources
from handouts.content.fields import Label
from handouts.content.prose import CITATION
from handouts.diagnostics import Problems
from handouts.reading import Called, Doc, InWords, Text

__all__ = ["Quote"]


@dataclass(frozen=True, kw_only=True)
class Quote(Base):
    """A named person's words; printed with the person's consent alone."""

    tag: ClassVar[str] = "quote"
    text: Annotated[Text, Called("Words")]
    who: Annotated[Text, Called("Whose words"), Label()]
    consent: Annotated[
        Literal["none", "pending", "given"],
        Called("Consent to print them"),
        InWords(
            (
                ("none", "Not asked for"),
                ("pending", "Asked for"),
                ("given", "Given"),
            )
        ),
    ]
    unnamed: Annotated[
        Text | None,
        Called("What prints without consent"),
        Doc("printed in place of the words without consent"),
    ] = None
    sources: Sources = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The marks around the words, where they may be printed."""
        return ("quote_open", "quote_close") if self.consent == "given" else ()

    @property
    def hidden(self) -> tuple[str, ...]:
        """With consent the person's words print, without it those in their place."""
        return ("unnamed",) if self.consent == "given" else ("text", "who")

    def faults(self, problems: Problems) -> None:
        """Tell of words that nobody has agreed to, and of a citation within the quoted ones."""
        if self.consent != "given" and not self.unnamed:
            fact = f"'{self.who}' has not agreed to be quoted"
            hint = "without consent the words are never printed: say them unnamed in 'unnamed'"
            problems.error("consent", self.place, fact, hint)
        elif CITATION.search(self.text):
            fact = "a citation stands inside the quoted words"
            problems.error("quote", self.text.place, fact, "name the source in 'sources'")
