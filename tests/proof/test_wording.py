from __future__ import annotations

import pytest

from handouts.proof.wording import word_changes, word_steps

LONG = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (["a b c"], ["a b c"], []),
        (["a b c"], ["a x c"], ["a [-b-] {+x+} c"]),
        (["a b c"], ["a c"], ["a [-b-] c"]),
        (["a c"], ["a b c"], ["a {+b+} c"]),
        (["a"], ["a", "b"], ["+ b"]),
        (["a", "b"], ["a"], ["- b"]),
        (
            [LONG],
            [LONG.replace("six", "6")],
            ["two three four five [-six-] {+6+} seven eight nine ten"],
        ),
    ],
)
def test_the_words_that_changed_are_shown(
    before: list[str], after: list[str], told: list[str]
) -> None:
    assert list(word_changes(before, after)) == told


def test_changes_far_apart_are_told_on_lines_of_their_own() -> None:
    words = [str(number) for number in range(40)]
    after = ["x", *words[1:39], "y"]
    told = list(word_changes([" ".join(words)], [" ".join(after)]))
    assert told == ["[-0-] {+x+} 1 2 3 4", "35 36 37 38 [-39-] {+y+}"]


def test_the_steps_from_one_text_to_another_hold_all_words_of_both() -> None:
    steps = word_steps("They last  6 to\n12 months", "They last some 6 to 18 months. Lips fade.")
    assert " ".join(step.before for step in steps if step.before) == "They last 6 to 12 months"
    after = " ".join(step.after for step in steps if step.after)
    assert after == "They last some 6 to 18 months. Lips fade."
    assert [step.after for step in steps if step.same] == ["They last", "6 to"]
    assert word_steps("", "") == ()
