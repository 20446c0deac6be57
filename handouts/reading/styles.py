"""How values are written in YAML: new ones as people would, others in the style that they had."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import yaml

from handouts.reading.scalars import resolve

__all__ = ["entry", "flow", "item", "restyled", "rows", "written"]

WIDTH = 110  # characters of a folded line
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")  # line breaks in YAML, or not seen in it
ID = re.compile(r"[a-z][a-z0-9-]*")
STEP = "  "
MERGE = re.compile(
    r"\s*([<|>])\1{6}"
)  # what git would leave: no file of ours may hold it on a line


def flow(value: Any, inside: bool = False) -> str:
    """Return a value on one line; inside says that it stands in brackets."""
    if isinstance(value, Mapping):
        pairs = (f"{_name(key)}: {flow(one, inside=True)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(one, inside=True) for one in value)}]"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value)
    return value if _is_plain(value, inside) else _quoted(value)


def rows(value: Any) -> list[str] | None:
    """Return the lines of a list or mapping below its key; None where it stands beside it."""
    if isinstance(value, Mapping) and value:
        return [line for name, one in value.items() for line in entry(name, one)]
    if isinstance(value, list | tuple) and value and not _is_short(value):
        return [line for one in value for line in item(one)]
    return None


def entry(name: str, value: Any) -> list[str]:
    """Return the lines of a key with its value."""
    if (literal := _literal(value)) is not None:
        return [f"{_name(name)}: |", *literal]
    if (below := rows(value)) is not None:
        return [f"{_name(name)}:", *_indented(below)]
    return [f"{_name(name)}: {flow(value)}"]


def item(value: Any) -> list[str]:
    """Return the lines of an item of a list."""
    if (literal := _literal(value)) is not None:
        return ["- |", *literal]
    below = rows(value) if isinstance(value, Mapping) else None
    if below is not None:
        return [f"- {below[0]}", *_indented(below[1:])]
    return [f"- {flow(value)}"]


def written(lines: Sequence[str], column: int) -> str:
    """Return lines that start at a column as a part of a file."""
    return "".join(f"{' ' * column}{line}\n" if line else "\n" for line in lines)


def restyled(value: str, before: str, column: int, inside: bool) -> Iterator[str]:
    """Yield ways to write a text, the one nearest to how the text before it was written first.

    The column is that of its lines where it has any of its own. Whether a way can hold the text
    is for the reader to prove.
    """
    if before[:1] in ("|", ">") and not inside:
        yield from _block(value, before, column)
    elif "\n" in before and "\n" not in value:
        yield from _folded_flow(value, before)
    if "\n" in value and not inside:
        yield "\n".join(["|", *(_lines(value, " " * column))])
    elif _is_plain(value, inside):
        yield value
    yield _quoted(value)


def _block(value: str, before: str, column: int) -> Iterator[str]:
    head, *old = before.split("\n")
    head = head.rstrip()
    indent = next((s[: len(s) - len(s.lstrip(" "))] for s in old if s.strip()), " " * column)
    if head[0] == ">" and not head[1:2].isdigit():
        yield "\n".join([head, *_paragraphs(value.split("\n"), old, indent)])
    if head[0] == ">" or any(c.isdigit() for c in head.partition("#")[0]):
        head = "|"
    words = [line[len(indent) :] for line in old]
    new = value.split("\n")
    lines = list[str]()
    for kind, i, j, m, n in SequenceMatcher(a=words, b=new, autojunk=False).get_opcodes():
        lines += old[i:j] if kind == "equal" else _lines("\n".join(new[m:n]), indent, m < n)
    yield "\n".join([head, *lines])


def _paragraphs(new: list[str], old: list[str], indent: str) -> list[str]:
    """Return the lines of folded paragraphs; those that say what they said keep theirs."""
    groups, group = list[list[str]](), list[str]()
    for line in [*old, ""]:
        if line.strip():
            group.append(line)
        elif group:
            groups.append(group)
            group = []
    texts = [" ".join(line.strip() for line in group) for group in groups]
    paragraphs = [line for line in new if line]
    kept = dict[int, list[str]]()
    matcher = SequenceMatcher(a=texts, b=paragraphs, autojunk=False)
    for _, i, j, m, n in matcher.get_opcodes():
        for number, near in zip(range(m, n), [*groups[i:j], *[[]] * (n - m)], strict=False):
            kept[number] = _refolded(paragraphs[number], near, indent)
    lines, number = list[str](), 0
    for at, paragraph in enumerate(new):
        if paragraph:
            lines += kept[number]
            number += 1
        lines += [""] if at + 1 < len(new) else []
    return lines


def _refolded(value: str, old: Sequence[str], indent: str) -> list[str]:
    """Return the lines of a text on several lines; of the old ones those at both ends stay."""
    words = value.split(" ")
    lines = [line.strip().split(" ") for line in old]
    head = _common(words, lines)
    room = words[sum(map(len, lines[:head])) :]
    tail = _common(room[::-1], [line[::-1] for line in lines[head:][::-1]])
    last = sum(map(len, lines[len(lines) - tail :])) if tail else 0
    middle = room[: len(room) - last]
    widest = max([WIDTH, *(len(line) - len(indent) for line in old)])
    filled = list[str]()
    for word in middle:
        if filled and len(filled[-1]) + 1 + len(word) <= widest:
            filled[-1] += f" {word}"
        else:
            filled.append(word)
    return [*old[:head], *(indent + line for line in filled), *old[len(old) - tail :]]


def _common(words: Sequence[str], lines: Sequence[Sequence[str]]) -> int:
    """Count the lines with which words begin."""
    at = 0
    for number, line in enumerate(lines):
        if list(words[at : at + len(line)]) != list(line):
            return number
        at += len(line)
    return len(lines)


def _folded_flow(value: str, before: str) -> Iterator[str]:
    """Yield a plain or quoted text on several lines; one that cannot be plain in quotes."""
    quote = before[0] if before[0] in "'\"" else ""
    first, *others = (before[1:-1] if quote else before).split("\n")
    if not all(line.strip() for line in others):
        return
    indent = others[0][: len(others[0]) - len(others[0].lstrip(" "))]
    words = {"": value, "'": value.replace("'", "''"), '"': _quoted(value)[1:-1]}
    for mark in (quote, '"'):
        yield mark + "\n".join(_refolded(words[mark], [first, *others], indent)).lstrip() + mark


def _literal(value: Any) -> list[str] | None:
    """Return the lines of a text below its '|'; None where it stands beside its key."""
    if not isinstance(value, str) or "\n" not in value.strip() or ESCAPED.search(value):
        return None
    lines = value.strip("\n").rstrip().split("\n")
    odd = lines[0][:1].isspace() or any(
        not line.replace("\t", " ").isprintable() or MERGE.match(line) for line in lines
    )
    return None if odd else _indented(line.rstrip() for line in lines)


def _lines(value: str, indent: str, any_: bool = True) -> list[str]:
    return [indent + line if line else "" for line in value.split("\n")] if any_ else []


def _indented(lines: Sequence[str] | Iterator[str]) -> list[str]:
    return [STEP + line if line else "" for line in lines]


def _is_short(value: Sequence[Any]) -> bool:
    """Say whether a list is written in brackets: ids, as of sources."""
    plain = all(isinstance(one, str) and ID.fullmatch(one) for one in value)
    return plain and sum(len(one) + 2 for one in value) <= WIDTH


def _name(key: str) -> str:
    return key if ":" not in key and _is_plain(key, inside=True) else _quoted(key)


def _quoted(value: str) -> str:
    words = json.dumps(value, ensure_ascii=False)
    return ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", words)


def _is_plain(value: str, inside: bool) -> bool:
    """Say whether YAML, 1.1 and 1.2, reads an unquoted text back as itself."""
    if "\n" in value:
        return False
    try:
        read = yaml.load(f"[{value}]" if inside else f"key: {value}", Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):  # the latter for a day that is none
        return False
    return bool(read == ([value] if inside else {"key": value}) and resolve(value) == value)
