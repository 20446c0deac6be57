"""Edits that somebody makes in the editor, in a seeded order: typed, added, moved, removed."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from serving import Visitor

from handouts.content import START
from handouts.content.blocks import BLOCKS
from handouts.reading import Uneditable, at_key, plain_of

WORDS = [
    "Sun on the skin.",
    "",
    "  ",
    "- a\n- b",
    "key: value",
    "# no comment",
    "'quoted' \"twice\"",
    "100 %",
    "null",
    "yes",
    "2026-11-29",
    "007",
    "1.50",
    "é漢字 🙂",
    "a\n\nb\n",
    "[not a link]",
    "{a: b}",
    "@at",
    "&anchor *alias",
    "| pipe",
    "> fold",
    "**bold** text",
    "\ttab",
    "x" * 300,
    "\u2028line",
    "end\\",
    "...",
    "---",
    "!tag",
    "Hats; caps",
    "<b>html</b>",
    "a: b: c",
    "~",
]


class Form(HTMLParser):
    """The fields and the buttons of a form of the editor."""

    def __init__(self, html: str) -> None:
        """Read it."""
        super().__init__()
        self.fields: dict[str, tuple[str, str]] = {}  # by key: kind and words
        self.choices: dict[str, list[str]] = {}
        self.buttons: list[dict[str, str]] = []
        self._open: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a field or a button."""
        own = {name: value or "" for name, value in attrs}
        key, kind = own.get("data-key", ""), own.get("data-kind", "")
        if tag == "button" and own.get("data-op"):
            names = ("op", "key", "tag", "step", "kind", "value", "whole")
            found = {name: own[f"data-{name}"] for name in names if f"data-{name}" in own}
            self.buttons.append(found)
        elif tag in ("input", "textarea") and key and kind in ("text", "prose", "number", "date"):
            self.fields[key] = kind, own.get("value", "")
            self._open = key if tag == "textarea" else None
        elif tag == "select" and key and not own.get("data-list"):
            self.choices[key], self._open = [], key
        elif tag == "option" and self._open in self.choices:
            self.choices[self._open].append(own.get("value", ""))

    def handle_data(self, data: str) -> None:
        """Take the words of a field."""
        if self._open in self.fields:
            kind, words = self.fields[self._open]
            self.fields[self._open] = kind, words + data

    def handle_endtag(self, tag: str) -> None:
        """Close a field."""
        if tag in ("textarea", "select"):
            self._open = None


@dataclass
class Writer:
    """Somebody who writes in a handout, by what the editor's script sends."""

    visitor: Visitor
    handout: str
    file: Path
    token: str = ""
    revision: str = ""
    section: str = "title"
    form: Form = field(default_factory=lambda: Form(""))
    held: int = 0  # fields that were held to the file

    def open(self, section: str) -> None:
        """Open a section, or the first where it is not there any more."""
        now = self.ask(f"section/{section}", None)
        if "html" not in now:
            section, now = "title", self.ask("section/title", None)
        self.section, self.token, self.revision = section, now["token"], now["revision"]
        self.form = Form(now["html"])

    def ask(self, path: str, fields: dict[str, str] | None) -> dict[str, Any]:
        """Ask as the script does. Raises AssertionError for a fault."""
        sent = None if fields is None else {"token": self.token, **fields}
        answer = self.visitor.ask(f"/write/{self.handout}/{path}", sent, accept="application/json")
        assert answer.status in (200, 404), (path, fields, answer.status, answer.text)
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def do(self, change: dict[str, str]) -> dict[str, Any]:
        """Send a change, and take what comes back."""
        sent = {"section": self.section, "revision": self.revision, **change}
        now = self.ask("change", sent)
        self.revision = now.get("revision", self.revision)
        if "html" in now:
            self.form, self.section = Form(now["html"]), now["section"]
        return now

    def save(self) -> None:
        """Save, and hold the file to what the page says."""
        now = self.ask("save", {"revision": self.revision})
        assert now["done"], now
        self.open(self.section)
        said = plain_of(self.file.read_text("utf-8"))
        for key, (_, words) in self.form.fields.items():
            try:
                value = at_key(said, tuple(json.loads(key)))
            except Uneditable:  # an item that stands without its list, or nothing
                continue
            if isinstance(value, dict | list) or str(value).startswith(START):
                continue
            assert words.strip("\n") == str("" if value is None else value).strip("\n"), key
            self.held += 1


def a_change(chance: random.Random, writer: Writer) -> dict[str, str]:
    """Return something that can be done in the form as it is."""
    form, roll = writer.form, chance.random()
    if roll < 0.5 and form.fields:
        key, (kind, _) = chance.choice(sorted(form.fields.items()))
        return {"op": "set", "key": key, "kind": kind, "value": chance.choice(WORDS)}
    if roll < 0.6 and form.choices:
        key, values = chance.choice(sorted(form.choices.items()))
        value = chance.choice(values or [""])
        return {"op": "set", "key": key, "kind": "choice", "value": value}
    if roll < 0.8 and form.buttons:
        return chance.choice(form.buttons)
    if roll < 0.9:
        return {"op": "undo"}
    if writer.section.isdecimal():
        key = json.dumps(["sections", int(writer.section), "blocks", 0])
        return {"op": "add", "key": key, "tag": chance.choice(BLOCKS).tag}
    return {"op": "add", "key": '["sections",0]'}


def hold_to_edits(writer: Writer, count: int, seed: int) -> None:
    """Do edits as they come; what stands on disk always reads, and says what the page says."""
    chance = random.Random(seed)
    writer.open("title")
    for number in range(count):
        if chance.random() < 0.2:
            writer.open(chance.choice(["title", "short", "about", "0", "1", "2", "99"]))
        writer.do(a_change(chance, writer))
        if number % 5 == 0 or number == count - 1:
            writer.save()
