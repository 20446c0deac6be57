"""Changing some translations in a file of them, and no line besides.

What others changed in the file meanwhile is put together segment by segment; where two people said
something else, the file keeps what it has, and the other words are given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from handouts.content import Handout
from handouts.diagnostics import HandoutsError, Problems
from handouts.reading import Text
from handouts.textfile import decode_text
from handouts.translation.catalogue import (
    FUZZY,
    MACHINE,
    Catalogue,
    Unit,
    entry_lines,
    one_line,
    parse_catalogue,
    written,
)
from handouts.translation.labels import pictures_of
from handouts.translation.making import renewal
from handouts.translation.pairing import SegmentKey, pair
from handouts.translation.segmenting import segments
from handouts.translation.translating import file_of
from handouts.workspace import Workspace

__all__ = ["Amended", "Typed", "UnitText", "amend", "resaid"]

BACK = "Back translation: "  # begins it in a translator's comment
KEYWORD = re.compile(r"(msgctxt|msgid|msgstr)\b")
KINDS = ("note", "hint", "places", "flags", "previous", "msgctxt", "msgid", "msgstr")
COMMENTS = {"#.": "hint", "#:": "places", "#,": "flags", "#|": "previous"}
CHANGING = ("note", "flags", "previous", "msgstr")


@dataclass(frozen=True)
class UnitText:
    """What is said for a segment.

    back says again in the language of the source what the words say; it is never printed. left is
    whether a person must still go through it.
    """

    words: str = ""
    back: str = ""
    left: bool = False

    @classmethod
    def by(cls, unit: Unit) -> UnitText:
        """Return what a file of translations says."""
        return cls(one_line(unit.words), _parted(unit.note)[1], unit.fuzzy or unit.machine)

    @classmethod
    def typed(cls, words: str, back: str, *, left: bool) -> UnitText:
        """Return what somebody typed, each on one line, and without what no text can hold."""
        words = one_line(words)
        return cls(words, one_line(back), left and bool(words))


@dataclass(frozen=True)
class Typed:
    """What somebody says for a segment, and what the file said when they began."""

    key: SegmentKey
    before: UnitText
    now: UnitText

    def put_together(self, there: UnitText) -> UnitText | None:
        """Return it with what others changed; None where both said something else."""
        words = _whose(self.before.words, self.now.words, there.words)
        back = _whose(self.before.back, self.now.back, there.back)
        if words is None or back is None:
            return None
        gone_through = words == self.now.words and not self.now.left and self.before.left
        return UnitText(words, back, there.left and not gone_through and bool(words))


@dataclass(frozen=True)
class Amended:
    """A file of translations with what was typed; clashes are left, with what the file says now."""

    text: str
    taken: tuple[SegmentKey, ...] = ()
    clashes: tuple[Typed, ...] = ()


def amend(
    workspace: Workspace,
    source: Handout,
    language: str,
    code: str,
    data: bytes,
    typed: Sequence[Typed],
) -> Amended:
    """Return a file of translations, given as it is now, with what somebody typed.

    Where it does not know a segment yet, it is brought to the source of today, whose text code is
    given. Raises HandoutsError where the file cannot be read.
    """
    name = file_of(source.id, language)
    decode_text(data, name)
    text = data.decode("utf-8")
    there = _read(text, name)
    known = {entry.key for entry in there.entries}
    if any(one.key not in known for one in typed):
        text = written(renewal(source, language, code, there, workspace))
        there = _read(text, name)
    own = segments(source, pictures_of(workspace, source, language))
    by_key = {one.segment.key: one for one in pair(own, there)}
    wanted, clashes = dict[SegmentKey, Unit](), list[Typed]()
    for one in typed:
        if one.key not in by_key:  # the source lost it
            clashes.append(one)
            continue
        unit = by_key[one.key].entry
        before = UnitText.by(unit)
        now = one.put_together(before)
        if now is None:
            clashes.append(replace(one, before=before))
        elif now != before:
            wanted[one.key] = resaid(unit, now)
    text = _amended(text, there, wanted)
    _read(text, name)
    return Amended(text, tuple(wanted), tuple(clashes))


def resaid(unit: Unit, now: UnitText) -> Unit:
    """Return an entry that says something else."""
    note, _ = _parted(unit.note)
    back = f"{BACK}{now.back}" if now.back else ""
    unit = replace(unit, words=Text(now.words, unit.place))
    if now.back != UnitText.by(unit).back:
        unit = replace(unit, note="\n".join(part for part in (note, back) if part))
    if now.left:
        return unit
    return replace(unit.flagged(**{FUZZY: False, MACHINE: False}), previous="")


def _whose(before: str, mine: str, theirs: str) -> str | None:
    if mine == before:
        return theirs
    return mine if theirs in (before, mine) else None


def _parted(note: str) -> tuple[str, str]:
    """Return a translator's comment, and the back translation at its end."""
    at = note.find(f"\n{BACK}")
    start = 0 if note.startswith(BACK) else at + 1 if at >= 0 else len(note)
    return note[:start].rstrip("\n"), " ".join(note[start + len(BACK) :].split())


def _read(text: str, name: str) -> Catalogue:
    """Read it. Raises HandoutsError with all that is wrong."""
    problems = Problems()
    there = parse_catalogue(text.removeprefix("\ufeff"), name, problems)
    if there is None:
        raise HandoutsError(*problems)
    return there


def _amended(text: str, there: Catalogue, wanted: Mapping[SegmentKey, Unit]) -> str:
    """Put entries into a text, each in the lines of the one before."""
    lines = text.split("\n")
    for unit in sorted(there.entries, key=lambda one: one.place.line, reverse=True):
        if unit.key in wanted:
            start, end = _extent(lines, unit.place.line - 1)
            lines[start:end] = _entry(lines[start:end], unit, wanted[unit.key])
    return "\n".join(lines)


def _extent(lines: Sequence[str], at: int) -> tuple[int, int]:
    """Return where an entry begins and ends of whose translation a line is."""
    end = at + 1
    while end < len(lines) and lines[end].lstrip().startswith('"'):
        end += 1
    while not lines[at].lstrip().startswith("msgstr"):
        at -= 1
    start, kinds = at, ("msgctxt", "msgid", '"', "#")
    while start and _is_in(lines[start - 1].lstrip(), kinds):
        start -= 1
    while start < at and lines[start].lstrip().startswith('"'):  # the end of the entry before
        start += 1
    return start, end


def _is_in(line: str, kinds: tuple[str, ...]) -> bool:
    return line.startswith(kinds) and not line.startswith("#~")


def _entry(lines: Sequence[str], before: Unit, now: Unit) -> Iterator[str]:
    """Walk through the lines of an entry that says something else; others are as they were."""
    end = "\r" if lines[0].endswith("\r") else ""
    changed = [kind for kind in CHANGING if _part(before, kind) != _part(now, kind)]
    own = [(kind, line) for kind, line in _kinds(lines) if kind not in changed]
    new = [(kind, line + end) for kind, line in _kinds(entry_lines(now)) if kind in changed]
    for kind, line in own:
        while new and KINDS.index(new[0][0]) < KINDS.index(kind):
            yield new.pop(0)[1]
        yield line
    yield from (line for _, line in new)


def _part(unit: Unit, kind: str) -> object:
    return {
        "note": unit.note,
        "flags": unit.flags,
        "previous": unit.previous,
        "msgstr": str(unit.words),
    }[kind]


def _kinds(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Walk through the lines of an entry, each with what it tells."""
    kind = "note"
    for line in lines:
        words = line.lstrip()
        if match := KEYWORD.match(words):
            kind = match[1]
        elif not words.startswith('"'):
            kind = COMMENTS.get(words[:2], "note")
        yield kind, line
