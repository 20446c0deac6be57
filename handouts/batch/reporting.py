"""What became of each copy, as values and as the report's JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from handouts.diagnostics import Diagnostic, Problems
from handouts.store import FileStat

if TYPE_CHECKING:
    from handouts.batch.materials import Materials
    from handouts.batch.strays import Stray

__all__ = ["Build", "Outcome", "Row", "State", "read_report", "report", "size_in_words"]

SCHEMA = 1
State = Literal["planned", "made", "unchanged", "refused", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What making a copy came to; size in bytes. The stamp is its file's, when it was written.

    One that is verified is like a whole render.
    """

    state: State
    sha256: str = ""
    size: int = 0
    pages: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    stamp: FileStat | None = None
    verified: bool = False


@dataclass(frozen=True)
class Row:
    """A copy in the report; path is relative to the output.

    sheets are those of paper that a booklet is folded from; 0 for what is no booklet. aim is how
    many pages it aims at; 0 for what aims at no number.
    """

    handout: str
    brand: str
    clinic: str
    language: str
    format: str
    path: str
    review: str
    text_code: str
    made: Outcome
    sheets: int = 0
    aim: int = 0
    asked: str = ""  # the language that was asked for, where it is in another one

    @property
    def long(self) -> bool:
        """Whether it has more pages than it aims at."""
        return 0 < self.aim < self.made.pages

    @property
    def sides(self) -> int:
        """How many sides of paper it takes: of a booklet more than it has pages."""
        return 2 * self.sheets or self.made.pages

    @property
    def part(self) -> str:
        """What one of its sides is called: of a booklet it holds two pages."""
        return "Side" if self.sheets else "Page"

    @property
    def size(self) -> str:
        """What it takes of paper, in words."""
        return size_in_words(self.made.pages, self.sheets)

    def as_json(self) -> dict[str, object]:
        """Return the keys that a report promises."""
        return {
            "handout": self.handout,
            "brand": self.brand,
            "clinic": self.clinic,
            "language": self.language,
            "asked_language": self.asked or None,
            "format": self.format,
            "path": self.path,
            "state": self.made.state,
            "review": self.review,
            "sha256": self.made.sha256,
            "bytes": self.made.size,
            "pages": self.made.pages,
            "sheets": self.sheets or None,
            "aims_at": self.aim or None,
            "text_code": self.text_code,
            "verified": self.made.verified,
            "diagnostics": [d.as_json() for d in self.made.diagnostics],
        }


@dataclass
class Build:
    """What a build came to; rows grow while it runs, so that an interrupted one can be told."""

    rows: list[Row] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    planned: int = 0
    interrupted: bool = False
    strays: list[Stray] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)  # copies of texts that were withdrawn
    shelves: int = 0  # that were written
    noted: bool = True  # in the ledger, which decides what stands on the shelves
    materials: Materials | None = None  # where anything was read

    @property
    def failed(self) -> bool:
        """Whether anything that was asked for could not be made."""
        return self.problems.failed or any(row.made.state == "failed" for row in self.rows)


def size_in_words(pages: int, sheets: int) -> str:
    """Say what a copy takes of paper: its sides, or of a booklet the sheets that are folded."""
    if sheets:
        return f"{sheets} {'sheet' if sheets == 1 else 'sheets'}, folded"
    return f"{pages} {'side' if pages == 1 else 'sides'}"


def read_report(document: Mapping[str, Any]) -> tuple[list[Row], Problems]:
    """Read a report back; what was made is told as unchanged."""
    rows = []
    for copy in document["copies"]:
        state: State = "refused" if copy["state"] == "refused" else "unchanged"
        diagnostics = tuple(map(Diagnostic.from_json, copy["diagnostics"]))
        made = Outcome(state, copy["sha256"], copy["bytes"], copy["pages"], diagnostics)
        names = ("handout", "brand", "clinic", "language", "format", "path", "review", "text_code")
        values = {name: copy[name] for name in names}
        aim = copy.get("aims_at") or 0  # reports of before have none
        asked = copy.get("asked_language") or ""
        rows.append(Row(**values, made=made, sheets=copy["sheets"] or 0, aim=aim, asked=asked))
    return rows, Problems(map(Diagnostic.from_json, document["diagnostics"]))


def report(rows: Sequence[Row], diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """Return a build's report: its copies, and the problems that belong to no copy."""
    return {
        "schema": SCHEMA,
        "copies": [row.as_json() for row in rows],
        "diagnostics": [d.as_json() for d in diagnostics],
    }
