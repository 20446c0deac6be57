"""Lists and mappings are edited, and only the lines of what was asked differ."""

from __future__ import annotations

from difflib import unified_diff
from random import Random
from typing import Any

import pytest
from edits import HANDOUTS, VALUES, asked, is_text, keys_of, word_faults
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.reading.changing import differences
from handouts.reading.edit import (
    Uneditable,
    apply,
    insert_item,
    move_item,
    remove_key,
    set_text,
    set_value,
)
from handouts.reading.keys import key_from
from handouts.reading.plain import plain_of, same

FILE = """\
# top
title: A # x
summary: One two three
  four five six
  seven.
lead: "One two
   three, four"
why: >-
  alpha beta
  gamma delta

  a new paragraph
  ends.
sections:
  - heading: One
    blocks:
      - prose: |
          Line one.
          Line two.
      # before the claim
      - claim: {question: So?, certainty: low}
    # of the first section

  - heading: Two # t
    part: about
    blocks: [{prose: x}]
rows:
  - - a
    - b
  - - c
    - d
none: []
"""
SAMPLE = 25  # texts of a handout; tools/edits.py tries all
CLAIM = {
    "claim": {"question": "So: why?", "certainty": "low", "finding": "It may.", "sources": ["a1"]},
    "detail": "full",
}


def changed(before: str, after: str) -> list[str]:
    """Return the lines that differ, with - and +."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize(
    ("key", "value", "lines"),
    [
        (
            "summary",
            "One two three four FIVE six seven.",
            ["-  four five six", "+  four FIVE six"],
        ),
        ("lead", "One two three, FOUR", ['-   three, four"', '+   three, FOUR"']),
        (
            "why",
            "alpha beta gamma delta\na NEW paragraph ends.",
            ["-  a new paragraph", "+  a NEW paragraph"],
        ),
        (
            "sections.1.blocks.1.prose",
            "Line one.\nLine 2.",
            ["-          Line two.", "+          Line 2."],
        ),
    ],
)
def test_one_changed_word_is_one_changed_line(key: str, value: str, lines: list[str]) -> None:
    assert changed(FILE, set_text(FILE, key_from(key), value)) == lines


def test_a_block_is_put_in_as_people_write_it() -> None:
    section = {"heading": "New", "blocks": [CLAIM, {"prose": "One.\n\n- Two."}]}
    assert changed(FILE, insert_item(FILE, ("sections", 1), section)) == [
        "+  - heading: New",
        "+    blocks:",
        "+      - claim:",
        '+          question: "So: why?"',
        "+          certainty: low",
        "+          finding: It may.",
        "+          sources: [a1]",
        "+        detail: full",
        "+      - prose: |",
        "+          One.",
        "+",
        "+          - Two.",
        "+",
    ]


def test_an_item_moves_with_its_comments_and_the_space_between_items_stays() -> None:
    after = move_item(FILE, ("sections", 1), 0)
    assert plain_of(after)["sections"] == plain_of(FILE)["sections"][::-1]
    assert "    # of the first section\nrows:" in after
    assert "    blocks: [{prose: x}]\n\n  - heading: One\n" in after
    after = move_item(FILE, key_from("sections.1.blocks.2"), 0)
    assert "    blocks:\n      # before the claim\n      - claim:" in after


def test_lists_in_lists_are_put_in_order() -> None:
    rows = "rows:\n  - - a\n    - b\n  - - c\n    - d\n"
    assert rows in FILE
    inner = move_item(FILE, ("rows", 0, 0), 1)
    assert inner == FILE.replace(rows, "rows:\n  - - b\n    - a\n  - - c\n    - d\n")
    outer = move_item(FILE, ("rows", 0), 1)
    assert outer == FILE.replace(rows, "rows:\n  - - c\n    - d\n  - - a\n    - b\n")


@pytest.mark.parametrize(
    ("key", "value", "lines"),
    [
        ("none", ["A point.", "B"], ["-none: []", "+none:", "+  - A point.", "+  - B"]),
        ("none", ["a1", "b2"], ["-none: []", "+none: [a1, b2]"]),
        ("sections.2.part", ["about", "risks"], ["-    part: about", "+    part: [about, risks]"]),
        ("sections.2.page", "new", ["+    page: new"]),
        ("sections.1.blocks.2.detail", "full", ["+        detail: full"]),
        (
            "sections.1.blocks.2.claim.finding",
            "a, b",
            [
                "-      - claim: {question: So?, certainty: low}",
                '+      - claim: {question: So?, certainty: low, finding: "a, b"}',
            ],
        ),
        ("title", 7, ["-title: A # x", "+title: 7 # x"]),
        ("title", ["One thing."], ["-title: A # x", "+title: # x", "+  - One thing."]),
    ],
)
def test_a_key_is_set_or_added(key: str, value: Any, lines: list[str]) -> None:
    assert changed(FILE, set_value(FILE, key_from(key), value)) == lines


def test_a_key_is_added_where_the_order_has_it() -> None:
    order = ("heading", "part", "detail", "blocks")
    after = set_value(FILE, key_from("sections.2.detail"), "full", order)
    assert "    part: about\n    detail: full\n    blocks:" in after
    after = set_value(FILE, ("name",), "N", ("name", "title"))
    assert after.startswith("# top\nname: N\ntitle: A # x\n")


def test_a_list_that_is_set_changes_where_it_differs() -> None:
    wanted = ["First.", "Second, changed.", "Third.", "New."]
    text = "a:\n  # one\n  - First.\n  - Third. # three\n  - Second.\n  - Gone.\n"
    after = set_value(text, ("a",), wanted)
    assert plain_of(after) == {"a": wanted}
    assert "  # one\n  - First.\n" in after
    assert "- Third. # three\n" in after


def test_a_key_goes_with_its_lines_alone() -> None:
    assert changed(FILE, remove_key(FILE, key_from("sections.2.part"))) == ["-    part: about"]
    first = remove_key(FILE, key_from("sections.2.heading"))
    assert changed(FILE, first) == [
        "-  - heading: Two # t",
        "-    part: about",
        "+  - part: about",
    ]
    claim = remove_key(FILE, key_from("sections.1.blocks.2.claim.certainty"))
    assert changed(FILE, claim)[1] == "+      - claim: {question: So?}"
    assert remove_key("a:\n  b: 1\nc: 2\n", ("a", "b")) == "a: {}\nc: 2\n"


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda: insert_item(FILE, ("rows", 3), "x"), "rows.4"),
        (lambda: insert_item(FILE, ("title", 0), "x"), "no list"),
        (lambda: move_item(FILE, ("rows", 0), 2), "place 3"),
        (lambda: remove_key(FILE, ("rows", 0)), "no key"),
        (lambda: remove_key("a: 1\n", ("a",)), "no key"),
        (lambda: set_value(FILE, ("title", "x"), "y"), "title.x"),
        (lambda: set_value(FILE, ("gone", "x"), "y"), "gone"),
        (lambda: set_value(FILE, (), {"a": "b"}), "whole"),
        (lambda: set_value(FILE, ("title",), "a\u202eb"), "not seen"),
        (lambda: set_value(FILE, ("title",), "a\ud800"), "U\\+D800"),
    ],
)
def test_what_cannot_be_done_is_told(edit: Any, words: str) -> None:
    with pytest.raises(Uneditable, match=words):
        edit()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_line_ends_a_mark_and_a_last_line_without_end_stay(ends: str) -> None:
    text = "\ufeff" + FILE.replace("\n", ends).removesuffix(ends)
    after = insert_item(text, ("rows", 1), ["One thing.", "x: y"])
    assert after.startswith("\ufeff# top")
    assert after.count("\n") == after.count(ends) == text.count(ends) + 1
    assert not after.endswith("\n")


def test_a_file_with_two_kinds_of_line_ends_keeps_those_of_other_lines() -> None:
    assert set_text("a: 1\r\nb: x\nc: 2\r\n", ("b",), "y") == "a: 1\r\nb: y\nc: 2\r\n"


@pytest.mark.parametrize("number", range(len(HANDOUTS)))
def test_a_word_of_a_shipped_handout_changes_one_line(number: int) -> None:
    random = Random(number)
    says = plain_of(HANDOUTS[number])
    texts = [key for key in keys_of(says) if is_text(says, key)]
    for key in random.sample(texts, SAMPLE):
        assert word_faults(HANDOUTS[number], key, random) == []


@settings(max_examples=120)
@given(st.integers(0, 2**32))
def test_a_random_edit_says_what_was_asked_and_keeps_all_comments(seed: int) -> None:
    random = Random(seed)
    text = random.choice(HANDOUTS)
    wish = asked(random, text)
    after = apply(text, [wish.edit])
    assert same(plain_of(after), wish.says)
    if wish.edit.kind != "remove":
        gone = [line for line in changed(text, after) if line.startswith("-")]
        assert "#" not in "".join(gone) or "#" in after


@given(st.lists(st.sampled_from("abcdef")), st.lists(st.sampled_from("abcdef"), min_size=1))
def test_differences_lead_from_any_list_to_any_other(before: list[str], after: list[str]) -> None:
    text = set_value("title: x\nitems: []\n", ("items",), [f"Item {one}." for one in before])
    wanted = [f"Item {one}." for one in after]
    says = {"title": "x", "items": wanted}
    edited = apply(text, differences(plain_of(text), says))
    assert plain_of(edited) == says


@given(st.text(), st.booleans())
def test_any_text_is_kept_or_refused_in_words(value: str, inside: bool) -> None:
    text = "a: [x, y]\nb: z\n" if inside else "a:\n  - x\n  - y\nb: z\n"
    try:
        after = set_value(text, ("a", 0), value)
    except Uneditable as error:
        assert str(error)
    else:
        assert same(plain_of(after), {"a": [value, "y"], "b": "z"})


def test_every_value_can_stand_everywhere() -> None:
    for value in VALUES:
        for text in ("a: [x, y]\nb: z\n", "a:\n  - x\n  - y\nb: z\n"):
            assert same(plain_of(set_value(text, ("a", 0), value))["a"][0], value)
            assert same(plain_of(set_value(text, ("b",), value))["b"], value)
