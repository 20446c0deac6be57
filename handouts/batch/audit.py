"""The audit: files held against the ledger, by their SHA-256."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.batch.files import digest
from handouts.batch.ledger import Entry

__all__ = ["Audited", "audit"]

COPIES = "*.pdf"


@dataclass(frozen=True)
class Audited:
    """A file, and whether it is what the ledger says of it; an unknown one has no entry."""

    file: Path
    state: Literal["right", "changed", "missing", "unknown"]
    entry: Entry | None = None

    def as_json(self) -> dict[str, object]:
        """Return the keys that ``audit --as json`` promises."""
        known = self.entry
        return {
            "file": str(self.file),
            "state": self.state,
            "sha256": known.sha256 if known else "",
            "text_code": known.text_code if known else "",
            "review": known.review if known else "",
            "versions": known.versions if known else "",
        }


def audit(paths: Sequence[Path], ledger: Mapping[Path, Entry]) -> list[Audited]:
    """Hold the files at paths, and those under them, against the ledger's entries.

    What the ledger has there and the disk has not is missing, a PDF that it never had is unknown.
    """
    places = [path.resolve() for path in paths]
    noted = {file for file in ledger if any(file.is_relative_to(place) for place in places)}
    found = {file for place in places for file in _files(place)}
    return [Audited(file, _state(file, ledger.get(file)), ledger.get(file))
            for file in sorted(noted | found)]  # fmt: skip


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for file in place.rglob(COPIES):
        if file.is_file() and not file.name.startswith("."):
            yield file


def _state(file: Path, entry: Entry | None) -> Literal["right", "changed", "missing", "unknown"]:
    if entry is None:
        return "unknown"
    try:
        return "right" if digest(file.read_bytes()) == entry.sha256 else "changed"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "changed"
