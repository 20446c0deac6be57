"""The blocks of a section: what may be said, each with the shape of its data and no layout.

Fields stand in the order in which they are read on the page, as sources are numbered by it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from handouts.diagnostics import Place
from handouts.reading import Doc, Length, Range, Text

__all__ = ["BLOCKS", "Block", "Certainty"]

Certainty = Literal["high", "moderate", "low", "very-low"]
Detail = Literal["full"]
Sources = Annotated[tuple[Text, ...], Doc("keys of content/references.yaml")]
Sentences = Annotated[tuple[Text, ...], Length(1, 40)]


@dataclass(frozen=True, kw_only=True)
class Base:
    """What every block has beside its own data."""

    tag: ClassVar[str] = ""
    body: ClassVar[str] = ""
    outer: ClassVar[tuple[str, ...]] = ("detail",)

    detail: Annotated[Detail | None, Doc("'full' leaves it out of the standard format")] = None
    place: Place = field(default=Place(""), compare=False, repr=False)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The keys of the fixed phrases that it prints: the text code names their words.

        Every text with such a block was given its code with these, so an old block names no other
        ones, ever: what its template says beside them is said from the phrases of the release.
        """
        return ()


@dataclass(frozen=True, kw_only=True)
class Prose(Base):
    """Paragraphs and lists."""

    tag: ClassVar[str] = "prose"
    body: ClassVar[str] = "text"
    text: Text


@dataclass(frozen=True, kw_only=True)
class Points(Base):
    """A bulleted list."""

    tag: ClassVar[str] = "points"
    body: ClassVar[str] = "items"
    items: Sentences


@dataclass(frozen=True, kw_only=True)
class Steps(Base):
    """A numbered list of things to do, in order."""

    tag: ClassVar[str] = "steps"
    body: ClassVar[str] = "items"
    items: Sentences


@dataclass(frozen=True, kw_only=True)
class Checklist(Base):
    """Boxes to tick."""

    tag: ClassVar[str] = "checklist"
    body: ClassVar[str] = "items"
    items: Sentences


@dataclass(frozen=True, kw_only=True)
class Claim(Base):
    """A question, how sure the research is, and what it found."""

    tag: ClassVar[str] = "claim"
    question: Text
    certainty: Annotated[Certainty, Doc("as in GRADE")]
    finding: Text
    sources: Sources = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """How sure the research is."""
        return (_sure(self.certainty),)


@dataclass(frozen=True, kw_only=True)
class Callout(Base):
    """A title with a text or points: the common shape of warning, tip and note."""

    title: Text
    text: Text | None = None
    points: tuple[Text, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """What kind of callout it is."""
        return (self.tag,)


@dataclass(frozen=True, kw_only=True)
class Warning(Callout):  # noqa: A001  (the word that authors type)
    """What a reader must not miss."""

    tag: ClassVar[str] = "warning"


@dataclass(frozen=True, kw_only=True)
class Tip(Callout):
    """What helps."""

    tag: ClassVar[str] = "tip"


@dataclass(frozen=True, kw_only=True)
class Note(Callout):
    """What is worth knowing beside the text."""

    tag: ClassVar[str] = "note"


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group of a risk: so many people of the block's denominator."""

    who: Annotated[Text, Doc("which people, e.g. 'With tretinoin cream'")]
    people: Annotated[int, Range(0, 1_000_000)]
    otherwise: Annotated[Text | None, Doc("completes 'The other 38 …'")] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Risk(Base):
    """How many people have an outcome: words and icon arrays come from the same numbers."""

    tag: ClassVar[str] = "risk"
    what: Annotated[Text, Doc("the outcome, e.g. 'Fine lines got better'")]
    of: Annotated[int, Range(2, 1_000_000), Doc("one denominator for all groups")]
    over: Annotated[Text | None, Doc("in what time, e.g. '24 weeks'")] = None
    sources: Sources = ()
    groups: Annotated[tuple[Group, ...], Length(1, 4)]
    certainty: Certainty | None = None
    note: Text | None = None

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words around its numbers."""
        said = ["people_of", "array_alt"]
        said += ["people_over"] if self.over else []
        said += ["the_others"] if any(group.otherwise for group in self.groups) else []
        return (*said, _sure(self.certainty)) if self.certainty else tuple(said)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stop on a timeline."""

    when: Text
    what: Text
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Timeline(Base):
    """What to expect, along a line."""

    tag: ClassVar[str] = "timeline"
    body: ClassVar[str] = "stages"
    stages: Annotated[tuple[Stage, ...], Length(2, 12)]


@dataclass(frozen=True, kw_only=True)
class Option:
    """One choice: what it helps with, and how sure the research is or what else to expect."""

    option: Text
    helps: Text
    sources: Sources = ()
    certainty: Certainty | None = None
    otherwise: Text | None = None
    handout: Annotated[Text | None, Doc("id of the handout that tells more")] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Options(Base):
    """The choices beside each other; doing nothing is always one."""

    tag: ClassVar[str] = "options"
    body: ClassVar[str] = "rows"
    rows: Annotated[tuple[Option, ...], Length(2, 12)]

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its columns, and how sure the research is of each row."""
        levels = dict.fromkeys(row.certainty for row in self.rows if row.certainty)
        heads = ("sure_note", "option", "helps", "how_sure")
        return (*heads, *(_sure(level, "sure_short") for level in levels))


@dataclass(frozen=True, kw_only=True)
class Table(Base):
    """A small table; its first column heads the rows."""

    tag: ClassVar[str] = "table"
    caption: Text
    sources: Sources = ()
    columns: Annotated[tuple[Text, ...], Length(2, 5)]
    rows: Annotated[tuple[Annotated[tuple[Text, ...], Length(2, 5)], ...], Length(1, 40)]


@dataclass(frozen=True, kw_only=True)
class Figure(Base):
    """A drawing that explains, with its words."""

    tag: ClassVar[str] = "figure"
    file: Annotated[Text, Doc("a file in the handout's folder")]
    alt: Annotated[Text, Doc("what the drawing shows, for those who cannot see it")]
    caption: Text
    sources: Sources = ()


@dataclass(frozen=True, kw_only=True)
class Quote(Base):
    """A named person's words; printed with the person's consent alone."""

    tag: ClassVar[str] = "quote"
    text: Text
    who: Text
    consent: Literal["none", "pending", "given"]
    unnamed: Annotated[Text | None, Doc("printed in place of the words without consent")] = None
    sources: Sources = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The marks around the words, where they may be printed."""
        return ("quote_open", "quote_close") if self.consent == "given" else ()


@dataclass(frozen=True, kw_only=True)
class GetHelp(Base):
    """The signs to act on; the numbers to call are the clinic's and its country's."""

    tag: ClassVar[str] = "get-help"
    worried: Annotated[Sentences, Doc("signs that ask for a call to the clinic")]
    emergency: Annotated[tuple[Text, ...], Doc("signs that ask for the emergency number")] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """The heads of its two sides."""
        return ("worried", "emergency")


@dataclass(frozen=True, kw_only=True)
class Questions(Base):
    """Questions to ask at the visit, and lines for the reader's own."""

    tag: ClassVar[str] = "questions"
    ask: Sentences
    lines: Annotated[int, Range(0, 12), Doc("ruled lines to write on")] = 2

    @property
    def phrases(self) -> tuple[str, ...]:
        """What the ruled lines are for."""
        return ("own_questions",) if self.lines else ()


Block = (
    Prose
    | Points
    | Steps
    | Checklist
    | Claim
    | Warning
    | Tip
    | Note
    | Risk
    | Timeline
    | Options
    | Table
    | Figure
    | Quote
    | GetHelp
    | Questions
)
BLOCKS: tuple[type[Base], ...] = Block.__args__


def _sure(certainty: Certainty, phrase: str = "sure") -> str:
    return f"{phrase}_{certainty.replace('-', '_')}"
