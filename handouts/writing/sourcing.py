"""A new source, written behind the others of a workspace, as a form asks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, ClassVar, get_args

from handouts.content import REFERENCES, Paid, SourceKind, load_references
from handouts.diagnostics import HandoutsError, Problems, Unplaced
from handouts.reading import Edit, apply, at_key, plain_of
from handouts.store import put_in_place_of
from handouts.textfile import decode_text
from handouts.workspace import Workspace
from handouts.writing.naming import plain_name

__all__ = ["NewSource", "WrongSource", "add_source"]

DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_KEY = 24  # letters of a name in a key


class WrongSource(Unplaced):
    """A source that cannot be written down as it was typed."""


@dataclass(frozen=True)
class NewSource:
    """What somebody typed of a source; address is a DOI, or where it stands on the web."""

    FIELDS: ClassVar[tuple[str, ...]] = (
        "title",
        "author",
        "year",
        "container",
        "address",
        "kind",
        "paid",
    )

    title: str
    author: str
    year: str = ""
    container: str = ""
    address: str = ""
    kind: str = ""
    paid: str = ""


def add_source(workspace: Workspace, new: NewSource, author: str) -> str:
    """Write a source behind the others, and return its key.

    One that has the same DOI or address is not written twice: its key is returned. Raises
    WrongSource, and HandoutsError where the file cannot be read or written.
    """
    before = workspace.read(REFERENCES) if workspace.exists(REFERENCES) else b"references: []\n"
    text = decode_text(before, REFERENCES)
    entry = _entry(new)
    there = at_key(plain_of(text), ("references",)) or []
    for one in there:
        if any(entry.get(name) and one.get(name) == entry[name] for name in ("DOI", "URL")):
            return str(one["id"])
    entry["id"] = _key(new, {str(one.get("id")) for one in there})
    after = apply(text, [Edit("insert", ("references", len(there)), entry)])
    _prove(workspace, after, str(entry["id"]))
    there = before if workspace.exists(REFERENCES) else None
    put_in_place_of(workspace.root / REFERENCES, there, after.encode())
    return str(entry["id"])


def _entry(new: NewSource) -> dict[str, Any]:
    """Return a source as CSL has it. Raises WrongSource."""
    title, author = (" ".join(words.split()) for words in (new.title, new.author))
    if not title or not author:
        raise WrongSource("a source has a title, and somebody who wrote it")
    year, address = new.year.strip(), new.address.strip()
    if year and not YEAR.fullmatch(year):
        raise WrongSource(f"'{year}' is no year", "such as 2021")
    doi = DOI.fullmatch(address)
    if not doi and not ADDRESS.fullmatch(address):
        raise WrongSource("a DOI or an address tells where it stands", "such as 10.1000/182")
    kind = new.kind if new.kind in get_args(SourceKind) else ""
    paid = new.paid if new.paid in get_args(Paid) else ""
    family, _, given = (part.strip() for part in author.partition(","))
    custom = {name: word for name, word in (("kind", kind), ("paid", paid)) if word}
    return {
        "id": "",
        "type": "article-journal" if doi else "webpage",
        **({"custom": custom} if custom else {}),
        "title": title,
        "author": [{"family": family, "given": given} if given else {"literal": author}],
        **({"container-title": words} if (words := " ".join(new.container.split())) else {}),
        **({"issued": {"date-parts": [[int(year)]]}} if year else {}),
        **({"DOI": doi[1]} if doi else {"URL": address}),
    }


def _key(new: NewSource, taken: set[str]) -> str:
    """Return a key that no other source has: name and year, and a number where they are taken."""
    name = plain_name(new.author.partition(",")[0], LONGEST_KEY, "source")
    stem = f"{name}{new.year.strip()}"
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(key for key in names if key not in taken)


def _prove(workspace: Workspace, text: str, key: str) -> None:
    """Read the file as it will be. Raises WrongSource where the source would not be there."""
    problems = Problems()
    there = load_references(replace(workspace, unsaved={REFERENCES: text.encode()}), problems)
    wrong = [problem for problem in problems if problem.severity == "error"]
    if key not in there:
        raise HandoutsError(*wrong) if wrong else WrongSource("it would not be read as a source")
