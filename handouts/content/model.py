"""A handout: what is said, in one language, with neither layout nor clinic in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Literal

from handouts.content.blocks import Block
from handouts.content.fields import START, Drawing, Mark, marked
from handouts.content.languages import Language
from handouts.content.locale import Locale, locale_of
from handouts.diagnostics import Place
from handouts.reading import Called, Doc, InWords, Length, OneOrMany, Range, Tagged, Text
from handouts.workspace import Workspace

__all__ = [
    "NO_MEDICINE",
    "SHARED",
    "TRANSLATIONS",
    "Handout",
    "Kind",
    "Part",
    "Section",
    "printed_fields",
    "printed_texts",
    "texts",
    "unwritten",
]

NO_MEDICINE = "none"  # in prescription_only: somebody looked, and the text names none
TRANSLATIONS = "translations"  # the folder of a handout with what it is in other languages
SHARED = "drawings"  # the folder of content/ with the drawings that several handouts show

Kind = Literal["explainer", "treatment", "aftercare", "medicine", "test"]
Part = Literal[
    "about",
    "benefits",
    "risks",
    "who-should-not",
    "alternatives",
    "nothing",
    "before",
    "during",
    "after",
    "recovery",
    "lasts",
    "unknown",
    "get-help",
    "questions",
    "how-to-use",
    "missed",
    "results",
]
PART_WORDS = (
    ("about", "What it is"),
    ("benefits", "What it may do"),
    ("risks", "Risks"),
    ("who-should-not", "Who should not have it"),
    ("alternatives", "Other choices"),
    ("nothing", "What if you do nothing"),
    ("before", "Before it"),
    ("during", "During it"),
    ("after", "After it"),
    ("lasts", "How long it lasts"),
    ("unknown", "What is not known"),
    ("get-help", "When to get help"),
    ("questions", "Questions to ask"),
    ("how-to-use", "How to use it"),
    ("missed", "A missed dose"),
)


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    heading: Annotated[Text, Doc("hangs in the left column: 28 characters or so")]
    blocks: Annotated[tuple[Annotated[Block, Tagged()], ...], Length(1, 60)]
    part: Annotated[
        tuple[Part, ...],
        Called("What it tells"),
        InWords(PART_WORDS),
        OneOrMany(),
        Doc("the section's role"),
    ] = ()
    detail: Annotated[
        Literal["full"] | None,
        Called("In which formats"),
        InWords((("full", "Full format alone"),)),
        Doc("'full': not in the standard format"),
    ] = None
    page: Annotated[
        Literal["new"] | None,
        Called("Where it begins"),
        InWords((("new", "On a new page"),)),
        Doc("'new': begins a page, in the standard and the full format"),
    ] = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Handout:
    """The model of content/<id>/handout.yaml."""

    title: Annotated[Text, Length(1, 120)]
    short_title: Annotated[Text, Length(1, 40), Doc("the foot, the running head, lists")]
    also: Annotated[
        tuple[Text, ...],
        Called("What people call it"),
        Doc("what people call it; for finding, never printed"),
    ] = ()
    kind: Kind
    audience: Annotated[
        Literal["patient", "public"],
        Called("Who reads it"),
        InWords((("patient", "Patients"), ("public", "Anybody"))),
        Doc("patient: given in or after a consultation"),
    ]
    language: Language
    issued: Annotated[date, Called("Written on"), Doc("the day this text was written")]
    owner: Annotated[Text, Doc("a role, never a person")]
    reference: Annotated[
        Text | None,
        Called("Own number"),
        Length(1, 40),
        Doc("the house's own number of it, such as SK-014; it prints"),
    ] = None
    prescription_only: Annotated[
        tuple[Text, ...],
        Called("Prescription-only medicines"),
        Doc(
            "generic names of prescription-only medicines that the text names; "
            "'none': somebody who reads its language looked, and it names none"
        ),
    ] = ()
    sides: Annotated[
        int | None, Range(1, 16), Doc("how many sides it needs, where a format aims at fewer")
    ] = None
    off_label: Annotated[
        bool, Called("Use outside the licence"), Doc("a use outside the licence is described")
    ] = False
    summary: Annotated[Text, Doc("the lead under the title")]
    main_message: Text
    key_points: Annotated[tuple[Text, ...], Length(1, 7)]
    terms: Annotated[
        Mapping[str, Text], Called("Words explained"), Doc("words that the text explains")
    ] = field(default_factory=dict)
    sections: Annotated[tuple[Section, ...], Length(1, 40)]
    to_confirm: Annotated[
        tuple[Text, ...],
        Called("Open points"),
        Doc("points that a clinician must settle before approval"),
    ] = ()
    waivers: Annotated[
        Mapping[str, Text],
        Called("Rules that do not hold here"),
        Doc("rule: why it does not hold here"),
    ] = field(default_factory=dict)
    place: Place = field(default=Place(""), compare=False, repr=False)
    drawn: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    """Drawings that were made for it and stand in no file, such as those of a translation."""

    @property
    def id(self) -> str:
        """The name of its folder in content/."""
        return PurePosixPath(self.place.file).parts[1]

    @property
    def locale(self) -> Locale:
        """What is known of its language, and of how it is written."""
        return locale_of(str(self.language))

    @property
    def medicines(self) -> tuple[Text, ...]:
        """The prescription-only medicines that it is said to name."""
        return tuple(name for name in self.prescription_only if name != NO_MEDICINE)

    @property
    def folder(self) -> str:
        """The path of the folder that holds its file and drawings, relative to the workspace.

        A translation stands below it.
        """
        folder = PurePosixPath(self.place.file).parent
        return str(folder.parent if folder.name == TRANSLATIONS else folder)

    def path_of(self, drawing: str) -> str:
        """Return the path of a drawing that it names, relative to the workspace.

        One in SHARED is the library's; an approved text holds its own, as it was.
        """
        folder = PurePosixPath(self.folder)
        working = len(folder.parts) == 2
        shared = working and PurePosixPath(drawing).parts[:1] == (SHARED,)
        return str((folder.parent if shared else folder) / drawing)

    def drawing(self, name: str, workspace: Workspace) -> bytes:
        """Return a drawing that it names. Raises Refused where it cannot be read."""
        made = self.drawn.get(str(name))
        return workspace.read(self.path_of(name)) if made is None else made

    def blocks(self) -> Iterator[Block]:
        """Walk through all blocks, in reading order."""
        for section in self.sections:
            yield from section.blocks

    def marked(self, mark: type[Mark]) -> Iterator[Text]:
        """Walk through the texts of its blocks that bear a mark, in reading order."""
        entries = (entry for block in self.blocks() for entry in marked(block))
        return (text for _, text, own in entries if isinstance(own, mark))

    @property
    def drawings(self) -> tuple[Text, ...]:
        """The names of the drawings that its blocks show, in reading order: see path_of."""
        return tuple(self.marked(Drawing))


def unwritten(handout: Handout) -> Iterator[Text]:
    """Walk through the texts that are still what `handouts new` put there."""
    return (text for text in texts(handout) if text.strip().startswith(START))


UNPRINTED = ("also", "to_confirm", "waivers")  # the keys of a handout that never print


def printed_fields(handout: Handout) -> tuple[object, ...]:
    """Return all of a handout that a page may show, in the order of the keys."""
    names = (entry.name for entry in fields(handout) if entry.name not in UNPRINTED)
    return tuple(getattr(handout, name) for name in names)


def printed_texts(handout: Handout) -> Iterator[Text]:
    """Walk through every text of a handout that a page may show, in the order of the keys."""
    return texts(printed_fields(handout))


def texts(value: object) -> Iterator[Text]:
    """Walk through every text below a value, in the order of the model's keys."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for entry in fields(value):
            yield from texts(getattr(value, entry.name))
