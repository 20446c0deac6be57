"""Random edits of YAML files, as data: what is asked, and what the file then says."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path
from random import Random
from typing import Any

from handouts.reading.changing import Edit
from handouts.reading.edit import set_text
from handouts.reading.keys import Key
from handouts.reading.plain import at_key, plain_of

ROOT = Path(__file__).parent.parent
HANDOUTS = tuple(
    path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("content/*/handout.yaml"))
)
VALUES: tuple[Any, ...] = (
    *("Plain words.", "With: a colon", "true", "42", "1.50", "2026-01-31", "2026-13-45", "=", "~"),
    *("# no comment", " a # b", "- dash", "'quoted'", '"quoted"', "[x]", "{y}", "a, b", "No", "@x"),
    *(
        "*star",
        "&amp",
        "`t`",
        "%p",
        "? q",
        "| pipe",
        "> fold",
        "back\\slash",
        "é 𝄞",
        "a  b",
        "t\tb",
    ),
    *("two\nlines", "one\n\ntwo\n\n- a list", "  lead\n two", "x\n  y\n z", "\u2028sep", "ends:"),
    *("<<<<<<< x", "a\n<<<<<<< x", "long " * 60, 7, True, None, date(2026, 1, 31), [], {}),
    *(["a", "b"], ["One thing.", "And: two"], [["a", "b, c"], ["d", "e"]], {"two words": "y: z"}),
    {
        "claim": {"question": "So?", "certainty": "low", "finding": "May.\nBe", "sources": ["a1"]},
        "detail": "full",
    },
)
WORDS = ("word", "two words", "more,", "a:", "b")
KINDS = ("set", "set", "word", "word", "insert", "move", "remove", "add")


@dataclass(frozen=True)
class Asked:
    """An edit, and what the file says after it."""

    edit: Edit
    says: dict[str, Any]


def asked(random: Random, text: str) -> Asked:
    """Ask for an edit of a file."""
    says = copy.deepcopy(plain_of(text))
    kind, value = random.choice(KINDS), random.choice(VALUES)
    keys = [key for key in keys_of(says) if key]
    if kind == "word":
        key = random.choice([k for k in keys if " " in str(at_key(says, k)) and is_text(says, k)])
        value = with_another_word(random, at_key(says, key))
    elif kind in ("insert", "move"):
        lists = [k for k in keys if isinstance(at_key(says, k), list) and at_key(says, k)]
        items = at_key(says, holder := random.choice(lists))
        place, to = random.randrange(len(items)), random.randrange(len(items))
        if kind == "insert":
            items.insert(place, value)
            return Asked(Edit("insert", (*holder, place), value), says)
        items.insert(to, items.pop(place))
        return Asked(Edit("move", (*holder, place), to=to), says)
    elif kind == "add":
        maps = [(), *(k for k in keys if isinstance(at_key(says, k), dict))]
        key = (*random.choice(maps), "new_key")
    else:
        key = random.choice(keys)
    holder_says = at_key(says, key[:-1])
    if kind == "remove":
        del holder_says[key[-1]]
        return Asked(Edit("remove", key), says)
    order = tuple(random.sample(list(holder_says), len(holder_says)))
    holder_says[key[-1]] = value
    return Asked(Edit("set", key, value, order=(*order, "new_key") if kind == "add" else ()), says)


def keys_of(value: Any, key: Key = ()) -> Iterator[Key]:
    """Walk through the keys of all that plain data hold."""
    yield key
    inner = value.items() if isinstance(value, dict) else ()
    for name, one in enumerate(value) if isinstance(value, list) else inner:
        yield from keys_of(one, (*key, name))


def is_text(says: Any, key: Key) -> bool:
    """Say whether a text stands at a key."""
    return isinstance(at_key(says, key), str)


def with_another_word(random: Random, text: str, words: Sequence[str] = WORDS) -> str:
    """Exchange a word of a text."""
    place = random.choice([*re.finditer(r"\S+", text)])
    return text[: place.start()] + random.choice(words) + text[place.end() :]


def word_faults(text: str, key: Key, random: Random) -> list[str]:
    """Exchange a word of a text in a file; return what is wrong with that, if more than a line."""
    value = with_another_word(random, str(at_key(plain_of(text), key)), ("word", "two words"))
    after = set_text(text, key, value)
    told = list(unified_diff(text.splitlines(), after.splitlines(), n=0))
    lines = [line for line in told[2:] if line[0] in "+-"]
    gone = sum(line[0] == "-" for line in lines)
    right = at_key(plain_of(after), key).strip() == value.strip()
    return [] if right and gone <= 1 and len(lines) - gone <= 2 else [str(key), *lines]
