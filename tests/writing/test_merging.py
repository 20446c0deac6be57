"""What two people changed is put together; what both changed otherwise is given to choose from."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import pytest
from edits import HANDOUTS, asked, keys_of
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.reading.changing import Edit, differences
from handouts.reading.edit import apply
from handouts.reading.keys import Key
from handouts.reading.plain import at_key, plain_of, same
from handouts.writing.merging import Conflict, merge, settled

BASE: dict[str, Any] = {
    "title": "Sun",
    "points": ["Wear a hat.", "Seek shade.", "Use cream."],
    "sections": [
        {"heading": "About", "blocks": [{"prose": "Skin is an organ."}]},
        {"heading": "Care", "blocks": [{"prose": "Be gentle."}, {"points": ["One.", "Two."]}]},
    ],
}


def with_(*changes: tuple[Key, Any]) -> dict[str, Any]:
    """Return BASE with other values at keys; None takes away."""
    said = copy.deepcopy(BASE)
    for key, value in changes:
        holder = at_key(said, key[:-1])
        if value is None:
            del holder[key[-1]]
        else:
            holder[key[-1]] = value
    return said


def test_fields_that_one_alone_changed_are_put_together() -> None:
    mine = with_((("title",), "The sun"), (("points", 0), "Wear a wide hat."))
    theirs = with_((("points", 2), "Use much cream."), (("kind",), "aftercare"))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.says["title"] == "The sun"
    assert merged.says["points"] == ["Wear a wide hat.", "Seek shade.", "Use much cream."]
    assert merged.says["kind"] == "aftercare"
    assert set(merged.mine) == {("title",), ("points", 0)}
    assert set(merged.theirs) == {("points", 2), ("kind",)}


def test_words_land_in_their_own_section_where_another_was_put_before_it() -> None:
    mine = with_((("sections", 1, "blocks", 0, "prose"), "Be very gentle."))
    theirs = copy.deepcopy(BASE)
    theirs["sections"].insert(0, {"heading": "New", "blocks": [{"prose": "New words."}]})
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert [s["heading"] for s in merged.says["sections"]] == ["New", "About", "Care"]
    assert merged.says["sections"][2]["blocks"][0] == {"prose": "Be very gentle."}
    assert merged.mine == (("sections", 2, "blocks", 0, "prose"),)


def test_what_one_moved_and_the_other_changed_is_both() -> None:
    mine, theirs = copy.deepcopy(BASE), with_((("points", 0), "Wear a wide hat."))
    mine["points"].append(mine["points"].pop(0))
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(BASE, one, other)
        assert merged.conflicts == ()
        assert merged.says["points"] == ["Seek shade.", "Use cream.", "Wear a wide hat."]


def test_what_both_put_in_stands_and_the_same_item_once() -> None:
    mine, theirs = copy.deepcopy(BASE), copy.deepcopy(BASE)
    mine["points"] += ["Drink water.", "Mine alone."]
    theirs["points"] = ["First of all.", *theirs["points"], "Drink water."]
    assert merge(BASE, mine, theirs).says["points"] == [
        *("First of all.", "Wear a hat.", "Seek shade.", "Use cream.", "Mine alone."),
        "Drink water.",
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "conflict"),
    [
        (
            with_((("title",), "My sun")),
            with_((("title",), "Her sun")),
            Conflict(("title",), "Sun", "My sun", "Her sun"),
        ),
        (
            with_((("points", 1), "Seek the shade.")),
            with_((("points", 1), None)),
            Conflict(("points", 1), "Seek shade.", "Seek the shade.", None, gone=True),
        ),
        (
            with_((("points", 1), None)),
            with_((("points", 1), "Seek the shade.")),
            Conflict(("points", 1), "Seek shade.", None, "Seek the shade."),
        ),
        (
            with_((("points",), ["Use cream.", "Seek shade.", "Wear a hat."])),
            with_((("points",), ["Seek shade.", "Wear a hat.", "Use cream."])),
            Conflict(
                ("points",),
                BASE["points"],
                ["Use cream.", "Seek shade.", "Wear a hat."],
                ["Seek shade.", "Wear a hat.", "Use cream."],
            ),
        ),
    ],
)
def test_what_both_changed_otherwise_is_a_conflict_that_loses_no_words(
    mine: dict[str, Any], theirs: dict[str, Any], conflict: Conflict
) -> None:
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == (conflict,)
    assert merged.says == theirs
    said = copy.deepcopy(merged.says)
    assert apply_to(said, settled(merged.conflicts, ["theirs"])) == theirs
    assert apply_to(said, settled(merged.conflicts, ["mine"])) == mine
    own = Edit("set", conflict.key[:1], "Ours.")
    assert apply_to(said, settled(merged.conflicts, [own]))[str(conflict.key[0])] == "Ours."


def test_of_a_block_that_one_exchanged_and_the_other_changed_both_are_left() -> None:
    blocks = ("sections", 0, "blocks")
    mine = with_(((*blocks, 0), {"points": ["Skin."]}))
    theirs = with_(((*blocks, 0), {"prose": "Skin is a large organ."}))
    merged = merge(BASE, mine, theirs)
    large = {"prose": "Skin is a large organ."}
    assert at_key(merged.says, blocks) == [{"points": ["Skin."]}, large]
    assert merged.conflicts == (
        Conflict((*blocks, 1), {"prose": "Skin is an organ."}, None, large),
    )
    assert apply_to(merged.says, settled(merged.conflicts, ["mine"])) == mine


def apply_to(said: dict[str, Any], edits: list[Edit]) -> dict[str, Any]:
    """Make edits of plain data, by a file of it."""
    text = apply("title: x\n", differences({"title": "x"}, said))
    return plain_of(apply(text, edits))


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_of_any_two_edits_of_a_shipped_handout_both_stand_or_are_in_conflict(seed: int) -> None:
    random = Random(seed)
    base = random.choice(HANDOUTS)
    said = plain_of(base)
    mine, theirs = asked(random, base).says, asked(random, base).says
    merged = merge(said, mine, theirs)
    left = [[conflict.mine, conflict.theirs] for conflict in merged.conflicts]
    held = words(merged.says) | words(left)
    for one in (mine, theirs):
        assert words(one) - words(said) <= held
    assert same(merge(said, mine, said).says, mine)
    assert same(merge(said, said, theirs).says, theirs)
    assert merge(said, mine, mine).conflicts == ()


def words(said: Any) -> set[str]:
    """Return all single values of plain data."""
    values = (at_key(said, key) for key in keys_of(said))
    return {str(one) for one in values if not isinstance(one, dict | list)}
