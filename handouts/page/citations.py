"""Which sources a sheet cites: numbered as a reader meets them, and grouped by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from handouts.content import Reference, cited

__all__ = ["SourceGroup", "group_sources", "number_sources", "source_phrases"]

GROUPS: Mapping[str, str] = {  # the phrase that names a group, by kind of source, in order
    "review": "sources_reviews",
    "trial": "sources_studies",
    "study": "sources_studies",
    "overview": "sources_overviews",
    "guideline": "sources_guidance",
    "health-body": "sources_guidance",
    "licence": "sources_licences",
    "maker": "sources_makers",
    "news": "sources_news",
    "copy": "sources_copies",
    "": "sources_others",
}
PAID = {"maker": "paid_maker", "maker-in-part": "paid_in_part", "maker-staff": "paid_staff"}


class SourceGroup(NamedTuple):
    """Sources of one kind, each with its number and the phrase that tells of a maker's money."""

    phrase: str
    sources: list[tuple[int, Reference, str]]


def number_sources(values: Sequence[object]) -> dict[str, int]:
    """Return the number of each source's key, from 1, over the printed parts of a handout."""
    keys = dict.fromkeys(citation.key for citation in cited(tuple(values)))
    return {key: number for number, key in enumerate(keys, 1)}


def group_sources(sources: Mapping[str, Reference]) -> list[SourceGroup]:
    """Return the sources of a sheet, in the order of their numbers, by what they are.

    There is no group where none of them says what it is.
    """
    if not any(source.kind or source.paid for source in sources.values()):
        return []
    groups = {phrase: SourceGroup(phrase, []) for phrase in GROUPS.values()}
    for number, source in enumerate(sources.values(), 1):
        group = groups[GROUPS[source.kind]]
        group.sources.append((number, source, PAID.get(source.paid, "")))
    return [group for group in groups.values() if group.sources]


def source_phrases(sources: Iterable[Reference]) -> set[str]:
    """Return the keys of the phrases that tell what sources are and who paid for them."""
    groups = group_sources({source.key: source for source in sources})
    paid = {phrase for group in groups for _, _, phrase in group.sources if phrase}
    return {group.phrase for group in groups} | paid
