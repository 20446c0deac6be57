"""The review of a working text: its open points and findings, and edits that keep its layout."""

from __future__ import annotations

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
)
from handouts.workspace import Refused, Workspace

__all__ = ["Desk"]

POINTS = "to_confirm"


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

    def words(self, key: Key | str) -> str:
        """Return the text at a key, as it is or as it was typed. Raises Uneditable."""
        return text_at(self._text(), _key(key))

    def settle(self, number: int) -> None:
        """Take an open point out of the file. Raises Uneditable, HandoutsError."""
        self._write(remove_item(self._text(), (POINTS, number)))

    def rewrite(self, key: Key | str, words: str) -> None:
        """Set a text at a key. Raises Uneditable, HandoutsError."""
        self._write(set_text(self._text(), _key(key), words))

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


def _key(key: Key | str) -> Key:
    return key_from(key) if isinstance(key, str) else key
