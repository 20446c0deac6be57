"""What is done in a form is done in the text of the file, and in nothing else of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from difflib import unified_diff
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from edits import keys_of

from handouts.reading.edit import Uneditable
from handouts.reading.plain import at_key, plain_of
from handouts.writing.entering import add, append, enter, move, remove
from handouts.writing.filled import Unfit

TEXT = """\
# A file with words of its own kind.
title: Sun and your skin   # its name
short_title: Sun
key_points:
  - Sunscreen helps.   # the first
  - Shade helps.
terms:
  UV: light that nobody sees
sections:
  - heading: About
    blocks:
      - prose: |
          Skin is an organ.
      - risk:
          what: Burns
          of: 100
          groups:
            - {who: Without, people: 58}
            - {who: With, people: 20}
      - steps:
          - Wash.
          - text: Dry.
            tip: Pat it.
  - heading: Help
    blocks:
      - points: [One., Two.]
"""
RISK = ("sections", 0, "blocks", 1, "risk")


def lines(after: str) -> list[str]:
    """Return what went from the file and what came, line by line."""
    changes = unified_diff(TEXT.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in changes if line[:2] not in ("--", "++", "@@")]


@pytest.mark.parametrize(
    ("key", "typed", "changed"),
    [
        (
            ("title",),
            "Sun",
            [
                "-title: Sun and your skin   # its name",
                "+title: Sun   # its name",
            ],
        ),
        (("key_points", 1), "Hats help.", ["-  - Shade helps.", "+  - Hats help."]),
        (
            (*RISK, "groups", 0, "people"),
            "59",
            [
                "-            - {who: Without, people: 58}",
                "+            - {who: Without, people: 59}",
            ],
        ),
        ((*RISK, "certainty"), "low", ["+          certainty: low"]),
        (("sections", 0, "part"), ["risks"], ["+    part: risks"]),
        (("terms",), {"UV": "light", "SPF": "a number"}, ["-  UV: light that nobody sees"]),
        (
            ("sections", 1, "blocks", 0, "points", 1),
            "Three.",
            ["-      - points: [One., Two.]", "+      - points: [One., Three.]"],
        ),
    ],
)
def test_a_field_alone_changes(key: Any, typed: Any, changed: list[str]) -> None:
    assert lines(enter(TEXT, key, typed))[: len(changed)] == changed


def test_what_is_left_empty_is_to_be_written_or_goes() -> None:
    assert lines(enter(TEXT, ("key_points", 0), " ")) == [
        "-  - Sunscreen helps.   # the first",
        "+  - (to write)   # the first",
    ]
    assert at_key(plain_of(enter(TEXT, ("title",), "")), ("title",)) == "(to write)"
    with_note = enter(TEXT, (*RISK, "note"), "Small.")
    assert enter(with_note, (*RISK, "note"), "") == TEXT


@pytest.mark.parametrize("typed", ["many", "1", ""])
def test_what_a_field_cannot_hold_is_told_and_changes_nothing(typed: str) -> None:
    with pytest.raises(Unfit):
        enter(TEXT, (*RISK, "of"), typed)


def test_a_text_that_stands_for_more_becomes_it_when_more_is_said() -> None:
    after = enter(TEXT, ("sections", 0, "blocks", 2, "steps", 0, "tip"), "Gently.")
    steps = at_key(plain_of(after), ("sections", 0, "blocks", 2, "steps"))
    assert steps[0] == {"text": "Wash.", "tip": "Gently."}
    assert steps[1] == {"text": "Dry.", "tip": "Pat it."}


def test_blocks_and_sections_and_points_are_added_where_they_are_asked_for() -> None:
    after, key = add(TEXT, ("sections", 0, "blocks", 1), "claim")
    assert key == ("sections", 0, "blocks", 1)
    assert at_key(plain_of(after), key)["claim"]["finding"] == "(to write)"
    after, key = add(TEXT, ("sections", 1))
    assert at_key(plain_of(after), key) == {
        "heading": "(to write)",
        "blocks": [{"prose": "(to write)"}],
    }
    after, key = add(TEXT, ("key_points", 1))
    assert lines(after) == ["+  - (to write)"]
    after, key = add(TEXT, (*RISK, "groups", 2))
    assert len(at_key(plain_of(after), (*RISK, "groups"))) == 3


def test_a_list_that_is_full_takes_no_more() -> None:
    text = TEXT
    for number in range(2, 7):
        text, _ = add(text, ("key_points", number))
    with pytest.raises(Unfit, match="room for 7"):
        add(text, ("key_points", 7))


@pytest.mark.parametrize(
    ("key", "most"), [(("sections", 0), 40), (("sections", 0, "blocks", 0), 60)]
)
def test_sections_and_blocks_are_no_more_than_a_handout_may_have(key: Any, most: int) -> None:
    text, tag = TEXT, "prose" if "blocks" in key else ""
    while len(at_key(plain_of(text), key[:-1])) < most:
        text, _ = add(text, key, tag)
    with pytest.raises(Unfit, match=f"there is room for {most} {key[-2]}"):
        add(text, key, tag)


def test_items_move_with_their_comments_and_stop_at_the_ends() -> None:
    after, key = move(TEXT, ("key_points", 0), 1)
    assert key == ("key_points", 1)
    assert "  - Shade helps.\n  - Sunscreen helps.   # the first\n" in after
    assert move(TEXT, ("key_points", 0), -1) == (TEXT, ("key_points", 0))


def test_what_must_stay_stays() -> None:
    with pytest.raises(Unfit, match="a block must stay"):
        remove(TEXT, ("sections", 1, "blocks", 0))
    after = remove(TEXT, ("sections", 1))
    with pytest.raises(Unfit, match="a section must stay"):
        remove(after, ("sections", 0))
    after = remove(TEXT, (*RISK, "groups", 0))
    assert at_key(plain_of(after), (*RISK, "groups")) == [{"who": "With", "people": 20}]
    with pytest.raises(Unfit):
        remove(after, (*RISK, "groups", 0))


def test_sources_are_put_behind_each_other() -> None:
    after = append(append(TEXT, (*RISK, "sources"), "a2020"), (*RISK, "sources"), "b2021")
    assert at_key(plain_of(after), (*RISK, "sources")) == ["a2020", "b2021"]


@pytest.mark.parametrize("key", [("nothing",), ("sections", 9, "heading"), (), ("sections",)])
def test_a_key_that_no_form_has_is_refused(key: Any) -> None:
    with pytest.raises(Uneditable):
        enter(TEXT, key, "x")


@pytest.mark.parametrize("typed", ["x", {}, ["a"]], ids=str)
@pytest.mark.parametrize("rest", [(99,), ("a",), (0, "b"), (99, 0)], ids=str)
@pytest.mark.parametrize("name", ["key_points", "to_confirm", "also"])
def test_a_key_into_a_list_that_leads_to_nothing_is_refused(
    name: str, rest: Any, typed: Any
) -> None:
    key = (name, *rest)
    with pytest.raises((Uneditable, Unfit)):
        enter(TEXT, key, typed)
    with pytest.raises((Uneditable, Unfit)):
        remove(TEXT, key)
    with pytest.raises((Uneditable, Unfit)):
        add(TEXT, (*key, 0))


@pytest.mark.parametrize("key", [(), ("title",), ("title", 0), ("title", "x"), ("sections", "a")])
def test_what_is_no_list_takes_nothing_more_and_moves_nothing(key: Any) -> None:
    with pytest.raises((Uneditable, Unfit)):
        add(TEXT, key)
    with pytest.raises((Uneditable, Unfit)):
        move(TEXT, key, 1)
    if key[:1] == ("title",):
        with pytest.raises((Uneditable, Unfit)):
            append(TEXT, key[:1], "x")


@pytest.mark.parametrize("seed", range(40))
def test_keys_that_no_page_sends_are_refused_or_done(seed: int) -> None:
    chance = Random(seed)
    parts: list[str | int] = [
        "title",
        "blocks",
        "steps",
        "risk",
        "groups",
        "tip",
        "x",
        0,
        1,
        -1,
        99,
    ]
    for _ in range(10):
        own = chance.choice([*keys_of(plain_of(TEXT))])
        more = chance.choices(parts, k=chance.choice([0, 1, 1, 2]))
        key: tuple[str | int, ...] = (*own[: chance.randrange(len(own) + 1)], *more)
        typed: Any = chance.choice(["x", "", None, [], {}, {"a": "b"}, 7])
        changes: list[Callable[[], object]] = [
            partial(enter, TEXT, key, typed),
            partial(add, TEXT, key),
            partial(append, TEXT, key, "x"),
            partial(move, TEXT, key, 1),
            partial(remove, TEXT, key),
        ]
        for change in changes:
            with suppress(Uneditable, Unfit):
                change()


def test_every_field_of_every_handout_that_we_ship_can_be_set_to_what_it_is() -> None:
    from handouts.writing.entering import _fields
    from handouts.writing.filled import fill

    for path in sorted(Path("content").glob("*/handout.yaml")):
        text = path.read_text("utf-8")
        for own in _fields(fill(text)):
            if own.present and own.field.kind in ("text", "prose", "number", "choice"):
                assert enter(text, own.key, str(own.value)) == text, (path, own.key)
