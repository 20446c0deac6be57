"""Sources in CSL-YAML (https://docs.citationstyles.org), and the two ways in which they print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from textwrap import shorten
from typing import Literal, get_args

from handouts.content.locale import Locale, locale_of
from handouts.diagnostics import Place, Problems, cut, did_you_mean
from handouts.reading import Map, Node, Scalar, Seq, kind, read_yaml
from handouts.workspace import Workspace

__all__ = [
    "REFERENCES",
    "Paid",
    "Reference",
    "SourceKind",
    "as_csl",
    "load_references",
    "source_places",
]

REFERENCES = "content/references.yaml"
SHORT = 40  # letters of a title that stands for missing names
WORDS = ("title", "container-title", "volume", "issue", "page", "DOI", "URL")
SourceKind = Literal[
    "review",
    "trial",
    "study",
    "overview",
    "guideline",
    "health-body",
    "licence",
    "maker",
    "news",
    "copy",
]
Paid = Literal["maker", "maker-in-part", "maker-staff", "independent"]
OURS: Mapping[str, tuple[str, ...]] = {"kind": get_args(SourceKind), "paid": get_args(Paid)}
MANY = 6  # more authors than this are shortened to three and others
OTHERS = "and others"


@dataclass(frozen=True)
class Reference:
    """One source; every detail but its key may be missing."""

    key: str
    title: str = ""
    authors: tuple[tuple[str, str], ...] = ()  # family or whole name, given names
    container: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    doi: str = ""
    url: str = ""
    kind: str = ""  # one of SourceKind, or not known
    paid: str = ""  # who paid for it: one of Paid, or not known
    short_title: str = ""  # that prints in place of the title
    place: Place = field(default=Place(""), compare=False)

    @property
    def short(self) -> str:
        """Write it as names and year, in English: 'De Vos and others 2013'."""
        return self.short_in(OTHERS, locale_of("en"))

    def short_in(self, others: str, locale: Locale) -> str:
        """Write it as names and year, in a language that has words for 'and others'."""
        names = [family for family, _ in self.authors]
        who = f"{names[0]} {others}" if len(names) > 2 else locale.listed(names)
        who = (
            re.sub(r" Staff$", "", who)
            or self.short_title
            or self.container
            or shorten(self.title, SHORT, placeholder="…")
        )
        return f"{who} {self.year}".strip()

    @property
    def printed_title(self) -> str:
        """The title that prints."""
        return self.short_title or self.title

    @property
    def full(self) -> str:
        """Write it as a list of references does: authors, title, where, year, address."""
        return self.full_in(OTHERS)

    def full_in(self, others: str) -> str:
        """Write it as a list of references does, in a language with words for 'and others'."""
        names = [f"{family} {_initials(given)}".strip() for family, given in self.authors]
        if len(names) > MANY:
            names = [*names[:3], others]
        numbers = self.volume + (f"({self.issue})" if self.issue else "")
        numbers += f":{self.page.replace('-', '–')}" if self.page else ""
        when = ";".join(part for part in (self.year, numbers) if part)
        where = " ".join(part for part in (f"{self.container}." if self.container else "", when))
        address = f"doi.org/{self.doi}" if self.doi else re.sub(r"^https?://", "", self.url)
        parts = (", ".join(names), self.printed_title, where.strip())
        return " ".join(_sentence(part) for part in (*parts, address) if part)


def load_references(
    workspace: Workspace, problems: Problems, name: str = REFERENCES
) -> dict[str, Reference]:
    """Read a file of sources by key; a library without the file has none."""
    if not workspace.exists(name):
        return {}
    node = read_yaml(workspace, name, problems)
    entries = node.items.get("references") if isinstance(node, Map) else None
    if node is not None and not isinstance(entries, Seq):
        problems.error(
            "references",
            Place(name),
            "there is no list 'references'",
            "write 'references:' and '- id: …' below it",
        )
    strays = node.keys.items() if isinstance(node, Map) and isinstance(entries, Seq) else ()
    for key, place in strays:
        if key != "references":
            fact = f"'{cut(key)}' is not read: sources stand in the list 'references'"
            hint = "write it below 'references:', as '- id: …' and its details"
            problems.error("references", place, fact, hint)
    references: dict[str, Reference] = {}
    for entry in entries.items if isinstance(entries, Seq) else ():
        reference = _reference(entry, problems)
        if reference is None:
            problems.error(
                "references", entry.place, "a source has no 'id'", "start it with '- id: …'"
            )
        elif reference.key in references:
            first = references[reference.key].place
            problems.error(
                "references",
                entry.place,
                f"the source '{reference.key}' stands here again; first in line {first.line}",
                "keep one of them",
            )
        else:
            references[reference.key] = reference
    return references


def source_places(workspace: Workspace) -> dict[str, Place]:
    """Return where each entry of the file of sources begins, by key, in order, sound or not."""
    node = read_yaml(workspace, REFERENCES, Problems()) if workspace.exists(REFERENCES) else None
    entries = node.items.get("references") if isinstance(node, Map) else None
    return {
        _text(entry.items, "id"): entry.place
        for entry in (entries.items if isinstance(entries, Seq) else ())
        if isinstance(entry, Map)
    }


def as_csl(references: Iterable[Reference]) -> dict[str, object]:
    """Return sources as the plain data of a file that load_references reads back the same."""
    return {"references": [_entry(reference) for reference in references]}


def _entry(source: Reference) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": source.key,
        "type": "document",
        "title": source.title,
        "author": [
            {"family": family, "given": given} if given else {"literal": family}
            for family, given in source.authors
        ],
        "container-title": source.container,
        "issued": {"date-parts": [[source.year]]} if source.year else {},
        "volume": source.volume,
        "issue": source.issue,
        "page": source.page,
        "DOI": source.doi,
        "URL": source.url,
        "title-short": source.short_title,
        "custom": {key: value for key in OURS if (value := getattr(source, key))},
    }
    return {key: value for key, value in entry.items() if value}


def _reference(node: Node, problems: Problems) -> Reference | None:
    if not isinstance(node, Map) or not (key := _text(node.items, "id")):
        return None
    items = node.items
    for name, place in node.keys.items():
        if name not in _variables():
            hint = did_you_mean(name, _variables())
            problems.error("references", place, f"unknown key '{cut(name)}'", hint)
    for name in (*WORDS, "title-short"):
        if isinstance(wrong := items.get(name), Map | Seq):
            fact = f"'{name}' must be text, not {kind(wrong)}"
            problems.error("references", wrong.place, fact)
    if isinstance(author := items.get("author"), Map | Scalar):
        fact = f"'author' must be a list of names, not {kind(author)}"
        hint = "write '- family: …' and 'given: …'"
        problems.error("references", author.place, fact, hint)
    ours = _ours(items.get("custom"), problems)
    return Reference(
        key=key,
        title=_text(items, "title"),
        authors=_authors(items.get("author")),
        container=_text(items, "container-title"),
        year=_year(items.get("issued")),
        volume=_text(items, "volume"),
        issue=_text(items, "issue"),
        page=_text(items, "page"),
        doi=_text(items, "DOI"),
        url=_text(items, "URL"),
        **ours,
        short_title=_text(items, "title-short") if ours else "",
        place=node.place,
    )


def _ours(custom: Node | None, problems: Problems) -> dict[str, str]:
    """Read what we keep in CSL's ``custom``: what a source is, and who paid for it.

    What else stands in it is that of other programs.
    """
    values: dict[str, str] = {}
    items = custom.items if isinstance(custom, Map) else {}
    for name, known in OURS.items():
        if (node := items.get(name)) is None:
            continue
        value = node.text if isinstance(node, Scalar) else kind(node)
        if value in known:
            values[name] = value
        else:
            fact = f"'{cut(value)}' is no '{name}' of a source"
            problems.error("references", node.place, fact, did_you_mean(value, known))
    return values


@cache
def _variables() -> tuple[str, ...]:
    """Return the keys that a source may have, those of CSL 1.0.2.

    https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
    """
    listed = resources.files(__package__).joinpath("csl-variables.txt")
    return tuple(listed.read_text(encoding="utf-8").split())


def _text(items: Mapping[str, Node], key: str) -> str:
    node = items.get(key)
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def _authors(node: Node | None) -> tuple[tuple[str, str], ...]:
    entries = node.items if isinstance(node, Seq) else ()
    names = (
        (_text(e.items, "family") or _text(e.items, "literal"), _text(e.items, "given"))
        for e in entries
        if isinstance(e, Map)
    )
    return tuple(name for name in names if name[0])


def _year(node: Node | None) -> str:
    """Find the first number of ``date-parts: [[2013, 5]]``, or of a date written as text."""
    while isinstance(node, Map):
        node = node.items.get("date-parts") or node.items.get("raw") or node.items.get("literal")
    while isinstance(node, Seq):
        node = node.items[0] if node.items else None
    match = re.search(r"\d{4}", node.text) if isinstance(node, Scalar) else None
    return match[0] if match else ""


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _initials(given: str) -> str:
    return "".join(name[0] for name in re.split(r"[\s.-]+", given) if name)
