"""The review of a working text: its open points and findings, and edits that keep its layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import way_out
from handouts.reading import (
    Key,
    Uneditable,
    key_at,
    key_from,
    remove_item,
    set_text,
    text_at,
    texts_of,
)
from handouts.review.texts import open_collection
from handouts.store import Changed, put_in_place_of
from handouts.workspace import Refused, Workspace

__all__ = ["Desk", "OutOfDate"]

POINTS = "to_confirm"
ATTEMPTS = 5  # at an edit, or a look, while somebody else writes
NUMBER = re.compile(r"\d+\.\d+")
OPENING = ("summary", "main_message", "key_points")  # 0.1, 0.2 and 0.3 in the review copy
PRINTED = frozenset({"title", "short_title", *OPENING, "sections"})
UNPRINTED = frozenset({"certainty", "consent", "detail", "file", "handout", "part", "sources"})


class OutOfDate(Uneditable):
    """An edit of a text that is not there any more as it was shown, nor surely anywhere else."""


@dataclass
class Desk:
    """A handout's file, as one person reviews it; each edit is written at once.

    What is shown is the file as it was when its points or findings were asked for. An edit is made
    in the file as it is by then: in another one at the place that holds the words that were shown,
    and only where no other place holds them.
    """

    workspace: Workspace
    handout_id: str
    _shown: str | None = None
    _points: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The path of the handout's file, relative to the workspace."""
        return f"content/{self.handout_id}/handout.yaml"

    def points(self) -> list[str]:
        """Return the open points, as they stand in the file now."""
        self._shown = self._read()
        self._points = tuple(_points_of(self._shown))
        return list(self._points)

    def findings(self) -> list[Diagnostic]:
        """Return what check finds in the file now."""
        for _ in range(ATTEMPTS):
            self._shown = self._read()
            problems = open_collection(self.workspace).findings(self.handout_id)
            if self._read() == self._shown:
                break
        return [problem for problem in problems if problem.place.file == self.name]

    def code(self) -> str:
        """Return the code of the text in the file now, or '' where it cannot be read."""
        texts = open_collection(self.workspace).editions.get(self.handout_id)
        return texts.working.code if texts and texts.working else ""

    def key_of(self, place: Place) -> Key | None:
        """Return the key of the text that a finding is about."""
        try:
            return key_at(self._text, place) if place.line else None
        except Uneditable:  # no YAML at the moment
            return None

    def meant(self, typed: str) -> list[Key]:
        """Return the keys of the texts that somebody means. Raises Uneditable.

        By a number of the review copy, as 2.1, by some words of a text, or by its key.
        """
        entries = [(key, words) for key, words in texts_of(self._text) if _prints(key)]
        if NUMBER.fullmatch(typed):
            start = _numbered(typed)
            return [key for key, _ in entries if key[: len(start)] == start]
        sought = " ".join(typed.split()).casefold()
        matches = [key for key, words in entries if sought in " ".join(words.split()).casefold()]
        exact = key_from(typed)
        return [exact] if any(key == exact for key, _ in entries) else matches

    def words(self, key: Key) -> str:
        """Return the text at a key, as it is shown. Raises Uneditable."""
        return text_at(self._text, key)

    def settle(self, number: int) -> None:
        """Take an open point, as they were shown last, out of the file.

        Raises Changed where it is not there any more, Uneditable, HandoutsError.
        """
        shown = self._points or tuple(_points_of(self._text))
        if number >= len(shown):
            raise Uneditable(f"there is no open point {number + 1}")

        def settled(now: str) -> str:
            points = _points_of(now)
            if points == list(shown):
                return remove_item(now, (POINTS, number))
            if points.count(shown[number]) != 1:
                raise OutOfDate("the file changed meanwhile, and this point is not there as it was")
            return remove_item(now, (POINTS, points.index(shown[number])))

        self._edit(settled)

    def rewrite(self, key: Key, words: str) -> None:
        """Set a text at a key, as it is shown.

        Raises Changed where that text is not there any more, Uneditable, HandoutsError.
        """
        shown, before = self._text, text_at(self._text, key)

        def rewritten(now: str) -> str:
            if now == shown:
                return set_text(now, key, words)
            places = [place for place, text in texts_of(now) if text == before]
            if len(places) != 1:
                raise OutOfDate("the file changed meanwhile, and this text is not there as it was")
            return set_text(now, places[0], words)

        self._edit(rewritten)

    @property
    def _text(self) -> str:
        """The file as it is shown."""
        if self._shown is None:
            self._shown = self._read()
        return self._shown

    def _edit(self, change: Callable[[str], str]) -> None:
        """Change the file as it is now; again where it is another before that is written."""
        for _ in range(ATTEMPTS):
            now = self._read()
            text = change(now)
            try:
                put_in_place_of(self.workspace.root / self.name, now.encode(), text.encode())
            except Changed:
                continue
            except OSError as error:
                fact = f"it cannot be written: {error.strerror}"
                raise self._failed(fact, way_out(error)) from None
            self._shown = text
            return
        raise OutOfDate("the file changes all the time")

    def _read(self) -> str:
        try:
            return self.workspace.read(self.name).decode("utf-8")
        except Refused as refused:
            raise self._failed(str(refused), refused.hint) from None
        except UnicodeDecodeError:
            raise self._failed("it is not UTF-8", "save the file in the encoding UTF-8") from None

    def _failed(self, fact: str, hint: str) -> HandoutsError:
        return HandoutsError(Diagnostic("error", "review", Place(self.name), fact, hint))


def _points_of(text: str) -> list[str]:
    """Return the open points of a file."""
    points = list[str]()
    while True:
        try:
            points.append(" ".join(text_at(text, (POINTS, len(points))).split()))
        except Uneditable:
            return points


def _prints(key: Key) -> bool:
    """Say whether the text at a key is one that a reader sees."""
    return key[0] in PRINTED and not UNPRINTED & set(key)


def _numbered(number: str) -> Key:
    """Return where what the review copy gives a number starts."""
    section, block = map(int, number.split("."))
    if section == 0:
        return OPENING[block - 1 : block] or ("",)
    return "sections", section - 1, "blocks", block - 1
