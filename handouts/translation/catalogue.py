"""A file of translations, as GNU gettext's PO: read with places, and written whole.

https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polib

from handouts.content import CITATION
from handouts.diagnostics import (
    Diagnostic,
    HandoutsError,
    Missing,
    Place,
    Problems,
    Refused,
    character,
)
from handouts.reading import Text
from handouts.textfile import decode_text
from handouts.translation.woven import Quoted, QuotedLine
from handouts.workspace import Workspace

__all__ = ["FUZZY", "LARGEST_BYTES", "MACHINE", "Catalogue", "Unit", "entry_lines"]
__all__ += ["one_line", "parse_catalogue", "read_catalogue", "written"]

FUZZY, MACHINE = "fuzzy", "machine"
LARGEST_BYTES = 2_000_000  # bytes; the longest handout that we know of has 20,000
RULE = "po"
KEYWORD = re.compile(r"(#~\s*)?(msgctxt|msgid_plural|msgid|msgstr)(\[\d+\])?\s+(?=\")")
AT_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")
CHARSET = re.compile(r"charset=([\w.:-]+)", re.IGNORECASE)
SPACES = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")  # that say no more than one space
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn words around
WIDEST = 88  # characters of a line
MAKES = "handouts translate makes the file"
TAKE_BACK = "mend the line in a text editor, or take the file back from version control"


@dataclass(frozen=True)
class Unit:
    """A segment and its translation, with what translators say of it."""

    context: str
    source: str
    words: Text = field(default_factory=Text)
    flags: tuple[str, ...] = ()
    previous: str = ""  # the source that the words translate, where it is another by now
    note: str = ""  # a translator's
    hint: str = field(default="", compare=False)  # ours, for translators
    places: tuple[tuple[str, str], ...] = field(default=(), compare=False)  # of the source
    place: Place = field(default=Place(""), compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: its context and its source."""
        return self.context, self.source

    @property
    def said(self) -> bool:
        """Whether it has words: a letter or a digit, if its source has one."""
        source, words = (CITATION.sub("", text) for text in (self.source, self.words))
        return any(map(str.isalnum, words)) or (
            bool(self.words.strip()) and not any(map(str.isalnum, source))
        )

    @property
    def fuzzy(self) -> bool:
        """Whether somebody must look at it: its source changed, or a machine wrote it."""
        return FUZZY in self.flags

    @property
    def machine(self) -> bool:
        """Whether a machine wrote it and no person has gone through it."""
        return MACHINE in self.flags

    def flagged(self, **flags: bool) -> Unit:
        """Return it with flags set or taken off."""
        kept = [flag for flag in self.flags if flags.get(flag, True)]
        added = [flag for flag, on in flags.items() if on and flag not in kept]
        return replace(self, flags=(*added, *kept))


@dataclass(frozen=True)
class Catalogue:
    """A file of translations; what is obsolete is kept, as it may be needed again."""

    file: str
    header: Mapping[str, str]
    entries: Sequence[Unit] = ()
    obsolete: Sequence[Unit] = ()
    note: str = ""  # the words above the header


def read_catalogue(workspace: Workspace, name: str, problems: Problems) -> Catalogue | None:
    """Read a file of translations; None where there is an error, told in problems."""
    try:
        text = decode_text(workspace.read(name, LARGEST_BYTES), name)
        return parse_catalogue(text, name, problems)
    except Refused as refused:
        rule = "file-missing" if isinstance(refused, Missing) else "file-unreadable"
        problems.error(rule, Place(name), str(refused), refused.hint)
    except HandoutsError as error:
        problems.extend(error.diagnostics)
    return None


def parse_catalogue(text: str, name: str, problems: Problems) -> Catalogue | None:
    """Read translations from a string; name stands in the places. None where there is an error."""
    own = Problems(_odd_lines(text, name))
    parsed = None if own.failed else _parsed(text, name, own)
    if parsed is None:
        problems.extend(own)
        return None
    lines = [*_written_words(text, name)]
    own.extend(_unread(parsed, len(lines), name))
    if own.failed:
        problems.extend(own)
        return None
    entries, obsolete = list[Unit](), list[Unit]()
    for entry, (words, gone) in zip(parsed, lines, strict=True):
        (obsolete if gone else entries).append(_entry(entry, words))
    catalogue = Catalogue(name, dict(parsed.metadata), entries, obsolete, parsed.header)
    own.extend(_faults(catalogue))
    problems.extend(own)
    return None if own.failed else catalogue


def written(catalogue: Catalogue) -> str:
    """Return a file of translations as text: what gettext and its like read."""
    file = polib.POFile(wrapwidth=WIDEST)
    file.metadata = dict(catalogue.header)
    file.header = catalogue.note
    for entry in catalogue.entries:
        file.append(_po(entry, obsolete=False))
    for entry in catalogue.obsolete:
        file.append(_po(entry, obsolete=True))
    return f"{file}".rstrip("\n") + "\n"


def one_line(words: str) -> str:
    """Return words as one line, without what cannot stand in a file of translations."""
    return "".join(one for one in SPACES.sub(" ", words).strip(" ") if not _is_odd(one))


def entry_lines(entry: Unit) -> list[str]:
    """Return the lines of an entry, as written writes them."""
    text = str(_po(entry, obsolete=False).__unicode__(WIDEST))
    return text.rstrip("\n").split("\n")


def _po(entry: Unit, *, obsolete: bool) -> polib.POEntry:
    return polib.POEntry(
        msgctxt=entry.context,
        msgid=entry.source,
        msgstr=str(entry.words),
        flags=list(entry.flags),
        previous_msgid=entry.previous or None,
        tcomment=entry.note,
        comment="" if obsolete else entry.hint,
        occurrences=[] if obsolete else list(entry.places),
        obsolete=obsolete,
    )


def _entry(entry: polib.POEntry, words: Text) -> Unit:
    return Unit(
        entry.msgctxt or "",
        entry.msgid,
        words,
        tuple(entry.flags),
        entry.previous_msgid or "",
        entry.tcomment,
        entry.comment,
        tuple(entry.occurrences),
        words.place,
    )


def _parsed(text: str, name: str, problems: Problems) -> polib.POFile | None:
    try:
        return polib.pofile(f"#\n{text}\n", wrapwidth=WIDEST)
    except OSError as error:
        match = AT_LINE.search(str(error))
        line = max(int(match[1]) - 1, 1) if match else 0
        fact = f"this is no PO file: {match[2]}" if match and match[2] else "this is no PO file"
        problems.error(RULE, Place(name, line, 1 if line else 0), fact, TAKE_BACK)
        return None


def _odd_lines(text: str, name: str) -> Iterator[Diagnostic]:
    """Tell of what no reader of PO files would read as it was meant."""
    for number, line in enumerate(text.split("\n"), start=1):
        odd = next((c for c in line.rstrip("\r") if _is_odd(c)), "")
        if odd:
            fact = f"the character {character(odd)} cannot stand in a PO file"
            place = Place(name, number, line.index(odd) + 1)
            yield Diagnostic("error", RULE, place, fact, "delete it")
        rest = line.strip()
        match = KEYWORD.match(rest)
        quoted = rest[match.end() :] if match else rest
        if quoted.startswith('"') and not re.fullmatch(r'"(?:[^"\\]|\\.)*"', quoted):
            place = Place(name, number, line.index('"') + 1)
            yield Diagnostic("error", RULE, place, "the quotation marks do not close", TAKE_BACK)


def _is_odd(one: str) -> bool:
    no_words = unicodedata.category(one) == "Cc" or one in "\u2028\u2029" or one in TURNS
    return one != "\t" and no_words


def _written_words(text: str, name: str) -> Iterator[tuple[Text, bool]]:
    """Walk through the translations as they are written, but that of the header, and obsolete."""
    texts: list[tuple[list[QuotedLine], bool]] = []
    reading = False
    for number, line in enumerate(text.split("\n"), start=1):
        rest = line.strip()
        if not rest:
            continue
        match = KEYWORD.match(rest)
        gone = rest.startswith("#~")
        quoted = rest[match.end() :] if match else rest[2:].strip() if gone else rest
        if match:
            reading = match[2] == "msgstr"
            if reading:
                texts.append(([], gone))
        if reading and quoted.startswith('"'):
            texts[-1][0].append((number, line.index(quoted) + 2, quoted[1:-1]))
        elif not match:
            reading = False
    for lines, gone in texts[1:]:
        yield Quoted.of(name, lines), gone


def _unread(parsed: polib.POFile, count: int, name: str) -> Iterator[Diagnostic]:
    """Tell of a file without a header, and of forms for numbers, of which a handout has none."""
    if any(one.msgid_plural for one in parsed):
        fact, place = "there are forms for one and for many (msgid_plural)", Place(name)
        yield Diagnostic("error", RULE, place, fact, f"a handout has none: {MAKES}")
    elif not parsed.metadata or count != len(parsed):
        fact = 'the header (msgid "") is missing'
        yield Diagnostic("error", RULE, Place(name, 1, 1), fact, MAKES)


def _faults(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Tell of what stands twice, and of another encoding."""
    seen: dict[tuple[str, str], Place] = {}
    charset = CHARSET.search(catalogue.header.get("Content-Type", ""))
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", "CHARSET"):
        fact = f"the header names the encoding {charset[1]}"
        yield Diagnostic("error", RULE, Place(catalogue.file, 1, 1), fact, "save it as UTF-8")
    for entry in catalogue.entries:
        if entry.key in seen:
            fact = f"this segment stands in line {seen[entry.key].line} already"
            yield Diagnostic("error", RULE, entry.place, fact, "keep one of the two")
        seen.setdefault(entry.key, entry.place)
