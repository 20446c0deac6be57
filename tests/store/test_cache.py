from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from stamping import NOBODY

from handouts.press.stamping import Filling, Host, Letterhead, LinkBox, Plate
from handouts.press.verdicts import Verdict
from handouts.store.cache import MOST_REMEMBERED, Cache

LETTERHEAD = Letterhead(
    b"\x00blob\xff",
    b"rows",
    [(2, 17)],
    {"panel": Filling([[b"<<", -2, b">>"]], [0], [0], [LinkBox((0.5, 1, 2, 3), b"/A", 0)])},
    {"panel": 31.25},
)
PLATE = Plate(
    2,
    b"blob",
    b"r" * 14,
    1000,
    1001,
    1002,
    1003,
    b"0 1 0 R",
    2,
    {1004: b"9 0 R"},
    [Host("panel", 1, 2, 3, 4, 5.5, 6)],
    [(1005, [b"[", 1, b"]"])],
)
VERDICT = Verdict(1, "patterned", [(0.0, 0.5, 1.0)], ["a reason"])


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def only_file(cache: Cache) -> Path:
    [file] = cache.folder.iterdir()
    return file


def told(value: object) -> object:
    """Return a value with all sequences as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {entry.name: told(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, dict):
        return {key: told(held) for key, held in value.items()}
    return [told(held) for held in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("value", [LETTERHEAD, PLATE, VERDICT, NOBODY])
def test_what_was_put_comes_back(cache: Cache, value: object) -> None:
    cache.put("k", value)
    found = cache.get("k", type(value))
    assert type(found) is type(value)
    assert told(found) == told(value)


def test_what_was_never_put_is_missing(cache: Cache) -> None:
    assert cache.get("k", Letterhead) is None


def cut(data: bytes) -> bytes:
    return data[:-1]


def flipped(data: bytes) -> bytes:
    return data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]


def other_magic(data: bytes) -> bytes:
    return b"X" + data[1:]


@pytest.mark.parametrize("damage", [cut, flipped, other_magic, lambda _: b""])
def test_a_damaged_entry_is_as_good_as_missing(
    cache: Cache, damage: Callable[[bytes], bytes]
) -> None:
    cache.put("k", LETTERHEAD)
    file = only_file(cache)
    file.write_bytes(damage(file.read_bytes()))
    assert cache.get("k", Letterhead) is None
    cache.put("k", LETTERHEAD)
    assert cache.get("k", Letterhead) is not None


def test_an_entry_under_the_name_of_another_is_foreign(cache: Cache) -> None:
    cache.put("one", VERDICT)
    data = only_file(cache).read_bytes()
    cache.put("two", Verdict(2, "open"))
    for file in cache.folder.iterdir():
        file.write_bytes(data)
    assert cache.get("one", Verdict) is not None
    assert cache.get("two", Verdict) is None


def test_a_value_of_another_kind_is_foreign(cache: Cache) -> None:
    cache.put("k", VERDICT)
    assert cache.get("k", Letterhead) is None


def test_what_was_not_used_for_longest_goes_first(cache: Cache) -> None:
    for name in "abc":
        cache.put(name, LETTERHEAD)
    size = next(iter(cache.folder.iterdir())).stat().st_size
    for number, name in enumerate("abc"):
        os.utime(cache._path(name), (number, number))
    assert cache.get("a", Letterhead) is not None  # used just now
    Cache(cache.folder, most=2 * size).trim()
    assert [cache.get(name, Letterhead) is not None for name in "abc"] == [True, False, True]


def test_a_folder_that_is_not_there_needs_no_trimming(tmp_path: Path) -> None:
    Cache(tmp_path / "none").trim()


def test_what_a_process_needs_again_is_read_once(cache: Cache) -> None:
    cache.put("k", VERDICT)
    first = cache.remembered("k", Verdict)
    only_file(cache).unlink()
    assert cache.remembered("k", Verdict) is first
    assert Cache(cache.folder).remembered("k", Verdict) is None


def test_what_is_missing_is_made_once_and_looked_for_each_time(cache: Cache) -> None:
    assert cache.remembered("k", Verdict) is None
    cache.put("k", VERDICT)
    assert cache.remembered("k", Verdict) is not None
    assert cache.remembered("new", Verdict, lambda: VERDICT) is VERDICT
    assert cache.remembered("new", Verdict) is VERDICT


def test_what_is_remembered_stays_as_it_is_for_all_copies_that_come_from_it(cache: Cache) -> None:
    cache.put("k", VERDICT)
    first = cache.remembered("k", Verdict)
    cache.drop("k")
    assert cache.get("k", Verdict) is None
    assert cache.remembered("k", Verdict) is first


def test_so_many_are_remembered_and_those_that_were_needed_last(cache: Cache) -> None:
    for number in range(MOST_REMEMBERED + 1):
        cache.remembered(str(number), Verdict, lambda: VERDICT)
        cache.remembered("0", Verdict)
    assert cache.remembered("0", Verdict) is VERDICT
    assert cache.remembered("1", Verdict) is None
    assert cache.remembered("2", Verdict) is VERDICT
