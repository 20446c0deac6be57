"""The review of a working text: its open points and findings, and edits that keep its layout."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handouts.batch.files import write_whole
from handouts.desk.texts import open_shelf
from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.reading.edit import (
    Key,
    Uneditable,
    key_at,
    key_from,
    remove_item,
    set_text,
    text_at,
    texts_of,
)
from handouts.workspace import Refused, Workspace

__all__ = ["Desk"]

POINTS = "to_confirm"
NUMBER = re.compile(r"\d+\.\d+")
OPENING = ("summary", "main_message", "key_points")  # 0.1, 0.2 and 0.3 in the review copy
PRINTED = frozenset({"title", "short_title", *OPENING, "sections"})
UNPRINTED = frozenset({"certainty", "consent", "detail", "file", "handout", "part", "sources"})


@dataclass(frozen=True)
class Desk:
    """A handout's file, as one person reviews it; each edit is written at once."""

    workspace: Workspace
    handout_id: str

    @property
    def name(self) -> str:
        """The path of the handout's file, relative to the workspace."""
        return f"content/{self.handout_id}/handout.yaml"

    def points(self) -> list[str]:
        """Return the open points, as they stand in the file now."""
        found, text = list[str](), self._text()
        while True:
            try:
                found.append(" ".join(text_at(text, (POINTS, len(found))).split()))
            except Uneditable:
                return found

    def findings(self) -> list[Diagnostic]:
        """Return what check finds in the file now."""
        found = open_shelf(self.workspace).findings(self.handout_id)
        return [problem for problem in found if problem.place.file == self.name]

    def key_of(self, place: Place) -> Key | None:
        """Return the key of the text that a finding is about."""
        return key_at(self._text(), place) if place.line else None

    def meant(self, typed: str) -> list[Key]:
        """Return the keys of the texts that somebody means. Raises Uneditable.

        By a number of the review copy, as 2.1, by some words of a text, or by its key.
        """
        held = [(key, words) for key, words in texts_of(self._text()) if _prints(key)]
        if NUMBER.fullmatch(typed):
            start = _numbered(typed)
            return [key for key, _ in held if key[: len(start)] == start]
        sought = " ".join(typed.split()).casefold()
        found = [key for key, words in held if sought in " ".join(words.split()).casefold()]
        exact = key_from(typed)
        return [exact] if any(key == exact for key, _ in held) else found

    def words(self, key: Key) -> str:
        """Return the text at a key. Raises Uneditable."""
        return text_at(self._text(), key)

    def settle(self, number: int) -> None:
        """Take an open point out of the file. Raises Uneditable, HandoutsError."""
        self._write(remove_item(self._text(), (POINTS, number)))

    def rewrite(self, key: Key, words: str) -> None:
        """Set a text at a key. Raises Uneditable, HandoutsError."""
        self._write(set_text(self._text(), key, words))

    def _text(self) -> str:
        try:
            return self.workspace.read(self.name).decode("utf-8")
        except Refused as refused:
            raise self._failed(str(refused), refused.hint) from None
        except UnicodeDecodeError:
            raise self._failed("it is not UTF-8", "save the file in the encoding UTF-8") from None

    def _write(self, text: str) -> None:
        try:
            write_whole(self.workspace.root / self.name, text.encode())
        except OSError as error:
            raise self._failed(f"it cannot be written: {error.strerror}", "") from None

    def _failed(self, fact: str, hint: str) -> HandoutsError:
        return HandoutsError(Diagnostic("error", "review", Place(self.name), fact, hint))


def _prints(key: Key) -> bool:
    """Say whether the text at a key is one that a reader sees."""
    return key[0] in PRINTED and not UNPRINTED & set(key)


def _numbered(number: str) -> Key:
    """Return where what the review copy gives a number starts."""
    section, block = map(int, number.split("."))
    if section == 0:
        return OPENING[block - 1 : block] or ("",)
    return "sections", section - 1, "blocks", block - 1
