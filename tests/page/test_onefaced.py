"""A word that a face lacks a letter of is set whole in the next that has them all."""

from __future__ import annotations

import pytest

from handouts.page.onefaced import one_faced

STACK = [("'A'", {*"abc .:-/&"}), ("'B'", {*"abcŵ≥50"}), ("'C'", {*"يأف،:"})]


@pytest.mark.parametrize(
    ("html", "set_"),
    [
        ("<p>abc a.b</p>", "<p>abc a.b</p>"),  # all in the first
        ("<p>aŵb abc</p>", "<p><span style=\"font-family:'B'\">aŵb</span> abc</p>"),
        ("<p>ŵ≥ cab</p>", "<p>ŵ≥ cab</p>"),  # in one already, though not in the first
        ("يف:", "<span style=\"font-family:'C'\">يف:</span>"),
        ("aŵ:", "aŵ:"),  # no face has all of it
        ("a&amp;b aŵ", "a&amp;b <span style=\"font-family:'B'\">aŵ</span>"),
        ('<img alt="aŵb">', '<img alt="aŵb">'),
        ("<title>aŵb</title>", "<title>aŵb</title>"),
    ],
)
def test_words_are_given_to_one_face(html: str, set_: str) -> None:
    assert one_faced(html, [(family, frozenset(letters)) for family, letters in STACK]) == set_


def test_ideographs_need_no_spaces_to_be_words() -> None:
    stack = [("'A'", frozenset("ab.")), ("'C'", frozenset("面部，a"))]
    assert one_faced("ab.面部，ab", stack) == "ab.面部，ab"
