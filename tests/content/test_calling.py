"""People are told of fields in the words of the forms, whatever the file calls them."""

from __future__ import annotations

import pytest

from handouts.content import Block
from handouts.content.calling import as_called, key_called, role_called
from handouts.content.model import Handout, Section
from handouts.reading.shapes import form_of


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("also", "What people call it"),
        ("key_points", "Key points"),
        ("sections.heading", "Heading"),
        ("sections.blocks.prose.text", "Text"),
        ("sections.blocks.prose.text.point", "Text: Point"),
        ("sections.blocks.claim.finding", "Claim: What was found"),
        ("sections.blocks.risk.groups.who", "Risk: Which people"),
        ("sections.blocks.get-help.worried", "When to get help: Call the clinic"),
    ],
)
def test_a_role_is_what_the_form_calls_its_block_and_its_field(role: str, words: str) -> None:
    assert role_called(role) == words


def test_a_key_is_called_part_by_part() -> None:
    names = key_called(("sections", 0, "blocks", 2, "claim", "finding"))
    assert names == ["Sections", "1", "Blocks", "3", "Claim", "What was found"]
    assert key_called(("key_points", 1)) == ["Key points", "2"]
    assert key_called(("sections", 0, "blocks", 1, "detail"))[-1] == "In which formats"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("'key_points' has 7 of them", "“Key points” has 7 of them"),
        ("say in 'alt' what is seen", "say in “What the drawing shows” what is seen"),
        ("a 'get-help' block", "a “When to get help” block"),
        ("'part: lasts' stands here", "“How long it lasts” stands here"),
        ("the title 'start' is long", "the title 'start' is long"),  # a word of the text
        ("say 'do not'", "say 'do not'"),
    ],
)
def test_keys_in_quotes_are_said_as_the_form_calls_them(words: str, said: str) -> None:
    assert as_called(words) == said


def test_every_key_that_is_no_plain_word_is_called_something_else() -> None:
    keys = {name for cls in (Handout, Section) for name in form_of(cls).shapes}
    keys |= {one.tag for one in Block.__args__}
    odd = [key for key in keys if "_" in key or "-" in key]
    assert odd
    assert [key for key in odd if key in as_called(f"'{key}'")] == []
