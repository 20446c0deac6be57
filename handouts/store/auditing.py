"""The audit: files held against the ledger, by their SHA-256."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from handouts.store.ledger import Entry
from handouts.store.storage import Storage
from handouts.store.whole import digest

__all__ = ["Audited", "audit"]

PAGED = ".pdf"  # of what nobody made, only these are told: notes and pages may lie beside them
AuditState = Literal["right", "changed", "missing", "unknown"]


@dataclass(frozen=True)
class Audited:
    """A file, and whether it is what the ledger says of it; an unknown one has no entry."""

    file: str  # its full path, or its address
    state: AuditState
    entry: Entry | None = None

    def as_json(self) -> dict[str, object]:
        """Return the keys that ``audit --as json`` promises."""
        known = self.entry
        return {
            "file": self.file,
            "state": self.state,
            "sha256": known.sha256 if known else "",
            "text_code": known.text_code if known else "",
            "review": known.review if known else "",
            "versions": known.versions if known else "",
        }


def audit(places: Sequence[Storage], ledger: Mapping[str, Entry]) -> list[Audited]:
    """Hold the files at places, and those under them, against the ledger's entries.

    What the ledger has there and the place has not is missing, a PDF that it never had is unknown.
    Raises OSError where a place cannot be listed.
    """
    audited: dict[str, Audited] = {}
    for place in places:
        address = place.address
        noted = {f[len(address) :].lstrip("/") for f in ledger if f"{f}/".startswith(f"{address}/")}
        there = (name for name in place.names() if not name or name.endswith(PAGED))
        for name in noted.union(there):
            file = f"{address}/{name}" if name else address
            entry = ledger.get(file)
            audited[file] = Audited(file, _state(place, name, entry), entry)
    return sorted(audited.values(), key=lambda one: one.file.split("/"))


def _state(place: Storage, name: str, entry: Entry | None) -> AuditState:
    if entry is None:
        return "unknown"
    try:
        return "right" if digest(place.read(name)) == entry.sha256 else "changed"
    except FileNotFoundError:
        return "missing"
    except OSError:
        return "changed"
