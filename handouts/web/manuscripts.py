"""Manuscripts: a handout's text as one person has it in the editor, from the first key on.

The text of the file is all that there is of it: each change is done in that text, undone in it, kept
where a closed lid loses nothing, and shown from it.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handouts.content import plain
from handouts.diagnostics import Unplaced
from handouts.reading import Key, Uneditable, at_key, plain_of
from handouts.writing import (
    HandoutValues,
    SectionValues,
    add,
    append,
    enter,
    fill,
    move,
    remove,
)

__all__ = [
    "Change",
    "Manuscript",
    "Manuscripts",
    "NoSection",
    "key_from_json",
    "section_list",
    "section_of",
    "shown_section",
]

MOST_STEPS = 200  # that can be undone
MOST_OPEN = 200  # manuscripts that are held at once
OPENING = {  # the parts of a handout that are no section, and the fields that each shows
    "title": ("title", "short_title", "summary", "kind", "audience", "also"),
    "short": ("main_message", "key_points"),
}
TITLES = {"title": "Title and summary", "short": "In short", "about": "About this text"}


@dataclass(frozen=True)
class Change:
    """What somebody did: an operation at a key, with what was typed, or the tag of a new block."""

    op: str
    key: Key = ()
    typed: Any = None
    tag: str = ""
    step: int = 0


@dataclass
class Manuscript:
    """The text of a handout as one person has it; opened is what the file said then."""

    handout: str
    writer: str
    opened: bytes
    text: str
    revision: int = 0
    steps: list[str] = field(default_factory=list)  # texts to go back to

    @property
    def changed(self) -> bool:
        """Whether anything is not saved."""
        return self.text.encode() != self.opened

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

    def change(self, change: Change) -> Key:
        """Do a change, and return the key that the hand goes to next. Raises Unfit, Uneditable."""
        text, key = _done(self.text, change)
        self._take(text)
        return key

    def undo(self) -> bool:
        """Go back one step; say whether there was one."""
        if not self.steps:
            return False
        self.text = self.steps.pop()
        self.revision += 1
        return True

    def settle(self, opened: bytes, text: str) -> None:
        """Go on from what was saved."""
        self.opened = opened
        self._take(text)

    def _take(self, text: str) -> None:
        if text != self.text:
            self.steps = [*self.steps, self.text][-MOST_STEPS:]
            self.text = text
            self.revision += 1


def _done(text: str, change: Change) -> tuple[str, Key]:
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


class Manuscripts:
    """All manuscripts that are open, by who writes and what."""

    def __init__(self, begin: Callable[[str, str], Manuscript]) -> None:
        """Take what opens one: for a writer and a handout."""
        self._begin = begin
        self._open: OrderedDict[tuple[str, str], Manuscript] = OrderedDict()

    def open(self, writer: str, handout: str) -> Manuscript:
        """Return a manuscript; it is the same as long as it is open."""
        key = writer, handout
        if key not in self._open:
            self._open[key] = self._begin(writer, handout)
        self._open.move_to_end(key)
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return self._open[key]

    def close(self, writer: str, handout: str) -> None:
        """Hold a manuscript no longer; it is opened anew from what was kept of it."""
        self._open.pop((writer, handout), None)


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
    except ValueError:
        parts = None
    if not isinstance(parts, list) or not all(type(part) in (str, int) for part in parts):
        raise Uneditable("that is no key of a field")
    return tuple(parts)


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
    """Return the sections of a manuscript: name, title, and whether the full format has it alone."""
    rows = [(name, TITLES[name], False) for name in OPENING]
    for number, section in enumerate(manuscript.values.sections):
        detail = next((f.value for f in section.fields if f.field.name == "detail"), None)
        heading = section.heading if not section.heading.startswith("(to write)") else ""
        rows.append((str(number), heading or "A new section", detail == "full"))
    return [*rows, ("about", TITLES["about"], False)]
