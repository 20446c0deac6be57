"""What two people made of one text, put together; what both changed otherwise is left to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from handouts.reading import Edit, Key, differences, pairs, same

__all__ = ["Conflict", "Merged", "merge", "settled"]

Side = Literal["mine", "theirs"]


@dataclass(frozen=True)
class Conflict:
    """A field that both changed, at its key in what is put together, which has theirs.

    None is nothing: who has it took the field away. An item of a list that they took away is
    ``gone``: it would stand at the key.
    """

    key: Key
    base: Any
    mine: Any
    theirs: Any
    gone: bool = False


@dataclass(frozen=True)
class Merged:
    """What is put together, with theirs where both changed; and whose each change is, by key."""

    says: dict[str, Any]
    conflicts: tuple[Conflict, ...]
    mine: tuple[Key, ...]
    theirs: tuple[Key, ...]


def merge(base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]) -> Merged:
    """Put together what two people made of plain data.

    Items of lists are known by what they say, so that words land where they belong when others
    put in, move or remove items meanwhile.
    """
    merger = _Merger()
    says = merger.value((base, mine, theirs), ())
    return Merged(says, tuple(merger.conflicts), tuple(merger.mine), tuple(merger.theirs))


def settled(conflicts: Sequence[Conflict], choices: Iterable[Side | Edit]) -> list[Edit]:
    """Return the edits that settle conflicts, each by whose words stay or by an edit of its own.

    They are for the file after what is put together, as a whole.
    """
    sets, others = list[Edit](), list[Edit]()
    for conflict, choice in zip(conflicts, choices, strict=True):
        if isinstance(choice, Edit):
            sets.append(choice)
        elif choice == "mine" and conflict.gone:
            others.append(Edit("insert", conflict.key, conflict.mine))
        elif choice == "mine" and conflict.mine is None:
            others.append(Edit("remove", conflict.key))
        elif choice == "mine":
            sets.append(Edit("set", conflict.key, conflict.mine))
    return [*sets, *reversed(others)]


class _Nothing:
    """Stands where one of the three has nothing."""


_NOTHING = _Nothing()
Three = tuple[Any, Any, Any]  # what stood there, mine and theirs


@dataclass
class _Merger:
    conflicts: list[Conflict] = field(default_factory=list)
    mine: list[Key] = field(default_factory=list)
    theirs: list[Key] = field(default_factory=list)

    def value(self, three: Three, key: Key) -> Any:
        """Return what is put together of what stood at a key, mine and theirs."""
        base, mine, theirs = three
        if _same(mine, base):
            self.theirs += _changed(base, theirs, key)
            return theirs
        if _same(theirs, base):
            self.mine += _changed(base, mine, key)
            return mine
        if _same(mine, theirs):
            return theirs
        if all(isinstance(one, Mapping) for one in three) and not self._another_block(three, key):
            return self._mapping(three, key)
        if all(isinstance(one, list) for one in three):
            return self._list(three, key)
        return self._conflict(three, key)

    def _conflict(self, three: Three, key: Key, *, gone: bool = False) -> Any:
        base, mine, theirs = (None if one is _NOTHING else one for one in three)
        self.conflicts.append(Conflict(key, base, mine, theirs, gone))
        return three[2]

    @staticmethod
    def _another_block(three: Three, key: Key) -> bool:
        """Say whether one made another block of a block: its keys make no sense one by one."""
        base, *others = three
        return key[-2:-1] == ("blocks",) and any(next(iter(base), "") not in one for one in others)

    def _mapping(self, three: Three, key: Key) -> Any:
        _, mine, theirs = three
        values = dict[str, Any]()
        for name in dict.fromkeys([*theirs, *mine]):
            base, own, other = (one.get(name, _NOTHING) for one in three)
            values[name] = self.value((base, own, other), (*key, name))
        return {name: value for name, value in values.items() if value is not _NOTHING}

    def _list(self, three: Three, key: Key) -> Any:
        slots = _slots(three)
        if slots is None:
            return self._conflict(three, key)
        base, mine, theirs = three
        come = [theirs[t] for b, m, t in slots if b is None and t is not None]
        result = list[Any]()
        for b, m, t in slots:
            if b is None and m is not None and any(_same(mine[m], one) for one in come):
                continue
            item, at = (_at(base, b), _at(mine, m), _at(theirs, t)), (*key, len(result))
            if t is None and m is not None and b is not None and not _same(base[b], mine[m]):
                self._conflict(item, at, gone=True)
                continue
            value = self.value(item, at)
            if value is not _NOTHING:
                result.append(value)
        return result


Slot = tuple[int | None, int | None, int | None]


def _slots(three: Three) -> list[Slot] | None:
    """Return the items of three lists beside each other; None where both moved them otherwise."""
    base, mine, theirs = three
    mine_of = {old: at for at, old in pairs(base, mine).items()}
    theirs_of = {old: at for at, old in pairs(base, theirs).items()}
    own, other = (
        [old for _, old in sorted((of[old], old) for old in mine_of.keys() & theirs_of.keys())]
        for of in (mine_of, theirs_of)
    )
    if own == sorted(own):
        woven = _woven(theirs_of, len(theirs), mine_of, len(mine))
        return [(b, m, t) for b, t, m in woven]
    if other in (sorted(other), own):
        return _woven(mine_of, len(mine), theirs_of, len(theirs))
    return None


def _woven(
    first: Mapping[int, int], count: int, second: Mapping[int, int], more: int
) -> list[Slot]:
    """Return the items of a list and of two versions of it, in the order of the first version.

    A slot is the place of an item in the list, in the first version and in the second.
    """
    base_of = {at: old for old, at in first.items()}
    slots: list[Slot] = [
        (base_of.get(at), at, second.get(base_of[at]) if at in base_of else None)
        for at in range(count)
    ]
    second_base = {at: old for old, at in second.items()}
    behind = 0
    for at in range(more):
        old = second_base.get(at)
        there = next((n for n, slot in enumerate(slots) if slot[2] == at), None)
        if there is not None:
            behind = there + 1
        else:
            slots.insert(behind, (old, None, at))
            behind += 1
    return slots


def _changed(before: Any, after: Any, key: Key) -> list[Key]:
    """Return the keys of what changed."""
    if before is _NOTHING or after is _NOTHING:
        return [] if before is after else [key]
    return list(dict.fromkeys(edit.key for edit in differences(before, after, key)))


def _at(items: list[Any], place: int | None) -> Any:
    return _NOTHING if place is None else items[place]


def _same(one: Any, other: Any) -> bool:
    if one is _NOTHING or other is _NOTHING:
        return one is other
    return same(one, other)
