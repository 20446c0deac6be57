"""Manuscripts: a handout's text as one person has it in the editor, from the first key on.

The text of the file is all that there is of it: each change is done in that text, undone in it,
kept where a closed lid loses nothing, and shown from it.
"""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any

from handouts.content import plain
from handouts.diagnostics import HandoutsError, Unplaced
from handouts.preview import Known
from handouts.reading import Edit, Key, Uneditable, apply, at_key, differences, plain_of
from handouts.workspace import Workspace
from handouts.writing import (
    Clashing,
    HandoutValues,
    OpenText,
    SavedText,
    SectionValues,
    Side,
    add,
    append,
    enter,
    fill,
    keep_unsaved,
    merge,
    move,
    open_text,
    remove,
    save,
    settled,
    unsaved_of,
)

__all__ = [
    "TITLES",
    "Action",
    "Manuscript",
    "Manuscripts",
    "NoSection",
    "Overtaken",
    "key_as_json",
    "key_from_json",
    "section_list",
    "section_of",
    "shown_section",
]

MOST_STEPS = 200  # that can be undone
MOST_OPEN = 60  # manuscripts that are open at once; of others all but their steps is kept
OPENING = {  # the parts of a handout that are no section, and the fields that each shows
    "title": ("title", "short_title", "summary", "kind", "audience", "also"),
    "short": ("main_message", "key_points"),
}
TITLES = {"title": "Title and summary", "short": "In short", "about": "About this text"}


@dataclass(frozen=True)
class Action:
    """What somebody did: an operation at a key, with what was typed, or the tag of a new block."""

    op: str
    key: Key = ()
    typed: Any = None
    tag: str = ""
    step: int = 0


class Overtaken(Unplaced):
    """A form shows a text that is not known any more, so that nobody can say what it means."""


@dataclass
class Manuscript:
    """The text of a handout as one person has it, and as the file was when it was opened.

    clash is what others saved meanwhile in the same fields, until somebody chooses; unkept is why
    what was typed could not be kept, or ''.
    """

    workspace: Workspace
    writer: str
    opened: OpenText
    text: str
    steps: list[bytes] = field(default_factory=list)  # texts to go back to, packed
    clash: Clashing | None = None
    unkept: str = ""
    last: str = ""  # the name of the change that was made last
    shown: OrderedDict[str, bytes] = field(default_factory=OrderedDict)  # packed, by revision
    lay: OrderedDict[str, Known] = field(default_factory=OrderedDict)  # how versions lay, by name
    turn: Lock = field(default_factory=Lock)  # one change after the other

    @classmethod
    def open(cls, workspace: Workspace, writer: str, handout: str) -> Manuscript:
        """Open the text of a handout, with what was typed and not saved. Raises HandoutsError."""
        left = unsaved_of(workspace, handout, writer)
        if left is None:
            opened = open_text(workspace, handout)
            return cls(workspace, writer, opened, opened.text)
        return cls(workspace, writer, left.opened, apply(left.opened.text, left.edits))

    @property
    def handout(self) -> str:
        """The id of the handout."""
        return self.opened.handout_id

    @property
    def revision(self) -> str:
        """The name of what it says, by which forms tell what they show; it is then known again."""
        name = sha256(json.dumps(plain_of(self.text), default=str).encode()).hexdigest()[:20]
        if name not in self.shown:
            self.shown[name] = _packed(self.text)
        self.shown.move_to_end(name)
        while len(self.shown) > MOST_STEPS:
            self.shown.popitem(last=False)
        return name

    @property
    def changed(self) -> bool:
        """Whether anything is not saved."""
        return self.text != self.opened.text

    @property
    def edits(self) -> list[Edit]:
        """What was typed since it was opened, as edits of the file."""
        return differences(plain_of(self.opened.text), plain_of(self.text))

    @property
    def values(self) -> HandoutValues:
        """What it holds, field by field."""
        return fill(self.text)

    @property
    def title(self) -> str:
        """What the handout is called."""
        try:
            title = at_key(plain_of(self.text), ("title",))
        except Uneditable:
            title = self.handout
        return plain(str(title)) or self.handout

    def change(self, change: Action, shown: str = "", name: str = "") -> Key:
        """Do a change, keep it, and return the key that the hand goes to next.

        shown is the revision that the form shows: where the text is another by now, the change is
        meant in that one, and goes where it belongs. One that was done under its name is not done
        again. Raises Unfit and Uneditable for what cannot be done, Overtaken.
        """
        with self.turn:
            if name and name == self.last:
                return ()
            before = self.text
            if shown not in ("", self.revision):
                if shown not in self.shown:
                    raise Overtaken("the text was changed elsewhere meanwhile", "look at it again")
                before = _unpacked(self.shown[shown])
            text, key = _done(before, change)
            if before != self.text:
                text, key = _put_together(before, text, self.text), ()
            self.last = name
            self._take(text)
            return key

    def undo(self, name: str = "") -> bool:
        """Go back one step; say whether there was one. It is not done again under its name."""
        with self.turn:
            if name and name == self.last:
                return True
            if not self.steps:
                return False
            self.last = name
            self.text = _unpacked(self.steps.pop())
            self._keep()
            return True

    def save(self) -> SavedText:
        """Save what was typed. Raises Clashing, Unsound and HandoutsError; it is then kept."""
        with self.turn:
            self.clash = None
            try:
                saved = save(
                    self.workspace, self.handout, self.opened.digest, self.edits, self.writer
                )
            except Clashing as clash:
                self.clash = clash
                raise
            return self._saved(saved)

    def choose(self, choices: Sequence[Side | Edit]) -> SavedText:
        """Save it with a choice for each field that others changed too. Raises as save does."""
        with self.turn:
            assert self.clash is not None, "there is something to choose"
            clash = self.clash
            edits = [*clash.edits, *settled(clash.conflicts, choices)]
            try:
                saved = save(self.workspace, self.handout, clash.now.digest, edits, self.writer)
            except Clashing as newer:
                self.clash = newer
                raise
            self.clash = None
            return self._saved(saved)

    def _saved(self, saved: SavedText) -> SavedText:
        """Go on from what was saved."""
        self.opened = OpenText(self.handout, saved.text, saved.digest)
        self._take(saved.text)
        self._keep()
        return saved

    def _take(self, text: str) -> None:
        if text != self.text:
            self.steps = [*self.steps, _packed(self.text)][-MOST_STEPS:]
            self.text = text
            self._keep()

    def _keep(self) -> None:
        """Keep what is not saved; where that cannot be, it is told, and the words stay here."""
        self.unkept = ""
        try:
            keep_unsaved(self.workspace, self.opened, self.writer, self.edits)
        except HandoutsError as error:
            self.unkept = error.diagnostics[0].message


def _packed(text: str) -> bytes:
    """Return a text as it is held with many others: one letter beyond the plane makes it large."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def _unpacked(data: bytes) -> str:
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def _done(text: str, change: Action) -> tuple[str, Key]:
    match change.op:
        case "set":
            return enter(text, change.key, change.typed), change.key
        case "add":
            return add(text, change.key, change.tag)
        case "append":
            return append(text, change.key, change.typed), change.key
        case "begin":
            return enter(text, change.key, {}), change.key
        case "move":
            return move(text, change.key, change.step)
        case "remove":
            return remove(text, change.key), change.key
    raise Uneditable(f"there is no operation '{change.op}'")


def _put_together(before: str, mine: str, now: str) -> str:
    """Return a text with what was changed in an older one; what both changed is as typed last."""
    base, own, other = plain_of(before), plain_of(mine), plain_of(now)
    merged = merge(base, own, other)
    text = apply(now, differences(other, merged.says))
    conflicts = merged.conflicts
    return apply(text, settled(conflicts, ["mine"] * len(conflicts))) if conflicts else text


class Manuscripts:
    """All manuscripts that are open, by who writes and what."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._open: OrderedDict[tuple[str, str], Manuscript] = OrderedDict()

    def open(
        self, workspace: Workspace, writer: str, handout: str, *, anew: bool = False
    ) -> Manuscript:
        """Return a manuscript, the same as long as it is open.

        Anew it is with what others saved, where nothing of it was typed. Raises HandoutsError.
        """
        key = writer, handout
        one = self._open.get(key)
        if one is None:
            one = Manuscript.open(workspace, writer, handout)
        elif anew and not one.changed and (now := open_text(workspace, handout)) != one.opened:
            one.opened, one.text = now, now.text
        self._open[key] = one
        self._open.move_to_end(key)
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return self._open[key]


def section_of(key: Key) -> str:
    """Return the name of the section that shows a key."""
    if not key:
        return "title"
    if key[0] == "sections" and len(key) > 1:
        return str(key[1])
    return next((name for name, fields in OPENING.items() if key[0] in fields), "about")


def key_from_json(words: str) -> Key:
    """Return a key as a form sends it. Raises Uneditable."""
    try:
        parts = json.loads(words)
    except (ValueError, RecursionError):
        parts = None
    if not isinstance(parts, list) or not all(type(part) in (str, int) for part in parts):
        raise Uneditable("that is no key of a field")
    return tuple(parts)


def key_as_json(key: Key) -> str:
    """Return a key as a form has it."""
    return json.dumps(list(key), separators=(",", ":"))


class NoSection(Unplaced):
    """There is no such section."""


def shown_section(manuscript: Manuscript, name: str) -> Mapping[str, Any]:
    """Return what a section's form is made from. Raises NoSection."""
    values = manuscript.values
    if name.isdecimal() and int(name) < len(values.sections):
        section: SectionValues = values.sections[int(name)]
        return {"section": section, "number": int(name), "count": len(values.sections)}
    if name not in TITLES:
        raise NoSection(f"there is no section '{name}'")
    by_name = {own.field.name: own for own in values.fields}
    shown = OPENING.get(name)
    if shown is None:
        taken = {field for fields in OPENING.values() for field in fields}
        shown = tuple(one for one in by_name if one not in taken)
    return {"section": None, "fields": [by_name[one] for one in shown]}


def section_list(manuscript: Manuscript) -> list[tuple[str, str, bool]]:
    """Return the sections of a manuscript: name, title, whether the full format has it alone."""
    rows = [(name, TITLES[name], False) for name in OPENING]
    for number, section in enumerate(manuscript.values.sections):
        detail = next((f.value for f in section.fields if f.field.name == "detail"), None)
        heading = section.heading if not section.heading.startswith("(to write)") else ""
        rows.append((str(number), heading or "A new section", detail == "full"))
    return [*rows, ("about", TITLES["about"], False)]
