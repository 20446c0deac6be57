"""What blocks have in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from handouts.content.fields import Item, Unprinted
from handouts.diagnostics import Place, Problems
from handouts.reading import Called, Doc, InWords, Length, Start, Text

__all__ = ["Base", "Certainty", "Sentences", "Sources", "sure"]

Certainty = Annotated[
    Literal["high", "moderate", "low", "very-low"],
    InWords((("very-low", "Very low: we do not know"),)),
    Start("very-low"),
]
Detail = Literal["full"]
Sources = Annotated[tuple[Text, ...], Unprinted(), Doc("keys of content/references.yaml")]
Sentences = Annotated[tuple[Text, ...], Item(), Length(1, 40)]


@dataclass(frozen=True, kw_only=True)
class Base:
    """What every block has beside its own data."""

    tag: ClassVar[str] = ""
    called: ClassVar[str] = ""  # what people call it, if not by its tag
    body: ClassVar[str] = ""
    outer: ClassVar[tuple[str, ...]] = ("detail",)
    twice: ClassVar[str] = ""  # what is wrong with two of them in a handout, if anything is

    detail: Annotated[
        Detail | None,
        Called("In which formats"),
        InWords((("full", "Full format alone"),)),
        Doc("'full' leaves it out of the standard format"),
    ] = None
    place: Place = field(default=Place(""), compare=False, repr=False)

    @property
    def wide(self) -> bool:
        """Whether it is a thing that takes the full width of the page, and not a text."""
        return False

    @property
    def half(self) -> bool:
        """Whether it takes half the width, and the block that follows stands beside it."""
        return False

    @property
    def phrases(self) -> tuple[str, ...]:
        """The keys of the fixed phrases that it prints: the text code names their words.

        Every text with such a block was given its code with these, so an old block names no other
        ones, ever: what its template says beside them is said from the phrases of the release.
        """
        return ()

    @property
    def hidden(self) -> tuple[str, ...]:
        """The keys of the texts that it does not print as it stands."""
        return ()

    @property
    def beside(self) -> tuple[tuple[Text, ...], ...]:
        """The rows of what stands side by side in it; all else stands below each other."""
        return ()

    def faults(self, problems: Problems) -> None:
        """Tell of what does not agree in it: numbers, rows, words that need others."""


def sure(certainty: Certainty, phrase: str = "sure") -> str:
    """Return the key of the phrase that says how sure the research is."""
    return f"{phrase}_{certainty.replace('-', '_')}"
