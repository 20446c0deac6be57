from __future__ import annotations

import pytest
from samples import MakeWorkspace, a_library, loaded, place_of, with_blocks

from handouts.checks.passages import passages, sentences


@pytest.mark.parametrize(
    "needle", ["The sun", "dries", "One point", "Two points", "linked", "last word", "quoted"]
)
def test_each_character_has_its_place(workspace: MakeWorkspace, needle: str) -> None:
    text = with_blocks(
        """
        - prose: |
            The sun **harms and dries** skin. [@shin2019; @wan2013]

            - One point. [@shin2019]
            - Two points, [linked](handout:sun) to "quoted" words. [@wan2013] The last word.
        """
    )
    found = [
        (place.line, place.column)
        for passage in passages(loaded(workspace(a_library(sun=text))))
        if needle in passage.words and passage.block
        for place in [passage.at(passage.words.index(needle))]
    ]
    assert found == [place_of(needle, text)]


def test_points_of_a_list_are_one_unit_and_paragraphs_are_not(workspace: MakeWorkspace) -> None:
    text = with_blocks('- points: [A., B.]\n- prose: "C.\\n\\nD."\n- points: [E., F.]')
    found = [p for p in passages(loaded(workspace(a_library(sun=text)))) if p.block]
    units = [p.unit for p in found]
    assert [p.words for p in found] == ["A.", "B.", "C.", "D.", "E.", "F."]
    assert units[0] == units[1]
    assert units[4] == units[5]
    assert len(set(units)) == 4


def test_words_that_never_print_are_no_passage(workspace: MakeWorkspace) -> None:
    text = with_blocks(
        "- quote: {text: Hidden., who: A person, consent: none, unnamed: Shown.}",
        also=["found by this"],
        to_confirm=["Ask."],
    )
    words = [p.words for p in passages(loaded(workspace(a_library(sun=text)))) if p.block]
    assert words == ["Shown."]


def test_what_stands_under_a_detail_is_full(workspace: MakeWorkspace) -> None:
    text = with_blocks("- prose: A.\n- prose: B.\n  detail: full")
    found = [p.full for p in passages(loaded(workspace(a_library(sun=text)))) if p.block]
    assert found == [False, True]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("One. Two! Three?", 3),
        ("It was 3.5 mm. So.", 2),
        ("Some (e.g. Anna) say so.", 1),
        ("He said: 'It works.' We do not know.", 2),
        ("It fades. 'Dead' skin goes.", 2),
    ],
)
def test_sentences_end_where_a_reader_would_say(
    workspace: MakeWorkspace, words: str, count: int
) -> None:
    text = with_blocks(f'- prose: "{words}"')
    [passage] = [p for p in passages(loaded(workspace(a_library(sun=text)))) if p.block]
    assert len(list(sentences(passage))) == count
