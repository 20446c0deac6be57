"""Edits as values: what leads from what a file says to what it is to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from handouts.reading.keys import Key
from handouts.reading.plain import same

__all__ = ["Edit", "differences", "pairs"]

# How alike two items are, from 0 to 1, of which one is taken for the other, changed: any two, and
# mappings that begin with the same key, as blocks of one kind do.
LIKE, LIKE_AKIN = 0.5, 0.3
MOST_LOOKED_AT = 2500  # pairs of items: lists of 50, changed all over


@dataclass(frozen=True)
class Edit:
    """One edit of a file: set a value, insert an item, move it to a place, or remove what is there.

    ``order`` tells where a key is added that is not there: see set_value.
    """

    kind: Literal["set", "insert", "move", "remove"]
    key: Key
    value: Any = None
    to: int = 0
    order: tuple[str, ...] = ()


def differences(before: Any, after: Any, key: Key = ()) -> list[Edit]:
    """Return the edits that lead from plain data, at a key, to other plain data."""
    return list(_differences(before, after, key))


def _differences(before: Any, after: Any, key: Key) -> Iterator[Edit]:
    if same(before, after):
        return
    if (
        isinstance(before, Mapping)
        and isinstance(after, Mapping)
        and ((before and after) or not key)
    ):
        for name in before:
            if name in after:
                yield from _differences(before[name], after[name], (*key, name))
        for name in after:
            if name not in before:
                yield Edit("set", (*key, name), after[name], order=tuple(after))
        yield from (Edit("remove", (*key, name)) for name in before if name not in after)
    elif isinstance(before, list) and isinstance(after, list) and before and after:
        yield from _of_lists(before, after, key)
    else:
        yield Edit("set", key, after)


def _of_lists(before: list[Any], after: list[Any], key: Key) -> Iterator[Edit]:
    """Yield the edits of a list: what goes, what comes, what changes its place, what changes."""
    old_of = pairs(before, after)
    there: list[int | None] = list(range(len(before)))
    if not old_of:
        yield Edit("set", key, after)
        return
    for at in reversed(range(len(before))):
        if at not in old_of.values():
            yield Edit("remove", (*key, at))
            del there[at]
    for at, value in enumerate(after):
        if at not in old_of:
            yield Edit("insert", (*key, at), value)
            there.insert(at, None)
        elif (now := there.index(old_of[at])) != at:
            yield Edit("move", (*key, now), to=at)
            there.insert(at, there.pop(now))
    for at, old in sorted(old_of.items()):
        yield from _differences(before[old], after[at], (*key, at))


def pairs(before: Sequence[Any], after: Sequence[Any]) -> dict[int, int]:
    """Return which item of one list each item of another is: by place after, the place before.

    Items that say the same are the same, wherever they stand; of the others, those that stand
    alone between them, and those that are most alike.
    """
    ours, theirs = [repr(one) for one in before], [repr(one) for one in after]
    old_of = dict[int, int]()
    blocks = SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes()
    for kind, i, j, m, n in blocks:
        if kind == "equal":
            old_of |= zip(range(m, n), range(i, j), strict=True)
    free = [at for at in range(len(before)) if at not in old_of.values()]
    for at in range(len(after)):
        if at not in old_of and (old := next((o for o in free if ours[o] == theirs[at]), -1)) >= 0:
            old_of[at] = old
            free.remove(old)
    for kind, i, j, m, n in blocks:
        if kind == "replace":
            gone = [at for at in range(i, j) if at in free]
            come = [at for at in range(m, n) if at not in old_of]
            if len(gone) == len(come) and all(
                _akin(before[old], after[at]) for old, at in zip(gone, come, strict=True)
            ):
                old_of |= zip(come, gone, strict=True)
                free = [at for at in free if at not in gone]
    come = [at for at in range(len(after)) if at not in old_of]
    if len(come) * len(free) > MOST_LOOKED_AT:
        return old_of
    alike = sorted(
        ((_likeness(ours[old], theirs[at]), -at, -old) for at in come for old in free), reverse=True
    )
    for likeness, at, old in alike:
        maps = isinstance(before[-old], Mapping) and _akin(before[-old], after[-at])
        if likeness >= (LIKE_AKIN if maps else LIKE) and -at not in old_of and -old in free:
            old_of[-at] = -old
            free.remove(-old)
    return old_of


def _akin(one: Any, other: Any) -> bool:
    """Say whether two items are of one kind: mappings that begin with the same key, or texts."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return next(iter(one), None) == next(iter(other), None)
    return type(one) is type(other)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(a=one.split(), b=other.split(), autojunk=False).ratio()
