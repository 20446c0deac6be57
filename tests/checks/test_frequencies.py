from __future__ import annotations

import pytest

from handouts.checks.frequencies import frequencies


@pytest.mark.parametrize(
    ("words", "people", "of"),
    [
        ("It came in 3 in 100 people.", 3, 100),
        ("In 32 of 100 people it was severe.", 32, 100),
        ("In 16 of 27 women it was.", 16, 27),
        ("4 out of 5 had it.", 4, 5),
        ("One in ten had it.", 1, 10),
        ("One in a hundred had it.", 1, 100),
        ("1 in every 1,000 people", 1, 1000),
        ("It came in 5 to 50 in 1,000.", 50, 1000),
        ("24 people in 1,000 had it.", 24, 1000),
    ],
)
def test_a_frequency_is_read(words: str, people: int, of: int) -> None:
    [found] = frequencies(words)
    assert (found.people, found.of) == (people, of)


@pytest.mark.parametrize(
    "words",
    [
        "It was 5 in 2015.",
        "Use it 2 in 3 days.",
        "1 of 3 kinds of laser.",
        "We saw 7 of the 25.",
        "Pain was just under 5 out of 10.",
        "In 41 people it was.",
        "5 in 3 people.",
        "It rose by 1 in 2.5 years.",
    ],
)
def test_other_numbers_are_left_alone(words: str) -> None:
    assert list(frequencies(words)) == []


def test_things_that_are_no_people_are_told_apart() -> None:
    assert [f.things for f in frequencies("16 in 100,000 syringes, and 3 in 100 people")] == [
        "syringes",
        "",
    ]
