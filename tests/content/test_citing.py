from __future__ import annotations

from dataclasses import dataclass

import pytest
from samples import MakeWorkspace, loaded, place_of, with_blocks

from handouts.content.citing import cited
from handouts.diagnostics import Place
from handouts.reading.nodes import Text

T = Text


@dataclass(frozen=True)
class Row:
    """A row with sources of its own."""

    words: Text
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Odd:
    """What a block may be made of, its rows under no name that anybody knows."""

    first: Text
    morning: tuple[Row, ...]
    nested: tuple[tuple[Row, ...], ...] = ()
    sources: tuple[Text, ...] = ()


def keys(value: object) -> list[str]:
    return [citation.key for citation in cited(value)]


def test_sources_are_found_in_whatever_a_block_is_made_of() -> None:
    odd = Odd(
        first=T("So. [@a; @b]"),
        morning=(Row(T("- One. [@c]\n- Two. [@a]"), (T("d"),)), Row(T("None."))),
        nested=((Row(T("None."), (T("e"),)),),),
        sources=(T("f"), T("a")),
    )
    assert keys(odd) == ["a", "b", "c", "a", "d", "e", "f", "a"]
    assert keys((odd.sources, T("[@z]"))) == ["z"]


@pytest.mark.parametrize("value", [T("None."), (), None, 3, {"a": T("So. [@a]")}, Place("a")])
def test_nothing_is_cited_by_what_cites_nothing(value: object) -> None:
    assert keys(value) == []


def test_a_citation_knows_where_its_key_stands(workspace: MakeWorkspace) -> None:
    text = with_blocks(
        """
        - prose: 'So. [@shin2019b; @shin2019] And so. [@wan2013]'
        - claim: {question: Q?, certainty: low, finding: F., sources: [cox2020]}
        """
    )
    handout = loaded(workspace({"content/sun/handout.yaml": text}))
    found = {one.key: (one.place.line, one.place.column) for one in cited(handout)}
    places = {"shin2019b": "shin2019b", "shin2019": "shin2019]", "wan2013": "wan", "cox2020": "cox"}
    assert found == {key: place_of(needle, text) for key, needle in places.items()}
