from __future__ import annotations

from difflib import unified_diff

import pytest

from handouts.diagnostics import Place
from handouts.reading.edit import Key, Uneditable, key_at, key_from, remove_item, set_text, text_at

FILE = """\
# a comment that stays
title:   Sun and your skin   # beside it
also: [tan,  sun tan]
sections:
    - heading: "About"
      blocks:
        - prose: |
            Skin is an organ.

            - A list.
        - points: [One., Two.]
to_confirm:
  - First point.
  - >-
    A second point
    on two lines.
  # a comment between
  - "third: point"   # why
waivers: {}
"""


def changed(before: str, after: str) -> list[str]:
    """Return the lines that differ, with - and +."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("key", "value", "lines"),
    [
        (
            "title",
            "Shade",
            ["-title:   Sun and your skin   # beside it", "+title:   Shade   # beside it"],
        ),
        (
            "title",
            "Sun: good?",
            ["-title:   Sun and your skin   # beside it", '+title:   "Sun: good?"   # beside it'],
        ),
        (
            "title",
            "true",
            ["-title:   Sun and your skin   # beside it", '+title:   "true"   # beside it'],
        ),
        ("also.2", "a, b", ["-also: [tan,  sun tan]", '+also: [tan,  "a, b"]']),
        ("sections.1.heading", "Why", ['-    - heading: "About"', "+    - heading: Why"]),
        (
            "sections.1.blocks.1.prose",
            "One.\n\n- Two.",
            [
                "-            Skin is an organ.",
                "+            One.",
                "-            - A list.",
                "+            - Two.",
            ],
        ),
        ("to_confirm.2", "Short.", ["-    A second point", "-    on two lines.", "+    Short."]),
    ],
)
def test_a_text_is_set_and_nothing_else_changes(key: str, value: str, lines: list[str]) -> None:
    after = set_text(FILE, key_from(key), value)
    assert changed(FILE, after) == lines
    assert text_at(after, key_from(key)).strip() == value


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("to_confirm.1", ["-  - First point."]),
        ("to_confirm.2", ["-  - >-", "-    A second point", "-    on two lines."]),
        ("to_confirm.3", ['-  - "third: point"   # why']),
        ("also.1", ["-also: [tan,  sun tan]", "+also: [sun tan]"]),
        ("also.2", ["-also: [tan,  sun tan]", "+also: [tan]"]),
    ],
)
def test_an_item_is_taken_out_with_its_lines_alone(key: str, lines: list[str]) -> None:
    assert changed(FILE, remove_item(FILE, key_from(key))) == lines


@pytest.mark.parametrize("text", ["a:\n  - one\nb: 1\n", "a:\n- one\nb: 1\n", "a: [one]\nb: 1\n"])
def test_of_the_last_item_an_empty_list_stays(text: str) -> None:
    assert remove_item(text, ("a", 0)) == "a: []\nb: 1\n"


def test_an_emptied_list_keeps_the_comments_beside_and_above_it() -> None:
    text = "a:   # why\n  # first\n  - one\nb: 1\n"
    assert remove_item(text, ("a", 0)) == "a: []   # why\n  # first\nb: 1\n"


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + FILE.replace("\n", "\r\n")
    after = set_text(text, key_from("sections.1.blocks.1.prose"), "One.\n\nTwo.")
    assert after.startswith("\ufeff# a comment")
    assert after.count("\n") == after.count("\r\n")
    assert set_text(text, ("title",), "Sun and your skin") == text


@pytest.mark.parametrize("text", ["ask: [How long?, Why?]\n", "𝄞: é\nask: [How long?, Why?]\n"])
def test_what_can_be_read_can_be_edited(text: str) -> None:
    assert set_text(text, ("ask", 1), "So: why?") == text.replace("Why?", '"So: why?"')
    assert remove_item(text, ("ask", 0)) == text.replace("How long?, ", "")


@pytest.mark.parametrize("key", ["gone", "title.1", "also.3", "also.first", "waivers", "sections"])
def test_a_key_without_a_text_is_told(key: str) -> None:
    with pytest.raises(Uneditable, match=key.partition(".")[0]):
        set_text(FILE, key_from(key), "x")


@pytest.mark.parametrize("key", [("title", 0), ("to_confirm", 3), ("gone", 0)])
def test_an_item_that_is_not_there_is_told(key: Key) -> None:
    with pytest.raises(Uneditable):
        remove_item(FILE, key)


def test_an_edit_that_would_change_something_else_is_not_made() -> None:
    text = "a: &name one\nb: *name\n"
    with pytest.raises(Uneditable, match="surroundings"):
        set_text(text, ("b",), "two")


def test_a_file_that_is_no_yaml_is_told() -> None:
    with pytest.raises(Uneditable, match="read as YAML"):
        text_at("a: [", ("a",))


def test_a_place_leads_to_the_text_that_it_lies_in() -> None:
    assert key_at(FILE, Place("f", 2, 12)) == ("title",)
    assert key_at(FILE, Place("f", 10, 15)) == ("sections", 0, "blocks", 0, "prose")
    assert key_at(FILE, Place("f", 1, 1)) is None
