from __future__ import annotations

import pytest
from samples import MakeWorkspace, a_handout, a_library, loaded

from handouts.counter.marking import marked_parts, reason_for


def shown(parts: tuple[tuple[str, bool], ...]) -> str:
    return "".join(f"[{words}]" if hit else words for words, hit in parts)


@pytest.mark.parametrize(
    ("phrase", "query", "expected"),
    [
        ("Retinoid creams for lines", "lines", "Retinoid creams for [lines]"),
        ("Retinoid creams for lines", "line", "Retinoid creams for [lines]"),
        ("Retinoid creams for lines", "cre", "Retinoid [creams] for lines"),
        ("Retinoid creams for lines", "retinoyd", "[Retinoid] creams for lines"),
        ("Café au lait spots", "cafe", "[Café] au lait spots"),
        ("Nothing of it", "lines", "Nothing of it"),
        ("A <b> & more", "more", "A <b> & [more]"),
        ("", "more", ""),
        ("तेज़ धूप से बचें", "धूप", "तेज़ [धूप] से बचें"),
        ("فوائد التدليك", "تدليك", "فوائد [التدليك]"),
        ("تَدْلِيكُ الوَجْهِ", "تدليك", "[تَدْلِيكُ] الوَجْهِ"),
        ("面部按摩真的有效吗？", "按摩", "面部[按摩]真的有效吗？"),
        ("Masaż twarzy", "masaz", "[Masaż] twarzy"),
        ("İğne", "igne", "[İğne]"),
    ],
)
def test_words_of_a_query_are_marked(phrase: str, query: str, expected: str) -> None:
    assert shown(marked_parts(phrase, query)) == expected


@pytest.mark.parametrize(
    ("query", "where", "expected"),
    [
        ("skin", "title", "Sun and your [skin]"),
        ("sunscreen", "also", "[sunscreen]"),
        ("does", "summary", "What the sun [does] to skin."),
        ("hat", "text", "Wear a [hat]."),
    ],
)
def test_the_first_place_that_holds_it_tells_why(
    workspace: MakeWorkspace, query: str, where: str, expected: str
) -> None:
    handout = loaded(workspace(a_library(sun=a_handout(also=["sunscreen"]))))
    reason = reason_for(handout, query)
    assert reason is not None
    assert (reason.where, shown(reason.parts)) == (where, expected)


def test_where_nothing_holds_it_no_reason_is_told(workspace: MakeWorkspace) -> None:
    assert reason_for(loaded(workspace(a_library(sun=a_handout()))), "zebra") is None


def test_of_a_long_text_some_words_around_are_shown(workspace: MakeWorkspace) -> None:
    long = "One two three four five six seven hat eight nine ten eleven twelve thirteen."
    handout = loaded(workspace(a_library(sun=a_handout(main_message=long))))
    reason = reason_for(handout, "hat")
    assert reason is not None
    assert shown(reason.parts) == "… three four five six seven [hat] eight nine ten eleven twelve …"
