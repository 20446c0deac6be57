from __future__ import annotations

from typing import Any

import pytest

from handouts.content.blocks import Group, Option, Options, Quote, Risk, Table
from handouts.page.citations import number_sources
from handouts.reading.nodes import Text


def cited(*keys: str) -> Text:
    return Text(f"So. [@{'; @'.join(keys)}]")


def sources(*keys: str) -> tuple[Text, ...]:
    return tuple(map(Text, keys))


def test_sources_are_numbered_where_a_reader_meets_them_first() -> None:
    texts = [cited("b"), Text("None."), Text("- One [@c; @a]\n- Two [@b]")]
    assert number_sources(texts) == {"b": 1, "c": 2, "a": 3}


def test_nothing_cited_is_nothing_numbered() -> None:
    assert number_sources([Text("None."), ()]) == {}


@pytest.mark.parametrize(
    "block",
    [
        Table(
            caption=cited("a"),
            sources=sources("b"),
            columns=(Text("A"), Text("B")),
            rows=((cited("c"), cited("d")),),
        ),
        Risk(
            what=cited("a"),
            of=9,
            sources=sources("b"),
            groups=(Group(who=cited("c"), people=1),),
            note=cited("d"),
        ),
        Options(
            rows=(
                Option(option=cited("a"), helps=Text("H."), sources=sources("b")),
                Option(option=Text("O"), helps=cited("c"), otherwise=cited("d")),
            )
        ),
    ],
)
def test_the_sources_of_a_block_are_numbered_where_the_page_prints_them(block: Any) -> None:
    assert [*number_sources([block])] == ["a", "b", "c", "d"]


def test_a_number_does_not_depend_on_the_kind_of_consent() -> None:
    quote = Quote(text=Text("W."), who=Text("A"), consent="none", unnamed=cited("a"))
    assert number_sources([quote]) == {"a": 1}
