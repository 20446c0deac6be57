"""Where the fields of a text stand on its pages, told by words that are the same in both."""

from __future__ import annotations

import pytest

from handouts.engine.typesetting import Box
from handouts.press.spots import WordSpot
from handouts.preview.placing import FieldBox, field_boxes

TEXT = """
title: Sun, and skin
main_message: "**Shade** helps. [@who2020]"
key_points: [Hats help., Hats help.]
sections:
  - heading: About
    part: about
    blocks:
      - prose: |
          First words.

          Second words of it.
      - claim: {question: Does it?, certainty: low, finding: It may help., sources: [who2020]}
  - heading: Left out
    blocks: [{prose: First words.}]
"""
BOX = Box(2, 99, 198, 21, 105)


def placed(*spots: tuple[int, str], text: str = TEXT) -> list[str]:
    parts = ["title", "short", "0"]
    found = field_boxes(
        text, parts, [WordSpot(part, words, BOX) for part, words in spots], (210, 297)
    )
    return [".".join(map(str, one.key)) for one in found]


@pytest.mark.parametrize(
    ("part", "words", "key"),
    [
        (0, "Sun, and skin", "title"),
        (1, "Shade helps.", "main_message"),
        (2, "About", "sections.0.heading"),
        (2, "Second words of it.", "sections.0.blocks.0.prose"),
        (2, "Does it?", "sections.0.blocks.1.claim.question"),
        (2, "We are unsure. It may help.", "sections.0.blocks.1.claim.finding"),
    ],
)
def test_words_on_the_page_are_those_of_their_field(part: int, words: str, key: str) -> None:
    assert placed((part, words)) == [key]


def test_of_fields_with_the_same_words_the_next_one_is_meant() -> None:
    assert placed((1, "Hats help."), (1, "Hats help.")) == ["key_points.0", "key_points.1"]


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (2, "Slow hand, allowed"),  # 'low' stands in it
        (1, "First words."),  # those of another part
        (3, "First words."),  # of none that prints
        (2, "[ ]"),
    ],
)
def test_words_of_no_field_are_left_out(part: int, words: str) -> None:
    assert placed((part, words)) == []


def test_a_text_that_cannot_be_read_has_no_fields() -> None:
    assert placed((0, "Sun, and skin"), text="title: [") == []


def test_edges_are_shares_of_the_page() -> None:
    [box] = field_boxes(TEXT, ["title"], [WordSpot(0, "Sun, and skin", BOX)], (210, 297))
    assert box == FieldBox(("title",), 1, 1 / 3, 2 / 3, 0.1, 0.5)
