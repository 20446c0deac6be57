"""The terms of a language, ``content/terms/<tag>.yaml``: how a word is always said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from handouts.diagnostics import Problems
from handouts.reading import Doc, OneOrMany, Text, decode, read_yaml
from handouts.workspace import Workspace

__all__ = ["TERMS", "load_terms"]

TERMS = "content/terms"
Beginnings = Annotated[tuple[Text, ...], OneOrMany()]


@dataclass(frozen=True)
class TermList:
    """The model of a file of terms."""

    terms: Annotated[
        Mapping[str, Beginnings],
        Doc("a word of the source, and how the words begin that say it"),
    ]


def load_terms(
    workspace: Workspace, language: str, problems: Problems
) -> Mapping[str, tuple[str, ...]]:
    """Return the terms of a language, none where it has no list; one with an error is told."""
    name = f"{TERMS}/{language}.yaml"
    if not workspace.exists(name):
        return {}
    node = read_yaml(workspace, name, problems)
    listed = decode(TermList, node, problems) if node else None
    return {term: tuple(map(str, words)) for term, words in listed.terms.items()} if listed else {}
