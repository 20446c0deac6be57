from __future__ import annotations

import re
from dataclasses import dataclass, field, make_dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TODAY, MakeWorkspace, a_handout, loaded

from handouts.content.textcode import ALPHABET, text_code

WRITTEN = a_handout(terms={"sun": "a star", "skin": "an organ"})


def code(workspace: MakeWorkspace, text: str) -> str:
    return text_code(loaded(workspace({"content/sun/handout.yaml": text})))


@pytest.mark.parametrize(
    "same",
    [
        "# a comment\n" + WRITTEN,
        WRITTEN.replace("\n", "\r\n"),
        WRITTEN.replace("title: Sun and your skin\n", "") + "title: Sun and your skin\n",
        WRITTEN.replace("  sun: a star\n  skin: an organ\n", "  skin: an organ\n  sun: a star\n"),
        WRITTEN.replace("title: Sun and your skin", "title: 'Sun  and your skin '"),
        WRITTEN.replace("summary: What the sun does", "summary: >-\n  What the sun\n  does"),
        WRITTEN + "also: []\noff_label: false\nwaivers: {}\nto_confirm: []\n",
    ],
    ids=["comment", "line ends", "order", "order of terms", "spacing", "folded", "unset keys"],
)
def test_the_code_stays_where_the_words_do(workspace: MakeWorkspace, same: str) -> None:
    assert same != WRITTEN
    assert code(workspace, same) == code(workspace, WRITTEN)


@pytest.mark.parametrize(
    "other",
    [
        WRITTEN.replace("your skin", "the skin"),
        WRITTEN.replace("a star", "A star"),
        WRITTEN.replace("an organ.", "an organ"),
        WRITTEN.replace("sun: a star", "sol: a star"),
        WRITTEN.replace("2026-11-22", "2026-11-23"),
        WRITTEN.replace("prose:", "detail: full\n    prose:"),
        WRITTEN.replace("prose: Skin is an organ.", "points: [Skin is an organ.]"),
        WRITTEN + "off_label: true\n",
    ],
)
def test_the_code_changes_with_any_word(workspace: MakeWorkspace, other: str) -> None:
    assert other != WRITTEN
    assert code(workspace, other) != code(workspace, WRITTEN)


def test_the_code_does_not_depend_on_where_the_handout_stands(workspace: MakeWorkspace) -> None:
    made = workspace({f"content/{n}/handout.yaml": WRITTEN for n in ("sun", "shade")})
    assert text_code(loaded(made, "sun")) == text_code(loaded(made, "shade"))


def test_a_key_that_the_model_gains_voids_no_code() -> None:
    old = make_dataclass("Said", [("title", str)], frozen=True)
    new = make_dataclass("Said", [("title", str), ("note", str, field(default=""))], frozen=True)
    assert text_code(old("Sun")) == text_code(new("Sun")) != text_code(new("Sun", "n"))


def test_the_kind_of_a_block_is_part_of_the_code() -> None:
    @dataclass
    class Tip:
        title: str

    @dataclass
    class Note:
        title: str

    assert text_code(Tip("Sun")) != text_code(Note("Sun"))


def test_a_drawing_is_part_of_the_code() -> None:
    assert text_code("a", b"one") != text_code("a", b"two")


def test_a_code_is_the_same_on_every_machine_and_in_every_version() -> None:
    assert text_code("Sun", date(2026, 11, 22), 3, ("a", None)) == "M496-K2H4"


@given(st.lists(st.text() | st.integers() | st.binary() | st.just(TODAY)))
def test_a_code_is_eight_letters_that_are_not_misread(values: list[object]) -> None:
    assert re.fullmatch(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", text_code(*values))


def test_the_alphabet_has_no_vowels_and_nothing_that_is_misread() -> None:
    assert not set("AEIOU01LSZB8") & set(ALPHABET) - {"8"}
    assert len(set(ALPHABET)) == len(ALPHABET) == 25
