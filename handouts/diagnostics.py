"""A problem as a value: where it is, what is the fact, and what to do about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Literal

__all__ = [
    "Diagnostic",
    "HandoutsError",
    "Missing",
    "Place",
    "Problems",
    "Refused",
    "Severity",
    "Unplaced",
    "WrongUse",
    "character",
    "cut",
    "did_you_mean",
    "once",
]

LONGEST, LONGEST_WORD = 320, 200  # characters of a message, and of what stands in it unbroken
UNSEEN = ("Cf", "Me", "Mn")  # categories of characters that show nothing by themselves
SPARE = 20  # characters that are kept of the end of what is cut
WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
URI = re.compile(r"\bdata:[^\s'\"]{40,}")  # https://www.rfc-editor.org/rfc/rfc2397

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A point in a file of the workspace; line and column count from 1, 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write the place as editors read it: ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a fact in a sentence, and a hint that names the next action."""

    severity: Severity
    rule: str
    place: Place
    message: str
    hint: str = ""

    def __post_init__(self) -> None:
        """Cut what is told, whatever a file holds."""
        object.__setattr__(self, "message", _told(self.message))
        object.__setattr__(self, "hint", _told(self.hint))

    def __str__(self) -> str:
        """Write the problem on one line, with its hint on the next."""
        line = f"{self.place}: {self.severity}: {self.message} [{self.rule}]"
        return f"{line}\n    hint: {self.hint}" if self.hint else line

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Diagnostic:
        """Read what as_json wrote."""
        place = Place(data["file"], data["line"], data["column"])
        return cls(data["severity"], data["rule"], place, data["message"], data["hint"])

    def as_json(self) -> dict[str, object]:
        """Return the keys that reports and ``check --as json`` promise."""
        return {
            "severity": self.severity,
            "rule": self.rule,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "hint": self.hint,
        }


class Problems:
    """A collector: reading and checking add to it and carry on."""

    def __init__(self, diagnostics: Iterable[Diagnostic] = ()) -> None:
        """Start from what was found before."""
        self._found = dict.fromkeys(diagnostics)

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a diagnostic, once."""
        self._found[diagnostic] = None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Keep several diagnostics, each once."""
        self._found.update(dict.fromkeys(diagnostics))

    def error(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        """Tell of something that must be mended before anything is made from it."""
        self.add(Diagnostic("error", rule, place, message, hint))

    def warn(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        """Tell of something that prints, but not as its author would expect."""
        self.add(Diagnostic("warning", rule, place, message, hint))

    def info(self, rule: str, place: Place, message: str, hint: str = "") -> None:
        """Tell of something worth knowing."""
        self.add(Diagnostic("info", rule, place, message, hint))

    @property
    def failed(self) -> bool:
        """Say whether there is an error among the problems."""
        return any(d.severity == "error" for d in self._found)

    def __iter__(self) -> Iterator[Diagnostic]:
        """Walk through the problems by file, line and column."""
        return iter(sorted(self._found, key=lambda d: (d.place, d.rule, d.message)))

    def __len__(self) -> int:
        """Count the problems."""
        return len(self._found)


class HandoutsError(Exception):
    """The one exception root, caught in cli.main: what a user can cause, as diagnostics."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        """Carry the problems that stopped the work."""
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics = diagnostics


class Unplaced(HandoutsError):
    """A fact, and the way out as ``hint``; who catches it knows the place that it is about."""

    rule = "refused"
    place = Place("handouts")

    def __init__(self, fact: str = "", hint: str = "") -> None:
        """Carry the fact and the hint; neither where who catches it says what is the matter."""
        super().__init__(Diagnostic("error", self.rule, self.place, fact, hint))
        self.fact, self.hint = fact, hint

    def __str__(self) -> str:
        """Return the fact alone."""
        return self.fact

    def __reduce__(self) -> tuple[type[Unplaced], tuple[str | int, ...]]:
        """Go from process to process whole."""
        return type(self), (self.fact, self.hint)


class Refused(Unplaced):
    """A file that is missing or may not be read: the fact as text, the way out as ``hint``.

    Line and column count from 1, and are of the mistake in the file; 0 means the whole file.
    """

    def __init__(self, fact: str = "", hint: str = "", line: int = 0, column: int = 0) -> None:
        """Carry the fact, the hint and the place for a diagnostic."""
        super().__init__(fact, hint)
        self.line, self.column = line, column

    def __reduce__(self) -> tuple[type[Unplaced], tuple[str | int, ...]]:
        """Go from process to process whole."""
        return type(self), (self.fact, self.hint, self.line, self.column)


class Missing(Refused):
    """A file that is simply not there."""


class WrongUse(Unplaced):
    """A command that asks for what there is not; its text is for the person who typed it."""


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return a hint that names the nearest known word, or the known words if few, else ''."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known here: {', '.join(sorted(known))}" if 0 < len(known) <= 16 else ""


def once(problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield each fact of a file once, at its first place, with the other lines it holds for."""
    alike: dict[tuple[str, str, str, str, str], list[Diagnostic]] = {}
    for one in problems:
        what = one.severity, one.rule, one.place.file, one.message, one.hint
        alike.setdefault(what, []).append(one)
    for first, *others in alike.values():
        lines = list(dict.fromkeys(str(one.place.line) for one in others))
        many = "lines" if len(lines) > 1 else "line"
        more = f" (and in {many} {', '.join(lines)})" if lines else ""
        yield replace(first, message=first.message + more)


def cut(value: str, most: int = 60) -> str:
    """Return a value for a message: on one line of most characters at most, its end kept."""
    line = " ".join(value.split())
    return line if len(line) <= most else f"{line[: most - SPARE - 1]}…{line[-SPARE:]}"


def character(one: str) -> str:
    """Return a character for a message, with its number; one that cannot be seen by its name."""
    number = f"U+{ord(one):04X}"
    if one.isspace() or not one.isprintable() or unicodedata.category(one) in UNSEEN:
        return f"{number} {unicodedata.name(one, '')}".rstrip()
    return f"'{one}' ({number})"


def _told(text: str) -> str:
    """Return what is told without the contents of data: addresses, and cut."""
    if len(text) <= LONGEST_WORD:
        return text
    short = URI.sub(lambda match: f"{match[0][:24]}…", text)
    return cut(WORD.sub(lambda match: cut(match[0], LONGEST_WORD), short), LONGEST)
